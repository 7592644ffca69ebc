"""Sending a customer to a provider's page. A retry on the same order opens another session of the same payment."""

import uuid
from urllib.parse import urljoin

from django.db import transaction
from django.urls import reverse

from core import clock
from core.access import Actor
from core.errors import DomainError
from core.transitions import move_to
from shop.order.timeline import add_entry
from shop.payment.adapters import gateway_named
from shop.payment.gateway import Started
from shop.payment.models import GatewaySession, Payment, PaymentKind, PaymentState
from shop.payment.voiding import abandon_sessions


class NotPayableHere(DomainError):
    """This payment is not (or no longer) to be paid on a provider's page: paid, expired, cancelled or another kind."""

    code = "not_payable_here"


def start_payment(*, payment: Payment, return_url: str, actor: Actor) -> Started:
    """Open a session at the provider and answer where to send the customer. `return_url` is absolute.

    The provider is called between two short transactions, never inside one.

    Raises:
        NotPayableHere: nothing is changed.
        GatewayUnavailable: the order stays as it is; try again or choose another way to pay.
    """
    refuse_unpayable(payment)
    adapter = payment.method.adapter
    notify_url = urljoin(return_url, reverse("payment-notification", args=[adapter]))
    started = gateway_named(adapter).start(payment=payment, key=str(uuid.uuid4()), return_url=return_url, notify_url=notify_url)
    with transaction.atomic():
        locked = Payment.objects.select_for_update(of=("self",), no_key=True).get(pk=payment.pk)
        refuse_unpayable(locked)
        abandon_sessions(locked)
        if locked.state == PaymentState.FAILED:
            move_to(locked, "state", PaymentState.PENDING, actor=actor, also={"failure_code": ""})
        GatewaySession.objects.create(
            payment=locked,
            adapter=adapter,
            provider_reference=started.reference,
            redirect_url=started.redirect_url,
            created_at=clock.now(),
        )
        add_entry(order_id=locked.order_id, kind="payment_started", actor=actor, method=payment.method.code)
    return started


def refuse_unpayable(payment: Payment) -> None:
    """Raises NotPayableHere."""
    is_open = payment.state in (PaymentState.PENDING, PaymentState.FAILED)
    is_late = payment.expires_at is not None and payment.expires_at <= clock.now()
    if payment.kind != PaymentKind.GATEWAY or not is_open or is_late:
        raise NotPayableHere(payment=payment.pk, state=payment.state, kind=payment.kind, late=is_late)
