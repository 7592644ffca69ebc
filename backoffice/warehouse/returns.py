"""The returns desk: parcels on their way back, the goods in them booked back by scanning, and what becomes of each."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting.models import CreditNote
from backoffice.forms import OfficeForm
from backoffice.listing import ChoiceFilter, Column, Export, FlagFilter, FoundFilter, Listing, Sort, View, render_list
from backoffice.lists.words import in_shipments
from backoffice.orders.telling import reason_in_words
from backoffice.warehouse.picking import SAID, scan_id
from backoffice.warehouse.room import warn_of_overfull
from core.access import Actor
from core.access.http import staff
from fulfillment import contents, returning, working
from fulfillment.models import ScanResult, Shipment, ShipmentLine, ShipmentReturn, ShipmentStatus
from fulfillment.returning import Disposition
from inventory import lots_back
from inventory.levels import LevelBroken, NotAtLocation
from inventory.lots_back import LotDidNotLeave
from inventory.models import Location, ZoneKind
from inventory.taking_back import NoReturnsZone, NotAShelf

COMING_BACK = (ShipmentStatus.REFUSED, ShipmentStatus.RETURNED)


class Returns(Listing):
    name = "returns"
    caption = gettext_lazy("Parcels that come back")
    sorts = {"opened": Sort(gettext_lazy("Shipment"), "pk", descending=True)}
    filters = (
        FoundFilter("number", gettext_lazy("Shipment"), find=in_shipments),
        ChoiceFilter(
            "state",
            gettext_lazy("State"),
            [(value, ShipmentStatus(value).label) for value in COMING_BACK],
            field="status",
        ),
        FlagFilter(
            "open",
            gettext_lazy("To be booked in"),
            condition=Q(status=ShipmentStatus.RETURNED, coming_back__closed_at__isnull=True),
        ),
    )
    views = (
        View(gettext_lazy("To be booked in"), {"open": "yes"}),
        View(gettext_lazy("On the way back"), {"state": "refused"}),
        View(gettext_lazy("All"), {}),
    )
    columns = (
        Column(gettext_lazy("Shipment"), sort="opened"),
        Column(gettext_lazy("Order")),
        Column(gettext_lazy("State")),
        Column(gettext_lazy("Why")),
        Column(gettext_lazy("Back since")),
        Column(gettext_lazy("Booked in")),
    )
    row_template = "backoffice/warehouse/return_row.html"
    empty_head = gettext_lazy("Nothing comes back")
    empty_text = gettext_lazy("Parcels that were refused or could not be delivered appear here.")
    exports = (
        Export("shipment", lambda row: row.number),
        Export("order", lambda row: row.order.number),
        Export("state", lambda row: row.status),
        Export("reason", lambda row: row.ended_reason),
        Export("back_at", lambda row: getattr(row.return_or_none, "arrived_at", "")),
        Export("closed_at", lambda row: getattr(row.return_or_none, "closed_at", "") or ""),
        Export("missing", lambda row: getattr(row.return_or_none, "lost_pieces", 0)),
    )

    def queryset(self) -> QuerySet:
        rows = Shipment.objects.filter(status__in=COMING_BACK)
        return rows.select_related("order__channel", "warehouse", "coming_back")

    def decorate(self, rows: list[Any]) -> list[Any]:
        for row in rows:
            row.why = reason_in_words(row.ended_reason)
        return rows


class DecideForm(OfficeForm):
    """What becomes of pieces in the returns zone. `waiting` is how many the page said wait: a second press decides nothing."""

    quantity = forms.IntegerField(label=gettext_lazy("Pieces"), min_value=1, max_value=100_000)
    disposition = forms.ChoiceField(label=gettext_lazy("What becomes of them"), choices=Disposition.choices)
    location = forms.CharField(label=gettext_lazy("Onto shelf"), max_length=40, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)
    lot = forms.CharField(label=gettext_lazy("Lot"), max_length=40, required=False)
    waiting = forms.IntegerField(required=False, widget=forms.HiddenInput)


@staff(GET="fulfillment.take_back", POST="fulfillment.take_back")
def returns(request: HttpRequest) -> HttpResponse:
    """The list; POST is the scan of a parcel that stands at the desk."""
    if request.method == "POST":
        return _take_in(request)
    return render_list(
        request,
        Returns(request),
        title=_("Returns desk"),
        sub=_("Scan a parcel that came back, then each piece in it."),
        crumbs=[{"title": _("Fulfilment")}],
        template="backoffice/warehouse/returns.html",
    )


def _take_in(request: HttpRequest) -> HttpResponse:
    code = request.POST.get("code", "")[:200]
    try:
        found = returning.take_in(code=code, actor=Actor.of(request.user, request))
        return redirect("backoffice:return_desk", number=found.number)
    except returning.UnknownParcel:
        said = _("No parcel of ours has the tracking number “%(code)s”. Nothing was booked.")
    except returning.NotComingBack:
        said = _("Parcel %(code)s never left, or was delivered: it is nothing for this desk. Nothing was booked.")
    messages.error(request, said % {"code": code.strip()})
    return redirect("backoffice:returns")


@staff(GET="fulfillment.take_back", POST="fulfillment.take_back")
def desk(request: HttpRequest, number: str) -> HttpResponse:
    """One shipment that came back. POST is the scan of a piece out of it."""
    found = _find(number)
    if request.method == "POST":
        _scan(request, found)
        return redirect("backoffice:return_desk", number=found.number)
    return render(request, "backoffice/warehouse/return_desk.html", _desk_context(request, found))


def _scan(request: HttpRequest, found: Shipment) -> None:
    try:
        answer = returning.scan_back(
            shipment=found,
            code=request.POST.get("code", "")[:200],
            scan_id=scan_id(request),
            actor=Actor.of(request.user, request),
            lot=request.POST.get("lot", "")[:40],
        )
    except LotDidNotLeave as refused:
        _say_lot(request, refused)
        return
    except returning.NotOpen:
        messages.error(request, _("Nothing was booked: this return is closed, or the parcel is not back yet."))
        return
    except NoReturnsZone:
        messages.error(request, _("Nothing was booked: the warehouse has no location for returns."))
        return
    line = answer.event.shipment_line
    if answer.is_ok and line is not None:
        messages.success(request, _("OK: %(name)s") % {"name": line.product.get_title()})
    else:
        said = {"what": SAID[ScanResult(answer.event.result)](), "code": answer.event.code}
        messages.error(request, _("%(what)s: %(code)s. Put it aside; nothing was booked.") % said)


def _say_lot(request: HttpRequest, refused: LotDidNotLeave) -> None:
    said = _("Nothing was booked: so many pieces of lot %(lot)s did not leave with this shipment, or they are back already.")
    messages.error(request, said % {"lot": refused.data["lot"]})


@staff(POST="inventory.adjust")
def decide(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Restock or scrap pieces of a line."""
    found = _find(number)
    line = found.lines.filter(pk=pk).select_related("shipment").first()
    if line is None:
        raise Http404("no such line")
    form = DecideForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was booked: say how many pieces, and what becomes of them."))
    elif form.cleaned_data["waiting"] not in (None, line.undecided):
        messages.warning(request, _("It has changed since you looked. Nothing was done: look again, then press once more."))
    else:
        _decide(request, line, form.cleaned_data)
    return redirect("backoffice:return_desk", number=found.number)


