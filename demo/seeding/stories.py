"""The month's orders before they happen: who orders what, when, how it is paid, and what becomes of it.

Pure data from a seed: the same number of orders and the same moment give the same stories. The first ones show every
state that an order can be in; whatever is asked for beyond them is the ordinary business of the month.
"""

import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from demo.data.people import CONSUMERS, DISTRIBUTORS, Consumer
from demo.seeding.house import ZONE


class Fate(StrEnum):
    """What becomes of an order; the others just take their course."""

    COURSE = "course"
    UNPAID = "unpaid"
    PART_PAID = "part_paid"
    FAILED = "failed"
    EXPIRED = "expired"
    HELD = "held"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    REFUND_DUE = "refund_due"
    REFUSED = "refused"
    WAITING = "waiting"
    PICKING = "picking"
    PICKED = "picked"
    PACKED = "packed"
    DISPATCHED = "dispatched"


#: Where the work of the warehouse stops for now.
STOPS = (Fate.WAITING, Fate.PICKING, Fate.PICKED, Fate.PACKED, Fate.DISPATCHED)


class Way(StrEnum):
    """How somebody comes in."""

    SHOP = "shop"
    TRADE = "trade"
    PHONE = "phone"


@dataclass(frozen=True)
class Story:
    """One order. `buyer` is a consumer's e-mail or an account number; `lines` are (SKU, pieces)."""

    moment: datetime
    way: Way
    market: str
    buyer: str
    lines: tuple[tuple[str, int], ...]
    method: str
    fate: Fate = Fate.COURSE
    note: str = ""


#: What is always there in numbers; scarce things keep their last pieces.
EVERYDAY = (
    "LL-1021", "LL-1024", "LL-1104", "LL-1109", "LL-1132", "LL-1135", "LL-1208", "LL-1212", "LL-1215", "LL-1505",
    "LL-1610", "LL-2010", "LL-2018", "LL-2024", "LL-2031", "LL-3001", "LL-3020", "LL-1330", "LL-1601", "LL-1001",
)  # fmt: skip
LIGHT = ("LL-1024", "LL-1132", "LL-1215", "LL-1505", "LL-1610", "LL-2024", "LL-1601", "LL-2010", "LL-3020")
#: By the case: SKU and pieces in a case that the shelves of the e-commerce zone bear.
BY_THE_CASE = (
    ("LL-1215", 30), ("LL-1505", 24), ("LL-1132", 24), ("LL-1610", 24), ("LL-2010", 12), ("LL-2024", 12), ("LL-2031", 12),
    ("LL-1104", 24), ("LL-1212", 20), ("LL-2018", 12), ("LL-1330", 10), ("LL-2027", 12), ("LL-3020", 36),
)  # fmt: skip
DEAR = (("LL-3041", 1), ("LL-1208", 2))
NOTES = (
    "Called: please ring at the side door, the bell is broken.",
    "Asked whether the tin can be gift-wrapped. Told them about the message card.",
    "Wants the invoice in the company's name; details are on file.",
)
_BUYERS = {consumer.email: consumer for consumer in CONSUMERS}
_NGAN, _HA, _LOC, _BINH, _CHAU = (consumer.email for consumer in CONSUMERS[:5])
_CAN_THO, _LANNA = (company.account for company in DISTRIBUTORS)


def stories(now: datetime, number: int) -> list[Story]:
    """So many orders, in the order in which they are placed."""
    dice = random.Random("lantern and leaf")
    told = _essential(now)[:number]
    while len(told) < number:
        told.append(_ordinary(now, dice, len(told)))
    return sorted(told, key=lambda story: (story.moment, story.buyer))


