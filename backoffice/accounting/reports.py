"""Trial balance and revenue by channel; every figure opens the entries behind it."""

import csv
import datetime as dt
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from accounting.reports import TrialBalance, trial_balance
from accounting.revenue import STEPS, RevenueReport, Span, currencies_with_revenue, revenue_by_channel
from accounting.templatetags.books import digits
from backoffice.accounting.payments import crumbs
from backoffice.lists.exporting import cell
from core import audit, clock
from core.access import Actor
from core.access.http import staff
from core.dates import say
from shop.channels.models import Market


def _day(text: str | None, default: dt.date) -> dt.date:
    """A day out of the address; nonsense means the default."""
    try:
        return parse_date(text or "") or default
    except ValueError:
        return default


@staff(GET="accounting.view")
def accounts(request: HttpRequest) -> HttpResponse:
    on = _day(request.GET.get("on"), clock.today())
    balance = trial_balance(on=on)
    context = {
        "balance": balance,
        "rows": _linked(balance),
        "on": on,
        "title": _("Trial balance"),
        "sub": _("Every account with anything on it, at the end of %(day)s.") % {"day": say(on, "day")},
        "crumbs": crumbs(),
    }
    return render(request, "backoffice/accounting/accounts.html", context)


def _linked(balance: TrialBalance) -> list[dict[str, Any]]:
    return [
        {"row": row, "url": _journal(account=row.account.pk, currency=row.currency, until=balance.on)} for row in balance.rows
    ]


def _journal(**values: Any) -> str:
    query = urlencode({name: value for name, value in values.items() if value})
    return f"{reverse('backoffice:journal')}?{query}"


class Wanted:
    """What the address asks of the revenue report."""

    def __init__(self, request: HttpRequest) -> None:
        today = clock.today()
        self.step = request.GET.get("step") if request.GET.get("step") in STEPS else "month"
        usual = {"day": today - dt.timedelta(days=13), "week": today - dt.timedelta(weeks=11)}
        first_month = (today.replace(day=1) - dt.timedelta(days=150)).replace(day=1)
        self.until = min(_day(request.GET.get("until"), today), today.replace(year=today.year + 1, day=1))
        self.since = min(_day(request.GET.get("since"), usual.get(self.step or "", first_month)), self.until)
        self.given = {name for name in ("since", "until") if request.GET.get(name)}
        self.currencies = currencies_with_revenue()
        asked = request.GET.get("currency", "")
        self.currency = asked if asked in self.currencies else next(iter(sorted(self.currencies, reverse=True)), "VND")
        self.markets = list(Market.objects.all())
        self.market = next((m for m in self.markets if str(m.pk) == request.GET.get("market")), None)

    def report(self) -> RevenueReport:
        return revenue_by_channel(
            start=self.since,
            end=self.until,
            step=self.step or "month",
            currency=self.currency,
            market_id=self.market.pk if self.market else None,
        )

    def url(self, name: str = "revenue", **changes: Any) -> str:
        values = {
            "step": self.step,
            "since": self.since if "since" in self.given else "",
            "until": self.until if "until" in self.given else "",
            "currency": self.currency,
            "market": self.market.pk if self.market else "",
            **changes,
        }
        return f"{reverse(f'backoffice:{name}')}?{urlencode({k: v for k, v in values.items() if v})}"

    def entries(self, span: Span | None, channel: Any) -> str:
        """The entries behind a figure: the same lines, in the journal."""
        return _journal(
            type="revenue",
            currency=self.currency,
            channel=channel.pk if channel else "",
            market=self.market.pk if self.market else "",
            since=span.first if span else self.since,
            until=span.last if span else self.until,
        )


def _head(span: Span, report: RevenueReport) -> str:
    """A column's name, short: the year is said only where there are two."""
    if report.step == "month":
        name = say(span.first, "month_short" if report.start.year == report.end.year else "month_year")
        return _("%(month)s to %(day)s") % {"month": name, "day": span.last.day} if span.is_part else name
    return say(span.first, "day_short")


