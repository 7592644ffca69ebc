"""Warehouses, their calendar, what they serve, and their locations."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.confirming import Asked, Preview, ask
from backoffice.settings.profiles import differences, profiles
from backoffice.warehouse.forms import LocationsForm, WarehouseForm
from core.access import Actor
from core.access.http import staff
from inventory import warehousing
from inventory.models import HouseKind, PoolZone, Warehouse, Zone, ZoneKind

NOT_COLUMNS = ("code", "markets", "parcel_cost", "pool")


@staff(GET="inventory.warehouses")
def warehouses(request: HttpRequest) -> HttpResponse:
    rows = Warehouse.objects.annotate(locations_count=Count("locations")).prefetch_related("serves__market").order_by("code")
    context = {
        "rows": rows,
        "title": _("Warehouses"),
        "crumbs": [{"title": _("Inventory")}],
        "primary": {"title": _("Add a warehouse"), "icon": "plus", "url": reverse("backoffice:warehouse_new")},
    }
    return render(request, "backoffice/warehouse/warehouses.html", context)


@staff(GET="inventory.warehouses", POST="inventory.warehouses")
def new(request: HttpRequest) -> HttpResponse:
    form = WarehouseForm(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"].upper()
        if Warehouse.objects.filter(code=code).exists():
            form.add_error("code", _("Another warehouse has this code."))
        elif _save(request, form, code):
            messages.success(request, _("Added with its usual zones. Now add shelves to the e-commerce zone."))
            return redirect("backoffice:warehouse", code=code)
    return _page(request, form, None)


@staff(GET="inventory.warehouses", POST="inventory.warehouses")
def warehouse(request: HttpRequest, code: str) -> HttpResponse:
    found = _find(code)
    form = WarehouseForm(found, request.POST or None)
    asked = None
    if request.method == "POST" and form.is_valid():
        changes = _promises_that_change(request, form, found.code)
        if changes and not form.errors:
            effects = [_("Orders placed from now on are promised by it; those placed keep their promise.")]
            asked = ask(request, Preview(rows=changes, effects=effects), form.cleaned_data)
        if asked is None and not form.errors and _save(request, form, found.code):
            messages.success(request, _("Saved. Promised dates follow the new cut-off and calendar at once."))
            return redirect("backoffice:warehouse", code=found.code)
    return _page(request, form, found, asked)


def _promises_that_change(request: HttpRequest, form: WarehouseForm, code: str) -> list[dict[str, Any]]:
    """What saving would do to the delivery profiles: it is done, looked at, and taken back."""
    before = profiles()
    with transaction.atomic():
        after = profiles() if _save(request, form, code) else before
        transaction.set_rollback(True)
    return differences(before, after)


@staff(POST="inventory.warehouses")
def locations(request: HttpRequest, code: str) -> HttpResponse:
    found = _find(code)
    form = LocationsForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("backoffice:warehouse", code=found.code)
    zone = Zone.objects.filter(warehouse=found, kind=form.cleaned_data["kind"]).first()
    if zone is None:
        raise Http404("no such zone")
    made = warehousing.add_locations(actor=Actor.of(request.user, request), zone=zone, codes=form.wanted())
    messages.success(request, ngettext("%(n)d location was added.", "%(n)d locations were added.", len(made)) % {"n": len(made)})
    return redirect("backoffice:warehouse", code=found.code)


def _save(request: HttpRequest, form: WarehouseForm, code: str) -> bool:
    """Save the warehouse, the markets it serves and the pool that sells from its shelves: all of it, or nothing."""
    actor = Actor.of(request.user, request)
    data = form.cleaned_data
    columns = form.in_columns({name: value for name, value in data.items() if name not in NOT_COLUMNS})
    columns["country"] = columns["country"].upper()
    with transaction.atomic():
        try:
            found = warehousing.save_warehouse(actor=actor, code=code, **columns)
        except warehousing.OwnerHasNotAgreed:
            form.add_error("kind", _("It sells already: its owner has to agree before it becomes a branch."))
            transaction.set_rollback(True)
            return False
        for market in data["markets"]:
            warehousing.serve_market(actor=actor, warehouse=found, market=market, parcel_cost=data["parcel_cost"])
        for serves in found.serves.exclude(market__in=data["markets"]).select_related("market"):
            warehousing.stop_serving(actor=actor, warehouse=found, market=serves.market)
        done = _choose_pool(form, found, actor)
        if not done:
            transaction.set_rollback(True)
    return done


def _choose_pool(form: WarehouseForm, found: Warehouse, actor: Actor) -> bool:
    shelf = Zone.objects.get(warehouse=found, kind=ZoneKind.ECOMMERCE)
    present = PoolZone.objects.filter(zone=shelf).first()
    pool = form.cleaned_data["pool"]
    if present is not None and (pool is None or present.pool_id != pool.pk):
        try:
            warehousing.stop_selling_from_zone(actor=actor, zone=shelf)
        except warehousing.ZoneHoldsOrders:
            form.add_error("pool", _("Units of this zone are held for orders: the pool can change when they have left."))
            return False
    if pool is not None:
        try:
            warehousing.sell_from_zone(actor=actor, zone=shelf, pool=pool)
        except warehousing.OwnerHasNotAgreed:
            form.add_error("pool", _("Nothing is sold from a branch before its owner agreed. Record the agreement first."))
            return False
    return True


def _page(request: HttpRequest, form: WarehouseForm, found: Warehouse | None, asked: Asked | None = None) -> HttpResponse:
    zones = found.zones.annotate(locations_count=Count("locations")).prefetch_related("locations", "pools__pool") if found else []
    context = {
        "form": form,
        "asked": asked,
        "warehouse": found,
        "zones": zones,
        "locations_form": LocationsForm() if found else None,
        "agreements": list(found.agreements.all()[:10]) if found and found.kind == HouseKind.BRANCH else None,
        "title": found.name if found else _("Add a warehouse"),
        "crumbs": [{"title": _("Warehouses"), "url": reverse("backoffice:warehouses")}],
    }
    status = 422 if form.errors else 409 if asked and asked.has_changed else 200
    return render(request, "backoffice/warehouse/warehouse.html", context, status=status)


def _find(code: str) -> Warehouse:
    found = Warehouse.objects.filter(code__iexact=code).first()
    if found is None:
        raise Http404("no such warehouse")
    return found
