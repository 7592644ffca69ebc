"""The map of a warehouse: its zones and bins along the walk, how full they are, and which are to be counted."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count as CountOf
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.warehouse.houses import chosen_house, houses
from backoffice.warehouse.room import RoomForm, facts_of
from core import clock
from core.access import Actor
from core.access.http import staff
from inventory import room
from inventory.counting import planning
from inventory.models import TO_COUNT, Count, Location, StockLevel

#: Bins in a row of the drawing, the size of one, and the gap behind it.
ACROSS, WIDTH, HEIGHT, GAP = 12, 76, 44, 8
MOST_BINS = 3_000


@dataclass(frozen=True)
class Bin:
    """A bin as it is drawn: its place on the sheet, and how full it is (unless it is known, against the fullest one)."""

    location: Location
    x: int
    y: int
    percent: int
    is_due: bool
    is_known: bool = False

    @property
    def bar(self) -> int:
        """The width of the fill, in units of the drawing."""
        return round((WIDTH - 8) * min(self.percent, 100) / 100)

    @property
    def tone(self) -> str:
        return "full" if self.percent >= 80 else "half" if self.percent else "empty"


@staff(GET="inventory.view")
def bin_map(request: HttpRequest) -> HttpResponse:
    """The warehouse drawn by zones; on a phone the same as a list. Six statements whatever its size."""
    house = chosen_house(request)
    found = houses()
    zones = _zones(house.pk) if house else []
    context = {
        "title": _("Map of %(house)s") % {"house": house.name} if house else _("Map"),
        "crumbs": [{"title": _("Inventory")}],
        "sub": _("Bins along the walk. The bar: how full a bin is, else what lies there against the fullest of its zone."),
        "zones": zones,
        "others": [
            {"title": one.name, "icon": "building-warehouse", "url": f"{request.path}?warehouse={one.code}"}
            for one in found
            if house and one.pk != house.pk
        ],
    }
    return render(request, "backoffice/warehouse/bin_map.html", context)


def _zones(house: int) -> list[dict[str, Any]]:
    """Each zone with its bins in walking order, placed on a sheet. Two queries."""
    due = set(
        Count.objects.filter(warehouse=house, status__in=TO_COUNT, due_on__lte=clock.today()).values_list("location", flat=True)
    )
    places = (
        room.with_contents(Location.objects.filter(warehouse=house, is_active=True))
        .select_related("zone")
        .annotate(
            held=Coalesce(Sum("levels__reserved"), 0),
            products=CountOf("levels", filter=Q(levels__on_hand__gt=0)),
        )
        .order_by("zone_id", "walking_order", "code")[:MOST_BINS]
    )
    by_zone: dict[int, list[Any]] = {}
    for place in places:
        by_zone.setdefault(place.zone_id, []).append(place)
    return [_sheet(rows, due) for rows in by_zone.values()]


def _sheet(rows: list[Any], due: set[int]) -> dict[str, Any]:
    fullest = max((row.pieces for row in rows), default=0)
    filled = [room.room_of(row).percent for row in rows]
    bins = [
        Bin(
            location=row,
            x=(n % ACROSS) * (WIDTH + GAP),
            y=(n // ACROSS) * (HEIGHT + GAP),
            percent=_percent(row, filled[n], fullest),
            is_due=row.pk in due,
            is_known=filled[n] is not None,
        )
        for n, row in enumerate(rows)
    ]
    lines = -(-len(rows) // ACROSS)
    return {
        "zone": rows[0].zone,
        "bins": bins,
        "width": ACROSS * (WIDTH + GAP) - GAP,
        "height": lines * (HEIGHT + GAP) - GAP,
        "said": ngettext("%(n)d bin", "%(n)d bins", len(rows)) % {"n": len(rows)},
        "due": sum(one.is_due for one in bins),
    }


def _percent(row: Any, filled: int | None, fullest: int) -> int:
    if filled is not None:
        return filled
    return max(round(100 * row.pieces / fullest), 1) if row.pieces else 0


@staff(GET="inventory.view")
def bin_(request: HttpRequest, pk: int) -> HttpResponse:
    """What lies in a bin, and what of it is held."""
    place = get_object_or_404(room.with_contents(Location.objects.select_related("zone", "warehouse")), pk=pk)
    levels = StockLevel.objects.filter(location=place, on_hand__gt=0).select_related("product").order_by("product__sku")
    found = list(levels[:200])
    may_set_up = request.user.can("inventory.warehouses")
    last = Count.objects.filter(location=place, finished_at__isnull=False).order_by("-finished_at").first()
    context = {
        "title": place.code,
        "sub": f"{place.warehouse.name}, {place.zone.get_kind_display()}",
        "crumbs": [
            {"title": _("Inventory")},
            {"title": _("Map"), "url": f"{reverse('backoffice:bin_map')}?warehouse={place.warehouse.code}"},
        ],
        "place": place,
        "levels": found,
        "last": last,
        "open_counts": Count.objects.filter(location=place, status__in=TO_COUNT).count(),
        "may_ask": bool(found) and request.user.can("inventory.counting"),
        "facts": facts_of(room.room_of(place)),
        "room_form": _room_form(place) if may_set_up else None,
        "others": [{"title": _("What it holds…"), "icon": "pencil", "dialog": "room-form"}] if may_set_up else [],
    }
    return render(request, "backoffice/warehouse/bin.html", context)


def _room_form(place: Location) -> RoomForm:
    return RoomForm(initial={"pieces": place.capacity_pieces, "litres": place.capacity_litres})


@staff(POST="inventory.counting")
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Have everything in this bin counted today."""
    place = get_object_or_404(Location.objects.select_related("warehouse"), pk=pk)
    try:
        made = planning.ask_for_counts(location=place, actor=Actor.of(request.user, request))
    except planning.NothingThere:
        messages.info(request, _("Nothing is booked in this bin: nothing was added."))
        return redirect("backoffice:bin", pk=pk)
    said = ngettext("%(n)d count was added.", "%(n)d counts were added.", made) % {"n": made}
    messages.success(request, said if made else _("It is to be counted already."))
    return redirect("backoffice:bin", pk=pk)
