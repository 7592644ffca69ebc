"""The dispatch board, shipments and their papers, wrong scans, and the door by which carriers tell."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_exempt

from backoffice.listing import ChoiceFilter, Column, DayFilter, Export, FoundFilter, Listing, Sort, View, render_list
from backoffice.lists.words import in_shipments
from backoffice.orders.telling import reason_in_words
from backoffice.warehouse.houses import chosen_house, houses
from core.access import Actor
from core.access.http import public, staff
from fulfillment import dispatching, papers, tracking, working
from fulfillment.carriers.port import MessageRefused
from fulfillment.carriers.registry import UnknownAdapter
from fulfillment.carriers.sandbox import tell_now
from fulfillment.models import Parcel, ScanResult, ScanStation, Shipment, ShipmentStatus
from inventory.holding import LotIsBlocked
from inventory.models import Warehouse

LANES = (
    ("waits", "hourglass", gettext_lazy("Waits")),
    ("to_pick", "list-check", gettext_lazy("To pick")),
    ("picking", "basket", gettext_lazy("Picking")),
    ("to_pack", "box", gettext_lazy("To pack")),
    ("dock", "truck-loading", gettext_lazy("At the dock")),
)
WAITS_FOR = {
    "check": gettext_lazy("for a check"),
    "stock": gettext_lazy("for stock"),
    "payment": gettext_lazy("for payment"),
}
LONGEST_MESSAGE = 256 * 1024


@staff(GET="fulfillment.view")
def board(request: HttpRequest) -> HttpResponse:
    """What must leave a warehouse, lane by lane."""
    house = chosen_house(request)
    found = working.board(house) if house else working.Board()
    for card in found.lanes["waits"]:
        card.words = str(WAITS_FOR[card.words])
    dock = [card.shipment for card in found.lanes["dock"]]
    may_dispatch = request.user.can("fulfillment.dispatch")
    context = {
        "house": house,
        "houses": houses(),
        "trucks": found.trucks,
        "lanes": [{"code": code, "icon": icon, "title": title, "cards": found.lanes[code]} for code, icon, title in LANES],
        "title": _("Must leave today"),
        "crumbs": [{"title": _("Fulfilment")}, {"title": house.name if house else ""}],
        "sub": _said(found),
        "dock": dock,
        "primary": {
            "title": ngettext("Hand over %(n)d shipment", "Hand over %(n)d shipments", len(dock)) % {"n": len(dock)},
            "icon": "truck-delivery",
            "dialog": "dispatch-all",
        }
        if dock and may_dispatch
        else None,
    }
    return render(request, "backoffice/warehouse/board.html", context)


def _said(found: working.Board) -> str:
    to_do = ngettext("%(n)d shipment still to do.", "%(n)d shipments still to do.", found.to_do) % {"n": found.to_do}
    if not found.late:
        nothing_late = _("Nothing is late.")
        return f"{to_do} {nothing_late}"
    late = ngettext("%(n)d is late.", "%(n)d are late.", found.late) % {"n": found.late}
    return f"{to_do} {late}"


@staff(POST="fulfillment.dispatch")
def dispatch_all(request: HttpRequest) -> HttpResponse:
    """Hand over what the dialog named; each shipment by itself, with the refusals named."""
    gone, refused = 0, []
    wanted = [pk for pk in request.POST.getlist("shipment") if pk.isdecimal() and len(pk) < 19]
    for shipment in Shipment.objects.filter(pk__in=wanted).order_by("pk"):
        try:
            dispatching.dispatch(shipment=shipment, actor=Actor.of(request.user, request))
            gone += 1
        except dispatching.NotPacked:
            refused.append(shipment.number)
        except LotIsBlocked as recalled:
            messages.error(request, _recalled(shipment, recalled))
    if gone:
        messages.success(request, ngettext("%(n)d shipment handed over.", "%(n)d shipments handed over.", gone) % {"n": gone})
    if refused:
        messages.error(request, _("Not handed over (not packed, or cancelled): %(numbers)s.") % {"numbers": ", ".join(refused)})
    return redirect("backoffice:board")


def _recalled(shipment: Shipment, refusal: LotIsBlocked) -> str:
    words = {"number": shipment.number, "lots": ", ".join(refusal.data["lots"])}
    return (
        _("Not handed over: %(number)s holds pieces of the blocked lot %(lots)s. Cancel its order, or let the lot be sold again.")
        % words
    )


class Shipments(Listing):
    name = "shipments"
    caption = gettext_lazy("Shipments")
    sorts = {
        "opened": Sort(gettext_lazy("Opened"), "pk", descending=True),
        "dispatch": Sort(gettext_lazy("Dispatch by"), "dispatch_by", nullable=True),
    }
    filters = (
        FoundFilter("number", gettext_lazy("Shipment"), find=in_shipments),
        ChoiceFilter("state", gettext_lazy("State"), ShipmentStatus.choices, field="status"),
        ChoiceFilter(
            "warehouse",
            gettext_lazy("Warehouse"),
            lambda: [(str(pk), name) for pk, name in Warehouse.objects.values_list("pk", "name")],
            field="warehouse",
        ),
        DayFilter("dispatch", gettext_lazy("Dispatch by"), field="dispatch_by", until=True, words=("today", "late")),
    )
    views = (
        View(gettext_lazy("All"), {}),
        View(gettext_lazy("At the dock"), {"state": "packed"}),
        View(gettext_lazy("On the way"), {"state": "dispatched"}),
        View(gettext_lazy("Refused"), {"state": "refused"}),
        View(gettext_lazy("Returned to sender"), {"state": "returned_to_sender"}),
    )
    columns = (
        Column(gettext_lazy("Shipment"), sort="opened"),
        Column(gettext_lazy("Order")),
        Column(gettext_lazy("State")),
        Column(gettext_lazy("Warehouse")),
        Column(gettext_lazy("Carrier")),
        Column(gettext_lazy("Dispatch by"), sort="dispatch"),
    )
    row_template = "backoffice/warehouse/shipment_row.html"
    empty_head = gettext_lazy("No shipment yet")
    empty_text = gettext_lazy("A shipment is opened when an order is released, payable and reserved.")
    exports = (
        Export("number", lambda row: row.number),
        Export("order", lambda row: row.order.number),
        Export("state", lambda row: row.status),
        Export("warehouse", lambda row: row.warehouse.code),
        Export("dispatch_by", lambda row: row.dispatch_by),
        Export("dispatched_at", lambda row: row.dispatched_at),
        Export("delivered_at", lambda row: row.delivered_at),
    )

    def queryset(self) -> QuerySet:
        return Shipment.objects.select_related("order__channel", "warehouse", "carrier")


@staff(GET="fulfillment.view")
def shipments(request: HttpRequest) -> HttpResponse:
    return render_list(request, Shipments(request), title=_("Shipments"), crumbs=[{"title": _("Fulfilment")}])


class WrongScans(Listing):
    name = "wrong_scans"
    caption = gettext_lazy("Wrong scans")
    sorts = {"at": Sort(gettext_lazy("When"), "pk", descending=True)}
    filters = (
        ChoiceFilter("result", gettext_lazy("What"), ScanResult.choices, field="result"),
        ChoiceFilter("station", gettext_lazy("Where"), ScanStation.choices, field="station"),
    )
    columns = (
        Column(gettext_lazy("When"), sort="at"),
        Column(gettext_lazy("What")),
        Column(gettext_lazy("Wanted")),
        Column(gettext_lazy("Scanned")),
        Column(gettext_lazy("List or shipment")),
        Column(gettext_lazy("By")),
    )
    row_template = "backoffice/warehouse/scan_row.html"
    empty_head = gettext_lazy("No wrong scan")
    empty_text = gettext_lazy("Every scan was the right one.")

    def queryset(self) -> QuerySet:
        return working.exceptions()


@staff(GET="fulfillment.view")
def exceptions(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        WrongScans(request),
        title=_("Wrong scans"),
        sub=_("A wrong scan changes nothing. Many of one kind point at a label, a bin or a habit."),
        crumbs=[{"title": _("Fulfilment")}],
    )


def _find(number: str) -> Shipment:
    found = working.find_shipment(number)
    if found is None:
        raise Http404("no such shipment")
    return found


@staff(GET="fulfillment.view")
def shipment(request: HttpRequest, number: str) -> HttpResponse:
    """One shipment: what is in it, how far it is, what can happen next."""
    found = _find(number)
    context = {
        "shipment": found,
        "title": found.number,
        "crumbs": [{"title": _("Shipments"), "url": reverse("backoffice:shipments")}],
        "pills": [{"table": "shipment", "value": found.status}],
        "lines": list(found.lines.select_related("product", "order_line")),
        "parcels": list(found.parcels.prefetch_related("tracking").order_by("position")),
        "slip": papers.find_packing_slip(found),
        "ended_in_words": reason_in_words(found.ended_reason),
        "receipt": papers.find_delivery_receipt(found),
        "primary": _next_action(request, found),
        "may_play_carrier": settings.SANDBOX_CARRIER
        and found.status == ShipmentStatus.DISPATCHED
        and request.user.can("fulfillment.dispatch"),
        "may_play_back": settings.SANDBOX_CARRIER
        and found.status == ShipmentStatus.REFUSED
        and request.user.can("fulfillment.dispatch"),
        "address": found.order.shipping_address,
    }
    return render(request, "backoffice/warehouse/shipment.html", context)


def _next_action(request: HttpRequest, found: Shipment) -> dict[str, Any] | None:
    can = request.user.can
    if found.status == ShipmentStatus.PICKED and can("fulfillment.pack"):
        return {"title": _("Pack"), "icon": "package", "url": reverse("backoffice:pack_station", args=[found.number])}
    if found.status == ShipmentStatus.RETURNED and can("fulfillment.take_back"):
        url = reverse("backoffice:return_desk", args=[found.number])
        return {"title": _("To the returns desk"), "icon": "package-import", "url": url}
    if found.status == ShipmentStatus.PACKED and can("fulfillment.dispatch"):
        return {"title": _("Hand over to the carrier"), "icon": "truck-delivery", "dialog": "dispatch"}
    return None


@staff(POST="fulfillment.dispatch")
def dispatch_one(request: HttpRequest, number: str) -> HttpResponse:
    found = _find(number)
    try:
        dispatching.dispatch(shipment=found, actor=Actor.of(request.user, request))
        messages.success(request, _("Handed over. The invoice is being issued."))
    except dispatching.NotPacked:
        messages.error(request, _("Nothing left: the shipment is not packed, or its order was cancelled."))
    except LotIsBlocked as recalled:
        messages.error(request, _recalled(found, recalled))
    return redirect("backoffice:shipment", number=found.number)


@staff(POST="fulfillment.dispatch")
def carrier_tells(request: HttpRequest, number: str) -> HttpResponse:
    """The demonstration's control over the sandbox carrier: it tells at once that parcels arrived, were refused, or are back."""
    found = _find(number)
    kind = request.POST.get("kind", "")
    if not settings.SANDBOX_CARRIER or kind not in ("delivered", "refused", "returned"):
        raise Http404("no sandbox carrier here")
    for parcel in Parcel.objects.filter(shipment=found):
        for headers, body in tell_now(parcel.tracking_number, kind):
            tracking.receive_message(adapter="sandbox", headers=headers, body=body)
    return redirect("backoffice:shipment", number=found.number)


