"""Delivery profiles: what customers of a pool in a market are promised, and which warehouses decide it.

Nobody types a profile: inventory writes it down from its warehouses' cut-offs and calendars. The page of a warehouse
shows how profiles change before it is saved.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.listing import ChoiceFilter, Sort, render_list
from backoffice.settings.listing import Cell, SettingsList
from backoffice.warehouse.weekdays import WEEKDAYS
from core import clock
from core.access.http import staff
from core.dates import say
from inventory.warehousing import eligible_warehouses
from shop.channels.models import Market
from shop.shipping.models import DeliveryProfile
from shop.shipping.promising import next_dispatch, promises_of

#: Holidays that a table names; the rest is counted.
NAMED = 6
Profiles = Mapping[tuple[int, int], DeliveryProfile]


def _rows() -> QuerySet[DeliveryProfile]:
    return DeliveryProfile.objects.select_related("pool", "market")


def profiles() -> Profiles:
    """Every profile by the keys of pool and market. One query."""
    return {(row.pool_id, row.market_id): row for row in _rows()}


def differences(before: Profiles, after: Profiles) -> list[dict[str, Any]]:
    """What of the profiles changes: what, now, after; in words."""
    rows = []
    for key in sorted(before.keys() | after.keys()):
        one, other = before.get(key), after.get(key)
        place = str(other or one)
        now, then = _told(one), _told(other)
        rows += [{"what": f"{place}: {name}", "now": now[name], "after": then[name]} for name in then if now[name] != then[name]]
    return rows


def _told(profile: DeliveryProfile | None) -> dict[str, str]:
    """A profile as people read it."""
    if profile is None:
        return dict.fromkeys(_names().values(), "–")
    names = _names()
    return {
        names["cut_off"]: f"{profile.cut_off:%H:%M}, {profile.time_zone}",
        names["days"]: _days(profile),
        names["closed"]: _closed(profile),
        names["handling"]: str(profile.handling_days),
        names["leaves"]: say(next_dispatch(profile, clock.now()), "short"),
    }


def _names() -> dict[str, str]:
    """Spoken when asked, in the reader's language."""
    return {
        "cut_off": _("Cut-off"),
        "days": _("Works on"),
        "closed": _("Closed on"),
        "handling": _("Working days to pick and pack"),
        "leaves": _("Ordered now, leaves by"),
    }


def _days(profile: DeliveryProfile) -> str:
    names = dict(WEEKDAYS)
    return ", ".join(str(names[day]) for day in profile.working_weekdays) or "–"


def _closed(profile: DeliveryProfile) -> str:
    ahead: list[date] = [day for day in profile.holidays if day >= clock.today()]
    named = ", ".join(say(day, "day") for day in ahead[:NAMED])
    return f"{named} + {len(ahead) - NAMED}" if len(ahead) > NAMED else named or "–"


def _markets() -> list[tuple[str, str]]:
    return [(str(market.pk), market.name) for market in Market.objects.all()]


class DeliveryProfiles(SettingsList):
    name, caption, opens = "delivery_profiles", gettext_lazy("Delivery profiles"), "delivery_profile"
    sorts = {"market": Sort(gettext_lazy("Market"), "market_id")}
    filters = (ChoiceFilter("market", gettext_lazy("Market"), _markets),)
    cells = (
        Cell(gettext_lazy("Market"), lambda row: row.market.name),
        Cell(gettext_lazy("Stock pool"), lambda row: row.pool.name),
        Cell(gettext_lazy("Cut-off"), lambda row: f"{row.cut_off:%H:%M}"),
        Cell(gettext_lazy("Time zone"), lambda row: row.time_zone),
        Cell(gettext_lazy("Works on"), _days),
        Cell(gettext_lazy("Working days to pick and pack"), lambda row: row.handling_days, num=True),
        Cell(gettext_lazy("Ordered now, leaves by"), lambda row: say(next_dispatch(row, clock.now()), "short")),
    )
    empty_head = gettext_lazy("No delivery profile yet")
    empty_text = gettext_lazy("A profile is written down when a warehouse with a pool's shelves ships to a market.")

    def queryset(self) -> QuerySet:
        return _rows()


@staff(GET="settings.view")
def delivery_profiles(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        DeliveryProfiles(request),
        title=_("Delivery profiles"),
        sub=_("What is promised is what the slowest warehouse that may ship can keep. It is changed at the warehouses."),
        crumbs=[{"title": _("Settings")}],
        others=[{"title": _("Warehouses"), "icon": "building-warehouse", "url": reverse("backoffice:warehouses")}]
        if request.user.can("inventory.warehouses")
        else [],
    )


@staff(GET="settings.view")
def delivery_profile(request: HttpRequest, pk: int) -> HttpResponse:
    """One profile: what it says, what it means today by each delivery option, and who decides it. Four queries."""
    found = get_object_or_404(_rows(), pk=pk)
    context = {
        "title": str(found),
        "crumbs": [
            {"title": _("Settings")},
            {"title": _("Delivery profiles"), "url": reverse("backoffice:delivery_profiles")},
        ],
        "facts": _told(found).items(),
        "promises": promises_of(found),
        "houses": eligible_warehouses().get((found.pool_id, found.market_id), []),
    }
    return render(request, "backoffice/settings/delivery_profile.html", context)
