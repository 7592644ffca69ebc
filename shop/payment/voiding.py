"""What becomes of an order's payments when the order is called off."""

from core import clock
from core.access import Actor
from core.transitions import move_to
from shop.customer.registering import give_credit_back
from shop.payment.models import GatewaySession, Payment, PaymentKind, PaymentState
from shop.payment.refunding import request_refund, to_be_returned

OPEN_STATES = (PaymentState.PENDING, PaymentState.FAILED, PaymentState.AUTHORISED)


def void_payments(*, order_id: int, actor: Actor) -> None:
    """Close what is unpaid, free the credit it took, and make what was captured a refund that is due.

    Runs inside the transaction that cancels the order, under the order's lock.
    """
    payments = list(
        Payment.objects.filter(order=order_id).select_related("order").order_by("pk").select_for_update(of=("self",), no_key=True)
    )
    for payment in payments:
        if payment.state in OPEN_STATES:
            close(payment=payment, state=PaymentState.CANCELLED, actor=actor)
        left = to_be_returned(payment)
        if left > 0:
            request_refund(payment=payment, amount=left, reason="order_cancelled", actor=actor)


def close(*, payment: Payment, state: str, actor: Actor, reason: str = "") -> None:
    """End a payment that nobody may pay any more: its sessions with the provider are given up, its credit is free."""
    move_to(payment, "state", state, actor=actor, reason=reason)
    abandon_sessions(payment)
    if payment.kind == PaymentKind.TERMS and payment.order.trade_account_id:
        owed = payment.amount - payment.captured
        if owed:
            give_credit_back(account_id=payment.order.trade_account_id, amount=owed)


def abandon_sessions(payment: Payment) -> None:
    """Money may still arrive through a session that was given up; then it counts, or becomes unapplied."""
    GatewaySession.objects.filter(payment=payment, state=GatewaySession.State.OPEN).update(
        state=GatewaySession.State.ABANDONED, finished_at=clock.now()
    )
