"""Moving units: the one job behind every change of what lies where.

It writes the movements, the levels, the cost of what came or left, and writes the pools' stock records down when units
enter or leave a zone that a pool sells from. Everything else (receiving, picking, counting, dispatch) calls it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from core import clock
from core.audit.recording import Doer
from core.errors import DomainError
from core.events import publish
from inventory import costing, levels, lot_levels
from inventory.events import StockBecameReservable
from inventory.models import Location, ProductCost, StockMovement, ZoneKind
from shop.order.models import Line, OrderStatus
from shop.partner import stock
from shop.partner.records import ensure_records


class MovedMeanwhile(DomainError):
    """The level is not what was shown; nothing was moved."""

    code = "moved_meanwhile"


@dataclass(frozen=True)
class Move:
    """Pieces of a product from one location to another; None is the world outside.

    `unit_cost` is for units that come in (None: moving average); `value` instead is what all of them cost, to the last
    coin, where that is known (goods that come back bring what they took along). `held` pieces stay reserved for their
    holder: at the place they reach, or, when they leave the house, no longer. A `source` and `note` of its own hold
    instead of those of the whole. `lot_id` is asked of products that keep lots; left out, see `lot_levels.name_lots`.
    """

    product_id: int
    quantity: int
    from_location_id: int | None = None
    to_location_id: int | None = None
    unit_cost: Decimal | None = None
    held: bool = False
    value: Decimal | None = None
    source: "Source | None" = None
    note: str = ""
    lot_id: int | None = None

    def ends(self) -> list[levels.Key]:
        ends = (self.from_location_id, self.to_location_id)
        return [(self.product_id, location) for location in ends if location is not None]


@dataclass(frozen=True)
class Source:
    """The record a movement comes from: its kind, id and what people call it."""

    type: str
    id: int | str
    label: str = ""


@dataclass(frozen=True)
class Place:
    """What moving needs to know of a location."""

    zone_kind: str
    pool_id: int | None


def move(*, moves: Sequence[Move], reason: str, source: Source, actor: Doer, note: str = "") -> list[StockMovement]:
    """Carry out moves inside the caller's transaction, in the order of locks of the house. Quantities are pieces.

    A move that takes pieces of several lots becomes as many movements.

    A refusal has to leave the caller's own `atomic` block: it is what takes back what was written so far.

    Raises:
        NotAtLocation: fewer free pieces (or, for held ones, fewer held) lie there than are to be taken.
        StockCounterBroken: a pool would have less on hand than it has reserved.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("units move inside the caller's transaction")
    levels.open_levels((m.product_id, m.to_location_id) for m in moves if m.to_location_id is not None)
    locked = levels.lock_levels(key for m in moves for key in m.ends())
    _require_units(moves, locked)
    moves, withdrawn = lot_levels.name_lots(moves, locked)
    # Read behind the levels' locks: a zone changes its pool under the same ones.
    places = _places(moves)
    values = _book_costs(moves)
    levels.change(_level_deltas(moves))
    lot_levels.change(lot_levels.deltas_of(moves))
    rows = StockMovement.objects.bulk_create(
        [_row(m, value, reason, source, actor, note) for m, value in zip(moves, values, strict=True)]
    )
    _write_down(moves, places, withdrawn)
    _tell_who_waits(moves, places, actor)
    return rows


def refuse_when_moved(one: Move, seen: int) -> None:
    """Refuse a move whose origin holds other pieces than were shown. Both ends are locked in key order, as `move` locks them.

    Raises:
        MovedMeanwhile
    """
    level = levels.lock_levels(one.ends()).get((one.product_id, one.from_location_id or 0))
    there = level.on_hand if level else 0
    if there != seen:
        raise MovedMeanwhile(seen=seen, there=there)


def places_of(location_ids: Iterable[int]) -> dict[int, Place]:
    """Zone kind and pool of each location. One query."""
    rows = Location.objects.filter(pk__in=set(location_ids)).values_list("pk", "zone__kind", "zone__pools__pool_id")
    return {pk: Place(kind, pool) for pk, kind, pool in rows}


def _places(moves: Sequence[Move]) -> dict[int, Place]:
    return places_of(location for m in moves for _product, location in m.ends())


