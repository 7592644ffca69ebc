"""The trial balance; every figure opens the entries behind it."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from accounting.reports import TrialBalance, trial_balance
from backoffice.accounting.payments import crumbs
from core import clock
from core.access.http import staff
from core.dates import say


def day_of(text: str | None, default: dt.date) -> dt.date:
    """A day out of the address; nonsense means the default."""
    try:
        return parse_date(text or "") or default
    except ValueError:
        return default


@staff(GET="accounting.view")
def accounts(request: HttpRequest) -> HttpResponse:
    on = day_of(request.GET.get("on"), clock.today())
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
    return [{"row": row, "url": journal(account=row.account.pk, currency=row.currency, until=balance.on)} for row in balance.rows]


def journal(**values: Any) -> str:
    query = urlencode({name: value for name, value in values.items() if value})
    return f"{reverse('backoffice:journal')}?{query}"
