"""The three marks of an order: released, payable, reserved. Whoever sets the last one tells that it is ready to ship, once."""

from datetime import datetime

from django.db import transaction

from core import clock
from core.access import Actor
from core.events import publish
from shop.order.events import OrderReadyToShip
from shop.order.models import Order
from shop.order.timeline import add_entry

MARKS = ("released_at", "payable_at", "reserved_at")


def mark_payable(*, order_id: int, actor: Actor) -> bool:
    """The order is paid, or is to be paid on delivery or on account. False when it was marked before or is over."""
    return set_mark(order_id=order_id, mark="payable_at", actor=actor)


def mark_reserved(*, order_id: int, actor: Actor) -> bool:
    """Every stocked line is held at locations. False when it was marked before or is over."""
    return set_mark(order_id=order_id, mark="reserved_at", actor=actor)


def unmark_reserved(*, order_id: int, actor: Actor) -> bool:
    """A reservation was given up before shipping (short pick, count): the order is no longer ready. False when not marked."""
    with transaction.atomic():
        changed = Order.objects.filter(pk=order_id, reserved_at__isnull=False).update(reserved_at=None, ready_at=None)
        if changed:
            add_entry(order_id=order_id, kind="reservation_lost", actor=actor)
    return bool(changed)


def set_mark(*, order_id: int, mark: str, actor: Actor) -> bool:
    """Set one mark under the order's lock; with the third, say so. Every mark is set at most once."""
    with transaction.atomic():
        order = Order.objects.select_for_update(of=("self",), no_key=True).get(pk=order_id)
        marks = marks_with(order, mark)
        if marks:
            Order.objects.filter(pk=order_id).update(**marks)
            tell_when_ready(order_id=order_id, marks=marks, actor=actor)
    return bool(marks)


def marks_with(order: Order, mark: str) -> dict[str, datetime]:
    """What to write on an order that the caller has locked: the mark, and that it is ready when it was the last one missing.

    Nothing when it was marked before or is over. Whoever writes it calls `tell_when_ready` afterwards. No statement.
    """
    if not order.is_open or getattr(order, mark) is not None:
        return {}
    now = clock.now()
    is_ready = order.ready_at is None and all(one == mark or getattr(order, one) for one in MARKS)
    return {mark: now, "ready_at": now} if is_ready else {mark: now}


def tell_when_ready(*, order_id: int, marks: dict[str, datetime], actor: Actor) -> None:
    """The order is ready to ship, if these marks say so. Two statements then, else none."""
    if "ready_at" in marks:
        add_entry(order_id=order_id, kind="ready_to_ship", actor=actor)
        publish(OrderReadyToShip(order_id=order_id), actor=actor)
