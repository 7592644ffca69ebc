"""Lots beside stock levels: which lot the pieces of a move are of, and the counters of lots, for products that keep them.

A lot level belongs to the stock level of its product at that place and is changed under that one's lock. A lot's free
pieces are counted by the pools only while it is open, so a deed that opens or withdraws a lot holds the whole table still
(`hold_still`): nobody moves pieces of a lot between its being counted and its being marked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import F, Q, Sum

from core import clock
from core.errors import DomainError
from inventory import levels
from inventory.models import Lot, LotLevel, LotStatus, StockLevel

if TYPE_CHECKING:
    from inventory.moving import Move
    from inventory.sources import Shelf

#: (lot id, location id)
LotKey = tuple[int, int]
#: The lot of pieces whose lot nobody knows: there before lots were kept, or found again without a label.
UNKNOWN = "UNKNOWN"


class NotThisLot(DomainError):
    """The lot is of another product, or the product keeps no lots; nothing was moved."""

    code = "not_this_lot"


def hold_still() -> None:
    """Until the end of the caller's transaction no piece of any lot moves. The first statement of a deed about a lot."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE inventory_lotlevel IN EXCLUSIVE MODE")


def change(deltas: Mapping[LotKey, tuple[int, int]]) -> None:
    """Add (on hand, reserved) to each lot level, all or nothing; levels that are missing are opened.

    Raises:
        LevelBroken: a level would leave its bounds.
    """
    changes = {key: delta for key, delta in deltas.items() if delta != (0, 0)}
    if not changes:
        return
    growing = [LotLevel(lot_id=lot, location_id=location) for (lot, location), delta in sorted(changes.items()) if delta[0] > 0]
    if growing:
        LotLevel.objects.bulk_create(growing, ignore_conflicts=True)
    levels.add("inventory_lotlevel", "lot_id", changes)


def lock(product_ids: Iterable[int], location_ids: Iterable[int]) -> list[LotLevel]:
    """The lot levels of these products at these places with their lots, first expired first, locked. One statement."""
    rows = LotLevel.objects.filter(lot__product__in=set(product_ids), location__in=set(location_ids), on_hand__gt=0)
    return sorted(rows.select_related("lot").select_for_update(of=("self",)), key=_first_expired)


def _first_expired(level: LotLevel) -> tuple:
    """What may be sold comes first; a lot without a day on which it expires is taken to be the oldest."""
    lot = level.lot
    return (not lot.may_be_sold(), lot.expires_on is not None, lot.expires_on, lot.received_on, lot.pk, level.location_id)


def attach(shelves: Sequence["Shelf"]) -> dict[levels.Key, list[LotLevel]]:
    """For levels that are locked: the lots that may be sold, by product and place, first expired first.

    Each level of a product that keeps lots is told how many of its free pieces may not be sold. One statement where
    there is such a product, else none.
    """
    kept = [level for level in shelves if level.keeps_lots]
    if not kept:
        return {}
    found: dict[levels.Key, list[LotLevel]] = defaultdict(list)
    for row in lock({level.product_id for level in kept}, {level.location_id for level in kept}):
        if row.lot.may_be_sold():
            found[row.lot.product_id, row.location_id].append(row)
    for level in kept:
        level.withheld = level.free - sum(row.free for row in found[level.product_id, level.location_id])
    return found


def take_first_expired(rows: Iterable[LotLevel], quantity: int) -> list[tuple[LotLevel, int]]:
    """Which of these give how many free pieces, first expired first; marked as held, so that a second line finds the rest."""
    parts = []
    for row in sorted(rows, key=_first_expired):
        pieces = min(quantity, row.free)
        if pieces > 0:
            row.reserved += pieces
            quantity -= pieces
            parts.append((row, pieces))
    return parts


