"""Writing an event into the outbox, in the caller's transaction: it exists if and only if the deed does."""

import json
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection

from core import clock
from core.audit.context import current as request_context
from core.audit.recording import Doer
from core.errors import DomainError
from core.events.base import Event
from core.events.models import DeliveryState, OutboxEvent
from core.events.nudging import nudge_after_commit
from core.events.registry import handler_names, lane_of
from core.events.steps import current_delivery
from core.events.wire import to_payload


class NoTransaction(DomainError):
    """An event published outside a transaction could survive a deed that failed, or be lost beside one that didn't."""

    code = "no_transaction"


def publish(event: Event, *, actor: Doer | None = None) -> OutboxEvent:
    """Tell the house what happened. One statement; workers are woken after commit.

    The actor's label is taken from `actor`, else from the event being handled, else from the request.

    Raises:
        NoTransaction: called outside `transaction.atomic`.
        NotForTheWire: a field does not hold what its annotation says.
    """
    if not connection.in_atomic_block:
        raise NoTransaction(event=event.event_name)
    delivery = current_delivery()
    label = actor.label if actor else delivery.actor_label if delivery else request_context.get().actor_label
    names = handler_names(event.event_name)
    row = OutboxEvent(
        name=event.event_name,
        payload=to_payload(event),
        actor_label=label[:200],
        occurred_at=clock.now(),
        correlation=delivery.correlation if delivery else uuid.uuid4(),
        caused_by=delivery.event_id if delivery else None,
        handler_count=len(names),
    )
    _write(row, names)
    if names:
        nudge_after_commit()
    return row


#: The event and a delivery for each handler.
_WRITE = """
WITH told AS (
    INSERT INTO events_outboxevent (name, payload, actor_label, occurred_at, correlation, caused_by, handler_count)
    VALUES (%(name)s, %(payload)s::jsonb, %(actor_label)s, %(at)s, %(correlation)s::uuid, %(caused_by)s, %(count)s) RETURNING id
), sent AS (
    INSERT INTO events_delivery (event_id, handler, lane, state, attempts, available_at, last_error)
    SELECT told.id, one.handler, one.lane, %(waiting)s, 0, %(at)s, ''
    FROM told, unnest(%(handlers)s::text[], %(lanes)s::text[]) AS one(handler, lane)
)
SELECT id FROM told
"""


def _write(row: OutboxEvent, handlers: Sequence[str]) -> None:
    values: dict[str, Any] = {
        "name": row.name,
        "payload": json.dumps(row.payload),
        "actor_label": row.actor_label,
        "at": row.occurred_at,
        "correlation": str(row.correlation),
        "caused_by": row.caused_by,
        "count": row.handler_count,
        "waiting": DeliveryState.WAITING.value,
        "handlers": list(handlers),
        "lanes": [lane_of(name) for name in handlers],
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, values)
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias
