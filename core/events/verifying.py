"""The outbox's invariants."""

from collections.abc import Iterator

from django.db.models import Count, F

from core.events.models import Delivery, OutboxEvent
from core.verification import check


@check("every event is handled or waiting")
def events_handled_or_waiting() -> Iterator[str]:
    """Told per dead letter, and per event that lacks one of the deliveries it was published with."""
    for delivery in Delivery.objects.filter(state=Delivery.State.DEAD).select_related("event").order_by("id"):
        yield (
            f"Event {delivery.event_id} ({delivery.event.name}) was given up by {delivery.handler} "
            f"after {delivery.attempts} attempts."
        )
    counted = OutboxEvent.objects.annotate(found=Count("deliveries")).exclude(found=F("handler_count"))
    for event in counted.order_by("id"):
        yield f"Event {event.pk} ({event.name}) has {event.found} of its {event.handler_count} deliveries."
