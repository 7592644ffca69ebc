"""What Celery runs. A message is only a wake-up: the work stands in PostgreSQL and outlives every message."""

import time

from celery import shared_task
from django.db import close_old_connections

from core.events.delivering import deliver_next
from core.events.nudging import nudge
from core.events.waiting import anything_due

#: A turn ends after so many deliveries or seconds, well before the task's time limit would hit an innocent handler.
TURN = 200
SECONDS = 20.0


@shared_task(name="core.events.wake", ignore_result=True)
def wake() -> None:
    """Deliver for one turn; when more may be due, ask for the next turn."""
    close_old_connections()
    until = time.monotonic() + SECONDS
    for _ in range(TURN):
        if deliver_next() is None:
            return
        if time.monotonic() > until:
            break
    nudge()


@shared_task(name="core.events.sweep", ignore_result=True)
def sweep() -> None:
    """Find what a lost nudge left. Runs every second from beat; one query when there is nothing."""
    close_old_connections()
    if anything_due():
        wake()