def name_lots(moves: Sequence["Move"], locked: Mapping[levels.Key, StockLevel]) -> tuple[list["Move"], set[int]]:
    """Every move of a product that keeps lots names its lot, divided where it takes several. And the lots that are withdrawn.

    Pieces that leave a place without saying of which lot are of the one that expires first; pieces that come in so are
    of the unknown lot. Without such a product no statement.

    Raises:
        NotThisLot, NotAtLocation: nothing is moved.
    """
    kept = {product for (product, _location), level in locked.items() if level.keeps_lots}  # type: ignore[attr-defined]
    if not kept:
        if any(m.lot_id is not None for m in moves):
            raise NotThisLot(products=sorted({m.product_id for m in moves if m.lot_id is not None}))
        return list(moves), set()
    # Both ends, so that this waits for a deed about a lot even where pieces only come in.
    rows = lock(kept, {location for m in moves if m.product_id in kept for _product, location in m.ends()})
    # The unknown lot may lie nowhere at the moment, and be withdrawn all the same.
    unknown = {m.product_id: unknown_lot(m.product_id) for m in moves if m.product_id in kept and _comes_unnamed(m)}
    moves = [replace(m, lot_id=unknown[m.product_id].pk) if m.product_id in kept and _comes_unnamed(m) else m for m in moves]
    lots = _lots(moves, [*(row.lot for row in rows), *unknown.values()], kept)
    named: list[Move] = []
    for m in moves:
        named += _divide(m, rows) if m.product_id in kept else [m]
    return named, {pk for pk, lot in lots.items() if lot.is_withdrawn}


def _comes_unnamed(m: "Move") -> bool:
    return m.lot_id is None and m.from_location_id is None


def _lots(moves: Sequence["Move"], known: Iterable[Lot], kept: set[int]) -> dict[int, Lot]:
    """The lots that lie there and those that are named, by key; each named one has to be of its move's product."""
    lots = {lot.pk: lot for lot in known}
    wanted = {m.lot_id for m in moves if m.lot_id is not None} - set(lots)
    if wanted:
        lots |= Lot.objects.in_bulk(wanted)
    for m in moves:
        if m.lot_id is not None and (m.product_id not in kept or lots[m.lot_id].product_id != m.product_id):
            raise NotThisLot(product=m.product_id, lot=m.lot_id)
    return lots


def _divide(m: "Move", rows: Iterable[LotLevel]) -> list["Move"]:
    """A move out of a place as one move per lot."""
    if m.from_location_id is None:
        return [m]
    left, parts = m.quantity, []
    for row in rows:
        if row.location_id != m.from_location_id or row.lot.product_id != m.product_id or m.lot_id not in (None, row.lot_id):
            continue
        pieces = min(left, row.reserved if m.held else row.free)
        if pieces > 0:
            row.on_hand -= pieces
            row.reserved -= pieces if m.held else 0
            left -= pieces
            parts.append(replace(m, lot_id=row.lot_id, quantity=pieces))
    if left:
        raise levels.NotAtLocation(
            product=m.product_id, location=m.from_location_id, wanted=m.quantity, available=m.quantity - left, held=m.held
        )
    return parts


def deltas_of(moves: Iterable["Move"]) -> dict[LotKey, tuple[int, int]]:
    """What moves with lots change at each end."""
    deltas: dict[LotKey, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for m in moves:
        for location, sign in ((m.from_location_id, -1), (m.to_location_id, 1)):
            if location is not None and m.lot_id is not None:
                on_hand, reserved = deltas[m.lot_id, location]
                held = m.quantity if m.held else 0
                deltas[m.lot_id, location] = (on_hand + sign * m.quantity, reserved + sign * held)
    return deltas


def withdrawn(lot_ids: Iterable[int | None]) -> set[int]:
    """Those of these lots whose free pieces no pool counts. One query where a lot is named; read behind a change of theirs."""
    wanted = {pk for pk in lot_ids if pk is not None}
    if not wanted:
        return set()
    return set(Lot.objects.filter(pk__in=wanted).exclude(status=LotStatus.OPEN).values_list("pk", flat=True))


def withheld_in(zone_id: int) -> dict[int, int]:
    """Free pieces of withdrawn lots in a zone, by product. One query."""
    rows = LotLevel.objects.filter(location__zone=zone_id).exclude(lot__status=LotStatus.OPEN).order_by().values("lot__product")
    return dict(rows.annotate(n=Sum(F("on_hand") - F("reserved"))).values_list("lot__product", "n"))


def withheld_at(warehouse_id: int) -> dict[levels.Key, int]:
    """Free pieces of lots that may not be sold, by product and place in a warehouse, without locks. One query."""
    rows = LotLevel.objects.filter(location__warehouse=warehouse_id, on_hand__gt=0)
    over = rows.filter(~Q(lot__status=LotStatus.OPEN) | Q(lot__sell_until__lt=clock.today()))
    sums = over.order_by().values("lot__product", "location").annotate(n=Sum(F("on_hand") - F("reserved")))
    return {(row["lot__product"], row["location"]): row["n"] for row in sums}


def unknown_lot(product_id: int) -> Lot:
    """The lot of pieces whose lot nobody knows."""
    return Lot.objects.get_or_create(product_id=product_id, code=UNKNOWN, defaults={"received_on": clock.today()})[0]
