"""Revenue by channel and market over time, compared; every figure opens the entries behind it."""

import datetime as dt
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounting.models import AccountType
from accounting.revenue import (
    COMPARISONS,
    STEPS,
    RevenueReport,
    Row,
    Span,
    begin_of,
    currencies_with_revenue,
    revenue_by_channel,
    totals_by_currency,
)
from accounting.templatetags.books import digits
from backoffice.accounting.payments import crumbs
from backoffice.accounting.reports import day_of, journal
from backoffice.accounting.revenue_file import as_csv, as_workbook
from core import audit, clock
from core.access import Actor
from core.access.http import staff
from core.copies import reading_reports
from core.dates import say
from shop.channels.models import Market


class Wanted:
    """What the address asks of the report."""

    def __init__(self, request: HttpRequest) -> None:
        get, today = request.GET, clock.today()
        self.step: str = get["step"] if get.get("step") in STEPS else "month"
        self.until = min(day_of(get.get("until"), today), today.replace(year=today.year + 1, day=1))
        self.since = min(day_of(get.get("since"), _usual(self.step, today)), self.until)
        self.given = {name for name in ("since", "until") if get.get(name)}
        self.currencies = currencies_with_revenue()
        asked = get.get("currency", "")
        self.currency = asked if asked in self.currencies else next(iter(sorted(self.currencies, reverse=True)), "VND")
        self.markets = list(Market.objects.all())
        self.market = next((m for m in self.markets if str(m.pk) == get.get("market")), None)
        self.compare: str = get["compare"] if get.get("compare") in COMPARISONS else ""
        self.by_market = get.get("split") == "market"

    def report(self) -> RevenueReport:
        return revenue_by_channel(
            start=self.since,
            end=self.until,
            step=self.step,
            currency=self.currency,
            market_id=self.market.pk if self.market else None,
            compare=self.compare,
        )

    @property
    def values(self) -> dict[str, Any]:
        """The address of what is asked."""
        return {
            "step": self.step,
            "since": self.since if "since" in self.given else "",
            "until": self.until if "until" in self.given else "",
            "currency": self.currency,
            "market": self.market.pk if self.market else "",
            "compare": self.compare,
            "split": "market" if self.by_market else "",
        }

    def url(self, name: str = "revenue", **changes: Any) -> str:
        values = {**self.values, **changes}
        return f"{reverse(f'backoffice:{name}')}?{urlencode({k: v for k, v in values.items() if v})}"

    def entries(self, span: Span | None, channel: Any, market: Any = None, days: tuple[dt.date, dt.date] | None = None) -> str:
        """The entries behind a figure: the same lines, in the journal."""
        place = market or self.market
        first, last = days or ((span.first, span.last) if span else (self.since, self.until))
        return journal(
            type=AccountType.REVENUE.value,
            currency=self.currency,
            channel=channel.pk if channel else "",
            market=place.pk if place else "",
            since=first,
            until=last,
        )


def _usual(step: str, today: dt.date) -> dt.date:
    """Where a report begins when nobody says: two weeks, a quarter of weeks, six months, eight quarters."""
    if step == "day":
        return today - dt.timedelta(days=13)
    if step == "week":
        return begin_of(today - dt.timedelta(weeks=11), "week")
    if step == "quarter":
        return begin_of(today.replace(year=today.year - 1, day=1) - dt.timedelta(days=270), "quarter")
    return (today.replace(day=1) - dt.timedelta(days=150)).replace(day=1)


