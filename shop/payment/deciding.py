"""What becomes of money that fitted no open payment: it pays an order after all, or it goes back to whoever sent it.

A person decides, with a reason. Sending money back needs two: one asks, another one agrees and proves it by the bank's
reference (`accounting.cashing.return_unapplied` books that).
"""

from decimal import Decimal

from django.db import transaction

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.transitions import move_to
from shop.order.timeline import add_entry
from shop.payment.capturing import TAKES_MONEY, take
from shop.payment.models import MovementKind, Payment, PaymentKind, PaymentMovement, UnappliedCash
from shop.payment.refunding import SecondPersonNeeded

State = UnappliedCash.State


class AlreadyDecided(DomainError):
    """Somebody has applied or returned this cash already, or asked for its return; nothing was changed."""

    code = "already_decided"


class CannotTakeCash(DomainError):
    """The payment is closed, paid at the door, or in another currency; nothing was changed."""

    code = "cannot_take_cash"


def why_not(cash: UnappliedCash, payment: Payment) -> str:
    """Why this payment cannot take this cash, in one word; empty when it can."""
    if payment.currency != cash.currency:
        return "other_currency"
    if payment.kind == PaymentKind.COD:
        return "paid_at_the_door"
    return "" if payment.state in TAKES_MONEY else "closed"


def apply_unapplied(*, cash: UnappliedCash, payment: Payment, reason: str, actor: Actor) -> PaymentMovement:
    """Let the cash pay an open payment, as far as it goes; what is left waits as unapplied cash of its own.

    Raises:
        AlreadyDecided, CannotTakeCash: nothing is changed.
    """
    with transaction.atomic():
        payment = Payment.objects.select_for_update(of=("self",), no_key=True).get(pk=payment.pk)
        cash = _locked(cash)
        if cash.state != State.OPEN:
            raise AlreadyDecided(state=str(cash.state))
        if problem := why_not(cash, payment):
            raise CannotTakeCash(problem=problem, payment=payment.reference)
        part = min(cash.amount, payment.amount - payment.captured)
        taken = take(
            payment=payment, amount=part, reference=_reference(cash, payment), at=clock.now(), actor=actor, unapplied_id=cash.pk
        )
        also = {"applied_as_id": taken.movement.pk, "decision": reason[:200]}  # type: ignore[union-attr]
        move_to(cash, "state", State.APPLIED, actor=actor, reason=reason[:200], also=also)
        _keep_rest(cash, cash.amount - part)
        audit.record(
            actor=actor, action="unapplied_cash.applied", subject=cash, amount=str(part), to=payment.reference, reason=reason
        )
        add_entry(
            order_id=payment.order_id, kind="cash_applied", actor=actor, amount=str(part), currency=cash.currency, reason=reason
        )
    return taken.movement  # type: ignore[return-value]


def ask_to_return(*, cash: UnappliedCash, reason: str, actor: Actor) -> UnappliedCash:
    """Propose that the cash goes back; another person has to agree.

    Raises:
        AlreadyDecided: nothing is changed.
    """
    with transaction.atomic():
        cash = _locked(cash)
        if cash.state != State.OPEN or actor.user_id is None:
            raise AlreadyDecided(state=str(cash.state))
        also = {"asker_id": actor.user_id, "decision": reason[:200]}
        move_to(cash, "state", State.ASKED, actor=actor, reason=reason[:200], also=also)
        audit.record(actor=actor, action="unapplied_cash.return_asked", subject=cash, amount=str(cash.amount), reason=reason)
    return cash


def keep_cash(*, cash: UnappliedCash, reason: str, actor: Actor) -> UnappliedCash:
    """Do not send it back: it waits for a decision again.

    Raises:
        IllegalTransition: nobody asks for its return.
    """
    with transaction.atomic():
        cash = _locked(cash)
        also = {"asker_id": None, "decision": ""}
        move_to(cash, "state", State.OPEN, actor=actor, reason=reason[:200], also=also)
        audit.record(actor=actor, action="unapplied_cash.kept", subject=cash, reason=reason)
    return cash


def mark_returned(*, cash: UnappliedCash, actor: Actor) -> UnappliedCash:
    """A second person agrees that the cash went back. The books call this where they write the entry.

    Raises:
        AlreadyDecided, SecondPersonNeeded: nothing is changed.
    """
    cash = _locked(cash)
    if cash.state != State.ASKED:
        raise AlreadyDecided(state=str(cash.state))
    if actor.kind != "user" or actor.user_id is None or actor.user_id == cash.asker_id:
        raise SecondPersonNeeded(cash=cash.pk)
    move_to(cash, "state", State.RETURNED, actor=actor, also={"approver_id": actor.user_id})
    return cash


def _locked(cash: UnappliedCash) -> UnappliedCash:
    return UnappliedCash.objects.select_for_update(of=("self",), no_key=True).select_related("payment").get(pk=cash.pk)


def _reference(cash: UnappliedCash, payment: Payment) -> str:
    """The bank's reference, which a payment has once for each movement."""
    taken = PaymentMovement.objects.filter(payment=payment, kind=MovementKind.CAPTURE, reference=cash.reference)
    return f"{cash.reference[:100]} (#{cash.pk})" if taken.exists() else cash.reference


def _keep_rest(cash: UnappliedCash, rest: Decimal) -> None:
    if rest > 0:
        UnappliedCash.objects.create(
            payment=cash.payment,
            currency=cash.currency,
            amount=rest,
            reference=f"{cash.reference[:90]} (#{cash.pk})",
            reason="rest",
            at=cash.at,
        )
