"""Letting an order through to the warehouse, or holding it with a reason. A held order keeps its promise of stock."""

from django.db import transaction

from core import audit
from core.access import Actor
from core.events import publish
from core.transitions import move_to
from shop.order.events import OrderHeld, OrderReleased
from shop.order.marking import set_mark
from shop.order.models import Order, OrderStatus
from shop.order.timeline import add_entry


def release(*, order: Order, actor: Actor) -> Order:
    """Let the order through. One that is released already stays so, silently: handlers and people may both come.

    Raises:
        IllegalTransition: it was cancelled or completed.
    """
    with transaction.atomic():
        current = _locked(order)
        if current.status == OrderStatus.RELEASED:
            return current
        move_to(current, "status", OrderStatus.RELEASED, actor=actor, also={"hold_reason": ""})
        add_entry(order_id=current.pk, kind="released", actor=actor)
        audit.record(actor=actor, action="order.released", subject=current, subject_label=current.number)
        publish(OrderReleased(order_id=current.pk), actor=actor)
        set_mark(order_id=current.pk, mark="released_at", actor=actor)
        current.refresh_from_db()
    return current


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
