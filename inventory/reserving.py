"""Reserving: the promised pieces of a released order are found in e-commerce zones and held there for its lines.

All in one transaction, so that a piece is always either promised or reserved: the order is locked, then the levels of
its products in key order; sourcing weighs what is free under those locks. What cannot be found stays promised and is
tried again when stock arrives.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from core.access import Actor
from core.events import publish
from core.money import round_amount
from inventory import levels, sourcing
from inventory.costing import company_currency
from inventory.events import OrderReserved, ReservationFellShort
from inventory.models import Reservation, SourcingDecision, StockLevel, WarehouseMarket, ZoneKind
from inventory.places import distance_km, find_place
from shop.order.locating import OrderIsOver, locate_locked, lock_order_and_lines
from shop.order.marking import marks_with, tell_when_ready
from shop.order.models import FulfillmentView, Line, Order, OrderStatus
from shop.order.timeline import add_entry


def reserve_order(*, order_id: int, actor: Actor) -> int:
    """Hold whatever an order is still promised. Returns the pieces that could not be found (0: all are held).

    An order that is not released, or over, is left alone. Doing it again only looks for what is missing.
    """
    with transaction.atomic():
        try:
            order, lines = lock_order_and_lines(order_id=order_id)
        except OrderIsOver:
            return 0
        if order.status != OrderStatus.RELEASED:
            return 0
        needs = [
            sourcing.Need(line.pk, line.product_id, line.promised_quantity)
            for line in lines
            if line.is_stocked and line.product_id and line.promised_quantity
        ]
        missing = _hold(order, lines, needs, actor) if needs else 0
        if not missing:
            _tell_reserved(order, actor)
    return missing


def orders_waiting_for(product_ids: Iterable[int] | None = None) -> list[int]:
    """Released orders with pieces not yet located, the most urgent first. One query."""
    lines = Line.objects.filter(promised_quantity__gt=0, is_stocked=True, order__status=OrderStatus.RELEASED)
    if product_ids is not None:
        lines = lines.filter(product_id__in=list(product_ids))
    rows = lines.order_by("order__dispatch_by", "order_id").values_list("order_id", flat=True)
    return list(dict.fromkeys(rows))


def _hold(order: Order, lines: list[Line], needs: list[sourcing.Need], actor: Actor) -> int:
    """Choose warehouses, reserve there what they have, and write down why. Returns the pieces still missing."""
    shelves = _lock_shelves(order, {need.product_id for need in needs})
    best, others = sourcing.choose(needs, _candidates(order, shelves))
    reservations = _reservations(needs, best, shelves)
    if reservations:
        _book(lines, reservations)
    _write_decision(order, best, others, located=bool(reservations), actor=actor)
    return best.missing


def _lock_shelves(order: Order, product_ids: set[int]) -> list[StockLevel]:
    """Every level these products have in e-commerce zones of the order's pool, locked in key order."""
    return list(
        StockLevel.objects.filter(
            product_id__in=product_ids,
            location__is_active=True,
            location__warehouse__is_active=True,
            location__warehouse__serves__market=order.market_id,
            location__zone__kind=ZoneKind.ECOMMERCE,
            location__zone__pools__pool=order.pool_id,
        )
        .select_related("location")
        .order_by("product_id", "location_id")
        .select_for_update(of=("self",))
    )


def _candidates(order: Order, shelves: list[StockLevel]) -> list[sourcing.Candidate]:
    available: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for level in shelves:
        available[level.location.warehouse_id][level.product_id] += level.free
    address = order.shipping_address
    target = find_place(address.country_id, address.line4 or "") if address else None
    candidates = []
    for serves in WarehouseMarket.objects.filter(market=order.market_id, warehouse__in=available).select_related("warehouse"):
        house = serves.warehouse
        here = None
        if house.latitude is not None and house.longitude is not None:
            here = (float(house.latitude), float(house.longitude))
        km = distance_km(here, target)
        cost = round_amount(serves.parcel_cost + serves.cost_per_km * Decimal(km), company_currency())
        candidates.append(sourcing.Candidate(house.pk, house.code, km, cost, available[house.pk]))
    return candidates


