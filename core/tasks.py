"""What Celery runs for core as a whole: partitions ahead of the tables that are split."""

from celery import shared_task

from core import partitioning


@shared_task(name="core.grow_partitions", ignore_result=True)
def grow_partitions() -> None:
    """Every hour; one query where no table is split."""
    for table in partitioning.growing():
        partitioning.grow(table)
