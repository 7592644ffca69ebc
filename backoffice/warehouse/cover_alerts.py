"""Alerts of cover: what endangers the promise, since when and why, and what ended it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.listing import ChoiceFilter, Column, DayFilter, Export, FlagFilter, FoundFilter, Listing, Sort, View, render_list
from backoffice.lists.words import of_product
from core.access.http import staff
from core.numbers import say_number
from core.ui_statuses import look
from inventory import alerting
from inventory.models import AlertEnd, CoverAlert


class CoverAlerts(Listing):
    name = "cover_alerts"
    caption = gettext_lazy("Alerts of cover")
    sorts = {"since": Sort(gettext_lazy("Since"), "since", descending=True)}
    filters = (
        FoundFilter("sku", gettext_lazy("Item number"), find=of_product),
        FlagFilter("open", gettext_lazy("Still open"), condition=Q(ended_at__isnull=True)),
        ChoiceFilter("urgency", gettext_lazy("State"), [(code, look("cover", code).word) for code in alerting.URGENT]),
        ChoiceFilter("ended", gettext_lazy("Why it ended"), AlertEnd.choices, field="ended_why"),
        DayFilter("since", gettext_lazy("Day"), field="since"),
    )
    views = (View(gettext_lazy("Still open"), {"open": "yes"}), View(gettext_lazy("All"), {}))
    columns = (
        Column(gettext_lazy("Product")),
        Column(gettext_lazy("State")),
        Column(gettext_lazy("Since"), sort="since"),
        Column(gettext_lazy("Why")),
        Column(gettext_lazy("Ended")),
    )
    row_template = "backoffice/warehouse/cover_alert_row.html"
    empty_head = gettext_lazy("Nothing endangers the promise")
    empty_text = gettext_lazy(
        "An alert is raised when what is free lasts less than two and a half days, and ends when it lasts again."
    )
    exports = (
        Export("sku", lambda row: row.product.sku),
        Export("pool", lambda row: row.pool.name),
        Export("state", lambda row: row.urgency),
        Export("cover_days", lambda row: row.cover),
        Export("since", lambda row: row.since),
        Export("free", lambda row: row.why.get("free")),
        Export("a_day", lambda row: row.why.get("a_day")),
        Export("ended", lambda row: row.ended_at),
        Export("why_ended", lambda row: row.ended_why),
    )

    def queryset(self) -> QuerySet:
        return CoverAlert.objects.select_related("product", "pool")

    def decorate(self, rows: list[Any]) -> list[Any]:
        for row in rows:
            row.said = told(row)
        return rows


def told(row: CoverAlert) -> str:
    """Why it was raised, in a sentence of its figures."""
    why = row.why
    figures = {name: say_number(why.get(name) or 0) for name in ("free", "a_day", "cover", "safety_stock", "in_bulk", "target")}
    if why.get("cover") is None:
        said = _("%(free)s free, and nothing is foreseen.")
    else:
        said = _("%(free)s free, %(a_day)s asked for a day: it lasted %(cover)s days, %(target)s are wanted.")
    if why.get("in_bulk"):
        more = _("%(in_bulk)s more lie in bulk.")
        said = f"{said} {more}"
    return said % figures


@staff(GET="inventory.view")
def cover_alerts(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        CoverAlerts(request),
        title=_("Alerts of cover"),
        sub=_("Raised before the promise of one to two days is endangered; looked at every minute."),
        crumbs=[{"title": _("Inventory")}],
    )
