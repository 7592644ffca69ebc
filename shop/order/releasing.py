"""Letting an order through to the warehouse, or holding it with a reason. A held order keeps its promise of stock."""

from django.db import transaction

from core import audit
from core.access import Actor
from core.events import publish
from core.transitions import move_to
from shop.order.events import OrderHeld, OrderReleased
from shop.order.marking import marks_with, tell_when_ready
from shop.order.models import Order, OrderStatus
from shop.order.timeline import add_entry


def release(*, order: Order, actor: Actor) -> Order:
    """Let the order through. One that is released already stays so, silently: handlers and people may both come.

    Raises:
        IllegalTransition: it was cancelled or completed.
    """
    with transaction.atomic():
        return release_locked(order=_locked(order), actor=actor)


def release_locked(*, order: Order, actor: Actor) -> Order:
    """`release` for an order whose row the caller has just read under its lock, in the caller's transaction.

    Raises:
        IllegalTransition: it was cancelled or completed.
    """
    if order.status != OrderStatus.RELEASED:
        marks = marks_with(order, "released_at")
        move_to(order, "status", OrderStatus.RELEASED, actor=actor, also={"hold_reason": "", **marks})
        add_entry(order_id=order.pk, kind="released", actor=actor)
        audit.record(actor=actor, action="order.released", subject=order, subject_label=order.number)
        publish(OrderReleased(order_id=order.pk), actor=actor)
        tell_when_ready(order_id=order.pk, marks=marks, actor=actor)
    return order


def hold(*, order: Order, reason: str, actor: Actor) -> Order:
    """Keep the order back. Holding a held order again replaces the reason.

    Raises:
        IllegalTransition: it was released, cancelled or completed.
    """
    with transaction.atomic():
        current = _locked(order)
        if current.status == OrderStatus.HELD:
            Order.objects.filter(pk=current.pk).update(hold_reason=reason[:60])
            current.hold_reason = reason[:60]
        else:
            move_to(current, "status", OrderStatus.HELD, actor=actor, reason=reason, also={"hold_reason": reason[:60]})
        add_entry(order_id=current.pk, kind="held", actor=actor, reason=reason)
        audit.record(actor=actor, action="order.held", subject=current, subject_label=current.number, reason=reason)
        publish(OrderHeld(order_id=current.pk, reason=reason), actor=actor)
    return current


def _locked(order: Order) -> Order:
    return Order.objects.select_for_update(of=("self",), no_key=True).get(pk=order.pk)
