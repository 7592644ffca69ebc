"""The start page by role: a department states its `HOME` in `backoffice/<department>/home.py` and the shell draws it.

    HOME = Home(
        code="support", title=_("Support"), permission="support.order", position=30,
        figures=figures,     # (user) -> list[Figure]: the few that decide the day, each with a comparison and a list behind it
        chart=chart,         # (user) -> Chart | None: where people would rather look
    )

A person sees the first home (by position) that their permission opens, and the others as tabs. A page may cost twelve
statements in all, of which the frame takes about four: a home asks at most seven.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from backoffice.navigating import DEPARTMENTS
from core import clock
from core.audit.models import StatusChange
from core.dates import say

Word = str | Promise
Number = int | Decimal
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Figure:
    """One figure as parts/stats.html takes it. `tone` is "up" (good), "down" (bad) or nothing; `url` is the list behind it."""

    label: Word
    value: Any
    cmp: Word
    url: str
    tone: str = ""
    icon: str = ""
    unit: Word = ""


@dataclass(frozen=True)
class Series:
    """A line: `kind` as in assets/backoffice/charts.js (plain, other, level, promised, forecast, high, low)."""

    label: Word
    values: Sequence[Number | None]
    kind: str = "plain"


@dataclass(frozen=True)
class Chart:
    """Lines over days, drawn from the table that stands under them. `finding` says in a sentence what one sees."""

    title: Word
    finding: Word
    days: Sequence[date]
    series: Sequence[Series]
    url: str = ""
    unit: str = ""

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [{"day": day, "values": [line.values[at] for line in self.series]} for at, day in enumerate(self.days)]


@dataclass(frozen=True)
class Home:
    code: str
    title: Word
    permission: str
    position: int
    figures: Callable[[Any], Sequence[Any]]
    chart: Callable[[Any], Chart | None] | None = None
    #: Whether the home is this person's at all, beside the permission.
    concerns: Callable[[Any], bool] = lambda user: True


def homes_of(user: Any) -> list[Home]:
    """The homes this person's permissions open, the most special first."""
    found: list[Home] = []
    for name in DEPARTMENTS:
        module = f"backoffice.{name}.home"
        if find_spec(module):
            stated: Home | Sequence[Home] = getattr(import_module(module), "HOME", ())
            found += [stated] if isinstance(stated, Home) else list(stated)
    mine = (home for home in found if user.can(home.permission) and home.concerns(user))
    return sorted(mine, key=lambda home: home.position)


# -- days, as every home compares them


def so_far() -> tuple[tuple[datetime, datetime], tuple[datetime, datetime]]:
    """From midnight until now, and the same hours of the same weekday last week: like is compared with like."""
    now, midnight = clock.now(), clock.midnight()
    return (midnight, now), (midnight - WEEK, now - WEEK)


def both(rows: QuerySet, moment: str) -> dict[str, int]:
    """Counts (`now`, `then`) of rows whose moment lies in today so far and in the same hours a week before. One statement."""
    (since, until), (since_then, until_then) = so_far()
    in_today = Q(**{f"{moment}__gte": since, f"{moment}__lte": until})
    in_then = Q(**{f"{moment}__gte": since_then, f"{moment}__lte": until_then})
    return rows.filter(in_today | in_then).aggregate(now=Count("pk", filter=in_today), then=Count("pk", filter=in_then))


def changes(record: str, new: str) -> QuerySet:
    """Steps of records of a kind ("order.Order") into a status, for `both` and `by_day` over "at"."""
    return StatusChange.objects.filter(subject_type=record, new=new)


def compared(now: Number, then: Number, *, more_is: str = "", shown: Word | None = None) -> dict[str, Any]:
    """Words and tone of a comparison with last week. `more_is` says what more of it is: "good", "bad" or nothing."""
    tone = ""
    if more_is and now != then:
        tone = "up" if (now > then) == (more_is == "good") else "down"
    day = say(clock.today() - WEEK, "weekday_short")
    return {"cmp": _("%(day)s: %(figure)s") % {"day": day, "figure": then if shown is None else shown}, "tone": tone}


def last_days(count: int) -> list[date]:
    """The last days, today among them, oldest first."""
    return [clock.today() - timedelta(days=back) for back in range(count - 1, -1, -1)]


def by_day(rows: QuerySet, moment: str, days: Iterable[date], **aggregate: Any) -> list[Any]:
    """Counts of rows (or one named aggregate) for each of some days in a row. One statement."""
    days = list(days)
    name, what = next(iter(aggregate.items()), ("found", Count("pk")))
    begin, end = clock.midnight(days[0]), clock.midnight(days[-1] + timedelta(days=1))
    inside = rows.filter(**{f"{moment}__gte": begin, f"{moment}__lt": end})
    # One time zone for the grouping and the bounds, so that no row falls between two days.
    grouped = inside.order_by().annotate(on=TruncDate(moment, tzinfo=timezone.get_default_timezone())).values("on")
    counted = {row["on"]: row[name] for row in grouped.annotate(**{name: what})}
    return [counted.get(day) or 0 for day in days]
