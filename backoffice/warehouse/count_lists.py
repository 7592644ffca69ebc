"""The lists of counts and of classes."""

from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat, LPad
from django.utils.translation import gettext_lazy

from backoffice.listing import ChoiceFilter, Column, DayFilter, Export, Listing, Sort, TextFilter, View
from inventory.models import AbcClass, Count, CountStatus, ProductAbc, Warehouse

CLASSES = [(one.value, one.value) for one in AbcClass]
#: Only these show a variance.
TOLD = (CountStatus.TO_APPROVE, CountStatus.AGREED, CountStatus.BOOKED)


def _padded(name: str, width: int) -> LPad:
    return LPad(Cast(F(name), CharField()), width, Value("0"))


class Counts(Listing):
    name = "counts"
    caption = gettext_lazy("Counts")
    sorts = {
        "due": Sort(gettext_lazy("Due"), "due_on", descending=True),
        "walk": Sort(gettext_lazy("Route"), "route"),
        "variance": Sort(gettext_lazy("Variance"), "variance", nullable=True),
    }
    filters = (
        TextFilter(
            "text",
            gettext_lazy("Item number or location"),
            fields=("product__sku__istartswith", "location__code__istartswith"),
        ),
        ChoiceFilter("status", gettext_lazy("State"), CountStatus.choices, field="status"),
        ChoiceFilter(
            "warehouse",
            gettext_lazy("Warehouse"),
            lambda: [(str(pk), name) for pk, name in Warehouse.objects.values_list("pk", "name")],
            field="warehouse",
        ),
        ChoiceFilter("abc", gettext_lazy("Class"), CLASSES, field="abc"),
        DayFilter("due_on", gettext_lazy("Due"), field="due_on", is_moment=False),
    )  # fmt: skip
    views = (
        View(gettext_lazy("All"), {}),
        View(gettext_lazy("To count"), {"status": CountStatus.OPEN, "sort": "walk"}),
        View(gettext_lazy("Count again"), {"status": CountStatus.AGAIN, "sort": "walk"}),
        View(gettext_lazy("Waits for a second person"), {"status": CountStatus.TO_APPROVE}),
    )
    columns = (
        Column(gettext_lazy("Product")),
        Column(gettext_lazy("Location"), sort="walk"),
        Column(gettext_lazy("Class")),
        Column(gettext_lazy("Why")),
        Column(gettext_lazy("Due"), sort="due"),
        Column(gettext_lazy("State")),
        Column(gettext_lazy("Variance"), num=True, sort="variance"),
        Column(gettext_lazy("Counted by")),
    )
    row_template = "backoffice/warehouse/count_row.html"
    empty_head = gettext_lazy("Nothing is to be counted yet")
    empty_text = gettext_lazy("A warehouse's counting plan says how often each class is counted, and opens counts by itself.")
    empty_kind = "setup"
    exports = (
        Export("number", lambda row: row.number),
        Export("sku", lambda row: row.product.sku),
        Export("warehouse", lambda row: row.warehouse.code),
        Export("location", lambda row: row.location.code),
        Export("class", lambda row: row.abc),
        Export("due_on", lambda row: row.due_on),
        Export("status", lambda row: row.status),
        Export("variance", lambda row: row.variance if row.status in TOLD else None),
        Export("variance_value", lambda row: row.variance_value if row.status in TOLD else None),
        Export("counted_by", lambda row: str(row.last_by or row.first_by or "")),
        Export("decided_by", lambda row: str(row.decided_by or "")),
    )

    def queryset(self) -> QuerySet:
        route = Concat(
            _padded("location__zone_id", 9), _padded("location__walking_order", 9), F("location__code"), Value(" "),
            F("product__sku"), output_field=CharField(),
        )  # fmt: skip
        people = ("first_by", "last_by", "decided_by")
        return Count.objects.select_related("product", "location", "warehouse", *people).annotate(route=route)

    def decorate(self, rows: list[Any]) -> list[Any]:
        for row in rows:
            row.shows_variance = row.status in TOLD and row.variance is not None
        return rows


class Classes(Listing):
    name = "count_classes"
    caption = gettext_lazy("Classes")
    sorts = {
        "value": Sort(gettext_lazy("Value that left"), "value", descending=True),
        "picks": Sort(gettext_lazy("Picks"), "picks", descending=True),
        "sku": Sort(gettext_lazy("Item number"), "product__sku"),
    }
    filters = (
        TextFilter("text", gettext_lazy("Item number or name"), fields=("product__sku__icontains", "product__title__icontains")),
        ChoiceFilter("by_value", gettext_lazy("By value"), CLASSES, field="by_value"),
        ChoiceFilter("by_movement", gettext_lazy("By movement"), CLASSES, field="by_movement"),
    )
    columns = (
        Column(gettext_lazy("Product"), sort="sku"),
        Column(gettext_lazy("By value")),
        Column(gettext_lazy("Value that left"), num=True, sort="value"),
        Column(gettext_lazy("By movement")),
        Column(gettext_lazy("Picks"), num=True, sort="picks"),
        Column(gettext_lazy("Since")),
    )
    row_template = "backoffice/warehouse/class_row.html"
    empty_head = gettext_lazy("No classes are drawn yet")
    empty_text = gettext_lazy("They are drawn every night from what left and what was picked.")
    empty_kind = "setup"
    exports = (
        Export("sku", lambda row: row.product.sku),
        Export("by_value", lambda row: row.by_value),
        Export("value", lambda row: row.value),
        Export("by_movement", lambda row: row.by_movement),
        Export("picks", lambda row: row.picks),
        Export("since", lambda row: row.since),
    )

    def queryset(self) -> QuerySet:
        return ProductAbc.objects.select_related("product")
