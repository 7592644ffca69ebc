"""The counters of a stock record, and the only code that changes them.

Where several rows change they are locked in one ordered statement first, so that two baskets with the same products in
another order never wait for each other in a circle; a single row is locked by its own update. Counters change by deltas;
a promise is conditional on what is available at that moment, so nothing is ever sold twice. All functions run inside the
caller's transaction and expect a mapping of stock record id to pieces.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection, transaction

from core.errors import DomainError
from shop.partner.models import StockRecord


@dataclass(frozen=True)
class Shortage:
    """`available` pieces of what was wanted; never negative. `free`: pieces that are there, of which `kept` are for others.

    `kept` holds `shop.quota.deciding.Kept`.
    """

    stock_record_id: int
    product_id: int
    wanted: int
    available: int
    free: int = 0
    kept: tuple[Any, ...] = ()


class OutOfStock(DomainError):
    """Not everything that was asked for is available; nothing was promised. `shortages` says what."""

    code = "out_of_stock"

    def __init__(self, shortages: list[Shortage]) -> None:
        self.shortages = shortages
        super().__init__(shortages=[asdict(s) for s in shortages])


class StockCounterBroken(DomainError):
    """A counter would leave its bounds: more was to be given back or located than was promised or reserved."""

    code = "stock_counter_broken"


_LOCK = "SELECT * FROM partner_stockrecord WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"


def lock(stock_record_ids: list[int]) -> dict[int, StockRecord]:
    """Lock the rows in key order, in one statement."""
    return {row.pk: row for row in StockRecord.objects.raw(_LOCK, [list(stock_record_ids)])}


_PROMISE = ("promised = promised + v.q", "on_hand - reserved - promised - safety_stock >= v.q")


def promise(wanted: Mapping[int, int]) -> None:
    """Promise pieces to order lines, all or nothing.

    Two statements whatever the number of lines: the locks, then one conditional update whose row count is checked. A single
    record needs no order of locks: its update is the lock.

    Raises:
        OutOfStock: some record has less available than wanted; no counter was changed.
    """
    if not wanted:
        return
    _require_transaction()
    if len(wanted) == 1 and _apply(wanted, *_PROMISE) == 1:
        return
    rows = lock(list(wanted))
    short = [
        Shortage(pk, rows[pk].product_id, quantity, max(rows[pk].atp, 0))
        for pk, quantity in sorted(wanted.items())
        if rows[pk].atp < quantity
    ]
    if short:
        raise OutOfStock(short)
    promise_locked(wanted)


def promise_locked(wanted: Mapping[int, int]) -> None:
    """Promise pieces of records that the caller has locked and found to be enough. One statement."""
    changed = _apply(wanted, *_PROMISE)
    if changed != len(wanted):
        raise StockCounterBroken(wanted=dict(wanted), changed=changed)


def give_back(promised: Mapping[int, int]) -> None:
    """Take promises back: the order was cancelled or expired before its units were located."""
    _change_all(promised, "promised = promised - v.q", "promised >= v.q")


def locate(promised: Mapping[int, int]) -> None:
    """Promised pieces were reserved at a location: they move from promised to reserved."""
    _change_all(promised, "promised = promised - v.q, reserved = reserved + v.q", "promised >= v.q")


def unlocate(reserved: Mapping[int, int]) -> None:
    """A reservation was released but its line is still open: reserved pieces become a bare promise again."""
    _change_all(reserved, "promised = promised + v.q, reserved = reserved - v.q", "reserved >= v.q")


def owe(pieces: Mapping[int, int]) -> None:
    """Pieces that had left the sellable zones for an order are missing: they are owed once more, as a bare promise."""
    _change_all(pieces, "promised = promised + v.q", "true")


def release(reserved: Mapping[int, int]) -> None:
    """A reservation was released for good: its pieces may be sold again."""
    _change_all(reserved, "reserved = reserved - v.q", "reserved >= v.q")


def consume(reserved: Mapping[int, int]) -> None:
    """Reserved pieces left the sellable zones (picked for dispatch): neither on hand nor reserved any more."""
    _change_all(reserved, "on_hand = on_hand - v.q, reserved = reserved - v.q", "reserved >= v.q and on_hand >= v.q")


def write_down(deltas: Mapping[int, int]) -> None:
    """What is on hand in the pool's sellable zones changed by these pieces (signed)."""
    _change_all({pk: q for pk, q in deltas.items() if q}, "on_hand = on_hand + v.q", "on_hand + v.q >= reserved")


def cross(*, taken: Mapping[int, int], free: Mapping[int, int]) -> None:
    """Pieces crossed the border of the pool's sellable zones: reserved ones left (`taken`), free ones came or left (`free`).

    Both are locked together, before either changes.
    """
    _require_transaction()
    if taken and free:
        lock([*taken, *free])
    consume(taken)
    write_down(free)


def _change_all(quantities: Mapping[int, int], assignment: str, condition: str) -> None:
    if not quantities:
        return
    _require_transaction()
    if len(quantities) > 1:
        lock(list(quantities))
    changed = _apply(quantities, assignment, condition)
    if changed != len(quantities):
        raise StockCounterBroken(quantities=dict(quantities), changed=changed)


def _apply(quantities: Mapping[int, int], assignment: str, condition: str) -> int:
    """One update over all rows; `assignment` and `condition` are this module's own constants, never input."""
    rows = ", ".join(["(%s::bigint, %s::int)"] * len(quantities))
    values = [number for pair in sorted(quantities.items()) for number in pair]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE partner_stockrecord AS s SET {assignment} FROM (VALUES {rows}) AS v(id, q) "
            f"WHERE s.id = v.id AND {condition}",
            values,
        )
        return cursor.rowcount


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("stock counters change inside the caller's transaction")
