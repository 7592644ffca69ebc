"""Schedules of the floor."""

from celery import shared_task
from django.conf import settings

from core.access import Actor
from fulfillment.auditing import audit_held_units
from fulfillment.carriers.sandbox import due_messages
from fulfillment.tracking import receive_message
from fulfillment.watching import watch_promises


@shared_task(name="fulfillment.sandbox_carrier", ignore_result=True)
def sandbox_carrier() -> int:
    """Let the sandbox carrier tell what is due, through the same door that a real carrier's webhooks use."""
    if not settings.SANDBOX_CARRIER:
        return 0
    return sum(receive_message(adapter="sandbox", headers=headers, body=body) for headers, body in due_messages())


@shared_task(name="fulfillment.watch_promises", ignore_result=True)
def watch() -> int:
    """See which promises are at risk or breached by now."""
    return watch_promises(actor=Actor.system("promise watch"))


@shared_task(name="fulfillment.audit_held_units", ignore_result=True)
def look_for_leaks() -> int:
    """The nightly audit: units that are held or promised though nobody will take them."""
    return audit_held_units(actor=Actor.system("reservation detective"))
