"""The payment and fulfilment state of an order, written down for lists. Derived, never set by hand."""

from decimal import Decimal

from django.db import transaction

from shop.order.models import FulfillmentView, Order, PaymentView
from shop.payment.models import Payment, PaymentKind, PaymentState

#: A payment in one of these states no longer says how the order is to be paid.
OVER = {PaymentState.EXPIRED, PaymentState.CANCELLED}


def write_payment_view(*, order_id: int) -> str:
    """Derive the payment view from the order's payments and write it down. Three statements."""
    with transaction.atomic():
        order = (
            Order.objects.select_for_update(of=("self",), no_key=True)
            .only("pk", "total_incl_tax", "payment_view")
            .get(pk=order_id)
        )
        view = payment_view_of(order.total_incl_tax, list(Payment.objects.filter(order=order_id).order_by("pk")))
        if view != order.payment_view:
            Order.objects.filter(pk=order_id).update(payment_view=view)
    return view


def payment_view_of(total: Decimal, payments: list[Payment]) -> str:
    """What the payments of an order with this total amount to. No query."""
    captured = sum((payment.captured for payment in payments), Decimal(0))
    refunded = sum((payment.refunded for payment in payments), Decimal(0))
    if refunded:
        return PaymentView.REFUNDED if refunded >= captured else PaymentView.PART_REFUNDED
    if captured >= total:
        return PaymentView.PAID
    if captured:
        return PaymentView.PART_PAID
    living = [payment for payment in payments if payment.state not in OVER]
    if not living:
        return PaymentView.UNPAID
    if living[-1].state == PaymentState.AUTHORISED:
        return PaymentView.AUTHORISED
    to_be_paid_later = {PaymentKind.COD: PaymentView.CASH_DUE, PaymentKind.TERMS: PaymentView.ON_TERMS}
    return to_be_paid_later.get(PaymentKind(living[-1].kind), PaymentView.UNPAID)


def write_fulfillment_view(*, order_id: int, view: str) -> None:
    """Fulfilment tells where the order's parcels are. One statement."""
    Order.objects.filter(pk=order_id).update(fulfillment_view=FulfillmentView(view))
