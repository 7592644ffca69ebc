"""Loads a past of so many orders, part by part; each part is a transaction that leaves the house in order."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from accounting.periods import ensure_period
from core import audit, clock
from core.access import Actor
from core.audit.models import AuditEntry
from core.errors import DomainError
from demo.history.counting import lock_numbers
from demo.history.planning import Planned, bring_in, days_of, plan
from demo.history.receiving import move_stock
from demo.history.specimens import OWNED, choose
from demo.history.writing import Ids, Writer
from demo.seeding.house import ZONE
from inventory.costing import company_currency
from shop.order.models import Order

HISTORIAN = Actor.system("demo history")
#: How many orders one transaction writes.
PART = 20_000
#: The longest way of an order from placing to its last entry, in days: the past ends so long before today.
LONGEST_WAY = 120
Say = Callable[[str], None]


class NotADemo(DomainError):
    """This database was not made by the demo: its orders may be somebody's. Nothing was written."""

    code = "not_a_demo"


class NothingToRepeat(DomainError):
    """No order has gone the straight way to its end yet. Nothing was written."""

    code = "nothing_to_repeat"


@dataclass(frozen=True)
class Past:
    """So many orders over so many days, from a seed."""

    orders: int
    days: int = 365
    seed: int = 1


def load(past: Past, *, say: Say, anyway: bool = False) -> float:
    """Write the past; answers orders a second.

    Raises:
        NotADemo: unless told to write `anyway`. NothingToRepeat.
    """
    if not anyway and not AuditEntry.objects.filter(action="demo.loaded").exists():
        raise NotADemo
    began = time.perf_counter()
    _forget_specimens()
    specimens = choose()
    if not specimens:
        raise NothingToRepeat
    already = Order.objects.filter(basket=None).count()
    dice = random.Random(f"history {past.seed} {already}")
    last = clock.now().astimezone(ZONE).date() - timedelta(days=LONGEST_WAY)
    planned = plan(specimens, days_of(past.orders, last - timedelta(days=past.days), last, dice), dice)
    say(f"  {len(specimens)} orders to repeat, from {last - timedelta(days=past.days)} to {last}")
    ids = Ids.reserve(past.orders)
    writer = Writer(ids)
    for first in range(0, len(planned), PART):
        _write_part(writer, planned[first : first + PART], first + 1)
        done = min(first + PART, len(planned))
        say(f"  {done:,} of {past.orders:,} orders, {done / (time.perf_counter() - began):,.0f} a second")
    with transaction.atomic():
        audit.record(actor=HISTORIAN, action="demo.history_loaded", orders=past.orders, days=past.days, seed=past.seed)
    _forget_specimens()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return past.orders / (time.perf_counter() - began)


#: Checks of references and laws keep the plans that they made when tables were small: never to read them from end to end.
_BY_INDEX = "DISCARD PLANS; SET LOCAL enable_seqscan = off; SET LOCAL jit = off"


@transaction.atomic
def _write_part(writer: Writer, planned: list[Planned], first: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_BY_INDEX)
    bring_in(planned, first)
    begins = min(one.specimen.placed_at + timedelta(days=one.days) for one in planned)
    _open_periods(begins, max(one.specimen.placed_at + timedelta(days=one.days) for one in planned))
    lock_numbers()
    writer.write()
    move_stock(writer.ids, at=begins - timedelta(days=1), currency=company_currency(), actor=HISTORIAN)


def _open_periods(begins: datetime, ends: datetime) -> None:
    """A month is opened by its first entry; here all months that the part can reach."""
    day = (begins - timedelta(days=40)).date()
    while day <= (ends + timedelta(days=LONGEST_WAY)).date():
        ensure_period(day)
        day += timedelta(days=27)


def _forget_specimens() -> None:
    names = ["history_specimen", "history_picked", "history_sent", *(f"history_{table}" for table in OWNED)]
    names += ["history_plan", "history_person", "history_number"]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {', '.join(f'pg_temp.{name}' for name in names)}")
