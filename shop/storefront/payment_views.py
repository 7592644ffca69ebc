"""Where providers write to and send customers back to. No sender and no browser is believed, only signatures and answers."""

import logging

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from core.access import Actor
from core.access.http import public
from shop.payment.gateway import BadSignature, GatewayUnavailable, NotificationTooOld, UnknownGateway
from shop.payment.models import Payment
from shop.payment.notifying import UnknownSession, learn_outcome, receive_notification
from shop.storefront.middleware import needs_no_door

log = logging.getLogger(__name__)

#: A provider's message is small.
MOST_BYTES = 64 * 1024

#: What a provider is told: with 404 and 5xx it tries again, with the others it need not.
STATUS = {UnknownGateway: 404, UnknownSession: 404, BadSignature: 401, NotificationTooOld: 400}

SALT = "storehouse.payment.return"


@needs_no_door
@csrf_exempt
@public("POST")
def notification(request: HttpRequest, adapter: str) -> HttpResponse:
    """A provider tells of a payment."""
    try:
        length = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        length = MOST_BYTES + 1
    if length > MOST_BYTES:
        return JsonResponse({"error": "too_large"}, status=413)
    try:
        outcome = receive_notification(adapter=adapter, headers=dict(request.headers), body=request.body)
    except tuple(STATUS) as refusal:
        return JsonResponse({"error": refusal.code}, status=STATUS[type(refusal)])
    return JsonResponse({"outcome": outcome})


def return_url(request: HttpRequest, *, payment: Payment, then: str) -> str:
    """The absolute address a provider sends the customer back to; afterwards they are led to `then`, a path of ours."""
    token = signing.dumps([payment.pk, then], salt=SALT)
    return request.build_absolute_uri(reverse("payment-return", args=[token]))


@needs_no_door
@public("GET")
def come_back(request: HttpRequest, token: str) -> HttpResponse:
    """The customer is back. What their browser claims is ignored; if no message has come yet, the provider is asked.

    A question that settles a payment has the effect of the provider's own message, once, so reloading changes nothing.
    """
    try:
        payment_id, then = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    payment = Payment.objects.filter(pk=payment_id).first()
    if payment is not None:
        try:
            learn_outcome(payment=payment, actor=Actor.system("customer came back"), most=1)
        except GatewayUnavailable as error:
            log.warning("payment %s: the provider is silent, its message or the next round will tell: %s", payment_id, error)
    return HttpResponseRedirect(then)
