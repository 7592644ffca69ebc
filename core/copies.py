"""Reading reports from a copy of the database that follows it (REPORTS_DATABASE_URL). Without one nothing here costs anything.

A copy is behind, mostly by less than a second. Two promises follow from its pulse (core.freshness.pulse): somebody who has
changed something reads the first database until the copy holds that change, and a report that is late says of what time it is.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.http import HttpRequest, HttpResponse

from core import clock
from core.freshness.pulse import seen_in

log = logging.getLogger(__name__)

REPORTS = "reports"
#: The cookie that says when its owner last changed something. Whoever forges it deceives nobody else.
DEED = "last_deed"
DEED_KEPT = timedelta(days=1)
#: By so much the clocks of two machines may differ.
CLOCKS_DIFFER = timedelta(seconds=2)

_reading: ContextVar[str | None] = ContextVar("reading_from", default=None)


class Router:
    """Reads go where `reading_reports` says, everything else to the first database. Installed only where there is a copy."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return _reading.get()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS


@dataclass(frozen=True)
class Source:
    """Where a report is read: in the first database, or in a copy that holds everything up to `as_of`."""

    alias: str = DEFAULT_DB_ALIAS
    as_of: datetime | None = None

    @property
    def late_since(self) -> datetime | None:
        """Of what time the figures are, where that is worth a sentence."""
        is_late = self.as_of is not None and clock.now() - self.as_of > timedelta(seconds=settings.REPORTS_LATE)
        return self.as_of if is_late else None


def source_for(request: HttpRequest) -> Source:
    """Where this person's reports are read from. One statement where there is a copy, none elsewhere."""
    if REPORTS not in connections.settings:
        return Source()
    try:
        as_of = seen_in(REPORTS)
    except DatabaseError as error:
        log.warning("reports are read from the first database, their copy does not answer: %s", error)
        return Source()
    deed = _deed_of(request)
    if as_of is None or (deed is not None and deed + CLOCKS_DIFFER >= as_of):
        return Source()
    return Source(REPORTS, as_of)


@contextmanager
def reading_reports(request: HttpRequest) -> Iterator[Source]:
    """What is asked in this block is read from the copy for reports, if there is one that will do. Nothing is written inside."""
    source = source_for(request)
    token = _reading.set(source.alias if source.alias != DEFAULT_DB_ALIAS else None)
    try:
        yield source
    finally:
        _reading.reset(token)


def note_deed(response: HttpResponse) -> None:
    """Let whoever gets this answer see their own change in the next report."""
    moment = str(clock.now().timestamp())
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(DEED, moment, max_age=DEED_KEPT, httponly=True, samesite="Lax", secure=secure)


def _deed_of(request: HttpRequest) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(request.COOKIES[DEED]), tz=clock.now().tzinfo)
    except (KeyError, ValueError, OverflowError, OSError):
        return None
