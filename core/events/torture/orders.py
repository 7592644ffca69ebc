"""The imitation orders: what they tell, who handles it, and what must be found afterwards.

Loaded only by the torture and by the workers it starts. Effects go into tables without any constraint, so that a second
effect would be seen and not refused.
"""

import random
import time
from dataclasses import dataclass

from django.db import connection

from core.events import Event, handles, publish, run_last
from core.numbering import ensure_series, next_document_number

SERIES = "event torture"
HANDLERS = ("reserve", "ship", "invoice", "notify")
#: Seconds that a handler may take, so that kills meet some in the middle; and how often one fails by itself.
LONGEST = 0.02
FAILING = 0.03

_TABLES = """
CREATE TABLE IF NOT EXISTS torture_order (order_no bigint NOT NULL);
CREATE TABLE IF NOT EXISTS torture_effect (order_no bigint NOT NULL, handler text NOT NULL);
CREATE TABLE IF NOT EXISTS torture_number (order_no bigint NOT NULL, number bigint NOT NULL);
"""


@dataclass(frozen=True, kw_only=True)
class OrderTaken(Event):
    order_no: int


@dataclass(frozen=True, kw_only=True)
class OrderReserved(Event):
    order_no: int


class Stumbled(Exception):
    """A handler that fails by chance."""


def prepare() -> None:
    """Make the tables and the series in the scratch database."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
    ensure_series(SERIES, "{n}")


def take_order(order_no: int) -> None:
    """Take an order and tell it; inside the caller's transaction."""
    _insert("torture_order (order_no) VALUES (%s)", order_no)
    publish(OrderTaken(order_no=order_no))


@handles(OrderTaken)
def reserve(event: OrderTaken) -> None:
    _effect(event.order_no, "reserve")
    publish(OrderReserved(order_no=event.order_no))


@handles(OrderTaken)
def invoice(event: OrderTaken) -> None:
    _effect(event.order_no, "invoice")

    def draw() -> None:
        _insert("torture_number (order_no, number) VALUES (%s, %s)", event.order_no, next_document_number(SERIES))

    run_last(draw)


@handles(OrderTaken)
def notify(event: OrderTaken) -> None:
    _effect(event.order_no, "notify")
    if random.random() < FAILING:
        raise Stumbled(f"order {event.order_no}")


@handles(OrderReserved)
def ship(event: OrderReserved) -> None:
    _effect(event.order_no, "ship")


def _effect(order_no: int, handler: str) -> None:
    _insert("torture_effect (order_no, handler) VALUES (%s, %s)", order_no, handler)
    time.sleep(random.uniform(0, LONGEST))


def _insert(into: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {into}", values)


def count(query: str, *values: str | int) -> int:
    """One figure from the scratch database."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return int(cursor.fetchone()[0])


def broken(*, is_over: bool = True) -> list[str]:
    """A sentence for every promise that the kills broke; before everything was handled, nothing can be called lost."""
    sentences = []
    for handler in HANDLERS if is_over else ():
        lost = count(
            "SELECT count(*) FROM torture_order o WHERE NOT EXISTS"
            " (SELECT FROM torture_effect e WHERE e.order_no = o.order_no AND e.handler = %s)",
            handler,
        )
        if lost:
            sentences.append(f"{lost} orders had no effect by {handler}.")
    doubled = count("SELECT count(*) - count(DISTINCT (order_no, handler)) FROM torture_effect")
    if doubled:
        sentences.append(f"{doubled} effects happened twice.")
    phantoms = count("SELECT count(*) FROM torture_effect e WHERE order_no NOT IN (SELECT order_no FROM torture_order)")
    if phantoms:
        sentences.append(f"{phantoms} effects belong to orders that were never taken.")
    gaps = count("SELECT coalesce(max(number), 0) - count(DISTINCT number) FROM torture_number")
    twice = count("SELECT count(*) - count(DISTINCT number) FROM torture_number")
    if gaps or twice:
        sentences.append(f"Document numbers have {gaps} gaps and {twice} duplicates.")
    return sentences
