"""Stock: the list of products, the card of one, movements."""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.listing import (
    ChoiceFilter,
    Column,
    DayFilter,
    Export,
    FlagFilter,
    FoundFilter,
    FromDayFilter,
    Listing,
    Sort,
    TextFilter,
    View,
    render_list,
)
from backoffice.lists.words import of_product
from core.access.http import staff
from inventory import availability
from inventory.models import Location, Lot, MovementReason, StockMovement
from shop.catalogue.models import Lifecycle, Product

#: More bins of one code (one per warehouse), or lots of one, are not looked for.
MOST_PLACES = 50


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


def at_place(text: str) -> Q:
    """Movements from or to the locations with this code or sign. One query."""
    found = Location.objects.filter(Q(code__iexact=text) | Q(barcode__iexact=text))
    keys = list(found.values_list("pk", flat=True)[:MOST_PLACES])
    return Q(from_location__in=keys) | Q(to_location__in=keys)


def from_document(text: str) -> Q:
    """Movements that came from the document people call so: receipt, transfer, shipment, pick list, count."""
    return Q(source_label=text.upper())


def of_lot(text: str) -> Q:
    """Movements of the lots with this code, of whatever product. One query."""
    return Q(lot__in=list(Lot.objects.filter(code=text.upper()).values_list("pk", flat=True)[:MOST_PLACES]))


class Movements(Listing):
    name = "movements"
    caption = gettext_lazy("Movements")
    sorts = {"at": Sort(gettext_lazy("When"), "at", descending=True)}
    filters = (
        FoundFilter("sku", gettext_lazy("Item number"), find=of_product),
        ChoiceFilter("reason", gettext_lazy("Why"), MovementReason.choices, field="reason"),
        FoundFilter("place", gettext_lazy("Location"), find=at_place),
        FoundFilter("source", gettext_lazy("Document"), find=from_document),
        FoundFilter("lot", gettext_lazy("Lot"), find=of_lot),
        FoundFilter("by", gettext_lazy("By"), find=lambda text: Q(actor_label__istartswith=text)),
        FromDayFilter("from", gettext_lazy("From day"), field="at", words=("today", "yesterday")),
        DayFilter("until", gettext_lazy("Until day"), field="at", until=True, words=("today", "yesterday")),
        DayFilter("at", gettext_lazy("Day"), field="at"),
    )
    views = (
        View(gettext_lazy("All"), {}),
        View(gettext_lazy("Received"), {"reason": MovementReason.RECEIVED}),
        View(gettext_lazy("Between warehouses"), {"reason": MovementReason.TRANSFERRED}),
        View(gettext_lazy("Scrapped"), {"reason": MovementReason.SCRAPPED}),
    )
    columns = (
        Column(gettext_lazy("When"), sort="at"),
        Column(gettext_lazy("Product")),
        Column(gettext_lazy("From → to")),
        Column(gettext_lazy("Pcs"), num=True),
        Column(gettext_lazy("Why")),
        Column(gettext_lazy("Cost"), num=True),
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
        Export("lot", lambda row: row.lot.code if row.lot else ""),
        Export("expires_on", lambda row: row.lot.expires_on if row.lot else None),
        Export("quantity", lambda row: row.quantity),
        Export("reason", lambda row: row.reason),
        Export("source_kind", lambda row: row.source_type),
        Export("source", lambda row: row.source_label),
        Export("unit_cost", lambda row: row.unit_cost),
        Export("value", lambda row: row.value),
        Export("note", lambda row: row.note),
        Export("by", lambda row: row.actor_label),
    )

    def queryset(self) -> QuerySet:
        return StockMovement.objects.select_related("product", "lot", "from_location__warehouse", "to_location__warehouse")


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
    """The stocked product with this item number, with what it costs and how it keeps lots. One query."""
    kept = Product.objects.filter(sku__iexact=sku, product_class__track_stock=True)
    found = kept.select_related("product_class", "cost", "lot_keeping").first()
    if found is None:
        raise Http404("no such stocked product")
    return found
