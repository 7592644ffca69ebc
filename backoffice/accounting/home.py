"""The accountant's home: the few figures that decide the day, each compared, each opening to the list behind it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounting import today
from accounting.chart import the_company
from accounting.closing import next_to_close, obstacles
from accounting.models import Debtor
from accounting.revenue import RevenueReport, earned_by_channel
from accounting.templatetags.books import digits
from backoffice.accounting.channel_report import finding, scale
from backoffice.accounting.checklist import in_words
from backoffice.homes import Home
from core import clock
from core.access.http import staff

#: Days in the chart; a half of them is compared with the half before.
DAYS = 14


@staff(GET="accounting.view")
def accounting(request: HttpRequest) -> HttpResponse:
    """At most eight statements beyond who asks."""
    owed = today.owed_by_debtor()
    company = the_company()
    end = clock.today()
    report = earned_by_channel(start=end - dt.timedelta(days=DAYS - 1), end=end, step="day", currency=company.currency)
    period = next_to_close()
    context = {
        "stats": [*_stats(owed), *_waiting()],
        "owed": _by_currency(owed),
        "report": report,
        "heads": [str(span.first.day) for span in report.spans],
        "weeks": _weeks(report),
        "finding": finding(report),
        "revenue_url": f"{reverse('backoffice:revenue')}?step=day",
        "period": period,
        "checklist": in_words(obstacles(until=period.ends_on)) if period else [],
        "close_url": reverse("backoffice:periods"),
        "title": _("Accounting"),
        "sub": _("What decides the day. Currencies are never added up."),
        **scale(report),
    }
    return render(request, "backoffice/accounting/home.html", context)


def _stats(owed: dict[str, list[today.Owed]]) -> list[dict[str, Any]]:
    transfers = today.transfers_awaited()
    customers, couriers = owed[Debtor.CUSTOMER], owed[Debtor.COURIER]
    return [
        {
            "label": _("Transfers to confirm"),
            "icon": "building-bank",
            "value": transfers.count,
            "cmp": ngettext("%(n)s waits over two days", "%(n)s wait over two days", transfers.long) % {"n": transfers.long},
            "tone": "down" if transfers.long else "",
            "url": reverse("backoffice:payments") + "?kind=transfer",
        },
        _amount_stat(
            _("Receivables overdue"), "hourglass", customers, "overdue", reverse("backoffice:receivables") + "?due=today"
        ),
        _amount_stat(_("Cash at couriers"), "truck-delivery", couriers, "total", reverse("backoffice:couriers")),
    ]


def _amount_stat(label: str, icon: str, rows: list[today.Owed], part: str, url: str) -> dict[str, Any]:
    """The largest currency's amount; the others are told under it."""
    if not rows:
        return {"label": label, "icon": icon, "value": "0", "cmp": _("nobody owes anything"), "url": url}
    first = rows[0]
    if part == "overdue":
        said = _("%(share)s of %(all)s owed") % {
            "share": f"{_percent(first.overdue, first.total)} %",
            "all": digits(first.total, first.currency),
        }
        late = first.overdue > 0
    else:
        days = (clock.today() - first.oldest).days
        said = ngettext("the oldest for %(n)s day", "the oldest for %(n)s days", days) % {"n": days}
        late = days > 7
    more = [f"{row.currency} {digits(getattr(row, part), row.currency)}" for row in rows[1:] if getattr(row, part)]
    return {
        "label": label,
        "icon": icon,
        "value": digits(getattr(first, part), first.currency),
        "unit": first.currency,
        "cmp": " · ".join([said, *more]),
        "tone": "down" if late else "",
        "url": url,
    }


def _percent(part: Decimal, whole: Decimal) -> int:
    return int((100 * part / whole).to_integral_value()) if whole else 0


def _waiting() -> list[dict[str, Any]]:
    cash = today.unapplied_undecided()
    mailable, on_paper = today.invoices_not_mailed()
    return [
        {
            "label": _("Unapplied cash"),
            "icon": "cash",
            "value": cash.count,
            "cmp": ngettext("%(n)s came this week", "%(n)s came this week", cash.this_week) % {"n": cash.this_week},
            "tone": "down" if cash.count else "",
            "url": reverse("backoffice:unapplied") + "?state=open",
        },
        {
            "label": _("Invoices not mailed"),
            "icon": "send",
            "value": mailable,
            "cmp": ngettext("%(n)s more goes on paper", "%(n)s more go on paper", on_paper) % {"n": on_paper},
            "tone": "down" if mailable else "",
            "url": reverse("backoffice:invoices") + "?mailed=no",
        },
    ]


def _by_currency(owed: dict[str, list[today.Owed]]) -> list[dict[str, Any]]:
    names = {
        Debtor.CUSTOMER: (_("Customers"), reverse("backoffice:ageing")),
        Debtor.COURIER: (_("Couriers"), reverse("backoffice:couriers")),
    }
    return [{"who": names[debtor][0], "url": names[debtor][1], "row": row} for debtor, rows in owed.items() for row in rows]


def _weeks(report: RevenueReport) -> list[dict[str, Any]]:
    """The last seven days of each channel against the seven before."""
    half = DAYS // 2
    rows = []
    for row in report.rows:
        before = sum((figure.amount for figure in row.figures[:half]), Decimal(0))
        now = sum((figure.amount for figure in row.figures[half:]), Decimal(0))
        change = (now - before) / before if before else None
        rows.append({"channel": row.channel, "figures": row.figures, "now": now, "before": before, "change": change})
    return rows


def figures(user: Any) -> list[dict[str, Any]]:
    """The same figures on the start page. Five statements."""
    return [*_stats(today.owed_by_debtor()), *_waiting()]


HOME = Home("accounting", gettext_lazy("Accounting"), "accounting.confirm_payment", 50, figures)
