"""What Celery runs: folding."""

from celery import shared_task

from core.freshness.folding import fold


@shared_task(name="core.freshness.fold")
def fold_changes() -> int:
    return fold()
