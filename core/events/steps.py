"""Steps that must run last in a delivery: drawing a gapless number locks its counter until the transaction ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

Step = Callable[[], None]


@dataclass
class CurrentDelivery:
    """The delivery this code runs in: what a follow-up event inherits, and what is to be done last."""

    event_id: int
    correlation: UUID
    actor_label: str
    steps: list[Step] = field(default_factory=list)


_current: ContextVar[CurrentDelivery | None] = ContextVar("current_delivery", default=None)


def current_delivery() -> CurrentDelivery | None:
    return _current.get()


@contextmanager
def delivering(delivery: CurrentDelivery) -> Iterator[CurrentDelivery]:
    """Make `delivery` the current one for the block."""
    token = _current.set(delivery)
    try:
        yield delivery
    finally:
        _current.reset(token)


def run_last(step: Step) -> None:
    """Inside a delivery: queue a step to run just before the delivery is marked done. Elsewhere: run it now.

    Callers call it last, so that in both cases nothing but the commit follows.
    """
    delivery = _current.get()
    if delivery is None:
        step()
    else:
        delivery.steps.append(step)
