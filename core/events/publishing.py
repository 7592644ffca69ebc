"""Writing an event into the outbox, in the caller's transaction: it exists if and only if the deed does."""

import uuid

from django.db import connection

from core import clock
from core.audit.context import current as request_context
from core.audit.recording import Doer
from core.errors import DomainError
from core.events.base import Event
from core.events.models import Delivery, OutboxEvent
from core.events.nudging import nudge_after_commit
from core.events.registry import handler_names
from core.events.steps import current_delivery
from core.events.wire import to_payload


class NoTransaction(DomainError):
    """An event published outside a transaction could survive a deed that failed, or be lost beside one that didn't."""

    code = "no_transaction"


def publish(event: Event, *, actor: Doer | None = None) -> OutboxEvent:
    """Tell the house what happened. At most two statements; workers are woken after commit.

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
    row = OutboxEvent.objects.create(
        name=event.event_name,
        payload=to_payload(event),
        actor_label=label[:200],
        occurred_at=clock.now(),
        correlation=delivery.correlation if delivery else uuid.uuid4(),
        caused_by=delivery.event_id if delivery else None,
        handler_count=len(names),
    )
    if names:
        Delivery.objects.bulk_create([Delivery(event=row, handler=name, available_at=row.occurred_at) for name in names])
        nudge_after_commit()
    return row
