"""What a provider tells, or answers when asked. The browser that comes back is never believed.

Messages come twice, late and in disorder: the replay table drops repeats, an approval counts whenever it comes, a
refusal only while its session is open.
"""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from core import clock
from core.access import Actor
from core.errors import DomainError
from shop.payment.adapters import gateway_named
from shop.payment.capturing import capture
from shop.payment.failing import fail_payment
from shop.payment.gateway import ABANDONED, APPROVED, DECLINED, Notification, Standing
from shop.payment.models import GatewayNotification, GatewaySession, Payment, PaymentState


class UnknownSession(DomainError):
    """The provider speaks of a session we have not (yet) written down; it will try again."""

    code = "unknown_session"


def receive_notification(*, adapter: str, headers: Mapping[str, str], body: bytes) -> str:
    """Take a provider's message; answers what became of it in one word ("repeat" when it was known).

    Raises:
        UnknownGateway, BadSignature, NotificationTooOld, UnknownSession: nothing is written.
    """
    told = gateway_named(adapter).verify_notification(headers=headers, body=body)
    actor = Actor.system(f"gateway {adapter}")
    try:
        with transaction.atomic():
            row = GatewayNotification.objects.create(
                adapter=adapter, notification_id=told.id[:120], payload=told.payload, received_at=clock.now()
            )
            outcome = _apply_told(adapter, told, actor)
            GatewayNotification.objects.filter(pk=row.pk).update(outcome=outcome)
            return outcome
    except IntegrityError as error:
        if "gateway_notification_once" not in str(error):
            raise
        return "repeat"


def _apply_told(adapter: str, told: Notification, actor: Actor) -> str:
    session = GatewaySession.objects.filter(adapter=adapter, provider_reference=told.standing.reference).first()
    if session is None:
        raise UnknownSession(adapter=adapter, reference=told.standing.reference)
    return apply_standing(session=session, standing=told.standing, actor=actor)


def learn_outcome(*, payment: Payment, actor: Actor, most: int = 3) -> Payment:
    """Ask the provider about the payment's last sessions, unless they are settled; answers the payment as it is now.

    At most `most` questions, each answered or given up within the patience of the port.

    For the page a customer returns to, for what a lost message left open, and before expiring.

    Raises:
        GatewayUnavailable: nothing is known beyond what was.
    """
    if payment.state in (PaymentState.PENDING, PaymentState.FAILED, PaymentState.AUTHORISED):
        asked = (GatewaySession.State.OPEN, GatewaySession.State.ABANDONED)
        for session in GatewaySession.objects.filter(payment=payment, state__in=asked).order_by("-pk")[:most]:
            standing = gateway_named(session.adapter).ask(reference=session.provider_reference)
            apply_standing(session=session, standing=standing, actor=actor)
    return Payment.objects.select_related("order", "method").get(pk=payment.pk)


def apply_standing(*, session: GatewaySession, standing: Standing, actor: Actor) -> str:
    """Let what the provider says about a session have its effect, once."""
    with transaction.atomic():
        payment = Payment.objects.select_for_update(of=("self",), no_key=True).get(pk=session.payment_id)
        current = GatewaySession.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
        if standing.outcome == APPROVED:
            return _approve(current, payment, standing, actor)
        if standing.outcome == DECLINED and current.state == GatewaySession.State.OPEN:
            return _decline(current, payment, standing, actor)
        if standing.outcome == ABANDONED and current.state == GatewaySession.State.OPEN:
            _finish(current, GatewaySession.State.ABANDONED)
            return ABANDONED
    return "ignored"


def _approve(session: GatewaySession, payment: Payment, standing: Standing, actor: Actor) -> str:
    if session.state == GatewaySession.State.APPROVED:
        return "known"
    _finish(session, GatewaySession.State.APPROVED)
    captured = capture(
        payment=payment,
        amount=standing.amount,
        currency=standing.currency,
        reference=f"{session.adapter}:{standing.capture_reference or session.provider_reference}",
        actor=actor,
    )
    return "captured" if captured.movement else "unapplied"


def _decline(session: GatewaySession, payment: Payment, standing: Standing, actor: Actor) -> str:
    _finish(session, GatewaySession.State.DECLINED)
    fail_payment(payment=payment, code=standing.code, actor=actor)
    return DECLINED


def _finish(session: GatewaySession, state: str) -> None:
    GatewaySession.objects.filter(pk=session.pk).update(state=state, finished_at=clock.now())
