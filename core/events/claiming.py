"""Claiming a delivery: before its handler runs, that it is being tried is written down for good.

The claim says what shall hold if its worker dies: one more attempt is counted, and the next one waits. So a handler
that kills its own process backs off and ends as a dead letter like any other, and never stands first in the queue.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from core import clock

#: Seconds to wait after the first, second, … failed attempt. After one more the delivery is a dead letter.
BACK_OFF = (1, 5, 30, 120, 600, 1800, 3600)

#: Before every delivery.
EVER = datetime(1, 1, 2, tzinfo=UTC)
#: One statement that commits by itself. Nobody waits for the disk: a crash of the whole database may forget the count of
#: one attempt, no more. `started_at` that is still there when a delivery comes up again is the trace of a death.
_CLAIM = """
WITH due AS (
    SELECT id, attempts >= %(most)s AS used_up, started_at AS died_after
    FROM events_delivery
    WHERE state = 'waiting' AND available_at BETWEEN %(since)s AND %(now)s AND handler <> ALL (%(leaving)s) {lanes}
    ORDER BY available_at, id
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)
UPDATE events_delivery AS one SET
    state = CASE WHEN due.used_up THEN 'dead' ELSE 'waiting' END,
    attempts = CASE WHEN due.used_up THEN one.attempts ELSE one.attempts + 1 END,
    started_at = CASE WHEN due.used_up THEN NULL ELSE %(now)s END,
    available_at = %(now)s + (%(back_off)s::float[])[LEAST(one.attempts + 1, %(steps)s)] * INTERVAL '1 second',
    last_error = CASE
        WHEN due.died_after IS NULL THEN one.last_error
        ELSE format('The worker died during attempt %%s, begun at %%s: no error could be noted.', one.attempts, due.died_after)
    END
FROM due, events_outboxevent AS event
WHERE one.id = due.id AND event.id = one.event_id
RETURNING one.id, one.handler, one.attempts, due.used_up, event.id, event.name, event.payload::text, event.correlation,
    event.actor_label, one.last_error,
    set_config('synchronous_commit', coalesce(%(commit)s, current_setting('synchronous_commit')), true)
"""
#: One lane is a place in the index; of several all that is due is looked at.
_IN_LANES = {0: "", 1: "AND lane = %(lane)s"}
_IN_SOME_LANES = "AND lane = ANY (%(lanes)s)"


@dataclass(frozen=True)
class Claim:
    """A delivery that we are trying, and what its handler is to be told. `is_given_up`: it had no attempt left."""

    pk: int
    handler: str
    attempt: int
    is_given_up: bool
    event_id: int
    event_name: str
    payload: dict[str, Any]
    correlation: UUID
    actor_label: str
    last_error: str

    def __str__(self) -> str:
        return f"{self.handler} on {self.event_name} #{self.event_id}"


def claim(
    now: datetime | None = None,
    leaving: Collection[str] = (),
    since: datetime | None = None,
    lanes: Collection[str] = (),
) -> Claim | None:
    """Take the delivery that has been due longest and that nobody is working on, besides those of the handlers `leaving`.

    Only of these `lanes` where any are named.

    None when nothing is due, or nothing that became due at or after `since`. One statement. Inside a transaction (tests,
    the demo company) it is part of that.
    """
    given: dict[str, Any] = {
        "now": now or clock.now(),
        "leaving": list(leaving),
        "lanes": list(lanes),
        "lane": next(iter(lanes), ""),
        "since": since or EVER,
        "most": len(BACK_OFF) + 1,
        "back_off": list(BACK_OFF),
        "steps": len(BACK_OFF),
        "commit": None if connection.in_atomic_block else "off",
    }
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM.replace("{lanes}", _IN_LANES.get(len(lanes), _IN_SOME_LANES)), given)
        row = cursor.fetchone()
    if row is None:
        return None
    pk, handler, attempt, is_given_up, event_id, name, payload, correlation, actor, error, _ = row
    return Claim(pk, handler, attempt, is_given_up, event_id, name, json.loads(payload), correlation, actor, error)
