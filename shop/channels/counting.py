"""Counting what comes through doors: a row for each sighting, folded into the day's row by a schedule.

Visitors at the same time never wait for each other, as they would for one row of a door and day. A fold takes rows away and
adds them to the day in one statement, so that whoever asks counts each of them once, before, during and after.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet, Sum

from shop.channels.models import DoorDay, DoorSighting

#: Rows folded in one statement.
BATCH = 20_000

_ADD = """
INSERT INTO channels_doorsighting (door_id, day, visits, baskets)
SELECT * FROM unnest(%s::bigint[], %s::date[], %s::int[], %s::int[])
"""

_FOLD = """
WITH seen AS (
    DELETE FROM channels_doorsighting WHERE id IN (
        SELECT id FROM channels_doorsighting ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
    ) RETURNING door_id, day, visits, baskets
), days AS (
    INSERT INTO channels_doorday AS kept (door_id, day, visits, baskets)
    SELECT door_id, day, sum(visits), sum(baskets) FROM seen GROUP BY door_id, day ORDER BY day, door_id
    ON CONFLICT ON CONSTRAINT door_once_per_day
    DO UPDATE SET visits = kept.visits + EXCLUDED.visits, baskets = kept.baskets + EXCLUDED.baskets
)
SELECT count(*) FROM seen
"""


@dataclass(frozen=True)
class DayAtDoor:
    """How many came through a door on a day, and how many filled a basket."""

    door_id: int
    day: dt.date
    visits: int = 0
    baskets: int = 0


def count_at_door(*, door_id: int, day: dt.date, visits: int = 0, baskets: int = 0) -> None:
    """Add to a door's day. One statement that waits for nobody."""
    count_at_doors([DayAtDoor(door_id, day, visits, baskets)])


def count_at_doors(counted: Iterable[DayAtDoor]) -> None:
    """Add to the days of several doors. One statement that waits for nobody."""
    rows = [(one.door_id, one.day, one.visits, one.baskets) for one in counted]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [list(column) for column in zip(*rows, strict=True)])


def fold_sightings() -> int:
    """Add what was seen to the days; returns how many sightings. One statement for each 20,000."""
    folded, last = 0, BATCH
    while last == BATCH:
        with connection.cursor() as cursor:
            cursor.execute(_FOLD, [BATCH])
            last = cursor.fetchone()[0]
        folded += last
    return folded


def counts(by: str, **filters) -> dict:
    """Visits and baskets by `door` or by `day`, folded or not. One statement."""

    def summed(of: QuerySet) -> QuerySet:
        return of.filter(**filters).order_by().values_list(by).annotate(v=Sum("visits"), b=Sum("baskets"))

    found: dict = {}
    for key, visits, baskets in summed(DoorDay.objects.all()).union(summed(DoorSighting.objects.all()), all=True):
        so_far = found.get(key, (0, 0))
        found[key] = (so_far[0] + visits, so_far[1] + baskets)
    return dict(sorted(found.items()))
