"""Which function does something when an event is told. Handlers live in each department's `handlers.py`."""

from collections.abc import Callable
from typing import Any, TypeVar

from core.errors import DomainError
from core.events.base import Event
from core.events.lanes import Lane

E = TypeVar("E", bound=Event)
Handler = Callable[[Any], None]

_handlers: dict[str, dict[str, Handler]] = {}
_by_name: dict[str, Handler] = {}
_lanes: dict[str, str] = {}


class UnknownHandler(DomainError):
    """No function is registered under this name (it was renamed or removed after the event was published)."""

    code = "unknown_handler"


def handles(event: type[E], *, lane: Lane = Lane.MAIN) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a function for an event. It runs in a transaction of its own, together with the mark that it ran.

    `lane` says which workers do it where lanes have workers of their own.
    """

    def register(handler: Callable[[E], None]) -> Callable[[E], None]:
        name = f"{handler.__module__}.{handler.__qualname__}"
        _handlers.setdefault(event.event_name, {})[name] = handler
        _by_name[name] = handler
        _lanes[name] = lane.value
        return handler

    return register


def handler_names(event_name: str) -> list[str]:
    """The handlers of an event, in order of registration."""
    return list(_handlers.get(event_name, {}))


def lane_of(name: str) -> str:
    """The lane of a registered handler."""
    return _lanes.get(name, Lane.MAIN.value)


def find_handler(name: str) -> Handler:
    """The function behind a handler's name.

    Raises:
        UnknownHandler: nothing is registered under it.
    """
    if name not in _by_name:
        raise UnknownHandler(name=name)
    return _by_name[name]
