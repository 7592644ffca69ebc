"""What an event is: a frozen dataclass of ids and values, in the past tense, known by "<package>.<ClassName>"."""

from __future__ import annotations

from typing import Any, ClassVar

from core.errors import DomainError

_classes: dict[str, type[Event]] = {}


class UnknownEvent(DomainError):
    """No class is registered under this name (it was renamed or removed)."""

    code = "unknown_event"


class Event:
    """Base of all events. Subclasses are `@dataclass(frozen=True, kw_only=True)` in a department's `events.py`."""

    event_name: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.event_name = f"{cls.__module__.removesuffix('.events')}.{cls.__qualname__}"
        _classes[cls.event_name] = cls


def event_class(name: str) -> type[Event]:
    """The class behind a name.

    Raises:
        UnknownEvent: nothing is registered under it.
    """
    if name not in _classes:
        raise UnknownEvent(name=name)
    return _classes[name]


def event_classes() -> list[type[Event]]:
    """Every event of the house, by name."""
    return [_classes[name] for name in sorted(_classes)]
