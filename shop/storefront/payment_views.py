"""Where providers write to. A message is believed for its signature only; its sender is nobody we know."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from core.access.http import public
from shop.payment.gateway import BadSignature, NotificationTooOld, UnknownGateway
from shop.payment.notifying import UnknownSession, receive_notification

#: A provider's message is small.
MOST_BYTES = 64 * 1024

#: What a provider is told: with 404 and 5xx it tries again, with the others it need not.
STATUS = {UnknownGateway: 404, UnknownSession: 404, BadSignature: 401, NotificationTooOld: 400}


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
