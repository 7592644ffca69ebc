"""Promised, not yet located: units that orders were sold and that lie on no shelf for them. The other half of held units."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.listing import ChoiceFilter, Column, Export, FlagFilter, FoundFilter, Listing, Sort, View, render_list
from backoffice.lists.words import of_product
from backoffice.warehouse.detective import ends_of
from core import clock
from core.access.http import staff
from core.dates import say
from inventory import detecting
from shop.order.models import Line, OrderStatus
from shop.partner.models import Partner

#: Before an order is released nobody looks for its pieces.
UNRELEASED = (OrderStatus.PLACED, OrderStatus.HELD)


class PromisedUnits(Listing):
    name = "promised_units"
    caption = gettext_lazy("Promised, not located")
    sorts = {"since": Sort(gettext_lazy("Since"), "id")}
    filters = (
        FoundFilter("sku", gettext_lazy("Item number"), find=of_product),
        ChoiceFilter(
            "pool",
            gettext_lazy("Pool"),
            lambda: [(str(pk), name) for pk, name in Partner.objects.values_list("pk", "name")],
            field="stockrecord__partner",
        ),
        FlagFilter("waits", gettext_lazy("Waits for stock"), condition=Q(order__status=OrderStatus.RELEASED)),
        FlagFilter("unreleased", gettext_lazy("Not released"), condition=Q(order__status__in=UNRELEASED)),
        FlagFilter("late", gettext_lazy("Past its dispatch"), condition=lambda: Q(order__dispatch_by__lt=clock.now())),
        FlagFilter(
            "day",
            gettext_lazy("Longer than a day"),
            condition=lambda: Q(order__date_placed__lt=clock.now() - timedelta(days=1)),
        ),
    )
    views = (
        View(gettext_lazy("All"), {}),
        View(gettext_lazy("Waits for stock"), {"waits": "yes"}),
        View(gettext_lazy("Not released"), {"unreleased": "yes"}),
        View(gettext_lazy("Past its dispatch"), {"late": "yes"}),
    )
    columns = (
        Column(gettext_lazy("Product")),
        Column(gettext_lazy("Pcs"), num=True),
        Column(gettext_lazy("Pool")),
        Column(gettext_lazy("Promised to")),
        Column(gettext_lazy("Since"), sort="since"),
        Column(gettext_lazy("Ends")),
        Column(gettext_lazy("Next step")),
    )
    row_template = "backoffice/warehouse/promised_row.html"
    empty_head = gettext_lazy("Every piece that was sold has its shelf")
    empty_text = gettext_lazy("Pieces stand here from the moment an order is placed until they are found in a warehouse.")
    is_personal = True
    exports = (
        Export("sku", lambda row: row.sku),
        Export("pieces", lambda row: row.promised_quantity),
        Export("pool", lambda row: row.stockrecord.partner.code if row.stockrecord else ""),
        Export("order", lambda row: row.order.number),
        Export("customer", lambda row: row.order.contact_name),
        Export("since", lambda row: row.order.date_placed),
        Export("ends", lambda row: ends_of(row.order, row.payment_expires_at)),
        Export("next_step", lambda row: next_step(row)),
    )

    def queryset(self) -> QuerySet:
        return detecting.promised_units()

    def decorate(self, rows: list[Any]) -> list[Any]:
        now = clock.now()
        for row in rows:
            row.ends, row.next_step = ends_of(row.order, row.payment_expires_at), next_step(row)
            row.age_days, row.is_suspect = (now - row.order.date_placed).days, row.order.status in detecting.OVER
        return rows


def next_step(row: Line) -> str:
    """What has to happen so that the pieces get a shelf, in words."""
    if row.order.status in detecting.OVER:
        return _("Give it back: nobody will take it")
    if row.order.status in UNRELEASED:
        return _("Release the order, or cancel it")
    due = row.stockrecord.next_due_on if row.stockrecord else None
    if due and due >= clock.today():
        return _("Waits for stock: more comes on %(day)s") % {"day": say(due, "day_short")}
    return _("Waits for stock: none is on order")


@staff(GET="inventory.view")
def promised(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        PromisedUnits(request),
        title=_("Promised, not located"),
        sub=_("Pieces that were sold and that no shelf holds yet for their order: to whom, since when, and what has to happen."),
        crumbs=[{"title": _("Inventory")}, {"title": _("Held units"), "url": reverse("backoffice:held_units")}],
    )
