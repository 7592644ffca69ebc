"""Reserving: the promised pieces of a released order are found in e-commerce zones and held there for its lines.

All in one transaction, so that a piece is always either promised or reserved: the order is locked, then the levels of
its products in key order; sourcing weighs what is free under those locks. What cannot be found stays promised and is
tried again when stock arrives.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from core.access import Actor
from core.events import publish
from inventory import levels, lot_levels, sourcing
from inventory.events import OrderReserved, ReservationFellShort
from inventory.models import LotLevel, Reservation, SourcingCause, SourcingDecision
from inventory.sources import Shelf, lock_sources, the_weights
from shop.order.locating import OrderIsOver, locate_locked, lock_order_and_lines
from shop.order.marking import marks_with, tell_when_ready
from shop.order.models import FulfillmentView, Line, Order, OrderStatus
from shop.order.timeline import add_entry


@dataclass(frozen=True)
class Why:
    """Who has warehouses chosen, for which cause (`SourcingCause`) and reason."""

    actor: Actor
    cause: str = SourcingCause.RELEASED
    reason: str = ""


@dataclass(frozen=True)
class Found:
    """What reserving found: the pieces still missing, and where the others are held."""

    missing: int
    warehouse_ids: tuple[int, ...] = ()


def reserve_order(*, order_id: int, actor: Actor, cause: str = SourcingCause.RELEASED) -> int:
    """Hold whatever an order is still promised. Returns the pieces that could not be found (0: all are held).

    `cause` is why it is looked at now (`SourcingCause`). An order that is not released, or over, is left alone. Doing it again
    only looks for what is missing.
    """
    with transaction.atomic():
        try:
            order, lines = lock_order_and_lines(order_id=order_id)
        except OrderIsOver:
            return 0
        if order.status != OrderStatus.RELEASED:
            return 0
        is_first = all(line.promised_quantity == line.open_quantity for line in lines if line.is_stocked)
        found = hold_promised(order, lines, Why(actor, cause))
        if not found.missing:
            tell_reserved(order, actor=actor, warehouse_ids=found.warehouse_ids if is_first else None)
    return found.missing


def orders_waiting_for(product_ids: Iterable[int] | None = None) -> list[int]:
    """Released orders with pieces not yet located, the most urgent first. One query."""
    lines = Line.objects.filter(promised_quantity__gt=0, is_stocked=True, order__status=OrderStatus.RELEASED)
    if product_ids is not None:
        lines = lines.filter(product_id__in=list(product_ids))
    rows = lines.order_by("order__dispatch_by", "order_id").values_list("order_id", flat=True)
    return list(dict.fromkeys(rows))


def needs_of(lines: Iterable[Line]) -> list[sourcing.Need]:
    """What these lines are still promised and nobody has located."""
    return [
        sourcing.Need(line.pk, line.product_id, line.promised_quantity)
        for line in lines
        if line.is_stocked and line.product_id and line.promised_quantity
    ]


def hold_promised(order: Order, lines: list[Line], why: Why, only: Collection[int] | None = None) -> Found:
    """Choose warehouses (among `only`), reserve there what they have, and write down why.

    The order and its lines are locked by the caller.
    """
    needs = needs_of(lines)
    if not needs:
        return Found(0)
    weights = the_weights()
    found = lock_sources(order, {need.product_id for need in needs}, only)
    best, others = sourcing.choose(needs, found.candidates, weights)
    reservations = _reservations(needs, best, found.shelves, found.lots)
    if reservations:
        _book(lines, reservations)
    _write_decision(order, best, others, why, weights=weights, left_out=found.left_out, located=bool(reservations))
    return Found(best.missing, tuple(sorted(best.shares)))


def _reservations(
    needs: list[sourcing.Need],
    best: sourcing.Option,
    shelves: list[Shelf],
    lots: dict[levels.Key, list[LotLevel]],
) -> list[Reservation]:
    """Which bins the pieces come from: one bin that has them all where there is one, else the fullest first.

    Of products that keep lots those that expire first, whatever bin they lie in.
    """
    products = {need.line_id: need.product_id for need in needs}
    free = {(level.product_id, level.location_id): level.ready for level in shelves}
    found = []
    for warehouse_id, share in best.shares.items():
        for line_id, quantity in share.items():
            product = products[line_id]
            here = [level for level in shelves if level.product_id == product and level.warehouse_id == warehouse_id]
            parts: list[tuple[int, int, int | None]]
            if any(level.keeps_lots for level in here):
                rows = [row for level in here for row in lots.get((product, level.location_id), [])]
                parts = [(row.location_id, n, row.lot_id) for row, n in lot_levels.take_first_expired(rows, quantity)]
            else:
                parts = [(place, pieces, None) for place, pieces in _from_bins(product, quantity, here, free)]
            found += [
                Reservation(order_line_id=line_id, product_id=product, location_id=place, lot_id=lot, quantity=pieces)
                for place, pieces, lot in parts
            ]
    return found


def _from_bins(product_id: int, quantity: int, bins: list[Shelf], free: dict[levels.Key, int]) -> list[tuple[int, int]]:
    whole = [b for b in bins if free[product_id, b.location_id] >= quantity]
    order = [min(whole, key=lambda b: (b.walking_order, b.code))] if whole else bins
    order = sorted(order, key=lambda b: (-free[product_id, b.location_id], b.walking_order))
    parts = []
    for one in order:
        pieces = min(quantity, free[product_id, one.location_id])
        if pieces > 0:
            free[product_id, one.location_id] -= pieces
            quantity -= pieces
            parts.append((one.location_id, pieces))
    return parts


def _book(lines: list[Line], reservations: list[Reservation]) -> None:
    Reservation.objects.bulk_create(reservations)
    deltas: dict[levels.Key, tuple[int, int]] = defaultdict(lambda: (0, 0))
    lots: dict[lot_levels.LotKey, tuple[int, int]] = defaultdict(lambda: (0, 0))
    pieces: dict[int, int] = defaultdict(int)
    for r in reservations:
        deltas[r.product_id, r.location_id] = (0, deltas[r.product_id, r.location_id][1] + r.quantity)
        pieces[r.order_line_id] += r.quantity
        if r.lot_id is not None:
            lots[r.lot_id, r.location_id] = (0, lots[r.lot_id, r.location_id][1] + r.quantity)
    levels.change(deltas)
    lot_levels.change(lots)
    locate_locked(lines=lines, pieces=pieces)


def _write_decision(
    order: Order,
    best: sourcing.Option,
    others: list[sourcing.Option],
    why: Why,
    *,
    weights: sourcing.Weights,
    left_out: list[dict[str, Any]],
    located: bool,
) -> None:
    """Keep the choice with what it was chosen against; a retry that found nothing new leaves no second row."""
    if not located:
        last = SourcingDecision.objects.filter(order=order).first()
        if last is not None and last.missing == best.missing:
            return
    SourcingDecision.objects.create(
        order=order,
        rule=sourcing.RULE,
        cause=why.cause,
        weights=weights.as_row(),
        chosen=best.as_row(),
        rejected=[option.as_row() for option in others],
        left_out=left_out,
        missing=best.missing,
        reason=why.reason,
        decided_by=why.actor.label[:200],
    )
    kind = "reservation_short" if best.missing else "reserved"
    add_entry(order_id=order.pk, kind=kind, actor=why.actor, warehouses=list(best.codes), missing=best.missing)
    if best.missing:
        publish(ReservationFellShort(order_id=order.pk, missing=best.missing, cause=why.cause), actor=why.actor)


def tell_reserved(order: Order, *, actor: Actor, warehouse_ids: Collection[int] | None = None) -> None:
    """Everything is held: say so once, and set the order's mark. The order is locked.

    Where it is held is looked up unless the caller knows.
    """
    if order.reserved_at is not None:
        return
    marks = marks_with(order, "reserved_at")
    view = FulfillmentView.RESERVED if order.fulfillment_view == FulfillmentView.UNFULFILLED else order.fulfillment_view
    Order.objects.filter(pk=order.pk).update(fulfillment_view=view, **marks)
    if warehouse_ids is None:
        held = Reservation.objects.filter(order_line__order=order, status="active").order_by()
        warehouse_ids = set(held.values_list("location__warehouse_id", flat=True))
    publish(OrderReserved(order_id=order.pk, warehouse_ids=tuple(sorted(warehouse_ids))), actor=actor)
    tell_when_ready(order_id=order.pk, marks=marks, actor=actor)
