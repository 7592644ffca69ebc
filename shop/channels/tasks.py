"""What Celery runs: folding what came through doors into days."""

from celery import shared_task

from shop.channels.counting import fold_sightings


@shared_task(name="shop.channels.fold_visits")
def fold_visits() -> int:
    return fold_sightings()