def _decide(request: HttpRequest, line: ShipmentLine, wanted: dict[str, Any]) -> None:
    place = None
    code = wanted["location"].strip().upper()
    if code and wanted["disposition"] == Disposition.RESTOCK:
        shelves = Location.objects.filter(
            warehouse=line.shipment.warehouse_id, zone__kind=ZoneKind.ECOMMERCE, is_active=True
        ).select_related("zone")
        place = shelves.filter(Q(code=code) | Q(barcode__iexact=code)).first()
        if place is None:
            messages.error(request, _("Nothing was booked: %(code)s is no shelf of the e-commerce zone.") % {"code": code})
            return
    try:
        returning.decide(
            line=line,
            quantity=wanted["quantity"],
            disposition=wanted["disposition"],
            to_location=place,
            note=wanted["note"],
            lot=wanted["lot"],
            actor=Actor.of(request.user, request),
        )
        messages.success(request, _("Booked."))
        shelf = place or returning.shelf_of(line) if wanted["disposition"] == Disposition.RESTOCK else None
        warn_of_overfull(request, [shelf.pk] if shelf else [])
    except LotDidNotLeave as refused:
        _say_lot(request, refused)
    except returning.NotThatMany as refused:
        said = _("Nothing was booked: %(n)s pieces wait to be decided.")
        messages.error(request, said % {"n": refused.data["waiting"]})
    except returning.NotOpen:
        messages.error(request, _("Nothing was booked: this return is closed, or the parcel is not back yet."))
    except (NotAtLocation, LevelBroken):
        messages.error(request, _("Nothing was booked: the pieces no longer lie in the returns zone. Count it."))
    except (NotAShelf, NoReturnsZone):
        messages.error(request, _("Nothing was booked: name a shelf of the e-commerce zone."))


