"""Delivering events: claim one delivery, run its handler and mark it done, all in one transaction.

Whatever dies on the way (worker, pool child, broker, database) leaves the delivery waiting and none of its effects.
"""

import logging
import traceback
from datetime import timedelta

from django.db import DatabaseError, connection, transaction

from core import clock
from core.errors import DomainError
from core.events.base import UnknownEvent, event_class
from core.events.models import Delivery
from core.events.registry import UnknownHandler, find_handler
from core.events.steps import CurrentDelivery, delivering
from core.events.wire import from_payload

log = logging.getLogger(__name__)

#: Seconds to wait after the first, second, … failure. After one more the delivery is a dead letter.
BACK_OFF = (1, 5, 30, 120, 600, 1800, 3600)
BATCH = 200
_ERROR_LENGTH = 8000


class DeliveryFailed(DomainError):
    """A handler failed while everything was expected to go through."""

    code = "delivery_failed"


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


def deliver_everything() -> int:
    """Deliver until nothing is due and insist that every handler succeeded; for tests and the demo company.

    Raises:
        DeliveryFailed: from the first handler's own error.
    """
    tried = 0
    while outcome := deliver_next():
        tried += 1
        if outcome.error is not None:
            delivery = outcome.delivery
            raise DeliveryFailed(handler=delivery.handler, delivery=delivery.pk, error=str(outcome.error)) from (outcome.error)
    return tried


class Outcome:
    """What became of one delivery: `error` is None when its handler ran."""

    def __init__(self, delivery: Delivery, error: Exception | None = None) -> None:
        self.delivery = delivery
        self.error = error


def deliver_next() -> Outcome | None:
    """Claim the delivery that has been due longest, run it and mark it; None when nothing is due."""
    claimed: Delivery | None = None
    try:
        with transaction.atomic():
            claimed = _claim()
            if claimed is None:
                return None
            error = _run(claimed)
            if error is None:
                _mark_done(claimed)
            else:
                _note_failure(claimed, error)
            return Outcome(claimed, error)
    except DatabaseError as error:
        # The commit itself was refused (a deferred constraint): nothing of the handler remains, the failure must.
        if claimed is None or not connection.is_usable():
            raise
        _note_failure_afterwards(claimed, error)
        return Outcome(claimed, error)


def _claim() -> Delivery | None:
    """Lock one due delivery that nobody else is working on."""
    return (
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("event")
        .filter(state=Delivery.State.WAITING, available_at__lte=clock.now())
        .order_by("available_at", "id")
        .first()
    )


def _run(delivery: Delivery) -> Exception | None:
    """Run the handler and its last steps behind a savepoint, so that a failure takes all its effects along."""
    event_row = delivery.event
    try:
        handler = find_handler(delivery.handler)
        event = from_payload(event_class(event_row.name), event_row.payload)
        context = CurrentDelivery(event_row.pk, event_row.correlation, event_row.actor_label)
        with transaction.atomic(), delivering(context):
            handler(event)
            for step in context.steps:
                step()
    except Exception as error:
        log.exception("%s failed on %s", delivery.handler, event_row)
        return error
    return None


def _mark_done(delivery: Delivery) -> None:
    delivery.attempts += 1
    delivery.state = Delivery.State.DONE
    delivery.finished_at = clock.now()
    delivery.last_error = ""
    delivery.save(update_fields=["attempts", "state", "finished_at", "last_error"])


def _note_failure(delivery: Delivery, error: Exception) -> None:
    """Wait a while before the next attempt; give up after the last one, or at once where trying again cannot help."""
    hopeless = isinstance(error, UnknownHandler | UnknownEvent)
    if hopeless or delivery.attempts >= len(BACK_OFF):
        delivery.state = Delivery.State.DEAD
    else:
        delivery.available_at = clock.now() + timedelta(seconds=BACK_OFF[delivery.attempts])
    delivery.attempts += 1
    delivery.last_error = "".join(traceback.format_exception(error)).replace("\x00", "")[-_ERROR_LENGTH:]
    delivery.save(update_fields=["attempts", "state", "available_at", "last_error"])


def _note_failure_afterwards(delivery: Delivery, error: Exception) -> None:
    """Note a failure in a transaction of its own, unless somebody else has meanwhile tried the delivery."""
    with transaction.atomic():
        fresh = Delivery.objects.select_for_update(skip_locked=True).filter(pk=delivery.pk, state=Delivery.State.WAITING).first()
        if fresh is not None:
            _note_failure(fresh, error)
