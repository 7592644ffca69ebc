"""What Celery runs for the back office, by schedule."""

from celery import shared_task

from backoffice.lists.running import prune


@shared_task(name="backoffice.prune_bulk_runs", ignore_result=True)
def prune_bulk_runs() -> None:
    """Forget old bulk actions."""
    prune()
