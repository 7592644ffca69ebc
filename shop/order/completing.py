"""Closing an order for which nothing is left to do."""

from django.db import transaction

from core import audit
from core.access import Actor
from core.events import publish
from core.transitions import move_to
from shop.order.events import OrderCompleted
from shop.order.models import FulfillmentView, Order, OrderStatus, PaymentView
from shop.order.timeline import add_entry

SETTLED = {PaymentView.PAID, PaymentView.PART_REFUNDED, PaymentView.REFUNDED, PaymentView.ON_TERMS}
#: Where parcels ended, with the payment that leaves nothing to do. Who kept only a part does not owe the whole: what is left
#: of it stands in the books.
DONE = {FulfillmentView.DELIVERED: SETTLED, FulfillmentView.PART_RETURNED: SETTLED | {PaymentView.PART_PAID}}


def complete(*, order: Order, actor: Actor) -> Order:
    """Close a released order: it was delivered or done, and its money is settled or on account.

    Raises:
        IllegalTransition: it is not released.
    """
    with transaction.atomic():
        current = Order.objects.select_for_update(of=("self",), no_key=True).get(pk=order.pk)
        if current.status == OrderStatus.COMPLETED:
            return current
        move_to(current, "status", OrderStatus.COMPLETED, actor=actor)
        add_entry(order_id=current.pk, kind="completed", actor=actor)
        audit.record(actor=actor, action="order.completed", subject=current, subject_label=current.number)
        publish(
            OrderCompleted(order_id=current.pk, total_incl_tax=current.total_incl_tax, currency=current.currency), actor=actor
        )
    return current


def complete_when_done(*, order_id: int, actor: Actor) -> bool:
    """Close the order if it is delivered and settled; whoever learns of either calls this."""
    order = Order.objects.get(pk=order_id)
    is_done = order.payment_view in DONE.get(FulfillmentView(order.fulfillment_view), ())
    if order.status != OrderStatus.RELEASED or not is_done:
        return False
    complete(order=order, actor=actor)
    return True
