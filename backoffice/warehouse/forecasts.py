"""What will be asked for: the list, and one product with its past, its test on the past and the days to come."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.listing import ChoiceFilter, Column, Export, FlagFilter, FoundFilter, Listing, Sort, View, render_list
from backoffice.lists.words import of_product
from backoffice.warehouse.stock import find_product
from core.access.http import staff
from core.numbers import say_number
from inventory.forecasting.asking import Past, forecasts_of, foreseen, past_of
from inventory.models import Forecast, ForecastMethod, ForecastReason
from shop.catalogue.models import Product
from shop.partner.models import StockRecord

AHEAD = 14


class Forecasts(Listing):
    name = "forecasts"
    caption = gettext_lazy("Forecasts")
    sorts = {
        "a_day": Sort(gettext_lazy("Foreseen a day"), "a_day", descending=True),
        "error": Sort(gettext_lazy("Error"), "error", descending=True, nullable=True),
        "sku": Sort(gettext_lazy("Item number"), "product__sku"),
    }
    filters = (
        FoundFilter("sku", gettext_lazy("Item number"), find=of_product),
        ChoiceFilter("method", gettext_lazy("Method"), ForecastMethod.choices),
        ChoiceFilter("reason", gettext_lazy("Why this method"), ForecastReason.choices),
        FlagFilter("out", gettext_lazy("Was out of stock"), condition=Q(days_out__gt=0)),
    )
    views = (
        View(gettext_lazy("All"), {}),
        View(gettext_lazy("As last week"), {"reason": ForecastReason.YIELDS}),
        View(gettext_lazy("Untested"), {"reason": ForecastReason.UNTESTED}),
    )
    columns = (
        Column(gettext_lazy("Product"), sort="sku"),
        Column(gettext_lazy("Foreseen a day"), num=True, sort="a_day"),
        Column(gettext_lazy("Give or take"), num=True),
        Column(gettext_lazy("Method")),
        Column(gettext_lazy("Error"), num=True, sort="error"),
        Column(gettext_lazy("As last week"), num=True),
        Column(gettext_lazy("Days without stock"), num=True),
    )
    row_template = "backoffice/warehouse/forecast_row.html"
    empty_head = gettext_lazy("Nothing is foreseen yet")
    empty_text = gettext_lazy(
        "Every night the orders of the last thirteen weeks are looked at. What somebody ordered appears here."
    )
    empty_kind = "setup"
    exports = (
        Export("sku", lambda row: row.product.sku),
        Export("title", lambda row: row.product.title),
        Export("pool", lambda row: row.pool.name),
        Export("a_day", lambda row: round(row.a_day, 3)),
        Export("standard_deviation", lambda row: round(row.spread, 3)),
        Export("method", lambda row: row.method),
        Export("why", lambda row: row.reason),
        Export("error", lambda row: None if row.error is None else round(row.error, 4)),
        Export("error_as_last_week", lambda row: None if row.naive_error is None else round(row.naive_error, 4)),
        Export("days_without_stock", lambda row: row.days_out),
        Export("made_at", lambda row: row.made_at),
    )

    def queryset(self) -> QuerySet:
        return foreseen()

    def decorate(self, rows: list[Any]) -> list[Any]:
        return [dressed(row) for row in rows]


def dressed(row: Any) -> Any:
    """Figures as people read them."""
    row.a_day_said, row.spread_said = round(row.a_day, 2), round(row.spread, 1)
    row.error_said, row.naive_said = per_cent(row.error), per_cent(row.naive_error)
    return row


def per_cent(share: float | None) -> str:
    return "–" if share is None else f"{say_number(round(share * 100))} %"


@staff(GET="inventory.view")
def forecasts(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        Forecasts(request),
        title=_("Forecasts"),
        sub=_("Tested week by week on the past. The error is a share of the pieces asked for; last week is the yardstick."),
        crumbs=[{"title": _("Inventory")}],
    )


@staff(GET="inventory.view")
def forecast(request: HttpRequest, sku: str) -> HttpResponse:
    """One product; ?pool= and ?channel= choose whose demand is drawn. Eight statements beyond who asks."""
    product = find_product(sku)
    rows = [dressed(row) for row in forecasts_of(product.pk)]
    shown = _shown(request, rows)
    record = _record(product, shown)
    past = past_of(record, shown.channel_id if shown else None, AHEAD) if record else None
    context = {
        "title": _("Forecast of %(title)s") % {"title": product.get_title()},
        "crumbs": [{"title": _("Inventory")}, {"title": _("Forecasts"), "url": reverse("backoffice:forecasts")}],
        "sub": product.sku,
        "product": product,
        "rows": rows,
        "shown": shown,
        "finding": _finding(past) if past else "",
        "why": _why(past) if past else "",
        "chart": _chart(past) if past else [],
        "today": past.today if past else None,
        "tried": _tried(past) if past else [],
        "signs": _signs(past) if past else "",
        "others": [
            {"title": _("Stock card"), "icon": "box", "url": reverse("backoffice:stock_card", args=[product.sku])},
        ],
    }
    return render(request, "backoffice/warehouse/forecast.html", context)


def _shown(request: HttpRequest, rows: list[Forecast]) -> Forecast | None:
    wanted = request.GET.get("of", "")
    chosen = [row for row in rows if str(row.pk) == wanted]
    if wanted and not chosen:
        raise Http404("no such forecast")
    return chosen[0] if chosen else rows[0] if rows else None


def _record(product: Product, shown: Forecast | None) -> StockRecord | None:
    records = StockRecord.objects.filter(product=product)
    return records.filter(partner=shown.pool_id).first() if shown else None


def _chart(past: Past) -> list[dict[str, Any]]:
    return [
        {"day": day, "asked": asked, "foreseen": seen, "low": low, "high": high}
        for day, asked, seen, low, high in zip(past.days, past.asked, past.foreseen, past.low, past.high, strict=True)
    ]


def _finding(past: Past) -> str:
    said = _("%(n)s pieces are foreseen for the next seven days, %(a_day)s a day.")
    week = sum(one or 0 for one in past.foreseen[-AHEAD : -AHEAD + 7])
    return said % {"n": say_number(round(week)), "a_day": say_number(round(max(past.choice.a_day, 0), 1))}


def _why(past: Past) -> str:
    """Which method is used, and why, with the errors behind it."""
    choice = past.choice
    names = dict(ForecastMethod.choices)
    figures = {"method": names[choice.method], "error": per_cent(choice.error), "naive": per_cent(choice.naive_error),
               "n": say_number(len(choice.tests))}  # fmt: skip
    if choice.reason == ForecastReason.UNTESTED:
        return _("Too little was sold in the weeks behind to test a method. “%(method)s” is used until then.") % figures
    if choice.reason == ForecastReason.YIELDS:
        return (
            _("In %(n)s weeks of the past nothing came closer than last week's figures (error %(naive)s): they are used.")
            % figures
        )
    return (
        _("In %(n)s weeks of the past “%(method)s” erred by %(error)s, last week's figures by %(naive)s: it is used.") % figures
    )


def _tried(past: Past) -> list[dict[str, Any]]:
    names = dict(ForecastMethod.choices)
    tried = sorted(past.choice.tried.items(), key=lambda pair: pair[1])
    return [{"name": names[code], "error": per_cent(error), "is_used": code == past.choice.method} for code, error in tried]


def _signs(past: Past) -> str:
    """Whether unfinished baskets count."""
    choice = past.choice
    if choice.sign_error is None:
        return _("Unfinished baskets told nothing that could be tested.")
    figures = {"error": per_cent(choice.sign_error), "n": f"{choice.uplift:+.1f}".replace("-", "−")}
    if choice.uplift:
        return _("Unfinished baskets made it closer (error %(error)s): they add %(n)s a day.") % figures
    return _("Unfinished baskets did not make it closer (error %(error)s): they do not count.") % figures
