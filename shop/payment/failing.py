"""A payment that its provider refused: the order stays, and may be paid again until it expires."""

from django.db import transaction

from core.access import Actor
from core.events import publish
from core.transitions import move_to
from shop.payment.events import PaymentFailed
from shop.payment.models import Payment, PaymentState


def fail_payment(*, payment: Payment, code: str, actor: Actor) -> bool:
    """Write a refusal down; false when the payment waits for nothing any more. `code` is the provider's own."""
    with transaction.atomic():
        locked = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
        if locked.state != PaymentState.PENDING:
            return False
        move_to(locked, "state", PaymentState.FAILED, actor=actor, also={"failure_code": code[:60]})
        publish(PaymentFailed(payment_id=locked.pk, order_id=locked.order_id, code=code[:60]), actor=actor)
    return True
