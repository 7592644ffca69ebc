"""Fiscal periods: months that are opened by use, closed by a person, and refuse entries once closed.

The database refuses an entry in a closed period or outside any; nobody can post around that.
"""

import calendar
import datetime as dt

from django.db import connection, transaction
from django.utils.timezone import get_default_timezone

from accounting.models import FiscalPeriod, PeriodState
from core import audit
from core.access import Actor
from core.errors import DomainError
from core.transitions import move_to

_ENSURE = """
INSERT INTO accounting_fiscalperiod (starts_on, ends_on, state, created_at)
VALUES (%s, %s, 'open', now()) ON CONFLICT DO NOTHING
"""


class EarlierPeriodOpen(DomainError):
    """Periods are closed in order: an earlier one is still open."""

    code = "earlier_period_open"


class LaterPeriodClosed(DomainError):
    """Periods are opened again from the last backwards: a later one is closed."""

    code = "later_period_closed"


def ensure_period(on: dt.date) -> None:
    """Open the month of a day, unless some period has that day. One query, two for the first entry of a month."""
    if FiscalPeriod.objects.filter(starts_on__lte=on, ends_on__gte=on).exists():
        return
    last = calendar.monthrange(on.year, on.month)[1]
    with connection.cursor() as cursor:
        cursor.execute(_ENSURE, [on.replace(day=1), on.replace(day=last)])


def day_of(moment: dt.datetime) -> dt.date:
    """The date of a moment in the company's own time zone."""
    return moment.astimezone(get_default_timezone()).date()


def open_day(wanted: dt.date) -> dt.date:
    """The day to book something that happened on `wanted`: the day itself, else the first open day after its closed period."""
    day = wanted
    closed = FiscalPeriod.objects.filter(state=PeriodState.CLOSED, ends_on__gte=wanted).order_by("starts_on")
    for period in closed:
        if not period.starts_on <= day <= period.ends_on:
            break
        day = period.ends_on + dt.timedelta(days=1)
    return day


def close_period(*, period: FiscalPeriod, actor: Actor) -> None:
    """Close a period: entries dated in it are refused from now on.

    Raises:
        EarlierPeriodOpen: an earlier one is still open (nothing is closed).
        IllegalTransition: it is closed already.
    """
    with transaction.atomic():
        earlier = FiscalPeriod.objects.select_for_update().filter(starts_on__lt=period.starts_on).order_by("pk")
        waiting = [str(one) for one in earlier if not one.is_closed]
        if waiting:
            raise EarlierPeriodOpen(period=str(period), earlier=waiting)
        move_to(period, "state", PeriodState.CLOSED, actor=actor)
        audit.record(actor=actor, action="accounting.period_closed", subject=period)


def open_again(*, period: FiscalPeriod, actor: Actor, reason: str) -> None:
    """Open a closed period again; the reason stays in its history.

    Raises:
        LaterPeriodClosed: a later one is closed (nothing is opened).
    """
    with transaction.atomic():
        later = FiscalPeriod.objects.select_for_update().filter(starts_on__gt=period.starts_on).order_by("pk")
        closed = [str(one) for one in later if one.is_closed]
        if closed:
            raise LaterPeriodClosed(period=str(period), later=closed)
        move_to(period, "state", PeriodState.OPEN, actor=actor, reason=reason)
        audit.record(actor=actor, action="accounting.period_opened_again", subject=period, reason=reason)
