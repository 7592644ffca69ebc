"""How effective each door is: visits, baskets, orders, and what of each becomes the next."""

import csv
import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from backoffice.accounting.payments import crumbs
from backoffice.accounting.reports import day_of
from backoffice.lists.exporting import cell
from core import audit, clock
from core.access import Actor
from core.access.http import staff
from core.copies import reading_reports
from core.dates import say
from shop.channels.models import Market
from shop.order.doors import DoorRow, door_effectiveness, visits_by_day

#: Days that are shown when nobody says.
USUAL = 30
MOST_DAYS = 366


@staff(GET="accounting.view")
def doors(request: HttpRequest) -> HttpResponse:
    """The report, or its file when the address says export=csv. Four queries beyond the markets."""
    today = clock.today()
    until = day_of(request.GET.get("until"), today)
    since = min(day_of(request.GET.get("since"), until - dt.timedelta(days=USUAL - 1)), until)
    since = max(since, until - dt.timedelta(days=MOST_DAYS - 1))
    is_file = request.GET.get("export") == "csv"
    with reading_reports(request) as source:
        markets = list(Market.objects.all())
        market = next((one for one in markets if str(one.pk) == request.GET.get("market")), None)
        place = market.pk if market else None
        rows = door_effectiveness(start=since, end=until, market_id=place)
        days = {} if is_file else visits_by_day(start=since, end=until, market_id=place)
    if is_file:
        return _file(request, rows, since, until)
    context = {
        "rows": [{"row": row, "orders_url": _orders(row, since, until)} for row in rows],
        "total": _total(rows),
        "days": [{"day": day, "visits": visits, "baskets": baskets} for day, (visits, baskets) in days.items()],
        "since": since,
        "until": until,
        "markets": markets,
        "market": market,
        "title": _("Doors"),
        "sub": _("Visits, baskets and orders by door, %(since)s to %(until)s.")
        % {"since": say(since, "day"), "until": say(until, "day")},
        "crumbs": crumbs({"title": _("Revenue by channel"), "url": reverse("backoffice:revenue")}),
        "others": [_export(since, until, market)],
        "late_since": source.late_since,
    }
    return render(request, "backoffice/accounting/doors.html", context)


def _export(since: dt.date, until: dt.date, market: Market | None) -> dict[str, Any]:
    values = {"since": since, "until": until, "market": market.pk if market else "", "export": "csv"}
    query = urlencode({name: value for name, value in values.items() if value})
    return {"title": _("Export"), "icon": "download", "url": f"?{query}", "export": True}


def _orders(row: DoorRow, since: dt.date, until: dt.date) -> str:
    """The very orders that are counted: placed through this door in this time."""
    return f"{reverse('backoffice:orders')}?{urlencode({'door': row.door.pk, 'since': since, 'until': until})}"


def _total(rows: list[DoorRow]) -> dict[str, int]:
    return {
        "visits": sum(row.visits for row in rows),
        "baskets": sum(row.baskets for row in rows),
        "orders": sum(row.orders for row in rows),
    }


def _file(request: HttpRequest, rows: list[DoorRow], since: dt.date, until: dt.date) -> HttpResponse:
    actor = Actor.of(request.user, request)  # type: ignore[arg-type]
    audit.record(actor=actor, action="list.exported", subject_label="doors", since=str(since), until=str(until))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="doors_{since}_{until}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    writer = csv.writer(response)
    writer.writerow(["door", "kind", "channel", "market", "visits", "baskets", "orders"])
    for row in rows:
        place = row.door.channel_market
        named = [row.door.name, row.door.kind, place.channel.name, place.market.name]
        writer.writerow([cell(value) for value in [*named, row.visits, row.baskets, row.orders]])
    return response
