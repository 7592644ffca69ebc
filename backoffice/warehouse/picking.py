"""The pick screen: scanning is the screen. A view parses one scan, calls one job, draws the panel that answers it."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from backoffice.warehouse.houses import chosen_house, houses
from core.access import Actor
from core.access.http import staff
from core.dates import say
from core.errors import DomainError
from fulfillment import listing, picking, working
from fulfillment.models import PickLine, PickList, PickListStatus, PickStep, ScanResult, ShortReason
from fulfillment.scanning import Scanned
from inventory.lot_levels import UNKNOWN

SAID = {
    ScanResult.WRONG_LOCATION: lambda: _("Wrong location"),
    ScanResult.WRONG_PRODUCT: lambda: _("Wrong product"),
    ScanResult.WRONG_QUANTITY: lambda: _("Wrong quantity"),
    ScanResult.UNKNOWN: lambda: _("Unknown code"),
    ScanResult.TOO_MANY: lambda: _("Too many"),
    ScanResult.BLOCKED: lambda: _("Order cancelled"),
}


@staff(GET="fulfillment.pick")
def pick(request: HttpRequest) -> HttpResponse:
    """The next job, before anything else."""
    own = working.own_pick_list(request.user.pk)
    # Whoever walks a list is in its warehouse, and takes the next list there.
    if own:
        request.session["warehouse"] = own.warehouse.code
    house = own.warehouse if own else chosen_house(request)
    context = {
        "house": house,
        "houses": [] if own else houses(),
        "own": own,
        "waiting": working.waiting_count(house) if house else 0,
        "leave_url": reverse("backoffice:home"),
    }
    return render(request, "backoffice/warehouse/pick_home.html", context)


@staff(POST="fulfillment.pick")
def take_next(request: HttpRequest) -> HttpResponse:
    house = chosen_house(request)
    if house is None:
        return redirect("backoffice:pick")
    actor = Actor.of(request.user, request)
    try:
        found = listing.next_pick_list(warehouse=house, picker=request.user, actor=actor)
    except listing.NothingToPick:
        messages.info(request, _("Nothing is waiting to be picked."))
        return redirect(f"{reverse('backoffice:pick')}?warehouse={house.code}")
    except listing.NoStaging:
        messages.error(request, _("Nothing was started: the warehouse has no staging location for totes."))
        return redirect("backoffice:pick")
    return redirect("backoffice:pick_list", number=found.number)


@staff(GET="fulfillment.pick", POST="fulfillment.pick")
def pick_list(request: HttpRequest, number: str) -> HttpResponse:
    """One walk. GET draws the line the picker is at; POST takes a scan and answers with the panel."""
    found = _own(request, number)
    answer = None
    if request.method == "POST":
        try:
            answer = picking.scan(
                pick_list=found,
                code=request.POST.get("code", "")[:200],
                scan_id=scan_id(request),
                actor=Actor.of(request.user, request),
            )
        except picking.NotInWork:
            answer = None
        found.refresh_from_db()
    context = panel_context(found, answer, may_override=request.user.can("fulfillment.override"))
    template = "panel" if request.method == "POST" else "pick"
    return render(request, f"backoffice/warehouse/{'pick_panel' if template == 'panel' else 'pick'}.html", context)


@staff(POST="fulfillment.pick")
def short(request: HttpRequest, number: str) -> HttpResponse:
    found, pieces = _own(request, number), request.POST.get("found", "").strip()
    try:
        picking.pick_short(
            pick_list=found,
            found=int(pieces or 0) if pieces.isdecimal() and len(pieces) < 7 else -1,
            reason=request.POST.get("reason", ""),
            scan_id=scan_id(request),
            actor=Actor.of(request.user, request),
        )
    except DomainError:
        messages.error(request, _("Nothing was reported: the line had moved on, or as many were found as wanted."))
    return redirect("backoffice:pick_list", number=found.number)


@staff(POST="fulfillment.override")
def override(request: HttpRequest, number: str) -> HttpResponse:
    """A supervisor's word in place of a scan; it is written down with the reason."""
    found = PickList.objects.filter(number=number.upper()).first()
    line = picking.current_line(found) if found else None
    if found is None:
        raise Http404("no such pick list")
    if line is not None and str(line.pk) == request.POST.get("line"):
        try:
            picking.override_line(
                line=line,
                supervisor=request.user,
                reason=request.POST.get("reason", ""),
                actor=Actor.of(request.user, request),
            )
            messages.success(request, _("Written down: the line counts as picked."))
        except DomainError:
            messages.error(request, _("Nothing was changed: say why, and check that the order still stands."))
    return redirect("backoffice:pick_list", number=found.number)


def scan_id(request: HttpRequest) -> uuid.UUID:
    """The scan's own id; a page without script gets one here, so that its scan counts as well."""
    try:
        return uuid.UUID(request.POST.get("scan_id", ""))
    except ValueError:
        return uuid.uuid4()


def _own(request: HttpRequest, number: str) -> PickList:
    found = PickList.objects.filter(number=number.upper()).select_related("warehouse", "picker").first()
    if found is None:
        raise Http404("no such pick list")
    if found.picker_id not in (None, request.user.pk) and not request.user.can("fulfillment.override"):
        raise Http404("another picker walks this list")
    return found