def _reservations(needs: list[sourcing.Need], best: sourcing.Option, shelves: list[StockLevel]) -> list[Reservation]:
    """Which bins the pieces come from: one bin that has them all where there is one, else the fullest first."""
    products = {need.line_id: need.product_id for need in needs}
    free = {(level.product_id, level.location_id): level.free for level in shelves}
    found = []
    for warehouse_id, share in best.shares.items():
        for line_id, quantity in share.items():
            bins = [
                level.location
                for level in shelves
                if level.product_id == products[line_id] and level.location.warehouse_id == warehouse_id
            ]
            for location_id, pieces in _from_bins(products[line_id], quantity, bins, free):
                found.append(
                    Reservation(
                        order_line_id=line_id,
                        product_id=products[line_id],
                        location_id=location_id,
                        quantity=pieces,
                    )
                )
    return found


def _from_bins(product_id: int, quantity: int, bins: list, free: dict[levels.Key, int]) -> list[tuple[int, int]]:
    whole = [b for b in bins if free[product_id, b.pk] >= quantity]
    order = [min(whole, key=lambda b: (b.walking_order, b.code))] if whole else bins
    order = sorted(order, key=lambda b: (-free[product_id, b.pk], b.walking_order))
    parts = []
    for one in order:
        pieces = min(quantity, free[product_id, one.pk])
        if pieces > 0:
            free[product_id, one.pk] -= pieces
            quantity -= pieces
            parts.append((one.pk, pieces))
    return parts


def _book(lines: list[Line], reservations: list[Reservation]) -> None:
    Reservation.objects.bulk_create(reservations)
    deltas: dict[levels.Key, tuple[int, int]] = defaultdict(lambda: (0, 0))
    pieces: dict[int, int] = defaultdict(int)
    for r in reservations:
        deltas[r.product_id, r.location_id] = (0, deltas[r.product_id, r.location_id][1] + r.quantity)
        pieces[r.order_line_id] += r.quantity
    levels.change(deltas)
    locate_locked(lines=lines, pieces=pieces)


def _write_decision(order: Order, best: sourcing.Option, others: list[sourcing.Option], *, located: bool, actor: Actor) -> None:
    """Keep the choice with what it was chosen against; a retry that found nothing new leaves no second row."""
    if not located:
        last = SourcingDecision.objects.filter(order=order).first()
        if last is not None and last.missing == best.missing:
            return
    SourcingDecision.objects.create(
        order=order,
        rule=sourcing.RULE,
        chosen=best.as_row(),
        rejected=[option.as_row() for option in others],
        missing=best.missing,
    )
    kind = "reservation_short" if best.missing else "reserved"
    add_entry(order_id=order.pk, kind=kind, actor=actor, warehouses=list(best.codes), missing=best.missing)
    if best.missing:
        publish(ReservationFellShort(order_id=order.pk, missing=best.missing), actor=actor)


def _tell_reserved(order: Order, actor: Actor) -> None:
    """Everything is held: say so once, and set the order's mark. The order is locked."""
    if order.reserved_at is not None:
        return
    marks = marks_with(order, "reserved_at")
    view = FulfillmentView.RESERVED if order.fulfillment_view == FulfillmentView.UNFULFILLED else order.fulfillment_view
    Order.objects.filter(pk=order.pk).update(fulfillment_view=view, **marks)
    held = Reservation.objects.filter(order_line__order=order, status="active").order_by()
    warehouses = held.values_list("location__warehouse_id", flat=True).distinct()
    publish(OrderReserved(order_id=order.pk, warehouse_ids=tuple(sorted(warehouses))), actor=actor)
    tell_when_ready(order_id=order.pk, marks=marks, actor=actor)
