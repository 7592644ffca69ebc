"""Questions about the outbox, and what is done on it by hand: replaying a dead letter, spacing out what may wait."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Count, Min, Q, QuerySet

from core import audit, clock
from core.audit.recording import Doer
from core.errors import DomainError
from core.events.models import Delivery
from core.events.nudging import nudge_after_commit


class NotADeadLetter(DomainError):
    """Only a delivery that was given up can be replayed."""

    code = "not_a_dead_letter"


@dataclass(frozen=True)
class Queue:
    """How the outbox stands: deliveries due now, waiting for later, given up; since when the oldest due one waits."""

    due: int
    later: int
    dead: int
    oldest_due: datetime | None


def anything_due(lanes: Collection[str] = ()) -> bool:
    """Whether a worker (of these lanes, if any are named) would find something to do. One query over a partial index."""
    due = Delivery.objects.filter(state=Delivery.State.WAITING, available_at__lte=clock.now())
    return (due.filter(lane__in=lanes) if lanes else due).exists()


def queue() -> Queue:
    """The state of the outbox. One query."""
    now = clock.now()
    waiting = Q(state=Delivery.State.WAITING)
    due = waiting & Q(available_at__lte=now)
    figures = Delivery.objects.exclude(state=Delivery.State.DONE).aggregate(
        due=Count("pk", filter=due),
        later=Count("pk", filter=waiting & Q(available_at__gt=now)),
        dead=Count("pk", filter=Q(state=Delivery.State.DEAD)),
        oldest_due=Min("available_at", filter=due),
    )
    return Queue(**figures)


def dead_letters() -> QuerySet[Delivery]:
    """Deliveries that were given up, oldest first, each with its event. One query."""
    return Delivery.objects.filter(state=Delivery.State.DEAD).select_related("event").order_by("id")


def replay(*, delivery_id: int, actor: Doer) -> Delivery:
    """Let a dead letter be tried again from the first attempt.

    Raises:
        NotADeadLetter: there is no such dead letter (nothing is changed).
    """
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().filter(pk=delivery_id, state=Delivery.State.DEAD).first()
        if delivery is None:
            raise NotADeadLetter(delivery=delivery_id)
        delivery.state = Delivery.State.WAITING
        delivery.attempts = 0
        delivery.available_at = clock.now()
        delivery.save(update_fields=["state", "attempts", "available_at"])
        audit.record(actor=actor, action="events.replayed", subject=delivery, handler=delivery.handler, event=delivery.event_id)
        nudge_after_commit()
    return delivery


def space_out(*, handlers: Collection[str], pace: timedelta, actor: Doer) -> int:
    """Let what waits for these handlers come one at a time, `pace` apart, the newest first. Returns how many. Two statements.

    What is waited for by somebody then does not stand behind a pile of what nobody waits for.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                """
                UPDATE events_delivery SET available_at = %s::timestamptz + %s::interval * place
                FROM (SELECT id AS spaced, row_number() OVER (ORDER BY id DESC) - 1 AS place
                      FROM events_delivery WHERE state = 'waiting' AND handler = ANY(%s)) AS places
                WHERE id = spaced AND state = 'waiting'
                """,
                [clock.now(), f"{pace.total_seconds()} seconds", list(handlers)],
            )
            spaced = cursor.rowcount
        audit.record(actor=actor, action="events.spaced_out", subject_label=", ".join(sorted(handlers))[:200], deliveries=spaced)
    return spaced