def head_of(span: Span, report: RevenueReport) -> str:
    """A column's name, short: the year is said only where there are two."""
    two_years = report.start.year != report.end.year
    if report.step == "quarter":
        name = _("Q%(quarter)s") % {"quarter": (span.first.month + 2) // 3}
        return f"{name} {span.first:%y}" if two_years else name
    if report.step == "month":
        name = say(span.first, "month_year" if two_years else "month_short")
        return _("%(month)s to %(day)s") % {"month": name, "day": span.last.day} if span.is_part else name
    return say(span.first, "day_short")


@staff(GET="accounting.view")
def revenue(request: HttpRequest) -> HttpResponse:
    with reading_reports(request) as source:
        context = _shown(request)
    return render(request, "backoffice/accounting/revenue.html", {**context, "late_since": source.late_since})


def _shown(request: HttpRequest) -> dict[str, Any]:
    wanted = Wanted(request)
    report = wanted.report()
    return {
        "report": report,
        "heads": [head_of(span, report) for span in report.spans],
        "rows": [_row(wanted, report, row) for row in report.rows],
        "totals": [{"amount": f.amount, "url": wanted.entries(f.span, None)} for f in report.totals],
        "total_url": wanted.entries(None, None),
        "before_url": wanted.entries(None, None, days=report.compared) if report.compared else "",
        "compared": _said(report.compared) if report.compared else "",
        "views": _steps(wanted),
        "filters": _filters(wanted),
        "hidden": _hidden(wanted),
        "others": _others(wanted),
        "elsewhere": _elsewhere(wanted, report),
        "title": _("Revenue by channel"),
        "sub": _("Net of tax and credit notes, %(currency)s, by posting date. %(since)s to %(until)s.")
        % {"currency": report.currency, "since": _day(report.start), "until": _day(report.end)},
        "crumbs": crumbs(),
        "primary": _export_action(request, wanted),
        "finding": finding(report),
        **scale(report),
    }


def _day(day: dt.date) -> str:
    return say(day, "day")


def _said(days: tuple[dt.date, dt.date]) -> str:
    return f"{_day(days[0])} – {_day(days[1])}"


def _export_action(request: HttpRequest, wanted: Wanted) -> dict[str, Any] | None:
    if not request.user.can("accounting.export"):  # type: ignore[union-attr]
        return None
    return {"title": _("Export XLSX"), "icon": "file-spreadsheet", "url": wanted.url("revenue_export", file="xlsx")}


def _others(wanted: Wanted) -> list[dict[str, Any]]:
    doors = {"title": _("Doors"), "icon": "door-enter", "url": reverse("backoffice:door_report")}
    if wanted.by_market:
        return [doors, {"title": _("Channels only"), "icon": "layout-list", "url": wanted.url(split="")}]
    return [doors, {"title": _("With markets"), "icon": "world", "url": wanted.url(split="market")}]


def _elsewhere(wanted: Wanted, report: RevenueReport) -> list[dict[str, Any]]:
    """What was earned in other currencies, beside this report and never added to it."""
    totals = totals_by_currency(start=report.start, end=report.end)
    return [
        {"currency": currency, "amount": amount, "url": wanted.url(currency=currency)}
        for currency, amount in totals.items()
        if currency != report.currency and amount
    ]


def _row(wanted: Wanted, report: RevenueReport, row: Any) -> dict[str, Any]:
    parts = [_figures(wanted, report, part, row.channel, part.market) for part in row.markets] if wanted.by_market else []
    return {**_figures(wanted, report, row, row.channel, None), "channel": row.channel, "parts": parts}


def _figures(wanted: Wanted, report: RevenueReport, row: Row, channel: Any, market: Any) -> dict[str, Any]:
    return {
        "market": market,
        "figures": [{"amount": f.amount, "url": wanted.entries(f.span, channel, market)} for f in row.figures],
        "total": row.total,
        "url": wanted.entries(None, channel, market),
        "share": row.total / report.total if report.total else 0,
        "before": row.before,
        "before_url": wanted.entries(None, channel, market, report.compared) if report.compared else "",
        "change": row.change,
    }


def _steps(wanted: Wanted) -> list[dict[str, Any]]:
    names = {"day": _("By day"), "week": _("By week"), "month": _("By month"), "quarter": _("By quarter")}
    return [
        {"title": names[step], "url": wanted.url(step=step, since="", until=""), "current": step == wanted.step} for step in STEPS
    ]


def _filters(wanted: Wanted) -> list[dict[str, Any]]:
    market: dict[str, Any] = {"name": "market", "label": _("Market")}
    if wanted.market:
        market |= {"on": True, "value_text": wanted.market.name, "remove_url": wanted.url(market="")}
    else:
        market["options"] = [{"value": m.pk, "label": m.name} for m in wanted.markets]
    names = {"before": _("the time just before"), "year": _("the year before")}
    compare: dict[str, Any] = {"name": "compare", "label": _("Compared with")}
    if wanted.compare:
        compare |= {"on": True, "value_text": names[wanted.compare], "remove_url": wanted.url(compare="")}
    else:
        compare["options"] = [{"value": value, "label": label} for value, label in names.items()]
    options = [{"value": one, "label": one} for one in wanted.currencies]
    currency = {"name": "currency", "label": _("Currency %(code)s") % {"code": wanted.currency}, "options": options}
    return [currency, market, compare, _day_filter(wanted, "since", _("From")), _day_filter(wanted, "until", _("To"))]


def _day_filter(wanted: Wanted, name: str, label: str) -> dict[str, Any]:
    if name not in wanted.given:
        return {"name": name, "label": label, "kind": "date"}
    return {
        "name": name,
        "label": label,
        "on": True,
        "value_text": _day(getattr(wanted, name)),
        "remove_url": wanted.url(**{name: ""}),
    }


def _hidden(wanted: Wanted) -> list[dict[str, Any]]:
    """What stays when another filter is chosen."""
    kept = {name: value for name, value in wanted.values.items() if name != "currency"}
    return [{"name": name, "value": value} for name, value in kept.items() if value]


def scale(report: RevenueReport) -> dict[str, Any]:
    """What the chart divides by, so that its axis has room for its figures, and the unit it says."""
    highest = max((figure.amount for figure in report.totals), default=Decimal(0))
    if highest >= 100_000_000:
        return {"divisor": 1_000_000, "unit": _("million %(currency)s") % {"currency": report.currency}}
    if highest >= 100_000:
        return {"divisor": 1_000, "unit": _("thousand %(currency)s") % {"currency": report.currency}}
    return {"divisor": 1, "unit": report.currency}


def finding(report: RevenueReport) -> str:
    """The chart in a sentence, for those who do not see it."""
    if not report.rows:
        return _("Nothing was earned in this time.")
    best = max(report.rows, key=lambda row: row.total)
    return _("Stacked columns of the table below. %(channel)s earned most: %(amount)s of %(total)s.") % {
        "channel": best.channel.name if best.channel else _("No channel"),
        "amount": digits(best.total, report.currency),
        "total": digits(report.total, report.currency),
    }


@staff(GET="accounting.export")
def revenue_export(request: HttpRequest) -> HttpResponse:
    """The report as a file, by channel and market, totals included. Who took it is written down."""
    with reading_reports(request):
        report = Wanted(request).report()
    kind = "xlsx" if request.GET.get("file") == "xlsx" else "csv"
    actor = Actor.of(request.user, request)  # type: ignore[arg-type]
    audit.record(
        actor=actor, action="list.exported", subject_label="revenue", currency=report.currency, step=report.step, format=kind
    )
    return as_workbook(report) if kind == "xlsx" else as_csv(report)
