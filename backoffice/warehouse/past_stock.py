"""Stock at a past moment: what lay where then, beside what lies there now.

The day stands in the address; a moment within a day may stand there too (`at=2026-11-20T14:30`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.listing import ChoiceFilter, Column, DayFilter, Export, Filter, FoundFilter, Listing, Sort, View, render_list
from backoffice.lists.words import of_product
from core import clock
from core.access.http import staff
from core.dates import say
from inventory import past
from inventory.models import Warehouse, ZoneKind
from shop.partner.models import Partner


@dataclass(frozen=True)
class MomentFilter(DayFilter):
    """The end of a day, or a moment within it. It narrows nothing: it says when the figures are of."""

    def clean(self, value: str) -> str:
        return super().clean(value) or (value if self._moment(value) else "")

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        return rows

    def say(self, value: str) -> str:
        moment = self._moment(value)
        return say(moment, "short") if moment else str(super().say(value))

    def moment_of(self, value: str) -> datetime:
        """What is meant, never later than now."""
        moment = self._moment(value)
        if moment is None:
            day = self._day(value)
            moment = clock.now() if day is None else clock.midnight(day) + timedelta(days=1, microseconds=-1)
        return min(moment, clock.now())

    def _moment(self, value: str) -> datetime | None:
        try:
            found = parse_datetime(value) if "T" in value else None
        except ValueError:
            return None
        if found is None:
            return None
        return found if found.tzinfo else found.replace(tzinfo=clock.midnight(found.date()).tzinfo)


MOMENT = MomentFilter("at", gettext_lazy("At the end of"), words=("today", "yesterday"))


class StockThen(Listing):
    name = "stock_then"
    caption = gettext_lazy("Stock at a past moment")
    sorts = {
        "product": Sort(gettext_lazy("Product"), "product_id"),
        "then": Sort(gettext_lazy("Then"), "then", descending=True),
    }
    filters: tuple[Filter, ...] = (
        FoundFilter("sku", gettext_lazy("Item number"), find=of_product),
        MOMENT,
        ChoiceFilter(
            "warehouse",
            gettext_lazy("Warehouse"),
            lambda: list(Warehouse.objects.values_list("code", "name")),
            field="location__warehouse__code",
        ),
        ChoiceFilter("zone", gettext_lazy("Zone"), ZoneKind.choices, field="location__zone__kind"),
        ChoiceFilter(
            "pool",
            gettext_lazy("Stock pool"),
            lambda: [(str(pk), name) for pk, name in Partner.objects.order_by("pk").values_list("pk", "name")],
            field="location__zone__pools__pool",
        ),
    )
    views = (View(gettext_lazy("Now"), {}), View(gettext_lazy("Yesterday"), {"at": "yesterday"}))
    columns = (
        Column(gettext_lazy("Product"), sort="product"),
        Column(gettext_lazy("Location")),
        Column(gettext_lazy("Zone")),
        Column(gettext_lazy("Then"), num=True, sort="then"),
        Column(gettext_lazy("Now"), num=True),
    )
    row_template = "backoffice/warehouse/stock_then_row.html"
    empty_head = gettext_lazy("Nothing lay anywhere then")
    empty_text = gettext_lazy("Choose a later day: stock appears with the first receipt.")
    exports = (
        Export("sku", lambda row: row.product.sku),
        Export("title", lambda row: row.product.title),
        Export("warehouse", lambda row: row.location.warehouse.code),
        Export("zone", lambda row: row.location.zone.kind),
        Export("location", lambda row: row.location.code),
        Export("then", lambda row: row.then),
        Export("now", lambda row: row.on_hand),
    )

    @property
    def moment(self) -> datetime:
        return MOMENT.moment_of(self.active.get(MOMENT.name, ""))

    def queryset(self) -> QuerySet:
        rows = past.levels_then(self.moment).filter(Q(then__gt=0) | Q(then__lt=0))
        return rows.select_related("product", "location__warehouse", "location__zone")


@staff(GET="inventory.view")
def stock_then(request: HttpRequest) -> HttpResponse:
    listing = StockThen(request)
    return render_list(
        request,
        listing,
        title=_("Stock at a past moment"),
        sub=_("What lay where on %(moment)s, counted back by the movements since then.")
        % {"moment": say(listing.moment, "short")},
        crumbs=[{"title": _("Inventory")}],
    )
