"""Orders by API: placed once for each key, and looked up again by whoever placed them.

There are no cookies here, so there is nothing that a foreign page could send along: the key in the header is all that counts.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from backoffice.api.words import sentence
from core.access import Actor
from core.access.http import machine
from core.access.machines import problem
from core.audit.middleware import client_ip
from core.money import round_amount
from fulfillment import working
from shop.order.models import Order
from support import api_orders
from support.api_tokens import PLACE, READ

MOST_BYTES = 64 * 1024
#: How deep a body may be nested; an order needs three.
MOST_NESTED = 8


@csrf_exempt
@machine(POST=PLACE)
def orders(request: HttpRequest) -> HttpResponse:
    """Place an order. 201 when it was placed now, 200 when it had been by the same key, 422 with what is wrong by field."""
    if request.content_type != "application/json":
        return problem(415, "not_json", "Send JSON, with the header “Content-Type: application/json”.")
    if _length(request) > MOST_BYTES:
        return problem(413, "too_large", f"The body is larger than {MOST_BYTES // 1024} kB.")
    body = _read(request)
    if body is None:
        return problem(400, "not_json", "The body is no JSON object in UTF-8.")
    token = request.client  # type: ignore[attr-defined]
    actor = Actor("api", None, f"{token.name} ({token.begins}…)", client_ip(request))
    try:
        placed = api_orders.place(token=token, key=request.headers.get("Idempotency-Key", ""), body=body, actor=actor)
    except api_orders.KeyUsed as refusal:
        words = "This key or reference was used before, for another order."
        return JsonResponse({"error": "key_used", "message": words, "number": refusal.data["number"]}, status=409)
    if placed.order is None:
        problems = [{"field": one.field, "code": one.code, "message": sentence(one.code, one.data)} for one in placed.problems]
        return JsonResponse({"error": "not_placed", "message": "Nothing was placed.", "problems": problems}, status=422)
    answer = {**_told(placed.order), "is_repeat": placed.is_repeat}
    address = reverse("api_order", args=[placed.order.number])
    return JsonResponse(answer, status=200 if placed.is_repeat else 201, headers={"Location": address})


@machine(GET=READ)
def order(request: HttpRequest, number: str) -> HttpResponse:
    """How it stands with an order that came through the key's door; anybody else's is not found."""
    found = api_orders.find_order(token=request.client, number=number)  # type: ignore[attr-defined]
    if found is None:
        return problem(404, "no_such_order", "No order of this door has this number.")
    shipments = [
        {
            "number": shipment.number,
            "status": shipment.status,
            "parcels": [parcel.tracking_number for parcel in shipment.parcels.all() if parcel.tracking_number],
        }
        for shipment in working.shipments_of(found.pk)
    ]
    return JsonResponse({**_told(found), "shipments": shipments})


def _length(request: HttpRequest) -> int:
    try:
        return int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return MOST_BYTES + 1


def _read(request: HttpRequest) -> dict[str, Any] | None:
    """The body as an object; None for anything else. Names that stand twice, NaN and deep nesting are refused too."""
    try:
        body = json.loads(
            request.read(MOST_BYTES + 1).decode(), object_pairs_hook=_once, parse_constant=_refuse, parse_float=_refuse
        )
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) and _depth(body) <= MOST_NESTED else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _value in pairs}) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max((_depth(one) for one in inner), default=0)


def _told(found: Order) -> dict[str, Any]:
    return {
        "number": found.number,
        "reference": found.buyer_reference,
        "status": found.status,
        "payment": found.payment_view,
        "fulfilment": found.fulfillment_view,
        "total": str(round_amount(found.total_incl_tax, found.currency)),
        "currency": found.currency,
        "dispatch_by": found.dispatch_by.isoformat() if found.dispatch_by else None,
        "deliver_by": found.deliver_by.isoformat() if found.deliver_by else None,
    }
