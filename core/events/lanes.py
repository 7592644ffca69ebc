"""Lanes: which workers deliver what. A lane may have a queue and workers of its own: slow work never blocks quick work then.

Without `STOREHOUSE_LANES_APART` every worker delivers everything, in the order in which it became due.
"""

from django.conf import settings
from django.db import models

from core.errors import DomainError


class Lane(models.TextChoices):
    """What a handler is like. It is written on each delivery when the event is published."""

    #: Somebody waits for it, and it is done in milliseconds: checks, reservations, bookings.
    MAIN = "main", "main"
    #: Documents and mail: a tenth of a second and more, and other people's servers.
    PAPERS = "papers", "papers"
    #: One deed over thousands of rows.
    BULK = "bulk", "bulk"


class UnknownLane(DomainError):
    """A setting or a message names a lane that there is none of."""

    code = "unknown_lane"


def delivered_by(queue: str = "") -> list[str]:
    """The lanes that the workers of a queue deliver (empty: those that name none). No lane: all of them, without asking.

    Raises:
        UnknownLane
    """
    apart = settings.EVENT_LANES_APART
    unknown = sorted({*apart, *([queue] if queue else [])} - set(Lane.values))
    if unknown:
        raise UnknownLane(lanes=unknown)
    if queue:
        return [queue]
    return [lane for lane in Lane.values if lane not in apart] if apart else []
