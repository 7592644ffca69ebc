"""Stock: the list of products, the card of one, movements."""

from datetime import timedelta
from itertools import groupby

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.listing import (
    ChoiceFilter,
    Column,
    DayFilter,
    Export,
    FlagFilter,
    FoundFilter,
    Listing,
    Sort,
    TextFilter,
    View,
    render_list,
)
from backoffice.lists.words import of_product
from backoffice.warehouse.forms import CountForm, MoveForm
from backoffice.warehouse.quota_lists import shares_of
from core.access.http import staff
from core.numbers import say_number
from inventory import availability, covering
from inventory.models import MovementReason, StockMovement
from shop.catalogue.models import Lifecycle, Product

CHART_DAYS, AHEAD_DAYS = 60, 14


class Stock(Listing):
    name = "stock"
    caption = gettext_lazy("Products and stock")
    sorts = {"sku": Sort(gettext_lazy("Item number"), "sku"), "atp": Sort(gettext_lazy("Ready to promise"), "atp")}
    filters = (
        TextFilter("text", gettext_lazy("Item number or name"), fields=("sku__icontains", "title__icontains", "upc")),
        ChoiceFilter("lifecycle", gettext_lazy("Lifecycle"), Lifecycle.choices, field="lifecycle"),
        FlagFilter("short", gettext_lazy("Nothing to promise"), condition=Q(atp__lte=0)),
        FlagFilter("low", gettext_lazy("Shelf empty, bulk has some"), condition=Q(ecommerce__lte=0, bulk__gt=0)),
    )
    views = (
        View(gettext_lazy("All"), {}),
        View(gettext_lazy("Nothing to promise"), {"short": "yes"}),
        View(gettext_lazy("Shelf empty"), {"low": "yes"}),
    )
    columns = (
        Column(gettext_lazy("Product"), sort="sku"),
        Column(gettext_lazy("E-commerce"), num=True),
        Column(gettext_lazy("Bulk"), num=True),
        Column(gettext_lazy("Reserved"), num=True),
        Column(gettext_lazy("Promised"), num=True),
        Column(gettext_lazy("Safety"), num=True),
        Column(gettext_lazy("Ready to promise"), num=True, sort="atp"),
    )
    row_template = "backoffice/warehouse/stock_row.html"
    empty_head = gettext_lazy("No stocked product yet")
    empty_text = gettext_lazy("Products appear here as soon as they are in the catalogue and keep stock.")
    empty_kind = "setup"
    exports = (
        Export("sku", lambda row: row.sku),
        Export("title", lambda row: row.title),
        Export("ecommerce", lambda row: row.ecommerce),
        Export("bulk", lambda row: row.bulk),
        Export("reserved", lambda row: row.reserved),
        Export("promised", lambda row: row.promised),
        Export("safety_stock", lambda row: row.safety),
        Export("ready_to_promise", lambda row: row.atp),
    )

    def queryset(self) -> QuerySet:
        return availability.stocked_products()


@staff(GET="inventory.view")
def stock(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        Stock(request),
        title=_("Products and stock"),
        sub=_("Ready to promise = on hand in sellable zones − reserved − promised − safety stock."),
        crumbs=[{"title": _("Inventory")}],
        primary={"title": _("Receive goods"), "icon": "package-import", "url": reverse("backoffice:receive")}
        if request.user.can("inventory.receive")
        else None,
    )


@staff(GET="inventory.view")
def card(request: HttpRequest, sku: str) -> HttpResponse:
    """One product: where it lies, who holds it, what happened to it."""
    return show_card(request, find_product(sku))


def show_card(
    request: HttpRequest, product: Product, *, counting: CountForm | None = None, moving: MoveForm | None = None
) -> HttpResponse:
    """The card; a form that was refused stands open on it with what was typed."""
    levels = availability.levels_of(product.pk)
    records = availability.records_of(product.pk)
    holders = availability.holders(product.pk, limit=21)
    moved = availability.movements(product_id=product.pk, limit=12)
    balances = availability.balance_after(moved)
    sums = {name: sum(getattr(r, name) for r in records) for name in ("on_hand", "reserved", "promised", "safety_stock", "atp")}
    chart = _chart(product, records)
    as_of = {"as_of": moved[0].pk if moved else 0}
    may_adjust, may_move = request.user.can("inventory.adjust"), request.user.can("inventory.move")
    context = {
        "product": product,
        "title": product.get_title(),
        "crumbs": [{"title": _("Products and stock"), "url": reverse("backoffice:stock")}],
        "pills": [{"table": "lifecycle", "value": product.lifecycle}],
        "sub": product.sku,
        "stats": [
            _stat(_("On hand, sellable"), sums["on_hand"], _elsewhere(levels, sums["on_hand"])),
            _stat(_("− Reserved"), sums["reserved"], _lines(len(holders))),
            _stat(_("− Promised"), sums["promised"], _("Sold, not yet located")),
            _stat(_("− Safety stock"), sums["safety_stock"], _("Never promised")),
            _stat(_("= Ready to promise"), sums["atp"], _("To be sold now")),
        ],
        "houses": [
            {"name": name, "levels": list(rows)} for name, rows in groupby(levels, key=lambda x: x.location.zone.warehouse.name)
        ],
        "records": records,
        "shares": shares_of(records),
        "chart": chart,
        "holders": holders[:20],
        "more_holders": len(holders) > 20,
        "moves": [{"row": row, "balance": balances[row.pk]} for row in moved],
        "count_form": counting or (CountForm(product=product, initial=as_of) if may_adjust else None),
        "move_form": moving or (MoveForm(product=product, initial=as_of) if may_move else None),
        "is_count_open": counting is not None,
        "is_move_open": moving is not None,
        "others": [{"title": _("Move…"), "icon": "arrows-transfer-down", "dialog": "move"}] if may_move and levels else [],
        "primary": {"title": _("Count a location…"), "icon": "clipboard-check", "dialog": "count"} if may_adjust else None,
    }
    status = 422 if counting or moving else 200
    return render(request, "backoffice/warehouse/stock_card.html", context, status=status)


