"""Counting what comes through doors: one statement that adds to the day's row, whoever adds at the same time."""

import datetime as dt

from django.db import connection

_ADD = """
INSERT INTO channels_doorday (door_id, day, visits, baskets) VALUES (%s, %s, %s, %s)
ON CONFLICT ON CONSTRAINT door_once_per_day
DO UPDATE SET visits = channels_doorday.visits + EXCLUDED.visits, baskets = channels_doorday.baskets + EXCLUDED.baskets
"""


def count_at_door(*, door_id: int, day: dt.date, visits: int = 0, baskets: int = 0) -> None:
    """Add to a door's day. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [door_id, day, visits, baskets])
