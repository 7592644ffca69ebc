"""The event map: every event of the house, its fields and who handles it. For the docs, and for people who ask."""

from dataclasses import dataclass, fields

from core.events.base import Event, event_classes
from core.events.registry import handler_names


@dataclass(frozen=True)
class Entry:
    """One event: who tells it (the package of its `events.py`), what it carries, which functions handle it."""

    name: str
    told_by: str
    carries: tuple[str, ...]
    handled_by: tuple[str, ...]


def event_map() -> list[Entry]:
    """Every event by name; tests' and the torture's own are left out."""
    house = [cls for cls in event_classes() if not cls.__module__.startswith(("tests.", "core.events.torture"))]
    return [_entry(cls) for cls in house]


def _entry(cls: type[Event]) -> Entry:
    told_by = cls.__module__.removesuffix(".events")
    carries = tuple(field.name for field in fields(cls))  # type: ignore[arg-type]
    return Entry(cls.event_name, told_by, carries, tuple(sorted(handler_names(cls.event_name))))


def as_markdown() -> str:
    """The map as a table for `docs/event_map.md`."""
    rows = ["| event | carries | handled by |", "|---|---|---|"]
    for entry in event_map():
        handlers = "<br>".join(f"`{name}`" for name in entry.handled_by) or "nobody yet"
        rows.append(f"| `{entry.name}` | {', '.join(entry.carries)} | {handlers} |")
    return "\n".join(rows) + "\n"
