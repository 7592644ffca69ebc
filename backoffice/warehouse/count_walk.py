"""Counting on the floor: from bin to bin, each count told blind. No page and no answer here holds what is expected."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.warehouse.houses import chosen_house, houses
from backoffice.warehouse.picking import SAID, scan_id
from core.access import Actor
from core.access.http import staff
from fulfillment import counting
from fulfillment.models import ScanResult
from inventory.counting import by_lot, telling
from inventory.counting.planning import counts_to_walk
from inventory.models import TO_COUNT, Count, CountStatus, CountStep, Lot


@staff(GET="inventory.count")
def walk(request: HttpRequest) -> HttpResponse:
    """How many bins wait, and the way to the first."""
    house = chosen_house(request)
    context = {
        "house": house,
        "houses": houses(),
        "waiting": counts_to_walk(house).count() if house else 0,
        "leave_url": reverse("backoffice:home"),
    }
    return render(request, "backoffice/warehouse/count_home.html", context)


@staff(POST="inventory.count")
def take_next(request: HttpRequest) -> HttpResponse:
    house = chosen_house(request)
    found = telling.next_count(warehouse=house, actor=Actor.of(request.user, request)) if house else None
    if found is None:
        messages.info(request, _("Nothing is to be counted now."))
        return redirect("backoffice:count_walk")
    return redirect("backoffice:count_bin", pk=found.pk)


@staff(GET="inventory.count", POST="inventory.count")
def bin_(request: HttpRequest, pk: int) -> HttpResponse:
    """One bin. GET draws what to scan; POST takes a scan and answers with the panel, of the next bin when this one is told."""
    found = Count.objects.select_related("location", "product", "warehouse", "lot").filter(pk=pk).first()
    if found is None:
        raise Http404("no such count")
    actor = Actor.of(request.user, request)
    if request.method != "POST":
        if found.status not in TO_COUNT or found.counter_id not in (None, request.user.pk):
            messages.info(request, _("This bin is counted already, or somebody else stands there."))
            return redirect("backoffice:count_walk")
        return render(request, "backoffice/warehouse/count_bin.html", panel_context(found, None))
    told = counting.scan(count=found, code=request.POST.get("code", "")[:200], scan_id=scan_id(request), actor=actor)
    at = told.count
    if at.status not in TO_COUNT or told.is_told:
        at = telling.next_count(warehouse=found.warehouse, actor=actor)  # type: ignore[assignment]
    if at is not None:
        at = Count.objects.select_related("location", "product", "warehouse", "lot").get(pk=at.pk)
    return render(request, "backoffice/warehouse/count_panel.html", panel_context(at, told, house=found.warehouse))


def panel_context(count: Count | None, told: counting.Told | None, *, house: Any = None) -> dict[str, Any]:
    """What the panel shows: where to go, what to scan, and how the last scan was."""
    context: dict[str, Any] = {
        "is_done": count is None,
        "house": house,
        "leave_url": reverse("backoffice:count_walk"),
        "short_available": False,
        **_result(told),
    }
    if count is None:
        return context
    place = count.location
    picture = count.product.images.order_by("display_order").first() if count.step != CountStep.LOCATION else None
    has_lots = by_lot.keeps_lots(count.product_id)
    asks = {
        CountStep.LOCATION: _("Scan location"),
        CountStep.PRODUCT: _("Scan the product; type 0 when none is there"),
        CountStep.LOT: _("Scan or type a lot; 0 when all are counted"),
        CountStep.QUANTITY: _("How many? Type it, or scan each"),
    }
    waiting = counts_to_walk(count.warehouse).count()
    context.update(
        {
            "count": count,
            "action": reverse("backoffice:count_bin", args=[count.pk]),
            "ask": asks[CountStep(count.step)],
            "expect_json": json.dumps([place.barcode, place.code]) if count.step == CountStep.LOCATION else "",
            "wrong_title": _("Wrong location") if count.step == CountStep.LOCATION else "",
            "wanted": place.code if count.step == CountStep.LOCATION else "",
            "panel": {
                "title": _("Count again") if count.status == CountStatus.AGAIN else _("Count"),
                "place": ngettext("%(n)d bin left", "%(n)d bins left", waiting) % {"n": waiting},
                "done": 0,
                "total": waiting,
                "steps": _steps(count, has_lots),
                "ask_word": _("Go to") if count.step == CountStep.LOCATION else _("At"),
                "location": place.code,
                "where": _("A lot that cannot be read is called UNKNOWN.") if count.step == CountStep.LOT else place.direction,
                "picture": picture.original.url if picture else "",
                "name": count.product.get_title(),
                "code": count.product.sku,
                "lot": count.lot.code if count.lot else "",
                "after": _so_far(count),
            },
        }
    )
    return context


def _steps(count: Count, has_lots: bool) -> list[dict[str, str]]:
    """The way through a bin; of products that keep lots the last two steps come again for each lot."""
    steps = [(CountStep.LOCATION, _("Location"), "map-pin"), (CountStep.PRODUCT, _("Product"), "barcode")]
    if has_lots:
        steps.append((CountStep.LOT, _("Lot"), "barcode"))
    steps.append((CountStep.QUANTITY, _("Quantity"), "hash"))
    at = next((n for n, (step, _word, _icon) in enumerate(steps) if step == count.step), len(steps) - 1)
    return [
        {"icon": icon, "word": word, "state": "done" if n < at else "now" if n == at else ""}
        for n, (_step, word, icon) in enumerate(steps)
    ]


def _so_far(count: Count) -> str:
    """What the counter told and scanned here by now; never what is expected."""
    if count.tally:
        return _("scanned so far: %(n)s") % {"n": count.tally}
    codes = dict(Lot.objects.filter(pk__in=count.by_lot).values_list("pk", "code")) if count.by_lot else {}
    lots = ", ".join(f"{codes[int(lot)]}: {pieces}" for lot, pieces in count.by_lot.items())
    return _("told so far: %(lots)s") % {"lots": lots} if lots else ""


def _result(told: counting.Told | None) -> dict[str, Any]:
    if told is None:
        return {}
    if told.is_ok:
        then = _("Written down") if told.is_told else ""
        return {"result": "right", "result_title": _("OK"), "result_then": then}
    return {
        "result": "wrong",
        "result_title": SAID[ScanResult(told.event.result)](),
        "result_then": _("Nothing was written down."),
        "result_wanted": told.event.expected,
        "result_scanned": told.event.code,
    }
