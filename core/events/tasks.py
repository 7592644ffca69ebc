"""What Celery runs. A message is only a wake-up: the work stands in PostgreSQL and outlives every message."""

import time
from datetime import datetime, timedelta

from celery import shared_task
from django.core.cache import cache
from django.db import close_old_connections

from core import clock
from core.access import Actor
from core.events.delivering import deliver_next
from core.events.lanes import delivered_by
from core.events.nudging import nudge
from core.events.pruning import kept_since, prune_handled
from core.events.waiting import anything_due

#: A turn ends after so many deliveries or seconds, well before the task's time limit would hit an innocent handler.
TURN = 200
SECONDS = 20.0
#: Where the moment of the last sweep is kept for whoever asks whether beat and a worker live.
SWEPT, SWEPT_FOR = "events:swept-at", timedelta(days=7)


@shared_task(name="core.events.wake", ignore_result=True)
def wake(queue: str = "") -> None:
    """Deliver for one turn, what is of this queue; when more may be due, ask for the next turn."""
    close_old_connections()
    until, lanes = time.monotonic() + SECONDS, delivered_by(queue)
    for _ in range(TURN):
        if deliver_next(lanes=lanes) is None:
            return
        if time.monotonic() > until:
            break
    nudge(queue)


@shared_task(name="core.events.sweep", ignore_result=True)
def sweep(queue: str = "") -> None:
    """Find what a lost nudge left. Runs every second from beat, for each queue; one query when there is nothing.

    What is published wakes the workers of the main queue; those of another find what is theirs by this.
    """
    close_old_connections()
    if not queue:
        cache.set(SWEPT, clock.now().isoformat(), SWEPT_FOR.total_seconds())
    if anything_due(delivered_by(queue)):
        wake(queue)


def last_sweep() -> datetime | None:
    """When the outbox was swept the last time, as far as Redis remembers."""
    noted = cache.get(SWEPT)
    return datetime.fromisoformat(noted) if noted else None


@shared_task(name="core.events.prune", ignore_result=True)
def prune() -> None:
    """Remove what was handled long ago. Runs at night."""
    close_old_connections()
    prune_handled(before=kept_since(), actor=Actor.system("pruning"))
