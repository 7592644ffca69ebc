"""Loads a past of so many orders, part by part, in one transaction that ends with every law proven: all of it stands, or nothing."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction

from accounting.periods import ensure_period
from accounting.summing import sum_anew
from core import audit, clock
from core.access import Actor
from core.audit.models import AuditEntry
from core.errors import DomainError
from demo.history import laws
from demo.history.counting import draw_numbers
from demo.history.lifting import lifted
from demo.history.planning import Numbers, Planned, bring_in, days_of, plan, written_out
from demo.history.receiving import receive_goods, send_out
from demo.history.specimens import ITSELF, OWNED, choose
from demo.history.writing import Ids, Writer
from demo.seeding.house import ZONE
from inventory.costing import company_currency
from shop.order.models import Order

HISTORIAN = Actor.system("demo history")
#: How many orders one statement writes.
PART = 20_000
#: What is written to without a look at each row.
LOADED = (*ITSELF, *OWNED, "inventory_stockmovement", "accounting_papermailed")
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
    """Write the past; answers orders a second. Everybody else waits for the tables while it runs.

    Raises:
        NotADemo: unless told to write `anyway`. NothingToRepeat. UnknownLaw, LawBroken: see `lifting`.
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
    with transaction.atomic():
        _write(planned, say=lambda line: say(f"{line}, {time.perf_counter() - began:,.0f} s"))
        audit.record(actor=HISTORIAN, action="demo.history_loaded", orders=past.orders, days=past.days, seed=past.seed)
    _forget_specimens()
    _tidy()
    return past.orders / (time.perf_counter() - began)


def _write(planned: list[Planned], *, say: Say) -> None:
    ids = Ids.reserve(len(planned))
    writer = Writer(ids)
    _open_periods(planned)
    receive_goods(planned, currency=company_currency(), actor=HISTORIAN)
    with lifted(LOADED, laws.of_rows_after(ids), say):
        done = 0
        for orders, part in _parts(planned, ids.base["order_order"]):
            bring_in(part)
            draw_numbers()
            writer.write()
            send_out(ids, actor=HISTORIAN)
            done += orders
            say(f"  {done:,} of {len(planned):,} orders")
        _sum_up(ids)


#: What a settlement's trigger would have lowered.
_LEFT = """
INSERT INTO accounting_outstanding (item_id, amount) SELECT * FROM (
    SELECT i.id, i.amount - coalesce(s.amount, 0) AS amount FROM accounting_openitem i LEFT JOIN (
        SELECT item_id, sum(amount) AS amount FROM accounting_settlement WHERE id > %s GROUP BY item_id
    ) AS s ON s.item_id = i.id WHERE i.id > %s
) AS l WHERE amount <> 0
"""


def _sum_up(ids: Ids) -> None:
    """Have the sums and what is outstanding, which triggers keep row by row, made from all rows together."""
    sum_anew()
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, [ids.base["accounting_settlement"], ids.base["accounting_openitem"]])


def _parts(planned: Sequence[Planned], before: int) -> Iterator[tuple[int, str]]:
    """Part by part how many orders and what COPY reads: the next is written out while the database is busy with the last."""
    with ThreadPoolExecutor(1) as writer:
        waiting = None
        for first in range(0, len(planned), PART):
            orders = planned[first : first + PART]
            numbers = Numbers.draw(orders)
            done, waiting = waiting, (len(orders), writer.submit(written_out, orders, first + 1, numbers, before))
            if done:
                yield done[0], done[1].result()
        if waiting:
            yield waiting[0], waiting[1].result()


def _open_periods(planned: Sequence[Planned]) -> None:
    """A month is opened by its first entry; here all months that the past can reach."""
    day = (min(one.placed_at for one in planned) - timedelta(days=40)).date()
    ends = max(one.placed_at for one in planned) + timedelta(days=LONGEST_WAY)
    while day <= ends.date():
        ensure_period(day)
        day += timedelta(days=27)


def _tidy() -> None:
    """Let readers know that every row is there for all of them. Not within a transaction, as tests may be."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {', '.join(LOADED)}")


def _forget_specimens() -> None:
    names = ["history_specimen", "history_picked", "history_sent", *(f"history_{table}" for table in (*ITSELF, *OWNED))]
    names += ["history_plan", "history_person", "history_drawn", "history_series", "history_demand"]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {', '.join(f'pg_temp.{name}' for name in names)}")
