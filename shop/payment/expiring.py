"""Giving up on money that did not come: the order is cancelled, its promise returns to the pool, its basket is offered again."""

import logging
from datetime import timedelta

from django.db import transaction

from core import clock
from core.access import Actor
from core.events import publish
from core.transitions import move_to
from shop.basket.filling import reopen_copy
from shop.basket.models import Basket
from shop.order.cancelling import TOO_LATE, cancel
from shop.order.models import Order, OrderStatus
from shop.payment.events import PaymentExpired
from shop.payment.gateway import GatewayUnavailable
from shop.payment.models import Payment, PaymentKind, PaymentState
from shop.payment.notifying import learn_outcome
from shop.payment.voiding import abandon_sessions

log = logging.getLogger(__name__)

EXPIRING_STATES = (PaymentState.PENDING, PaymentState.FAILED, PaymentState.AUTHORISED)
#: While the provider is silent, an expired payment waits this long for word of it.
GRACE = timedelta(minutes=15)
BATCH = 100


def expire_due(*, limit: int = BATCH) -> int:
    """Expire every payment whose time is over, each in a transaction of its own; answers how many.

    A provider is asked first, so that a lost message doesn't cost a paid order. A part payment waits for a person.
    """
    actor = Actor.system("payment expiry")
    due = Payment.objects.filter(state__in=EXPIRING_STATES, expires_at__lte=clock.now(), captured=0)
    return sum(expire(payment=payment, actor=actor) for payment in due.select_related("order").order_by("expires_at")[:limit])


def expire(*, payment: Payment, actor: Actor) -> bool:
    """Expire one payment and cancel its order; False when it was paid, closed or given more time meanwhile."""
    if payment.kind == PaymentKind.GATEWAY and not _is_word_final(payment, actor):
        return False
    with transaction.atomic():
        order = Order.objects.select_for_update(of=("self",), no_key=True).get(pk=payment.order_id)
        locked = Payment.objects.select_for_update(of=("self",), no_key=True).get(pk=payment.pk)
        is_due = locked.expires_at is not None and locked.expires_at <= clock.now()
        if locked.state not in EXPIRING_STATES or locked.captured or not is_due:
            return False
        move_to(locked, "state", PaymentState.EXPIRED, actor=actor)
        abandon_sessions(locked)
        publish(PaymentExpired(payment_id=locked.pk, order_id=order.pk), actor=actor)
        if order.status in (OrderStatus.COMPLETED, OrderStatus.CANCELLED) or order.fulfillment_view in TOO_LATE:
            return True
        cancel(order=order, reason="payment_expired", actor=actor)
        basket = Basket.objects.filter(pk=order.basket_id).first()
        if basket is not None:
            reopen_copy(of=basket)
    return True


def _is_word_final(payment: Payment, actor: Actor) -> bool:
    try:
        learn_outcome(payment=payment, actor=actor)
    except GatewayUnavailable as error:
        log.warning("payment %s expires without word from its provider: %s", payment.pk, error)
        return bool(payment.expires_at and clock.now() >= payment.expires_at + GRACE)
    return True