@staff(GET="accounting.view")
def revenue(request: HttpRequest) -> HttpResponse:
    wanted = Wanted(request)
    report = wanted.report()
    context = {
        "report": report,
        "heads": [_head(span, report) for span in report.spans],
        "rows": [_row(wanted, report, row) for row in report.rows],
        "totals": [{"amount": f.amount, "url": wanted.entries(f.span, None)} for f in report.totals],
        "total_url": wanted.entries(None, None),
        "views": _steps(wanted),
        "filters": _filters(wanted),
        "hidden": _hidden(wanted),
        "title": _("Revenue by channel"),
        "sub": _("Net of tax and credit notes, %(currency)s, by posting date. %(since)s to %(until)s.")
        % {
            "currency": report.currency,
            "since": say(report.start, "day"),
            "until": say(report.end, "day"),
        },
        "crumbs": crumbs(),
        "primary": _export_action(request, wanted),
        "finding": finding(report),
        **scale(report),
    }
    return render(request, "backoffice/accounting/revenue.html", context)


def _export_action(request: HttpRequest, wanted: Wanted) -> dict[str, Any] | None:
    if not request.user.can("accounting.export"):  # type: ignore[union-attr]
        return None
    return {"title": _("Export CSV"), "icon": "file-spreadsheet", "url": wanted.url("revenue_export")}


def _row(wanted: Wanted, report: RevenueReport, row: Any) -> dict[str, Any]:
    figures = [{"amount": f.amount, "url": wanted.entries(f.span, row.channel)} for f in row.figures]
    return {
        "channel": row.channel,
        "figures": figures,
        "total": row.total,
        "url": wanted.entries(None, row.channel),
        "share": row.total / report.total if report.total else 0,
    }


def _steps(wanted: Wanted) -> list[dict[str, Any]]:
    names = {"day": _("By day"), "week": _("By week"), "month": _("By month")}
    return [
        {"title": names[step], "url": wanted.url(step=step, since="", until=""), "current": step == wanted.step} for step in STEPS
    ]


def _filters(wanted: Wanted) -> list[dict[str, Any]]:
    market: dict[str, Any] = {"name": "market", "label": _("Market")}
    if wanted.market:
        market |= {"on": True, "value_text": wanted.market.name, "remove_url": wanted.url(market="")}
    else:
        market["options"] = [{"value": m.pk, "label": m.name} for m in wanted.markets]
    options = [{"value": one, "label": one} for one in wanted.currencies]
    days = [_day_filter(wanted, "since", _("From")), _day_filter(wanted, "until", _("To"))]
    return [{"name": "currency", "label": _("Currency %(code)s") % {"code": wanted.currency}, "options": options}, market, *days]


def _day_filter(wanted: Wanted, name: str, label: str) -> dict[str, Any]:
    if name not in wanted.given:
        return {"name": name, "label": label, "kind": "date"}
    day = say(getattr(wanted, name), "day")
    return {"name": name, "label": label, "on": True, "value_text": day, "remove_url": wanted.url(**{name: ""})}


def _hidden(wanted: Wanted) -> list[dict[str, Any]]:
    """What stays when another filter is chosen."""
    kept = {"step": wanted.step, "market": wanted.market.pk if wanted.market else ""}
    kept |= {name: getattr(wanted, name) for name in wanted.given}
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
    """The report as shown, totals included. Who took it is written down."""
    wanted = Wanted(request)
    report = wanted.report()
    actor = Actor.of(request.user, request)  # type: ignore[arg-type]
    audit.record(actor=actor, action="list.exported", subject_label="revenue", currency=report.currency, step=report.step)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="revenue_{report.currency}_{report.start}_{report.end}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    writer = csv.writer(response)
    writer.writerow(["prefix", "channel", "currency", *(span.first.isoformat() for span in report.spans), "total"])
    for row in report.rows:
        channel = [cell(row.channel.prefix), cell(row.channel.name)] if row.channel else ["", ""]
        writer.writerow([*channel, report.currency, *(cell(f.amount) for f in row.figures), cell(row.total)])
    writer.writerow(["", "total", report.currency, *(cell(f.amount) for f in report.totals), cell(report.total)])
    return response
