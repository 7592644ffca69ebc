"""Removing old events that everybody has handled, so that the outbox does not grow for ever.

What still has something to say stays, however old: an event with a waiting delivery, a dead letter, or a delivery
missing is what `bin/manage verify` tells about.
"""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from core import audit, clock
from core.audit.recording import Doer

#: Events removed in one transaction; seconds after which a run leaves the rest to the next one.
BATCH = 2000
SECONDS = 60.0

_PRUNE = """
WITH old AS (
    SELECT event.id FROM events_outboxevent AS event
    WHERE event.occurred_at < %(before)s
    AND event.handler_count = (
        SELECT count(*) FROM events_delivery AS one
        WHERE one.event_id = event.id AND one.state = 'done' AND one.finished_at < %(before)s
    )
    ORDER BY event.id LIMIT %(limit)s
), deliveries AS (
    DELETE FROM events_delivery WHERE event_id IN (SELECT id FROM old) AND state = 'done'
)
DELETE FROM events_outboxevent WHERE id IN (SELECT id FROM old)
"""


def kept_since(now: datetime | None = None) -> datetime:
    """Events handled before this moment may be removed (settings.EVENTS_KEPT_DAYS)."""
    return (now or clock.now()) - timedelta(days=settings.EVENTS_KEPT_DAYS)


def prune_handled(*, before: datetime, actor: Doer) -> int:
    """Remove events that happened, and were handled by everybody, before a moment. Returns how many."""
    until, pruned, last = time.monotonic() + SECONDS, 0, BATCH
    while last == BATCH and time.monotonic() < until:
        last = _prune_batch(before, actor)
        pruned += last
    return pruned


def _prune_batch(before: datetime, actor: Doer) -> int:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_PRUNE, {"before": before, "limit": BATCH})
            pruned = cursor.rowcount
        if pruned:
            audit.record(actor=actor, action="events.pruned", count=pruned, before=before.isoformat())
    return pruned
