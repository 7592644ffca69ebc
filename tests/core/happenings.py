"""Events and handlers that the tests of core.events publish and watch."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import TextChoices

from core.events import Event, handles


class Colour(TextChoices):
    RED = "red"


@dataclass(frozen=True, kw_only=True)
class LineSold:
    sku: str
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class TeaSold(Event):
    """Carries one of everything an event may carry."""

    order_id: int
    amount: Decimal = Decimal("0.10")
    on: date | None = None
    moment: datetime | None = None
    is_gift: bool = False
    lines: tuple[LineSold, ...] = ()
    pair: tuple[int, str] = (1, "a")
    notes: list[str | None] | None = None
    by_sku: dict[str, Decimal] | None = None
    colour: Colour = Colour.RED


@dataclass(frozen=True, kw_only=True)
class NobodyListens(Event):
    order_id: int


@dataclass(frozen=True, kw_only=True)
class Unsendable(Event):
    weight: float


Doing = Callable[[TeaSold], None]


class Watcher:
    """What the two handlers do, set by a test; what they saw."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.seen: list[tuple[str, int]] = []
        self.first: Doing = lambda event: None
        self.second: Doing = lambda event: None


watcher = Watcher()


@handles(TeaSold)
def first(event: TeaSold) -> None:
    watcher.first(event)
    watcher.seen.append(("first", event.order_id))


@handles(TeaSold)
def second(event: TeaSold) -> None:
    watcher.second(event)
    watcher.seen.append(("second", event.order_id))
