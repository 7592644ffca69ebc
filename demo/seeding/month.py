"""The past three months of the demo company: its orders and everything that became of them, lived through day by day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from core.access import Actor
from demo.seeding import floor, money, slotting, stores, visiting
from demo.seeding.buying import place
from demo.seeding.diary import Diary
from demo.seeding.goods import Goods
from demo.seeding.house import FOUNDING, ZONE, House
from demo.seeding.rhythm import DAYS
from demo.seeding.stories import Fate, Story, stories
from sales.checks import approve, reject, save_rule
from sales.models import RuleKind
from sales.waiting import held_orders
from shop.order.models import Order

MANAGER = "sales@lantern.example"
#: Drawing a paper takes longer than everything else about its order together; the living house's workers do that.
PAPERS = (
    "accounting.handlers.print_invoice", "accounting.handlers.print_credit_note", "fulfillment.handlers.print_packing_slip",
)  # fmt: skip
#: Each so many days the shelves are filled up from bulk, and each so many bulk from the growers.
REPLENISHED, RESTOCKED = 6, 18
#: So many days ago the shelves were filled up for the last time, and the fast sellers' gone through in the evening.
LAST_FILLED = 4
#: Fates of orders that nobody pays, or only in part.
NO_MONEY = (Fate.UNPAID, Fate.EXPIRED, Fate.FAILED, Fate.PART_PAID)


def write_rules(house: House) -> str:
    """When an order is looked at by a person before it goes on."""
    rules = (
        ("Cash on delivery from 2,000,000 ₫", RuleKind.CASH_ON_DELIVERY, "vn", Decimal(2_000_000), None),
        ("First order from 5,000,000 ₫", RuleKind.FIRST_ORDER, "vn", Decimal(5_000_000), "consumer"),
        ("Cash on delivery from ฿3,000", RuleKind.CASH_ON_DELIVERY, "th", Decimal(3_000), None),
        ("Orders from ¥3,000", RuleKind.AMOUNT, "cn", Decimal(3_000), "consumer"),
        ("Orders from Latin America from US$400", RuleKind.AMOUNT, "latam", Decimal(400), "consumer"),
        ("Orders from abroad from US$600", RuleKind.AMOUNT, "intl", Decimal(600), "consumer"),
    )
    for name, kind, market, amount, channel in rules:
        save_rule(
            actor=FOUNDING,
            name=name,
            kind=kind,
            market=house.markets[market],
            amount=amount,
            channel=house.channels[channel] if channel else None,
        )
    return f"{len(rules)} rules"


def live(house: House, number: int, told: Callable[[str, float], None]) -> str:
    """Let the months happen; `told` hears from time to time how far they have come, in words and as a share."""
    month = Month(house)
    goods = Goods.of(house.catalogue, house.seed)
    planned = stories(house.now, number, goods=goods, crowd=house.crowd, seed=house.seed)
    for story in planned:
        month.diary.plan(story.moment, _placing(month, story))
    month.plan_days()
    month.plan_slotting(planned)
    month.diary.live(
        lambda: told(f"{len(month.fates)} of {number} orders, {month.diary.delivered} events", len(month.fates) / max(number, 1))
    )
    return f"{len(month.fates)} orders, {month.diary.delivered} events delivered"


class Month:
    """The diary, and what is to become of the orders placed so far."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.diary = Diary(house.now, () if house.prints_papers else PAPERS)
        self.fates: dict[int, Fate] = {}

    def plan_days(self) -> None:
        """What happens every day: people come to work from Monday to Saturday, carriers tell whenever they like."""
        house, plan = self.house, self.diary.plan
        for days in range(DAYS, -1, -1):
            for hour in (8, 17):
                plan(house.at(days, hour, 5), floor.hear_from_carriers)
            plan(house.at(days, 23, 50), money.expire_unpaid)
            plan(house.at(days, 23, 55), partial(visiting.count_visitors, house, days))
            if house.at(days).weekday() < 6:
                self._plan_workday(days)
        plan(house.now - timedelta(minutes=2), lambda: floor.plan_what_runs_low(house))
        plan(house.now - timedelta(minutes=1), floor.hear_from_carriers)

    def plan_slotting(self, planned: list[Story]) -> None:
        """The fast sellers of the last weeks: in the evening of a workday; their reserves are set at the end."""
        house, days = self.house, LAST_FILLED
        if house.at(days).weekday() == 6:
            days += 1
        self.diary.plan(house.at(days, 18, 30), lambda: slotting.go_through(house, planned))
        self.diary.plan(house.now - timedelta(minutes=3), lambda: slotting.set_reserves(house, planned))

    def _plan_workday(self, days: int) -> None:
        house, plan = self.house, self.diary.plan
        if days % REPLENISHED == LAST_FILLED:
            plan(house.at(days, 8, 30), lambda: floor.replenish(house))
        if days % RESTOCKED == RESTOCKED - 1:
            plan(house.at(days, 7, 30), lambda: stores.restock(house))
        for hour, minute in ((9, 30), (13, 0)):
            plan(house.at(days, hour, minute - minute % 5), self.decide_on_held)
            plan(house.at(days, hour, minute), lambda: floor.work_a_shift(house, self.fates))
        plan(house.at(days, 13, 50), lambda: floor.load_truck(house, self.fates))
        if house.at(days).weekday() == 4:
            plan(house.at(days, 15, 0), lambda: money.take_remittances(house))
            plan(house.at(days, 15, 30), lambda: money.settle_terms(house, self.owing()))

    def owing(self) -> set[int]:
        """Orders on terms that nobody pays in time."""
        return {pk for pk, fate in self.fates.items() if fate == Fate.OVERDUE}

    def decide_on_held(self) -> None:
        """The sales manager lets pass what waits, except what is to be seen waiting."""
        actor = Actor.of(self.house.staff[MANAGER])
        for order in held_orders():
            fate = self.fates.get(order.pk)
            if fate == Fate.REJECTED:
                reject(order_id=order.pk, reason="customer_not_reached", actor=actor)
            elif fate != Fate.HELD:
                approve(order_id=order.pk, actor=actor)

    def follow(self, order: Order, story: Story) -> None:
        """Plan what becomes of an order that was just placed."""
        house, pk, at = self.house, order.pk, story.moment
        self.fates[pk] = story.fate
        if story.fate not in NO_MONEY:
            self._plan_payment(pk, story)
        if story.fate == Fate.FAILED:
            self.diary.plan(at + timedelta(minutes=6), lambda: money.refuse_card(pk))
        elif story.fate == Fate.PART_PAID:
            self.diary.plan(_office_hour(at), lambda: money.confirm(house, pk, Decimal("0.5")))
        elif story.fate in (Fate.CANCELLED, Fate.REFUNDED, Fate.REFUND_DUE):
            called_off = at + timedelta(hours=2 if story.fate == Fate.CANCELLED else 16)
            self.diary.plan(called_off, lambda: money.call_off(house, pk))
            if story.fate == Fate.REFUNDED:
                self.diary.plan(_office_hour(called_off), lambda: money.pay_back(house, pk))
        elif story.fate in (Fate.REFUSED, Fate.RETURNED):
            self._plan_refusal(pk, story)
        elif story.fate in (Fate.PICKING, Fate.PICKED, Fate.PACKED):
            self.diary.plan(house.now - timedelta(minutes=40), lambda: floor.bring_to(house, pk, story.fate))

    def _plan_refusal(self, order_id: int, story: Story) -> None:
        """Some hours after the truck left nobody takes the parcel in; days later it is back."""
        morning = self._morning_after_loading(story.moment)
        self.diary.plan(morning, lambda: floor.refuse_at_the_door(order_id))
        if story.fate == Fate.RETURNED:
            self.diary.plan(morning + timedelta(days=4), lambda: floor.take_back(self.house, order_id))

    def _morning_after_loading(self, placed: datetime) -> datetime:
        """Ten hours after the first truck that can have the parcel: before the carrier would deliver it."""
        local = placed.astimezone(ZONE)
        leaves = local.replace(hour=14, minute=0)
        while leaves < local + timedelta(hours=5) or leaves.weekday() == 6:
            leaves += timedelta(days=1)
        return leaves + timedelta(hours=6)

    def _plan_payment(self, order_id: int, story: Story) -> None:
        if story.method.endswith("card"):
            self.diary.plan(story.moment + timedelta(minutes=4), lambda: money.pay_by_card(order_id))
        elif story.method.endswith("transfer"):
            self.diary.plan(_office_hour(story.moment), lambda: money.confirm(self.house, order_id))


def _placing(month: Month, story: Story):
    def deed() -> None:
        order = place(month.house, story)
        if order is not None:
            month.follow(order, story)

    return deed


def _office_hour(moment: datetime) -> datetime:
    """Some hours later, when the accountant reads the bank statement; always within a day."""
    return moment + timedelta(hours=5 + moment.minute % 9)
