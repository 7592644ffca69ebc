"""Schedules of the catalogue."""

from celery import shared_task

from core.access import Actor
from shop.catalogue.ladder import take_steps


@shared_task(name="shop.catalogue.take_steps", ignore_result=True)
def step() -> int:
    """Take the steps of the sell-out ladder whose day has come."""
    return take_steps(actor=Actor.system("sell-out ladder"))
