"""What time it is. Everything asks here, so that tests and the demo company can live at another moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; inside `at`, the moment that was set."""
    return _set_to.get() or datetime.now(UTC)


def today(tz: tzinfo | str | None = None) -> date:
    """The present date in a time zone (by default the company's own, settings.TIME_ZONE)."""
    zone = ZoneInfo(tz) if isinstance(tz, str) else tz or timezone.get_default_timezone()
    return now().astimezone(zone).date()


def day_of(moment: datetime) -> date:
    """The date of a moment by the company's own calendar."""
    return moment.astimezone(timezone.get_default_timezone()).date()


def midnight(day: date | None = None) -> datetime:
    """The first moment of a day (today when none is given) by the company's own calendar."""
    return datetime.combine(day or today(), time.min, timezone.get_default_timezone())


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Let the block live at `moment` (aware). Blocks nest; the clock stands still inside."""
    if moment.tzinfo is None:
        raise ValueError("The clock needs a moment with a time zone.")
    token = _set_to.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _set_to.reset(token)