def panel_context(found: PickList, answer: Scanned | None, *, may_override: bool = False) -> dict[str, Any]:
    """What the panel shows: the line to pick now, and how the last scan was."""
    line = picking.current_line(found) if found.status == PickListStatus.PICKING else None
    done, total = working.line_counts(found)
    context: dict[str, Any] = {
        "pick_list": found,
        "done": done,
        "total": total,
        "leave_url": reverse("backoffice:pick"),
        "action": reverse("backoffice:pick_list", args=[found.number]),
        "is_done": line is None,
        **_result(found, line, answer),
    }
    if line is not None:
        context.update(_line_context(found, line, done, total))
        if may_override:
            context["override_form"] = {
                "action": reverse("backoffice:pick_override", args=[found.number]),
                "fields": [{"name": "line", "value": line.pk}],
            }
    return context


def _result(found: PickList, line: PickLine | None, answer: Scanned | None) -> dict[str, Any]:
    if answer is None:
        return {}
    event = answer.event
    if answer.command == "SHORT":
        return {"result": "short"}
    if answer.is_ok:
        then = _("Now %(place)s") % {"place": line.location.code} if line and line.step == PickStep.LOCATION else ""
        return {"result": "right", "result_title": _("OK"), "result_then": then if line else _("The list is done")}
    return {
        "result": "wrong",
        "result_title": SAID[ScanResult(event.result)](),
        "result_then": _("Put it back. Nothing was booked."),
        "result_wanted": event.expected,
        "result_scanned": event.code,
    }


def _lot_of(line: PickLine) -> str:
    """Which lot to take, and until when it keeps; nothing for products that keep no lots."""
    lot = line.reservation.lot
    if lot is None or lot.code == UNKNOWN:
        return ""
    return f"{lot.code} · {say(lot.expires_on, 'day')}" if lot.expires_on else str(lot.code)


def _line_context(found: PickList, line: PickLine, done: int, total: int) -> dict[str, Any]:
    codes = [barcode.code for barcode in line.product.barcodes.all()]
    last = codes[0] if codes else ""
    steps = _steps(line, codes)
    words = ((_("Location"), "map-pin"), (_("Product"), "barcode"), (_("Quantity"), "hash"))
    after = (
        PickLine.objects.filter(pick_list=found, status="waiting")
        .exclude(pk=line.pk)
        .select_related("location")
        .order_by("location__walking_order", "location__code", "pk")
        .first()
    )
    picture = line.product.images.order_by("display_order").first()
    left = line.quantity - line.counted
    return {
        "line": line,
        "panel": {
            "title": found.number,
            "place": _("line %(n)s of %(total)s") % {"n": done + 1, "total": total},
            "done": done,
            "total": total,
            "steps": [
                {"icon": icon, "word": word, "state": "done" if n < line.step else "now" if n == line.step else ""}
                for n, (word, icon) in enumerate(words)
            ],
            "ask_word": _("Go to") if line.step == PickStep.LOCATION else _("At"),
            "location": line.location.code,
            "where": line.location.direction,
            "lot": _lot_of(line),
            "picture": picture.original.url if picture else "",
            "name": line.product.get_title(),
            "code": line.product.sku,
            "code_end": last[-4:],
            "take": left if line.step == PickStep.QUANTITY and line.counted else line.quantity,
            "take_more": line.step == PickStep.QUANTITY and left < line.quantity,
            "tote": found.tote,
            "slot": line.slot,
            "after": after.location.code if after else "",
        },
        "ask": steps[0]["ask"],
        "steps_json": json.dumps(steps),
        "wanted": steps[0]["wanted"],
        "wrong_title": steps[0]["wrong_title"],
        "short": True,
        "short_form": {
            "location": line.location.code,
            "wanted": line.quantity,
            "reasons": [{"value": value, "label": label} for value, label in ShortReason.choices],
            "action": reverse("backoffice:pick_short", args=[found.number]),
            "then": _("the rest is owed again, and a count of this bin is queued."),
            "fields": [{"name": "scan_id", "value": str(uuid.uuid4())}],
        },
    }


def _steps(line: PickLine, codes: list[str]) -> list[dict[str, Any]]:
    """What is right from here on, so that the page can judge while the server is out of reach."""
    place, product = line.location, line.product
    every = [
        {
            "expect": [place.barcode, place.code],
            "ask": _("Scan location"),
            "right_then": _("Take %(n)s") % {"n": line.quantity},
            "wrong_title": _("Wrong location"),
            "wanted": place.code,
        },
        {
            "expect": [*codes, product.sku],
            "ask": _("Scan product"),
            "right_then": "",
            "wrong_title": _("Wrong product"),
            "wanted": product.sku,
        },
        {
            "expect": [str(line.quantity), *codes, product.sku],
            "ask": _("Quantity: %(n)s, or scan each") % {"n": line.quantity},
            "right_then": "",
            "wrong_title": _("Wrong quantity"),
            "wanted": str(line.quantity),
        },
    ]
    return every[line.step : 2 if line.quantity == 1 else 3]
