"""The watch list of the e-commerce zone: every product with what decides whether it runs out."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.listing import ChoiceFilter, Column, Export, FlagFilter, Listing, Sort, TextFilter, View, render_list
from core.access.http import staff
from core.ui_statuses import look
from inventory import covering
from shop.partner.models import Partner

URGENCY_WORDS = [(urgency, look("cover", urgency).word) for urgency in covering.URGENCIES]


class WatchList(Listing):
    name = "watch_list"
    caption = gettext_lazy("E-commerce zone")
    sorts = {
        "cover": Sort(gettext_lazy("Cover, days"), "cover", nullable=True),
        "ready": Sort(gettext_lazy("Ready to promise"), "ready"),
        "sold": Sort(gettext_lazy("Demand a day"), "demand", descending=True),
        "sku": Sort(gettext_lazy("Item number"), "product__sku"),
    }
    filters = (
        TextFilter("text", gettext_lazy("Item number or name"), fields=("product__sku__icontains", "product__title__icontains")),
        ChoiceFilter("urgency", gettext_lazy("State"), URGENCY_WORDS),
        ChoiceFilter(
            "pool",
            gettext_lazy("Stock pool"),
            lambda: [(str(pk), name) for pk, name in Partner.objects.order_by("pk").values_list("pk", "name")],
            field="partner",
        ),
        FlagFilter("bulk", gettext_lazy("Bulk has some"), condition=Q(in_bulk__gt=0)),
        FlagFilter("due", gettext_lazy("More arrives"), condition=Q(next_due_on__isnull=False)),
    )
    views = (
        View(gettext_lazy("All"), {}),
        View(gettext_lazy("Runs out today"), {"urgency": covering.RUNS_OUT}),
        View(gettext_lazy("Below safety stock"), {"urgency": covering.BELOW_SAFETY}),
        View(gettext_lazy("Low"), {"urgency": covering.LOW}),
    )
    columns = (
        Column(gettext_lazy("Product"), sort="sku"),
        Column(gettext_lazy("On hand"), num=True),
        Column(gettext_lazy("Reserved"), num=True),
        Column(gettext_lazy("Promised"), num=True),
        Column(gettext_lazy("Ready"), num=True, sort="ready"),
        Column(gettext_lazy("Demand a day"), num=True, sort="sold"),
        Column(gettext_lazy("Cover, days"), sort="cover"),
        Column(gettext_lazy("In bulk"), num=True),
        Column(gettext_lazy("More arrives")),
        Column(gettext_lazy("State")),
    )
    row_template = "backoffice/warehouse/watch_row.html"
    empty_head = gettext_lazy("Nothing is sold from an e-commerce zone yet")
    empty_text = gettext_lazy("Products appear here when a stock pool sells from a zone.")
    empty_kind = "setup"
    exports = (
        Export("sku", lambda row: row.product.sku),
        Export("title", lambda row: row.product.title),
        Export("pool", lambda row: row.partner.name),
        Export("on_hand", lambda row: row.on_hand),
        Export("reserved", lambda row: row.reserved),
        Export("promised", lambda row: row.promised),
        Export("safety_stock", lambda row: row.safety_stock),
        Export("ready_to_promise", lambda row: row.ready),
        Export("sold_14_days", lambda row: row.sold),
        Export("demand_a_day", lambda row: round(row.demand, 2)),
        Export("cover_days", lambda row: row.cover),
        Export("in_bulk", lambda row: row.in_bulk),
        Export("next_due_on", lambda row: row.next_due_on),
        Export("next_due_quantity", lambda row: row.next_due_quantity),
        Export("urgency", lambda row: row.urgency),
    )

    def queryset(self) -> QuerySet:
        return covering.watched().select_related("product", "partner")

    def decorate(self, rows: list) -> list:
        return [dressed(row) for row in rows]


def dressed(row):  # type: ignore[no-untyped-def]
    """What the row's template shows besides the figures: demand a day, tone of the bar."""
    row.a_day = round(row.demand, 1)
    row.tone = {covering.RUNS_OUT: "bad", covering.BELOW_SAFETY: "warn", covering.LOW: "warn"}.get(row.urgency, "ok")
    row.target = covering.TARGET
    return row


@staff(GET="inventory.view")
def watch_list(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        WatchList(request),
        title=_("E-commerce zone"),
        sub=_("Cover = (on hand − reserved − promised) ÷ demand foreseen a day. The bar is full at %(n)s days.")
        % {"n": covering.TARGET},
        crumbs=[{"title": _("Inventory")}],
        others=[
            {"title": _("Alerts of cover"), "icon": "alert-triangle", "url": reverse("backoffice:cover_alerts") + "?open=yes"},
            {"title": _("Forecasts"), "icon": "chart-line", "url": reverse("backoffice:forecasts")},
        ],
    )
