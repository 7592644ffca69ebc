"""The database's own limit: the rows of one order written by hand-made statements, nothing asked, nothing judged.

One transaction: the stock is promised by a conditional update; order, line, payment and event are inserted. The values are
those of an order that the house placed before, so that the rows are as wide and as indexed as the house's own.
"""

import itertools
import multiprocessing
import time
import uuid
from typing import Any

from psycopg2.extras import Json, register_uuid

from benchmarks.databases import connect

TABLES = ("order_order", "order_line", "payment_payment", "events_outboxevent")
PROMISE = (
    "UPDATE partner_stockrecord SET promised = promised + 1 "
    "WHERE id = %s AND on_hand - reserved - promised - safety_stock >= 1 RETURNING id"
)


class RawOrder:
    """One connection that writes orders."""

    def __init__(self, address: str, mark: int) -> None:
        register_uuid()
        self.connection = connect(address)
        self.connection.autocommit = False
        self.numbers = itertools.count(mark * 10_000_000)
        self.specimens = {table: self._specimen(table) for table in TABLES}
        self.stock = self._stock_records()

    def _specimen(self, table: str) -> dict[str, Any]:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT column_name FROM information_schema.columns "
                "WHERE table_name = %s AND is_generated = 'NEVER' AND column_name <> 'id' ORDER BY ordinal_position",
                [table],
            )
            columns = [name for (name,) in cursor.fetchall()]
            newest = " WHERE name LIKE '%%OrderPlaced'" if table == "events_outboxevent" else ""
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table}{newest} ORDER BY id DESC LIMIT 1", [])
            row = cursor.fetchone()
        self.connection.commit()
        return {name: Json(value) if isinstance(value, dict | list) else value for name, value in zip(columns, row, strict=True)}

    def _stock_records(self) -> list[int]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT id FROM partner_stockrecord WHERE on_hand > 1000 ORDER BY id", [])
            found = [number for (number,) in cursor.fetchall()]
        self.connection.commit()
        return found

    def write(self) -> None:
        """One order."""
        number = next(self.numbers)
        with self.connection.cursor() as cursor:
            cursor.execute(PROMISE, [self.stock[number * 7919 % len(self.stock)]])
            order = self._insert(
                cursor, "order_order", number=f"{number:013}", checkout_key=uuid.uuid4(), basket_id=None, shipping_address_id=None
            )
            self._insert(cursor, "order_line", order_id=order)
            self._insert(cursor, "payment_payment", order_id=order, reference=f"R{number}")
            self._insert(cursor, "events_outboxevent", correlation=uuid.uuid4())
        self.connection.commit()

    def _insert(self, cursor: Any, table: str, **changed: Any) -> int:
        row = self.specimens[table]
        row = row | {name: value for name, value in changed.items() if name in row}
        places = ", ".join(["%s"] * len(row))
        cursor.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places}) RETURNING id", list(row.values()))
        return cursor.fetchone()[0]


def one_after_another(address: str, seconds: float, mark: int = 1) -> list[float]:
    """Seconds that each order took, one connection."""
    raw, times = RawOrder(address, mark), []
    for _warm in range(20):
        raw.write()
    until = time.perf_counter() + seconds
    while (began := time.perf_counter()) < until:
        raw.write()
        times.append(time.perf_counter() - began)
    raw.connection.close()
    return times


def _count(address: str, seconds: float, mark: int, answer: Any) -> None:
    answer.put(len(one_after_another(address, seconds, mark)))


def abreast(address: str, seconds: float, mark: int, processes: int = 4) -> float:
    """Orders a second of several connections, each in a process of its own."""
    answer: Any = multiprocessing.Queue()
    children = [
        multiprocessing.Process(target=_count, args=(address, seconds, mark + number, answer), daemon=True)
        for number in range(processes)
    ]
    for child in children:
        child.start()
    written = sum(answer.get(timeout=seconds + 60) for _child in children)
    for child in children:
        child.join(10)
    return written / seconds
