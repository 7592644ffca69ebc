"""Money going back. A refund is written as due first; another person approves it; paying it out happens once.

Where money leaves a second person confirms: whoever promised a refund can never approve it (a constraint holds that too).
The provider is called outside any transaction, with the refund's own key, so that a repeated call is the same refund to it.
"""

from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.events import publish
from core.transitions import move_to
from shop.order.timeline import add_entry
from shop.payment.adapters import gateway_named
from shop.payment.events import PaymentRefunded
from shop.payment.models import (
    PROMISED_BACK,
    GatewaySession,
    MovementKind,
    Payment,
    PaymentKind,
    PaymentMovement,
    PaymentState,
    Refund,
    RefundState,
)


class RefundTooHigh(DomainError):
    """More than what was received and neither returned nor promised back."""

    code = "refund_too_high"


class ReferenceNeeded(DomainError):
    """Money that does not go back through a provider needs the bank's or till's own reference."""

    code = "reference_needed"


class RefundDeclined(DomainError):
    """The provider will not return the money; the refund stays due."""

    code = "refund_declined"


class SecondPersonNeeded(DomainError):
    """Whoever asked for it cannot be the one who agrees, and nobody but a person can."""

    code = "second_person_needed"


class NotApproved(DomainError):
    """Nobody else has agreed to this refund yet, or it was declined."""

    code = "not_approved"


def request_refund(*, payment: Payment, amount: Decimal, reason: str, actor: Actor) -> Refund:
    """Write that money is to go back; what is promised back cannot be promised again. It waits for a second person.

    Raises:
        RefundTooHigh
    """
    with transaction.atomic():
        locked = Payment.objects.select_for_update(of=("self",), no_key=True).get(pk=payment.pk)
        if not 0 < amount <= to_be_returned(locked):
            raise RefundTooHigh(amount=str(amount), most=str(to_be_returned(locked)))
        row = Refund.objects.create(
            payment=locked,
            amount=amount,
            reason=reason[:60],
            asked_by=actor.label[:120],
            asker_id=actor.user_id,
            asked_at=clock.now(),
        )
        audit.record(actor=actor, action="refund.asked", subject=row, amount=str(amount), reason=reason)
        _tell_order(row, "refund_asked", actor, reason=row.reason)
    return row


def approve_refund(*, refund: Refund, actor: Actor) -> Refund:
    """A second person agrees that the money leaves; it can be paid out from now on.

    Raises:
        SecondPersonNeeded: nothing is changed.
        IllegalTransition: it was decided already.
    """
    if actor.kind != "user" or actor.user_id is None or actor.user_id == refund.asker_id:
        raise SecondPersonNeeded(refund=refund.pk, asked_by=refund.asked_by)
    with transaction.atomic():
        move_to(
            refund, "state", RefundState.APPROVED, actor=actor, also={"approver_id": actor.user_id, "approved_at": clock.now()}
        )
        audit.record(actor=actor, action="refund.approved", subject=refund, amount=str(refund.amount), asked_by=refund.asked_by)
        _tell_order(refund, "refund_approved", actor)
    return refund


def decline_refund(*, refund: Refund, reason: str, actor: Actor) -> Refund:
    """The money stays; what was promised back may be asked for again.

    Raises:
        IllegalTransition: it was decided already.
    """
    with transaction.atomic():
        move_to(refund, "state", RefundState.DECLINED, actor=actor, reason=reason)
        audit.record(actor=actor, action="refund.declined", subject=refund, amount=str(refund.amount), reason=reason)
        _tell_order(refund, "refund_declined", actor, reason=reason)
    return refund


def _tell_order(refund: Refund, kind: str, actor: Actor, *, reason: str = "") -> None:
    payment = refund.payment
    add_entry(
        order_id=payment.order_id, kind=kind, actor=actor, amount=str(refund.amount), currency=payment.currency,
        refund_id=refund.pk, reason=reason,
    )  # fmt: skip


def to_be_returned(payment: Payment) -> Decimal:
    """What was received and neither returned nor promised back. One query."""
    due = Refund.objects.filter(payment=payment, state__in=PROMISED_BACK).aggregate(sum=Sum("amount"))["sum"]
    return payment.captured - payment.refunded - (due or Decimal(0))


def pay_refund(*, refund: Refund, actor: Actor, reference: str = "") -> PaymentMovement:
    """Pay an approved refund out: through the provider that took the money, else by hand with a reference. Once.

    Raises:
        NotApproved, ReferenceNeeded, GatewayUnavailable, RefundDeclined: it stays due.
    """
    if refund.movement is not None:
        return refund.movement
    if refund.state != RefundState.APPROVED:
        raise NotApproved(refund=refund.pk, state=str(refund.state))
    if refund.payment.kind == PaymentKind.GATEWAY:
        reference = _ask_provider(refund)
    elif not reference.strip():
        raise ReferenceNeeded(refund=refund.pk)
    with transaction.atomic():
        return _write_down(refund, reference.strip(), actor)


def _ask_provider(refund: Refund) -> str:
    session = (
        GatewaySession.objects.filter(payment=refund.payment_id, state=GatewaySession.State.APPROVED).order_by("-pk").first()
    )
    if session is None:
        raise RefundDeclined(refund=refund.pk, problem="no_session")
    answer = gateway_named(session.adapter).refund(
        reference=session.provider_reference,
        amount=refund.amount,
        currency=refund.payment.currency,
        key=str(refund.key),
    )
    if not answer.is_done:
        Refund.objects.filter(pk=refund.pk).update(last_problem=answer.code[:120])
        raise RefundDeclined(refund=refund.pk, problem=answer.code)
    return answer.reference


def _write_down(refund: Refund, reference: str, actor: Actor) -> PaymentMovement:
    payment = Payment.objects.select_for_update(of=("self",), no_key=True).get(pk=refund.payment_id)
    row = Refund.objects.select_for_update(of=("self",), no_key=True).get(pk=refund.pk)
    if row.movement is not None:
        return row.movement
    if row.state != RefundState.APPROVED:
        raise NotApproved(refund=row.pk, state=str(row.state))
    movement = PaymentMovement.objects.create(
        payment=payment,
        kind=MovementKind.REFUND,
        amount=row.amount,
        reference=reference[:120],
        at=clock.now(),
        actor_label=actor.label[:120],
    )
    payment.refunded += row.amount
    Payment.objects.filter(pk=payment.pk).update(refunded=payment.refunded)
    _move_payment(payment, actor)
    move_to(row, "state", RefundState.DONE, actor=actor, also={"finished_at": movement.at, "movement": movement})
    audit.record(actor=actor, action="refund.paid", subject=row, amount=str(row.amount))
    publish(
        PaymentRefunded(
            payment_id=payment.pk,
            movement_id=movement.pk,
            order_id=payment.order_id,
            amount=row.amount,
            currency=payment.currency,
            refunded_at=movement.at,
        ),
        actor=actor,
    )
    return movement


def _move_payment(payment: Payment, actor: Actor) -> None:
    """A payment that was closed before (expired, cancelled with a part in it) keeps its state."""
    state = PaymentState.REFUNDED if payment.refunded >= payment.captured else PaymentState.PART_REFUNDED
    if payment.state in (PaymentState.CAPTURED, PaymentState.PART_REFUNDED) and payment.state != state:
        move_to(payment, "state", state, actor=actor)
