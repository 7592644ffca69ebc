"""What the back office tells itself."""

from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class BulkRunConfirmed(Event):
    """Somebody has looked at what an action would do to many records, and wants it."""

    run_id: int


@dataclass(frozen=True, kw_only=True)
class BulkRunAdvanced(Event):
    """Some records of a bulk action are done; others wait."""

    run_id: int