def _essential(now: datetime) -> list[Story]:
    """Every state once or more; first what every department needs to see today."""
    shop, trade, phone = Way.SHOP, Way.TRADE, Way.PHONE

    def ago(hours: float) -> datetime:
        return now - timedelta(hours=hours)

    def day(days: int, hour: int, minute: int = 0) -> datetime:
        date = now.astimezone(ZONE).date() - timedelta(days=days)
        return datetime.combine(date, time(hour, minute), tzinfo=ZONE)

    somying, grace, hannah = "somying.jaidee@example.com", "grace.tanaka@example.com", "hannah.okafor@example.com"
    return [
        Story(day(12, 9, 14), shop, "vn", _NGAN, (("LL-1104", 1), ("LL-3020", 2)), "vn-card"),
        Story(day(9, 10, 5), trade, "vn", _CAN_THO, (("LL-1505", 24), ("LL-2024", 12)), "vn-terms"),
        Story(day(8, 11, 30), phone, "vn", _HA, (("LL-1021", 1), ("LL-1610", 2)), "vn-cod", note=NOTES[0]),
        Story(ago(5.4), shop, "vn", _BINH, (("LL-1132", 2), ("LL-2010", 1)), "vn-card", Fate.WAITING),
        Story(ago(6.2), shop, "vn", _CHAU, (("LL-1505", 1),), "vn-transfer", Fate.UNPAID),
        Story(ago(3.1), shop, "vn", "khanh.pham@example.vn", DEAR, "vn-cod", Fate.HELD),
        Story(ago(20.5), shop, "vn", "han.ly@example.vn", (("LL-1215", 2), ("LL-3001", 1)), "vn-cod", Fate.PICKED),
        Story(day(6, 14, 12), shop, "vn", "phuong.hoang@example.vn", (("LL-1104", 1),), "vn-transfer", Fate.EXPIRED),
        Story(day(10, 16, 40), shop, "vn", "kien.do@example.vn", (("LL-2031", 1), ("LL-2018", 1)), "vn-cod", Fate.REFUSED),
        Story(day(5, 20, 3), shop, "vn", "linh.vu@example.vn", (("LL-1330", 1),), "vn-transfer", Fate.REFUNDED),
        Story(day(16, 8, 47), shop, "intl", somying, (("LL-1109", 2), ("LL-3001", 1)), "intl-card"),
        Story(ago(0.6), shop, "vn", "tuananh.trinh@example.vn", (("LL-2024", 2),), "vn-card", Fate.FAILED),
        Story(ago(22), shop, "vn", "nghia.bui@example.vn", (("LL-1208", 1), ("LL-1024", 1)), "vn-card", Fate.PACKED),
        Story(ago(7.7), trade, "intl", _LANNA, (("LL-2010", 12), ("LL-2018", 12), ("LL-3020", 36)), "intl-terms", Fate.WAITING),
        Story(ago(9.3), shop, "vn", "diep.le@example.vn", (("LL-1212", 1), ("LL-2031", 1)), "vn-card", Fate.PICKING),
        Story(ago(26), shop, "vn", "nhung.cao@example.vn", (("LL-1001", 1),), "vn-cod", Fate.DISPATCHED),
        Story(day(4, 12, 25), shop, "vn", _LOC, (("LL-1024", 2),), "vn-cod", Fate.CANCELLED),
        Story(day(3, 15, 50), shop, "intl", grace, (("LL-1208", 2),), "intl-transfer", Fate.PART_PAID),
        Story(day(7, 9, 33), shop, "vn", _CHAU, (("LL-3041", 2),), "vn-cod", Fate.REJECTED),
        Story(day(2, 18, 21), shop, "vn", "linh.vu@example.vn", (("LL-1135", 1),), "vn-card", Fate.REFUND_DUE),
        Story(ago(4.5), phone, "intl", hannah, (("LL-1104", 1), ("LL-1021", 1)), "intl-transfer", Fate.UNPAID, NOTES[1]),
        Story(ago(8.8), shop, "intl", "marco.ruiz@example.com", (("LL-1505", 2),), "intl-card", Fate.WAITING),
        Story(ago(2.2), phone, "vn", _NGAN, (("LL-1132", 3),), "vn-cod", Fate.WAITING, NOTES[0]),
        Story(day(20, 10, 10), trade, "intl", _LANNA, (("LL-1330", 10), ("LL-2010", 12)), "intl-terms"),
        Story(day(1, 11, 45), shop, "vn", "kien.do@example.vn", DEAR, "vn-cod", Fate.HELD),
        Story(ago(11.5), trade, "vn", _CAN_THO, (("LL-2027", 12), ("LL-1215", 30)), "vn-terms", Fate.PICKED, NOTES[2]),
    ]


def _ordinary(now: datetime, dice: random.Random, place: int) -> Story:
    """The ordinary business: most from Vietnam, some from abroad, now and then a case or a call."""
    moment = _daytime(now, dice)
    kind = dice.random()
    if kind < 0.16:
        company = DISTRIBUTORS[0] if dice.random() < 0.6 else DISTRIBUTORS[1]
        lines = tuple(dice.sample(BY_THE_CASE, dice.choice((2, 3, 3, 4))))
        return Story(moment, Way.TRADE, company.market, company.account, lines, f"{company.market}-terms")
    consumer = dice.choice([one for one in CONSUMERS if (one.market == "vn") == (dice.random() < 0.72)] or CONSUMERS)
    way = Way.PHONE if kind > 0.88 else Way.SHOP
    method = _method(consumer, dice)
    shelf = LIGHT if method.endswith("cod") else EVERYDAY
    wanted = dice.sample(shelf, dice.choice((1, 1, 2, 2, 3)))
    lines = tuple((sku, dice.choice((1, 1, 1, 2))) for sku in wanted)
    note = dice.choice(NOTES) if place % 7 == 0 else ""
    return Story(moment, way, consumer.market, consumer.email, lines, method, note=note)


def _daytime(now: datetime, dice: random.Random) -> datetime:
    day = now.astimezone(ZONE).date() - timedelta(days=dice.randint(2, 30))
    return datetime.combine(day, time(dice.randint(7, 21), dice.randint(0, 59)), tzinfo=ZONE)


def _method(consumer: Consumer, dice: random.Random) -> str:
    ways = ("card", "card", "transfer") if consumer.market == "intl" else ("card", "cod", "cod", "transfer")
    return f"{consumer.market}-{dice.choice(ways)}"


def consumer(email: str) -> Consumer:
    """A consumer of the data by e-mail."""
    return _BUYERS[email]