def _require_units(moves: Sequence[Move], locked: dict) -> None:
    wanted: dict[tuple[levels.Key, bool], int] = defaultdict(int)
    for m in moves:
        if m.quantity < 1:
            raise ValueError("a movement has at least one piece")
        if m.from_location_id is not None:
            wanted[(m.product_id, m.from_location_id), m.held] += m.quantity
    for (key, held), quantity in sorted(wanted.items()):
        level = locked.get(key)
        available = 0 if level is None else level.reserved if held else level.free
        if available < quantity:
            raise levels.NotAtLocation(product=key[0], location=key[1], wanted=quantity, available=available, held=held)


def _book_costs(moves: Sequence[Move]) -> list[Decimal]:
    """The value of each move that crosses the company's door; moves inside have none."""
    crossing = [m for m in moves if m.from_location_id is None or m.to_location_id is None]
    costs = costing.lock_costs(m.product_id for m in crossing) if crossing else {}
    values = []
    for m in moves:
        if m.from_location_id is None:
            values.append(costing.add(costs[m.product_id], m.quantity, m.unit_cost, m.value))
        elif m.to_location_id is None:
            values.append(costing.take(costs[m.product_id], m.quantity))
        else:
            values.append(Decimal(0))
    if costs:
        ProductCost.objects.bulk_update(list(costs.values()), ["quantity", "value"])
    return values


def _level_deltas(moves: Sequence[Move]) -> dict[levels.Key, tuple[int, int]]:
    deltas: dict[levels.Key, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for m in moves:
        for location, sign in ((m.from_location_id, -1), (m.to_location_id, 1)):
            if location is not None:
                on_hand, reserved = deltas[m.product_id, location]
                held = m.quantity if m.held else 0
                deltas[m.product_id, location] = (on_hand + sign * m.quantity, reserved + sign * held)
    return deltas


def _row(m: Move, value: Decimal, reason: str, source: Source, actor: Doer, note: str) -> StockMovement:
    source = m.source or source
    return StockMovement(
        product_id=m.product_id,
        from_location_id=m.from_location_id,
        to_location_id=m.to_location_id,
        lot_id=m.lot_id,
        quantity=m.quantity,
        reason=reason,
        source_type=source.type,
        source_id=str(source.id),
        source_label=source.label[:60],
        unit_cost=(value / m.quantity).quantize(Decimal("0.0001")),
        value=value,
        note=(m.note or note)[:200],
        actor_id=actor.user_id,
        actor_label=actor.label[:200],
        at=clock.now(),
    )


def _write_down(moves: Sequence[Move], places: dict[int, Place], withdrawn: set[int]) -> None:
    """Tell each pool what entered or left the zones it sells from; held pieces leave its reserved count as well.

    Free pieces of lots that are withdrawn are counted nowhere.
    """
    free: dict[tuple[int, int], int] = defaultdict(int)
    taken: dict[tuple[int, int], int] = defaultdict(int)
    for m in moves:
        origin, target = (places[pk].pool_id if pk is not None else None for pk in (m.from_location_id, m.to_location_id))
        if origin == target or (m.lot_id in withdrawn and not m.held):
            continue
        if origin is not None:
            if m.held:
                taken[origin, m.product_id] += m.quantity
            else:
                free[origin, m.product_id] -= m.quantity
        if target is not None:
            if m.held:
                raise ValueError("held pieces never enter another pool's zones")
            free[target, m.product_id] += m.quantity
    if not free and not taken:
        return
    records = ensure_records([*free, *taken])
    stock.cross(
        taken={records[pair]: quantity for pair, quantity in taken.items()},
        free={records[pair]: quantity for pair, quantity in free.items()},
    )


def _tell_who_waits(moves: Sequence[Move], places: dict[int, Place], actor: Doer) -> None:
    """Released orders may wait for what just reached an e-commerce zone: say so, if any does."""
    arrived = {
        m.product_id
        for m in moves
        if m.to_location_id is not None
        and places[m.to_location_id].zone_kind == ZoneKind.ECOMMERCE
        and places[m.to_location_id].pool_id is not None
    }
    if not arrived:
        return
    waiting = Line.objects.filter(
        product_id__in=arrived, promised_quantity__gt=0, order__status=OrderStatus.RELEASED
    ).values_list("product_id", flat=True)
    products = tuple(sorted(set(waiting)))
    if products:
        publish(StockBecameReservable(product_ids=products), actor=actor)