def _chart(product: Product, records: list) -> dict[str, object]:
    """Level over time, what is owed of it, and where it goes at the present demand. Six queries."""
    history = covering.zone_history(CHART_DAYS, product_id=product.pk)
    owed = covering.owed_history(product.pk, CHART_DAYS)
    sold = sum(row.sold for row in covering.watched().filter(product=product))
    level, a_day = history.together[-1], sold / covering.DEMAND_DAYS
    rows = [
        {"day": day, "level": on_hand, "owed": held, "ahead": None}
        for day, on_hand, held in zip(history.days, history.together, owed, strict=True)
    ]
    rows[-1]["ahead"] = level
    if sold:
        for n in range(1, AHEAD_DAYS + 1):
            ahead = max(round(level - n * a_day), 0)
            rows.append({"day": history.days[-1] + timedelta(days=n), "level": None, "owed": None, "ahead": ahead})
    safety = sum(record.safety_stock for record in records)
    return {
        "rows": rows,
        "today": history.days[-1],
        "safety": safety,
        "safety_label": _("safety stock %(n)s") % {"n": safety},
        "finding": _lasting(level, a_day),
    }


def _lasting(level: int, a_day: float) -> str:
    """How long it lasts, in a sentence."""
    if not a_day:
        return _("%(n)s pieces lie in the e-commerce zone; none was ordered in the last 14 days.") % {"n": say_number(level)}
    said = _("%(n)s pieces lie in the e-commerce zone; at %(a_day)s ordered a day they last %(days)s days.")
    return said % {"n": say_number(level), "a_day": say_number(round(a_day, 1)), "days": say_number(round(level / a_day))}


def _stat(label: str, value: int, compared: str) -> dict[str, object]:
    return {"label": label, "value": value, "unit": _("pcs"), "cmp": compared}


def _elsewhere(levels: list, sellable: int) -> str:
    rest = sum(level.on_hand for level in levels) - sellable
    return _("%(n)s more in bulk, staging or quarantine") % {"n": say_number(rest)} if rest > 0 else _("All of it can be sold")


def _lines(count: int) -> str:
    if count > 20:
        return _("More than 20 order lines")
    return ngettext("%(n)d order line", "%(n)d order lines", count) % {"n": count}


class Movements(Listing):
    name = "movements"
    caption = gettext_lazy("Movements")
    sorts = {"at": Sort(gettext_lazy("When"), "at", descending=True)}
    filters = (
        FoundFilter("sku", gettext_lazy("Item number"), find=of_product),
        ChoiceFilter("reason", gettext_lazy("Why"), MovementReason.choices, field="reason"),
        DayFilter("at", gettext_lazy("Day"), field="at"),
    )
    columns = (
        Column(gettext_lazy("When"), sort="at"),
        Column(gettext_lazy("Product")),
        Column(gettext_lazy("From → to")),
        Column(gettext_lazy("Pcs"), num=True),
        Column(gettext_lazy("Why")),
        Column(gettext_lazy("By")),
    )
    row_template = "backoffice/warehouse/movement_row.html"
    empty_head = gettext_lazy("Nothing has moved yet")
    empty_text = gettext_lazy("Every receipt, pick, count and dispatch leaves a movement that is never changed.")
    exports = (
        Export("id", lambda row: row.pk),
        Export("at", lambda row: row.at),
        Export("sku", lambda row: row.product.sku),
        Export("from", lambda row: row.from_location.code if row.from_location else ""),
        Export("to", lambda row: row.to_location.code if row.to_location else ""),
        Export("quantity", lambda row: row.quantity),
        Export("reason", lambda row: row.reason),
        Export("source", lambda row: row.source_label),
        Export("value", lambda row: row.value),
        Export("by", lambda row: row.actor_label),
    )

    def queryset(self) -> QuerySet:
        return StockMovement.objects.select_related("product", "from_location__warehouse", "to_location__warehouse")


@staff(GET="inventory.view")
def movements(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        Movements(request),
        title=_("Movements"),
        sub=_("Written once. A mistake is put right by another movement."),
        crumbs=[{"title": _("Inventory")}],
    )


def find_product(sku: str) -> Product:
    found = Product.objects.filter(sku__iexact=sku, product_class__track_stock=True).first()
    if found is None:
        raise Http404("no such stocked product")
    return found
