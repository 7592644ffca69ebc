"""Calling an order off: everything it held is given back in one transaction.

Bare promises return to the pool here; units held at locations return when inventory hears `OrderCancelled`. Credit on
terms is free again, and so are the shares of offers and vouchers. Money that was captured becomes a refund that is due:
it is never returned silently, since a second person decides where money leaves.
"""

from django.db import transaction

from core import audit
from core.access import Actor
from core.errors import DomainError
from core.events import publish
from core.transitions import move_to
from shop.offer import claiming
from shop.order.events import OrderCancelled
from shop.order.models import FulfillmentView, Line, Order, OrderStatus
from shop.order.timeline import add_entry
from shop.order.views import write_payment_view
from shop.partner import stock
from shop.payment.voiding import void_payments
from shop.quota import taking

#: Once a parcel left, the way back is a return.
TOO_LATE = {
    FulfillmentView.PART_SHIPPED,
    FulfillmentView.SHIPPED,
    FulfillmentView.DELIVERED,
    FulfillmentView.RETURNED,
    FulfillmentView.PART_RETURNED,
}


class AlreadyShipped(DomainError):
    """Goods have left the house; they can only come back as a return."""

    code = "already_shipped"


class NotAllBack(DomainError):
    """Some of the goods did not come back to us."""

    code = "not_all_back"


def cancel(*, order: Order, reason: str, actor: Actor) -> Order:
    """Call the order off. An order that is cancelled already stays as it is.

    Raises:
        AlreadyShipped, IllegalTransition (completed): nothing is changed.
    """
    with transaction.atomic():
        current = Order.objects.select_for_update(of=("self",), no_key=True).get(pk=order.pk)
        if current.status == OrderStatus.CANCELLED:
            return current
        if current.fulfillment_view in TOO_LATE:
            raise AlreadyShipped(order=current.number, view=current.fulfillment_view)
        _call_off(current, reason, actor)
    return current


def cancel_returned(*, order: Order, reason: str, actor: Actor) -> Order:
    """Call off an order whose goods have all come back to us: nobody has them, nobody owes for them.

    Raises:
        NotAllBack, IllegalTransition (completed): nothing is changed.
    """
    with transaction.atomic():
        current = Order.objects.select_for_update(of=("self",), no_key=True).get(pk=order.pk)
        if current.status == OrderStatus.CANCELLED:
            return current
        if current.fulfillment_view != FulfillmentView.RETURNED:
            raise NotAllBack(order=current.number, view=current.fulfillment_view)
        _call_off(current, reason, actor)
    return current


def _call_off(current: Order, reason: str, actor: Actor) -> None:
    with transaction.atomic():
        move_to(current, "status", OrderStatus.CANCELLED, actor=actor, reason=reason)
        claiming.give_back(order=current)
        # Account before stock records, as placing does: the same order of locks everywhere.
        void_payments(order_id=current.pk, actor=actor)
        taking.give_back(order_id=current.pk)
        was_reserved = _give_back_promises(current)
        write_payment_view(order_id=current.pk)
        add_entry(order_id=current.pk, kind="cancelled", actor=actor, reason=reason)
        audit.record(actor=actor, action="order.cancelled", subject=current, subject_label=current.number, reason=reason)
        publish(OrderCancelled(order_id=current.pk, reason=reason, was_reserved=was_reserved), actor=actor)
        current.refresh_from_db()


def _give_back_promises(order: Order) -> bool:
    """Return what no location holds yet; answers whether some location holds the rest."""
    lines = list(Line.objects.filter(order=order).select_for_update(of=("self",), no_key=True).order_by("pk"))
    promised: dict[int, int] = {}
    for line in lines:
        if line.stockrecord_id and line.promised_quantity:
            promised[line.stockrecord_id] = promised.get(line.stockrecord_id, 0) + line.promised_quantity
    was_reserved = any(line.is_stocked and line.promised_quantity < line.open_quantity for line in lines)
    for line in lines:
        line.promised_quantity = 0
        line.cancelled_quantity = line.quantity
    Line.objects.bulk_update(lines, ["promised_quantity", "cancelled_quantity"])
    stock.give_back(promised)
    return was_reserved
