"""Writing money down that arrived, whoever tells of it and however often.

Money is never refused and never counted twice: what a payment can take is captured, everything else becomes unapplied
cash with the reason why, for a person to decide.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.events import publish
from core.transitions import move_to
from shop.customer.registering import give_credit_back
from shop.order.models import Order, OrderStatus
from shop.payment.events import PaymentCaptured, UnappliedCashReceived
from shop.payment.models import MovementKind, Payment, PaymentKind, PaymentMovement, PaymentState, UnappliedCash

TAKES_MONEY = (PaymentState.PENDING, PaymentState.FAILED, PaymentState.AUTHORISED)


class NotAnAmount(DomainError):
    """Money that arrives is more than nothing and has a reference of its own."""

    code = "not_an_amount"


@dataclass(frozen=True)
class Captured:
    """What became of the money: a movement, unapplied cash, or (in excess) both. A repeat was known already."""

    movement: PaymentMovement | None = None
    unapplied: UnappliedCash | None = None
    is_repeat: bool = False


def capture(
    *,
    payment: Payment,
    amount: Decimal,
    reference: str,
    actor: Actor,
    at: datetime | None = None,
    currency: str = "",
) -> Captured:
    """Write down that `amount` arrived for a payment, once per `reference` (the provider's or bank's own).

    Raises:
        NotAnAmount: nothing is written.
    """
    if amount <= 0 or not reference.strip():
        raise NotAnAmount(amount=str(amount), reference=reference)
    at = at or clock.now()
    reference = reference.strip()[:120]
    with transaction.atomic():
        locked = Payment.objects.select_for_update(of=("self",), no_key=True).get(pk=payment.pk)
        known = _known(locked, reference)
        if known is not None:
            return known
        if currency and currency != locked.currency:
            return _set_aside(locked, amount, currency, reference, "other_currency", at, actor)
        if locked.state not in TAKES_MONEY:
            return _set_aside(locked, amount, locked.currency, reference, _why_closed(locked), at, actor)
        return take(payment=locked, amount=amount, reference=reference, at=at, actor=actor)


def _why_closed(payment: Payment) -> str:
    if payment.state == PaymentState.EXPIRED:
        return "after_expiry"
    if payment.state != PaymentState.CANCELLED:
        return "paid_twice"
    is_order_over = Order.objects.filter(pk=payment.order_id, status=OrderStatus.CANCELLED).exists()
    return "order_cancelled" if is_order_over else "method_changed"


def _known(payment: Payment, reference: str) -> Captured | None:
    movement = PaymentMovement.objects.filter(payment=payment, kind=MovementKind.CAPTURE, reference=reference).first()
    names = (reference, _own_reference(reference, payment))
    unapplied = UnappliedCash.objects.filter(payment=payment, reference__in=names).first()
    return Captured(movement, unapplied, is_repeat=True) if movement or unapplied else None


def take(*, payment: Payment, amount: Decimal, reference: str, at: datetime, actor: Actor, unapplied_id: int = 0) -> Captured:
    """Write money down on a payment that is locked and open; `unapplied_id` is set when it had come before."""
    part = min(amount, payment.amount - payment.captured)
    movement = PaymentMovement.objects.create(
        payment=payment,
        kind=MovementKind.CAPTURE,
        amount=part,
        reference=reference,
        at=at,
        actor_label=actor.label[:120],
    )
    payment.captured += part
    Payment.objects.filter(pk=payment.pk).update(captured=payment.captured)
    if payment.captured == payment.amount:
        move_to(payment, "state", PaymentState.CAPTURED, actor=actor, also={"failure_code": ""})
    if payment.kind == PaymentKind.TERMS:
        _free_credit(payment, part)
    audit.record(actor=actor, action="payment.captured", subject=payment, amount=str(part), reference=reference)
    publish(
        PaymentCaptured(
            payment_id=payment.pk,
            movement_id=movement.pk,
            order_id=payment.order_id,
            amount=part,
            currency=payment.currency,
            captured_at=at,
            unapplied_id=unapplied_id,
        ),
        actor=actor,
    )
    excess = amount - part
    if excess:
        rest = _set_aside(payment, excess, payment.currency, reference, "excess", at, actor)
        return Captured(movement, rest.unapplied)
    return Captured(movement)


def _set_aside(
    payment: Payment, amount: Decimal, currency: str, reference: str, reason: str, at: datetime, actor: Actor
) -> Captured:
    unapplied = UnappliedCash.objects.create(
        payment=payment, currency=currency, amount=amount, reference=_free_reference(reference, payment), reason=reason, at=at
    )
    audit.record(actor=actor, action="unapplied_cash.received", subject=unapplied, amount=str(amount), reason=reason)
    publish(
        UnappliedCashReceived(unapplied_id=unapplied.pk, amount=amount, currency=currency, reason=reason, received_at=at),
        actor=actor,
    )
    return Captured(unapplied=unapplied)


def _free_reference(reference: str, payment: Payment) -> str:
    """A bank may use one reference for transfers to two orders; unapplied cash has each reference once."""
    taken = UnappliedCash.objects.filter(reference=reference).exists()
    return _own_reference(reference, payment) if taken else reference


def _own_reference(reference: str, payment: Payment) -> str:
    return f"{reference[:80]} ({payment.reference})"


def _free_credit(payment: Payment, amount: Decimal) -> None:
    account_id = Order.objects.filter(pk=payment.order_id).values_list("trade_account_id", flat=True).get()
    if account_id:
        give_credit_back(account_id=account_id, amount=amount)
