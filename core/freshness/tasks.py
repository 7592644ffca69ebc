"""What Celery runs: folding, and the pulse."""

from celery import shared_task

from core.freshness.folding import fold
from core.freshness.pulse import beat


@shared_task(name="core.freshness.fold")
def fold_changes() -> int:
    return fold()


@shared_task(name="core.freshness.pulse", ignore_result=True)
def pulse() -> None:
    beat()
