"""What Celery runs. A message is only a wake-up: the work stands in PostgreSQL and outlives every message."""

from celery import shared_task
from django.db import close_old_connections

from core.events.delivering import BATCH, deliver_pending
from core.events.nudging import nudge
from core.events.waiting import anything_due


@shared_task(name="core.events.wake", ignore_result=True)
def wake() -> int:
    """Deliver a batch; when it was full, ask for another worker's turn."""
    close_old_connections()
    tried = deliver_pending(limit=BATCH)
    if tried >= BATCH:
        nudge()
    return tried


@shared_task(name="core.events.sweep", ignore_result=True)
def sweep() -> int:
    """Find what a lost nudge left. Runs every second from beat; one query when there is nothing."""
    close_old_connections()
    return deliver_pending(limit=BATCH) if anything_due() else 0
