"""The lists of suppliers, of purchase orders and of what is on its way."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy

from backoffice.listing import ChoiceFilter, Column, DayFilter, Export, FlagFilter, Listing, Sort, TextFilter, View
from core import clock
from inventory.models import PurchaseOrder, PurchaseOrderLine, PurchaseOrderStatus, Supplier, Warehouse
from inventory.models.purchasing import AWAITED


def suppliers() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Supplier.objects.values_list("pk", "name")]


def warehouses() -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in Warehouse.objects.order_by("code")]


class Suppliers(Listing):
    name, caption = "suppliers", gettext_lazy("Suppliers")
    sorts = {"name": Sort(gettext_lazy("Name"), "name"), "lead": Sort(gettext_lazy("Lead time"), "lead_time_days")}
    filters = (
        TextFilter("text", gettext_lazy("Name or code"), fields=("name__icontains", "code__istartswith")),
        FlagFilter("bought", gettext_lazy("We buy from them"), condition=Q(is_active=True)),
    )
    views = (View(gettext_lazy("All"), {}), View(gettext_lazy("We buy from them"), {"bought": "yes"}))
    columns = (
        Column(gettext_lazy("Supplier"), sort="name"),
        Column(gettext_lazy("Country")),
        Column(gettext_lazy("Currency")),
        Column(gettext_lazy("Lead time"), num=True, sort="lead"),
        Column(gettext_lazy("Products"), num=True),
        Column(gettext_lazy("Open orders"), num=True),
    )
    row_template = "backoffice/buying/supplier_row.html"
    empty_head = gettext_lazy("No supplier yet")
    empty_text = gettext_lazy("Add whom you buy from, then what they sell and at which price; then goods can be ordered.")
    empty_kind = "setup"
    exports = (
        Export("code", lambda row: row.code),
        Export("name", lambda row: row.name),
        Export("country", lambda row: row.country),
        Export("currency", lambda row: row.currency),
        Export("lead_time_days", lambda row: row.lead_time_days),
        Export("products", lambda row: row.products_count),
    )

    def queryset(self) -> QuerySet:
        return Supplier.objects.annotate(
            products_count=Count("products", distinct=True),
            open_count=Count("purchase_orders", filter=Q(purchase_orders__status__in=AWAITED), distinct=True),
        )


class PurchaseOrders(Listing):
    name, caption = "purchase_orders", gettext_lazy("Purchase orders")
    sorts = {
        "number": Sort(gettext_lazy("Number"), "id", descending=True),
        "expected": Sort(gettext_lazy("Expected"), "expected_on", nullable=True),
    }
    filters = (
        TextFilter("text", gettext_lazy("Number or supplier"), fields=("number__icontains", "supplier__name__icontains")),
        ChoiceFilter("status", gettext_lazy("Status"), PurchaseOrderStatus.choices, field="status"),
        ChoiceFilter("supplier", gettext_lazy("Supplier"), suppliers, field="supplier"),
        ChoiceFilter("warehouse", gettext_lazy("Warehouse"), warehouses, field="warehouse"),
        FlagFilter("awaited", gettext_lazy("On its way"), condition=Q(status__in=AWAITED)),
        DayFilter("expected_on", gettext_lazy("Expected"), is_moment=False),
    )
    views = (
        View(gettext_lazy("All"), {}),
        View(gettext_lazy("Drafts"), {"status": "draft"}),
        View(gettext_lazy("On its way"), {"awaited": "yes", "sort": "expected"}),
    )
    columns = (
        Column(gettext_lazy("Number"), sort="number"),
        Column(gettext_lazy("Supplier")),
        Column(gettext_lazy("Status")),
        Column(gettext_lazy("Expected"), sort="expected"),
        Column(gettext_lazy("Received"), num=True),
        Column(gettext_lazy("Worth"), num=True),
    )
    row_template = "backoffice/buying/order_row.html"
    empty_head = gettext_lazy("No purchase order yet")
    empty_text = gettext_lazy("A draft asks a supplier for nothing yet: it is sent by a press of its own.")
    empty_kind = "setup"
    exports = (
        Export("number", lambda row: row.number),
        Export("supplier", lambda row: row.supplier.name),
        Export("warehouse", lambda row: row.warehouse.code),
        Export("status", lambda row: row.status),
        Export("expected_on", lambda row: row.expected_on),
        Export("pieces", lambda row: row.pieces),
        Export("received", lambda row: row.came),
        Export("worth", lambda row: row.worth),
        Export("currency", lambda row: row.currency),
    )

    def queryset(self) -> QuerySet:
        return PurchaseOrder.objects.select_related("supplier", "warehouse").annotate(
            pieces=Sum("lines__quantity"),
            came=Sum("lines__received"),
            worth=Sum(F("lines__quantity") * F("lines__unit_price")),
        )

    def decorate(self, rows: list[Any]) -> list[Any]:
        today = clock.today()
        for row in rows:
            row.is_late = row.is_awaited and row.expected_on < today
        return rows


class Arrivals(Listing):
    """Lines that have not all come, the next first."""

    name, caption = "expected_arrivals", gettext_lazy("Expected arrivals")
    sorts = {"expected": Sort(gettext_lazy("Expected"), "expected_on")}
    filters = (
        TextFilter("text", gettext_lazy("Item number or name"), fields=("product__sku__icontains", "product__title__icontains")),
        ChoiceFilter("supplier", gettext_lazy("Supplier"), suppliers, field="purchase_order__supplier"),
        ChoiceFilter("warehouse", gettext_lazy("Warehouse"), warehouses, field="purchase_order__warehouse"),
        DayFilter("expected_on", gettext_lazy("Expected"), is_moment=False),
    )
    views = (View(gettext_lazy("All"), {}), View(gettext_lazy("Today"), {"expected_on": "today"}))
    columns = (
        Column(gettext_lazy("Expected"), sort="expected"),
        Column(gettext_lazy("Product")),
        Column(gettext_lazy("Still to come"), num=True),
        Column(gettext_lazy("Supplier")),
        Column(gettext_lazy("Warehouse")),
        Column(gettext_lazy("Purchase order")),
    )
    row_template = "backoffice/buying/arrival_row.html"
    empty_head = gettext_lazy("Nothing is on its way")
    empty_text = gettext_lazy("What was sent to a supplier and has not come stands here, the next arrival first.")
    empty_kind = "done"
    exports = (
        Export("expected_on", lambda row: row.expected_on),
        Export("sku", lambda row: row.product.sku),
        Export("pieces", lambda row: row.outstanding),
        Export("supplier", lambda row: row.purchase_order.supplier.name),
        Export("warehouse", lambda row: row.purchase_order.warehouse.code),
        Export("purchase_order", lambda row: row.purchase_order.number),
    )

    def queryset(self) -> QuerySet:
        return PurchaseOrderLine.objects.filter(purchase_order__status__in=AWAITED, received__lt=F("quantity")).select_related(
            "product", "purchase_order__supplier", "purchase_order__warehouse"
        )

    def decorate(self, rows: list[Any]) -> list[Any]:
        today = clock.today()
        for row in rows:
            row.is_late = row.expected_on < today
            row.url = reverse("backoffice:purchase_order", args=[row.purchase_order.number])
        return rows
