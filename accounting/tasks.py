"""Schedules of the books."""

from celery import shared_task

from accounting.summing import fold_sums


@shared_task(name="accounting.fold_sums", ignore_result=True)
def fold() -> int:
    """Keep few entries outside the sums by day, so that reports stay quick. Late or lost, they are right all the same."""
    return fold_sums()
