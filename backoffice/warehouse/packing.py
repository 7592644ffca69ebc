"""The packing station: expected against scanned, the label blocked until the sum fits."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from backoffice.warehouse.picking import SAID, scan_id
from core.access import Actor
from core.access.http import staff
from core.documents import code128_svg
from core.errors import DomainError
from fulfillment import finishing, packing, papers, setting_aside, working
from fulfillment.carriers.port import CarrierUnavailable
from fulfillment.models import ScanResult, Shipment, ShipmentLine, ShipmentStatus, ShortReason
from fulfillment.scanning import Scanned
from shop.catalogue.models import ProductImage


@staff(GET="fulfillment.pack")
def pack(request: HttpRequest) -> HttpResponse:
    """What waits to be packed, the most urgent first."""
    rows = working.to_pack()
    primary = None
    if rows:
        url = reverse("backoffice:pack_station", args=[rows[0].number])
        primary = {"title": _("Pack the next"), "icon": "package", "url": url}
    return render(request, "backoffice/warehouse/pack_home.html", {"rows": rows, "title": _("To pack"), "primary": primary})


@staff(GET="fulfillment.pack", POST="fulfillment.pack")
def station(request: HttpRequest, number: str) -> HttpResponse:
    """One shipment. GET draws it; POST takes a scan and answers with the panel."""
    shipment = _find(number)
    if request.method != "POST":
        return render(request, "backoffice/warehouse/pack.html", panel_context(request, shipment))
    actor = Actor.of(request.user, request)
    answer, problem = None, ""
    try:
        if shipment.packer_id is None and shipment.status == ShipmentStatus.PICKED:
            packing.start_packing(shipment=shipment, packer=request.user, actor=actor)
        answer = packing.scan(shipment=shipment, code=request.POST.get("code", "")[:200], scan_id=scan_id(request), actor=actor)
        problem = _carry_out(shipment, answer, actor)
    except packing.NotToBePacked:
        problem = _("This shipment is not to be packed any more.")
    context = panel_context(request, _find(number), answer, problem)
    return render(request, "backoffice/warehouse/pack_panel.html", context)


def _carry_out(shipment: Shipment, answer: Scanned, actor: Actor) -> str:
    """Do what a command barcode says; returns what went wrong, in words."""
    if answer.is_repeat or not answer.command:
        return ""
    try:
        if answer.command == "FINISH":
            finishing.finish_packing(shipment=shipment, actor=actor)
        elif answer.command == "NEXT":
            packing.next_parcel(shipment=shipment, actor=actor)
    except packing.EmptyParcel:
        return _("The open parcel is empty.")
    except CarrierUnavailable:
        return _("The carrier does not answer. Nothing is lost: finish again.")
    return ""


@staff(POST="fulfillment.pack")
def finish(request: HttpRequest, number: str) -> HttpResponse:
    """The Finish button, with the weight of the scale."""
    shipment = _find(number)
    weight = request.POST.get("weight_g", "")
    grams = int(weight) if weight.isdecimal() and len(weight) < 8 and 0 < int(weight) < 2_000_000 else None
    try:
        finishing.finish_packing(shipment=shipment, actor=Actor.of(request.user, request), weight_g=grams)
    except packing.NotAllVerified:
        messages.error(request, _("The label stays blocked: not every piece was scanned."))
    except CarrierUnavailable:
        messages.error(request, _("The carrier does not answer. Nothing is lost: finish again."))
    except (packing.EmptyParcel, packing.NotToBePacked):
        messages.error(request, _("Nothing was finished: the parcel is empty or the shipment was stopped."))
    return redirect("backoffice:pack_station", number=shipment.number)


@staff(POST="fulfillment.pack")
def short(request: HttpRequest, number: str) -> HttpResponse:
    """Pieces are not in the tote."""
    shipment = _find(number)
    line, missing = request.POST.get("line", ""), request.POST.get("missing", "")
    try:
        setting_aside.pack_short(
            shipment=shipment,
            line_id=int(line) if line.isdecimal() and len(line) < 19 else 0,
            missing=int(missing) if missing.isdecimal() and len(missing) < 7 else 0,
            reason=request.POST.get("reason", ""),
            scan_id=scan_id(request),
            actor=Actor.of(request.user, request),
        )
    except DomainError:
        messages.error(request, _("Nothing was reported: so many are not missing, or the order was called off."))
    return redirect("backoffice:pack_station", number=shipment.number)


@staff(POST="fulfillment.pack")
def abort(request: HttpRequest, number: str) -> HttpResponse:
    """Everything goes back into the tote; somebody packs it anew."""
    shipment = _find(number)
    try:
        setting_aside.abort_packing(
            shipment=shipment, reason=request.POST.get("reason", ""), actor=Actor.of(request.user, request)
        )
    except setting_aside.LabelExists:
        messages.error(request, _("Nothing was changed: a parcel has its label already. Finish it."))
        return redirect("backoffice:pack_station", number=shipment.number)
    except DomainError:
        messages.error(request, _("Nothing was changed: say why, and check that the order still stands."))
        return redirect("backoffice:pack_station", number=shipment.number)
    said = _("%(number)s was broken off: everything is in its tote again.") % {"number": shipment.number}
    messages.success(request, said)
    return redirect("backoffice:pack")


@staff(POST="fulfillment.override")
def override(request: HttpRequest, number: str) -> HttpResponse:
    shipment = _find(number)
    line = shipment.lines.filter(pk=request.POST.get("line") if request.POST.get("line", "").isdecimal() else 0).first()
    if line is None:
        raise Http404("no such line")
    try:
        packing.override_line(
            line=line, supervisor=request.user, reason=request.POST.get("reason", ""), actor=Actor.of(request.user, request)
        )
    except DomainError:
        messages.error(request, _("Nothing was changed: say why, and check that the order still stands."))
    return redirect("backoffice:pack_station", number=shipment.number)


def _find(number: str) -> Shipment:
    found = working.find_shipment(number)
    if found is None:
        raise Http404("no such shipment")
    return found


def panel_context(request: HttpRequest, shipment: Shipment, answer: Scanned | None = None, problem: str = "") -> dict[str, Any]:
    """Everything the station shows."""
    lines = _lines(shipment)
    state = packing.progress(shipment)
    open_lines = [line for line in lines if line.packed < line.picked]
    is_packed = shipment.status not in (ShipmentStatus.PICKED, ShipmentStatus.PICKING)
    expect = [code for line in open_lines for code in (line.product.sku, *(b.code for b in line.product.barcodes.all()))]
    following = next((row for row in working.to_pack(shipment.warehouse, 2) if row.pk != shipment.pk), None)
    last = answer.event if answer else None
    return {
        "shipment": shipment,
        "order": shipment.order,
        "address": shipment.order.shipping_address,
        "lines": lines,
        "current": next((line.pk for line in open_lines if last and line.pk == last.shipment_line_id), None),
        "state": state,
        "kg": f"{state.weight_g / 1000:.2f}",
        "parcels": list(shipment.parcels.order_by("position")),
        "slip": papers.find_packing_slip(shipment) if is_packed else None,
        "receipt": papers.find_delivery_receipt(shipment) if is_packed else None,
        "is_packed": is_packed,
        "is_open": shipment.status == ShipmentStatus.PICKED,
        "commands": [
            {"word": word, "svg": code128_svg(f"CMD-{code}")}
            for code, word in (
                ("FINISH", _("Finish parcel")),
                ("NEXT", _("Next parcel")),
                ("SHORT", _("Short")),
                ("ABORT", _("Abort")),
            )
        ],
        "following": following,
        "leave_url": reverse("backoffice:pack"),
        "action": reverse("backoffice:pack_station", args=[shipment.number]),
        "ask": _("Scan product or command"),
        "expect_json": json.dumps([*expect, "CMD-NEXT", "CMD-FINISH"] if not open_lines else []),
        "short_form": _short_form(shipment, open_lines),
        "abort_reasons": [{"value": value, "label": label} for value, label in setting_aside.AbortReason.choices],
        "may_override": request.user.can("fulfillment.override"),
        "short_available": bool(open_lines),
        "last": last,
        **_result(answer, problem),
    }


def _short_form(shipment: Shipment, open_lines: list[ShipmentLine]) -> dict[str, Any] | None:
    """What the yellow screen asks; none when every piece was scanned."""
    if not open_lines:
        return None
    return {
        "lines": [{"pk": line.pk, "name": line.product.get_title(), "missing": line.picked - line.packed} for line in open_lines],
        "most": max(line.picked - line.packed for line in open_lines),
        "reasons": [{"value": value, "label": label} for value, label in ShortReason.choices],
        "action": reverse("backoffice:pack_short", args=[shipment.number]),
        "scan_id": str(uuid.uuid4()),
    }


def _result(answer: Scanned | None, problem: str) -> dict[str, Any]:
    if problem:
        return {"result": "wrong", "result_title": _("Stop"), "result_then": problem}
    if answer is None:
        return {}
    event = answer.event
    if answer.command in ("SHORT", "ABORT"):
        return {"result": answer.command.lower()}
    if answer.is_ok:
        name = event.shipment_line.product.get_title() if event.shipment_line_id else ""
        return {"result": "right", "result_title": _("OK"), "result_then": name, "last_name": name}
    blocked = event.result == ScanResult.BLOCKED
    return {
        "result": "wrong",
        "result_title": _("Label blocked") if blocked else SAID[ScanResult(event.result)](),
        "result_then": _("Not every piece was scanned.") if blocked else _("Put it aside. Nothing was booked."),
        "result_wanted": event.expected,
        "result_scanned": event.code,
    }


def _lines(shipment: Shipment) -> list[ShipmentLine]:
    pictures = Prefetch("product__images", ProductImage.objects.order_by("display_order"))
    rows = shipment.lines.filter(picked__gt=0).select_related("product", "order_line")
    return list(rows.prefetch_related(pictures, "product__barcodes"))