@staff(POST="fulfillment.take_back")
def close(request: HttpRequest, number: str) -> HttpResponse:
    """The parcel is empty and all is decided."""
    found = _find(number)
    try:
        closed = returning.close_return(shipment=found, actor=Actor.of(request.user, request))
        lost = closed.lost_pieces
        said = _("Closed. %(n)s missing pieces were written off.") % {"n": lost} if lost else _("Closed: everything came back.")
        messages.success(request, said)
    except returning.StillUndecided as refused:
        said = _("Not closed: %(n)s pieces are neither restocked nor scrapped.") % {"n": refused.data["pieces"]}
        messages.error(request, said)
    except returning.NotOpen:
        messages.error(request, _("Not closed: the parcel is not back yet."))
    return redirect("backoffice:return_desk", number=found.number)


def _find(number: str) -> Shipment:
    found = working.find_shipment(number)
    if found is None or found.status not in COMING_BACK:
        raise Http404("nothing that comes back")
    return found


def _desk_context(request: HttpRequest, found: Shipment) -> dict[str, Any]:
    expected = returning.expected_back(found)
    back = ShipmentReturn.objects.filter(shipment=found).first()
    coming = contents.pieces_in(found, contents.NOT_TAKEN)
    lines = list(
        found.lines.filter(pk__in=coming)
        .select_related("product", "order_line", "shipment")
        .prefetch_related("product__barcodes")
    )
    is_open = back is not None and back.closed_at is None
    lots = lots_back.lots_of(contents.source_of(found), {line.product_id for line in lines})
    rows = []
    for line in lines:
        shelf = returning.shelf_of(line) if is_open and line.undecided else None
        rows.append(
            {
                "line": line,
                "coming": coming[line.pk],
                "expected": expected.get(line.pk, 0),
                "shelf": shelf.code if shelf else "",
                "lots": lots.get(line.product_id, []),
                "lots_waiting": [one for one in lots.get(line.product_id, []) if one.waiting],
            }
        )
    missing = sum(row["expected"] - row["line"].returned for row in rows)
    undecided = sum(line.undecided for line in lines)
    may_close = is_open and not undecided
    return {
        "shipment": found,
        "back": back,
        "why": reason_in_words(found.ended_reason),
        "rows": rows,
        "is_open": is_open,
        "missing": missing,
        "undecided": undecided,
        "expected": sum(expected.values()),
        "returned": sum(line.returned for line in lines),
        "lots_away": _to_choose(lots),
        "parcels": list(found.parcels.order_by("position")),
        "partly_taken": found.delivered_at is not None,
        "credit_note": CreditNote.objects.filter(source=f"refused:{found.pk}").select_related("invoice").first(),
        "may_decide": is_open and request.user.can("inventory.adjust"),
        "dispositions": Disposition.choices,
        "scan_id": str(uuid.uuid4()),
        "title": found.number,
        "crumbs": [{"title": _("Returns desk"), "url": reverse("backoffice:returns")}],
        "pills": [{"table": "shipment", "value": found.status}],
        "primary": {"title": _("Close the return…"), "icon": "package-import", "dialog": "close"} if may_close else None,
        "close_text": _("%(n)s pieces did not come back: their cost is written off.") % {"n": missing}
        if missing
        else _("Everything came back. An order that has nothing else is called off, and what was paid is due back."),
    }


def _to_choose(lots: dict[int, list[lots_back.LotWent]]) -> list[lots_back.LotWent]:
    """The lots that somebody may have to name: where pieces of several of one product are still in the parcels."""
    away = [[one for one in went if one.away] for went in lots.values()]
    return [one for several in away if len(several) > 1 for one in several]
