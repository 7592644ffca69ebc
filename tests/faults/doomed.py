"""An event whose handler kills the process that runs it, as running out of memory does; and one that harms nobody."""

import os
import signal
from dataclasses import dataclass

from core.access.models import Role
from core.events import Event, handles


@dataclass(frozen=True, kw_only=True)
class KettleFilled(Event):
    """`bursts`: the worker that handles it dies."""

    number: int
    bursts: bool = False


@handles(KettleFilled)
def boil(event: KettleFilled) -> None:
    Role.objects.create(code=f"boiled-{event.number}", name=f"Boiled {event.number}")
    if event.bursts:
        os.kill(os.getpid(), signal.SIGKILL)
