"""Watching promises: what must leave or arrive soon and is not done is at risk; what did not, is breached; each with its cause.

A schedule looks every minute. Within `RISK_BEFORE` of the cut-off, work that is not packed is at risk. Delivered by the
promised day, the promise is kept, however late the parcel left.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from core import clock
from core.access import Actor
from fulfillment.models import IN_THE_HOUSE, LEFT, Shipment, ShipmentStatus
from shop.order.models import FulfillmentView, Order, OrderStatus, PromiseState
from shop.order.promising import write_promise

#: How long before its cut-off work that is not done puts a promise at risk.
RISK_BEFORE = timedelta(minutes=90)
#: Orders looked at together; the next ones follow at once, so that none waits behind others that stay as they are.
AT_ONCE = 500
OVER = (FulfillmentView.DELIVERED, FulfillmentView.RETURNED, FulfillmentView.PART_RETURNED)
WATCHED = (OrderStatus.PLACED, OrderStatus.HELD, OrderStatus.RELEASED)
#: The cause by how far the slowest shipment has come.
CAUSE_OF = {
    ShipmentStatus.WAITING: "not_picked",
    ShipmentStatus.RELEASED: "not_picked",
    ShipmentStatus.PICKING: "in_picking",
    ShipmentStatus.PICKED: "not_packed",
    ShipmentStatus.PACKED: "not_handed_over",
}


def watch_promises(*, actor: Actor, at: datetime | None = None) -> int:
    """Look at every open order whose promise is near or past. Returns how many changed.

    Two statements for each `AT_ONCE` orders, and those of changes.
    """
    now, changed, last = at or clock.now(), 0, 0
    while orders := _near(now, last):
        changed += _look_at(orders, now, actor)
        last = orders[-1].pk
        if len(orders) < AT_ONCE:
            break
    return changed


def _look_at(orders: list[Order], now: datetime, actor: Actor) -> int:
    shipments: dict[int, list[Shipment]] = {}
    rows = Shipment.objects.filter(order__in=[order.pk for order in orders]).exclude(status=ShipmentStatus.CANCELLED)
    for shipment in rows.only("pk", "order_id", "status"):
        shipments.setdefault(shipment.order_id, []).append(shipment)
    changed = 0
    for order in orders:
        state, cause = judge(order, shipments.get(order.pk, []), now)
        if state and (state, cause) != (order.promise_state, order.promise_cause):
            changed += write_promise(order_id=order.pk, state=state, cause=cause, actor=actor)
    return changed


def judge(order: Order, shipments: list[Shipment], now: datetime) -> tuple[str, str]:
    """How it stands with an order's promise, and its cause; ("", "") when nothing is to be said. No query."""
    cause = _cause_in_the_house(order, shipments)
    if cause:
        if order.dispatch_by is None or order.dispatch_by - now > RISK_BEFORE:
            return "", ""
        if order.dispatch_by <= now:
            return PromiseState.BREACHED, cause
        is_done = cause == "not_handed_over"
        return (PromiseState.ON_TIME, "") if is_done else (PromiseState.AT_RISK, cause)
    statuses = {shipment.status for shipment in shipments}
    if statuses & {ShipmentStatus.REFUSED, ShipmentStatus.RETURNED}:
        return "", ""
    on_its_way = ShipmentStatus.DISPATCHED in statuses
    if on_its_way and order.deliver_by is not None and clock.day_of(now) > order.deliver_by:
        return PromiseState.BREACHED, "with_carrier"
    return (PromiseState.ON_TIME, "") if on_its_way else ("", "")


def stock_is_missing(*, order_id: int, actor: Actor) -> None:
    """A pick fell short and nobody has the pieces: the promise is at risk from now on, not only near its cut-off."""
    write_promise(order_id=order_id, state=PromiseState.AT_RISK, cause="no_stock", actor=actor)


def stock_was_found(*, order_id: int, actor: Actor) -> None:
    """What was missing is held: the promise is safe again, as far as stock goes."""
    if Order.objects.filter(pk=order_id, promise_state=PromiseState.AT_RISK, promise_cause="no_stock").exists():
        write_promise(order_id=order_id, state=PromiseState.ON_TIME, actor=actor)


def settle_promise(*, order_id: int, actor: Actor) -> None:
    """All of an order was delivered: its promise is kept when that was in time, else breached."""
    order = Order.objects.only("pk", "deliver_by", "promise_state").get(pk=order_id)
    last = (
        Shipment.objects.filter(order=order_id, delivered_at__isnull=False)
        .order_by("-delivered_at")
        .values_list("delivered_at", flat=True)
        .first()
    )
    if last is None:
        return
    is_late = order.deliver_by is not None and clock.day_of(last) > order.deliver_by
    state, cause = (PromiseState.BREACHED, "with_carrier") if is_late else (PromiseState.KEPT, "")
    write_promise(order_id=order_id, state=state, cause=cause, actor=actor)


def _near(now: datetime, last: int) -> list[Order]:
    """Open orders after `last` that may have to change: not breached, dispatch near or past, or a delivery day that passed.

    What left in time is nothing to look at before its delivery day has passed.
    """
    changing = Q(promise_state=PromiseState.ON_TIME) | Q(promise_state=PromiseState.AT_RISK)
    left_in_time = Q(promise_state=PromiseState.ON_TIME, fulfillment_view=FulfillmentView.SHIPPED)
    due = Q(Q(dispatch_by__lte=now + RISK_BEFORE), ~left_in_time) | Q(deliver_by__lt=clock.day_of(now))
    rows = Order.objects.filter(changing, due, status__in=WATCHED, pk__gt=last).exclude(fulfillment_view__in=OVER)
    return list(
        rows.only(
            "pk",
            "status",
            "promise_state",
            "promise_cause",
            "dispatch_by",
            "deliver_by",
            "payable_at",
            "reserved_at",
            "released_at",
        ).order_by("pk")[:AT_ONCE]
    )


def _cause_in_the_house(order: Order, shipments: list[Shipment]) -> str:
    """What keeps the order from leaving, as far back as it goes; nothing when all of it left."""
    if order.status == OrderStatus.HELD or order.released_at is None:
        return "held"
    if order.payable_at is None:
        return "not_paid"
    if order.reserved_at is None and not all(shipment.status in LEFT for shipment in shipments):
        return "no_stock"
    waiting = [shipment.status for shipment in shipments if shipment.status in IN_THE_HOUSE]
    if waiting:
        slowest = min(waiting, key=lambda status: list(CAUSE_OF).index(ShipmentStatus(status)))
        return CAUSE_OF[ShipmentStatus(slowest)]
    if not shipments:
        return "no_stock" if order.reserved_at is None else "not_picked"
    return "no_stock" if order.reserved_at is None else ""
