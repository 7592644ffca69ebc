"""Delivering events: claim one delivery for good, then run its handler and mark it done in one transaction.

Whatever dies on the way (worker, pool child, broker, database) leaves the delivery waiting, the attempt counted and none
of its effects.
"""

import logging
import traceback
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction

from core import clock
from core.errors import DomainError
from core.events.base import UnknownEvent, event_class
from core.events.claiming import BACK_OFF, Claim, claim
from core.events.models import Delivery
from core.events.registry import UnknownHandler, find_handler
from core.events.steps import CurrentDelivery, delivering
from core.events.wire import from_payload

log = logging.getLogger(__name__)

BATCH = 200
_ERROR_LENGTH = 8000


class DeliveryFailed(DomainError):
    """A handler failed while everything was expected to go through."""

    code = "delivery_failed"


class WorkerDied(DomainError):
    """The last attempt that a delivery had was ended by the death of its worker."""

    code = "worker_died"


def deliver_pending(limit: int = BATCH, until_empty: bool = False) -> int:
    """Deliver what is due, at most `limit`, or with `until_empty` until nothing is due. Returns how many were tried.

    A failing handler is noted on its delivery, not raised.
    """
    tried = 0
    while until_empty or tried < limit:
        if not deliver_next():
            break
        tried += 1
    return tried


def deliver_everything(leaving: Collection[str] = (), since: datetime | None = None) -> int:
    """Deliver until nothing is due and insist that every handler succeeded; for tests and the demo company.

    What the handlers `leaving` are to do is left to the workers. Whoever knows that nothing else is due from before a
    moment says so by `since`: what lies in the index from before is not walked through again.

    Raises:
        DeliveryFailed: from the first handler's own error.
    """
    tried = 0
    while outcome := deliver_next(leaving, since):
        tried += 1
        if outcome.error is not None:
            delivery = outcome.delivery
            raise DeliveryFailed(handler=delivery.handler, delivery=delivery.pk, error=str(outcome.error)) from (outcome.error)
    return tried


class Outcome:
    """What became of one delivery: `error` is None when its handler ran."""

    def __init__(self, delivery: Claim, error: Exception | None = None) -> None:
        self.delivery = delivery
        self.error = error


def deliver_next(leaving: Collection[str] = (), since: datetime | None = None, lanes: Collection[str] = ()) -> Outcome | None:
    """Claim the delivery that has been due longest (in these lanes, if any are named) and run it; None when nothing is due."""
    claimed = claim(leaving=leaving, since=since, lanes=lanes)
    if claimed is None:
        return None
    if claimed.is_given_up:
        log.error("%s is given up: %s", claimed, claimed.last_error)
        return Outcome(claimed, WorkerDied(delivery=claimed.pk, handler=claimed.handler))
    try:
        with transaction.atomic():
            if _mark_done(claimed):  # else we slept so long that somebody else has tried it meanwhile
                _run(claimed)
    except Exception as error:
        # The handler failed, or its commit was refused (a deferred constraint): nothing of it remains, the failure must.
        if isinstance(error, DatabaseError) and not connection.is_usable():
            raise
        log.exception("%s failed", claimed)
        _note_failure(claimed, error)
        return Outcome(claimed, error)
    return Outcome(claimed)


def _run(claimed: Claim) -> None:
    """Run the handler and its last steps; whatever they raise takes all their effects along."""
    handler = find_handler(claimed.handler)
    event = from_payload(event_class(claimed.event_name), claimed.payload)
    context = CurrentDelivery(claimed.event_id, claimed.correlation, claimed.actor_label)
    with delivering(context):
        handler(event)
        for step in context.steps:
            step()


#: Written by hand: it belongs to every delivery, and composing it takes longer than it does.
_MARK = """
UPDATE events_delivery SET state = 'done', finished_at = %s, started_at = NULL, last_error = ''
WHERE id = %s AND state = 'waiting' AND attempts = %s
"""


def _mark_done(claimed: Claim) -> bool:
    """Mark it done before the handler runs: the mark is the lock, and it commits together with the handler's effects."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [clock.now(), claimed.pk, claimed.attempt])
        return bool(cursor.rowcount)


def _note_failure(claimed: Claim, error: Exception) -> None:
    """Wait a while before the next attempt; give up after the last one, or at once where trying again cannot help."""
    hopeless = isinstance(error, UnknownHandler | UnknownEvent)
    is_last = hopeless or claimed.attempt > len(BACK_OFF)
    wait = 0 if is_last else BACK_OFF[claimed.attempt - 1]
    # Unless somebody else has tried it since, which counts as another attempt.
    Delivery.objects.filter(pk=claimed.pk, attempts=claimed.attempt).update(
        state=Delivery.State.DEAD if is_last else Delivery.State.WAITING,
        available_at=clock.now() + timedelta(seconds=wait),
        started_at=None,
        finished_at=None,
        last_error="".join(traceback.format_exception(error)).replace("\x00", "")[-_ERROR_LENGTH:],
    )