@staff(GET="fulfillment.view")
def packing_slip(request: HttpRequest, number: str) -> HttpResponse:
    """The packing slip as it was drawn; it is being drawn for a moment after packing."""
    document = papers.find_packing_slip(_find(number))
    if document is None:
        raise Http404("not drawn yet")
    return _file(bytes(document.pdf), "application/pdf", f"{document.number}.pdf")


@staff(GET="fulfillment.view")
def delivery_receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The paper that is signed on arrival, as it was drawn."""
    document = papers.find_delivery_receipt(_find(number))
    if document is None:
        raise Http404("not drawn yet")
    return _file(bytes(document.pdf), "application/pdf", f"{document.number}-receipt.pdf")


@staff(GET="fulfillment.view")
def label(request: HttpRequest, number: str, position: int) -> HttpResponse:
    parcel = Parcel.objects.filter(shipment__number=number.upper(), position=position).exclude(tracking_number="").first()
    if parcel is None:
        raise Http404("no such label")
    return _file(bytes(parcel.label), parcel.label_type, f"{parcel.tracking_number}.svg")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'inline; filename="{name}"'})


@csrf_exempt
@public("POST")
def carrier_events(request: HttpRequest, adapter: str) -> HttpResponse:
    """Where carriers tell. The signature is the key; a message that was taken before is answered the same way."""
    if int(request.headers.get("Content-Length") or 0) > LONGEST_MESSAGE:
        return JsonResponse({"error": "too_long"}, status=413)
    try:
        taken = tracking.receive_message(adapter=adapter, headers=request.headers, body=request.body)
    except UnknownAdapter:
        raise Http404("no such carrier") from None
    except (MessageRefused, ValueError, KeyError, TypeError):
        return JsonResponse({"error": "message_refused"}, status=400)
    return JsonResponse({"new": taken})
