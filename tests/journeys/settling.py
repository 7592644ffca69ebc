"""Waiting until the house has done what was asked of it, and asking it to prove its books."""

import io
import time
from collections.abc import Callable

from django.core.management import CommandError, call_command

from core.events.models import Delivery, DeliveryState

PATIENCE = 60.0


def until(condition: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Ask again until it holds; the workers decide when."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, f"Waited {patience:.0f} s in vain for {what}."
        time.sleep(0.1)


def let_workers_finish() -> None:
    """Until every event has been handled. A failed handler's own words are shown."""

    def nothing_waits() -> bool:
        failed = Delivery.objects.exclude(state=DeliveryState.DONE).exclude(last_error="").first()
        assert failed is None, f"{failed.handler} failed:\n{failed.last_error}"
        return not Delivery.objects.exclude(state=DeliveryState.DONE).exists()

    until(nothing_waits, "the workers to handle every event")


def books_agree() -> None:
    """`bin/manage verify` finds nothing."""
    said = io.StringIO()
    try:
        call_command("verify", stdout=said)
    except CommandError as broken:
        raise AssertionError(f"{broken}\n{said.getvalue()}") from broken
