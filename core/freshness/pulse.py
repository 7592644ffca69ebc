"""The pulse: one row that beat writes every few seconds, so that a copy of the database can say how old it is.

A copy that shows a pulse holds everything that was committed before it, whatever way the copying goes.
"""

from datetime import datetime

from django.db import connections

from core import clock

_BEAT = """
INSERT INTO freshness_pulse AS pulse (id, at) VALUES (1, %s)
ON CONFLICT (id) DO UPDATE SET at = EXCLUDED.at WHERE pulse.at < EXCLUDED.at
"""


def beat() -> None:
    """Write down the time, in the first database. One statement."""
    with connections["default"].cursor() as cursor:
        cursor.execute(_BEAT, [clock.now()])


def seen_in(alias: str) -> datetime | None:
    """The last pulse that a database has got; None where none ever came. One statement."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT max(at) FROM freshness_pulse")
        return cursor.fetchone()[0]
