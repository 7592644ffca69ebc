"""The orders of the past before they happen: who orders what, when, how it is paid, and what becomes of it.

Pure data from a seed: the same number, seed and moment give the same stories. The first ones show every state that an
order can be in, and leave every department work for today; the others are the ordinary business of three months.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from demo.data.crowd import Crowd
from demo.data.markets import places
from demo.data.people import Consumer, TradeCompany
from demo.seeding.folk import shown_sign_ins
from demo.seeding.goods import Goods, Lines
from demo.seeding.rhythm import Rhythm


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
    RETURNED = "returned"
    OVERDUE = "overdue"
    SHORT = "short"
    WAITING = "waiting"
    PICKING = "picking"
    PICKED = "picked"
    PACKED = "packed"
    DISPATCHED = "dispatched"


class Way(StrEnum):
    """How somebody comes in."""

    SHOP = "shop"
    TRADE = "trade"
    DESK = "desk"


WAYS = {"consumer": Way.SHOP, "distributor": Way.TRADE, "retailer": Way.TRADE, "partner": Way.TRADE,
        "call_centre": Way.DESK, "branch": Way.DESK}  # fmt: skip


@dataclass(frozen=True)
class Story:
    """One order. `buyer` is a consumer's e-mail or an account number, `receiver` a partner's guest; `lines` are (SKU, pieces)."""

    moment: datetime
    channel: str
    market: str
    buyer: str
    lines: Lines
    method: str
    fate: Fate = Fate.COURSE
    note: str = ""
    receiver: str = ""

    @property
    def way(self) -> Way:
        """Which job places it."""
        return WAYS[self.channel]


@dataclass(frozen=True)
class Plot:
    """A kind of essential order: how many hours ago (from, to), where, how paid, what becomes of it, and what is ordered."""

    hours: tuple[float, float]
    channel: str
    market: str
    method: str
    fate: Fate
    wants: str = "basket"


NOTES = (
    "Called: please ring at the side door, the bell is broken.",
    "Asked whether the tin can be gift-wrapped. Told them about the message card.",
    "Wants the invoice in the company's name; details are on file.",
)
#: How often each channel sells, and each market within it; all that are open come in by turns.
CHANNEL_SHARES = {"consumer": 62, "distributor": 8, "retailer": 9, "partner": 5, "call_centre": 9, "branch": 7}
MARKET_SHARES = {"vn": 58, "th": 15, "cn": 12, "latam": 8, "intl": 7}
#: Every state once: what a small company needs, in order of importance. A larger one has it several times.
PLOTS = (
    Plot((280, 290), "consumer", "vn", "card", Fate.COURSE),
    Plot((215, 220), "distributor", "vn", "terms", Fate.COURSE, "case"),
    Plot((190, 200), "call_centre", "vn", "cod", Fate.COURSE),
    Plot((4.5, 9), "consumer", "vn", "card", Fate.WAITING),
    Plot((3, 8), "consumer", "vn", "transfer", Fate.UNPAID),
    Plot((1, 4), "consumer", "vn", "cod", Fate.HELD, "dear"),
    Plot((18, 22), "consumer", "vn", "cod", Fate.PICKED, "small"),
    Plot((130, 160), "consumer", "vn", "transfer", Fate.EXPIRED),
    Plot((60, 72), "consumer", "vn", "cod", Fate.REFUSED, "small"),
    Plot((105, 125), "consumer", "vn", "transfer", Fate.REFUNDED),
    Plot((0.4, 0.8), "consumer", "vn", "card", Fate.FAILED),
    Plot((20, 24), "consumer", "vn", "card", Fate.PACKED),
    Plot((9, 11), "consumer", "vn", "card", Fate.PICKING),
    Plot((25, 28), "consumer", "vn", "cod", Fate.DISPATCHED, "small"),
    Plot((90, 100), "consumer", "vn", "cod", Fate.CANCELLED, "small"),
    Plot((60, 80), "consumer", "intl", "transfer", Fate.PART_PAID),
    Plot((160, 180), "consumer", "vn", "cod", Fate.REJECTED, "dear"),
    Plot((40, 60), "consumer", "vn", "card", Fate.REFUND_DUE),
    Plot((1400, 1500), "retailer", "vn", "terms", Fate.OVERDUE, "case"),
    Plot((26, 30), "consumer", "vn", "card", Fate.SHORT, "pair"),
    Plot((330, 350), "consumer", "vn", "cod", Fate.RETURNED, "small"),
    Plot((200, 260), "branch", "vn", "card", Fate.COURSE),
    Plot((300, 400), "partner", "vn", "terms", Fate.COURSE, "case"),
    Plot((6, 9), "retailer", "vn", "terms", Fate.WAITING, "case"),
    Plot((4, 8), "consumer", "th", "card", Fate.WAITING),
    Plot((8, 11), "distributor", "th", "terms", Fate.WAITING, "case"),
    Plot((4, 6), "call_centre", "intl", "transfer", Fate.UNPAID),
    Plot((2, 3), "call_centre", "vn", "cod", Fate.WAITING, "small"),
    Plot((400, 420), "consumer", "cn", "card", Fate.COURSE),
    Plot((500, 520), "consumer", "latam", "card", Fate.COURSE),
    Plot((20, 23), "retailer", "th", "terms", Fate.PICKED, "case"),
    Plot((18, 24), "consumer", "cn", "card", Fate.PACKED),
    Plot((1300, 1450), "distributor", "cn", "terms", Fate.OVERDUE, "case"),
    Plot((2, 5), "consumer", "th", "transfer", Fate.UNPAID),
    Plot((1, 3), "consumer", "vn", "cod", Fate.HELD, "dear"),
)  # fmt: skip
#: After so many ordinary orders one of these plots is told again.
REPEATED = 6


def stories(now: datetime, number: int, *, goods: Goods, crowd: Crowd, seed: int = 1) -> list[Story]:
    """So many orders, in the order in which they are placed."""
    teller = _Teller(now, goods, crowd, random.Random(f"lantern and leaf {seed}"))
    told = [teller.plotted(plot) for plot in PLOTS[:number]]
    repeated = [plot for plot in PLOTS if plot.fate != Fate.COURSE]
    while len(told) < number:
        place = len(told) - len(PLOTS)
        if place % REPEATED == REPEATED - 1:
            told.append(teller.plotted(repeated[place // REPEATED % len(repeated)]))
        else:
            told.append(teller.ordinary(place))
    return sorted(told, key=lambda story: (story.moment, story.buyer))


class _Teller:
    """Draws people and goods for stories."""

    def __init__(self, now: datetime, goods: Goods, crowd: Crowd, dice: random.Random) -> None:
        self.now, self.goods, self.crowd, self.dice = now, goods, crowd, dice
        self.rhythm = Rhythm(now)
        self.places = [place for place in places() if WAYS[place[0]] != Way.TRADE or crowd.trading(*place)]
        shares = [CHANNEL_SHARES[channel] * MARKET_SHARES[market] for channel, market in self.places]
        self.shares = shares
        #: Whose sign-in is printed, and who has not ordered yet: whoever tries it finds something in the account.
        self.told = shown_sign_ins()

    def plotted(self, plot: Plot) -> Story:
        """One of the plots, with people and goods by lot."""
        hours = self.dice.uniform(*plot.hours)
        moment = (self.now - timedelta(hours=hours)).replace(second=0, microsecond=0)
        if hours > 48:
            moment = self.rhythm.by_day(moment, self.dice)
        return self._told(moment, plot.channel, plot.market, plot.method, plot.fate, self._wanted(plot))

    def ordinary(self, place: int) -> Story:
        """The ordinary business: most from Vietnam, some from abroad, now and then a case or a call."""
        moment = self.rhythm.moment(self.dice)
        channel, market = self.dice.choices(self.places, self.shares)[0]
        method = self._method(channel, market)
        wants = "case" if WAYS[channel] == Way.TRADE else "small" if method == "cod" else "basket"
        note = self.dice.choice(NOTES) if place % 9 == 0 else ""
        return self._told(moment, channel, market, method, Fate.COURSE, self._lines(wants, channel), note)

    def _told(self, moment: datetime, channel: str, market: str, method: str, fate: Fate, lines: Lines, note: str = "") -> Story:
        buyer = self._company(channel, market).account if WAYS[channel] == Way.TRADE else self._consumer(channel, market).email
        receiver = self.dice.choice(self.crowd.in_market(market)).email if channel == "partner" else ""
        return Story(moment, channel, market, buyer, lines, f"{market}-{method}", fate, note, receiver)

    def _wanted(self, plot: Plot) -> Lines:
        return self._lines(plot.wants, plot.channel)

    def _lines(self, wants: str, channel: str) -> Lines:
        if wants == "dear":
            return self.goods.dear(self.dice, 2_100_000, 4_600_000)
        if wants == "case":
            return self.goods.by_the_case(self.dice, channel)
        if wants == "small":
            return self.goods.small(self.dice, channel)
        lines = self.goods.basket(self.dice, channel)
        return tuple((sku, 2) for sku, _pieces in lines) if wants == "pair" else lines

    def _consumer(self, channel: str, market: str) -> Consumer:
        """Somebody of the market; at a desk, one who is known, for an agent looks customers up."""
        if channel == "consumer" and (waiting := [one for one in self.told if one.market == market]):
            self.told.remove(waiting[0])
            return waiting[0]
        people = [one for one in self.crowd.in_market(market) if one.account or channel == "consumer"]
        return self.dice.choice(people)

    def _company(self, channel: str, market: str) -> TradeCompany:
        return self.dice.choice(self.crowd.trading(channel, market))

    def _method(self, channel: str, market: str) -> str:
        if WAYS[channel] == Way.TRADE:
            return self.dice.choice(("terms", "terms", "terms", "terms", "transfer"))
        if channel == "branch":
            return self.dice.choice(("card", "card", "transfer"))
        if market in ("vn", "th"):
            return self.dice.choice(("card", "cod", "cod", "transfer"))
        return self.dice.choice(("card", "card", "transfer"))
