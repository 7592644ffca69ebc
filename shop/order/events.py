"""What an order tells the departments. Ids and values only."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class OrderPlaced(Event):
    order_id: int
    number: str
    placed_at: datetime


@dataclass(frozen=True, kw_only=True)
class OrderHeld(Event):
    order_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class OrderReleased(Event):
    order_id: int


@dataclass(frozen=True, kw_only=True)
class OrderReadyToShip(Event):
    """Released, payable and reserved: the job that set the last mark says so, once."""

    order_id: int


@dataclass(frozen=True, kw_only=True)
class OrderCancelled(Event):
    """`was_reserved` tells inventory and fulfilment that units are held at locations or already in work."""

    order_id: int
    reason: str
    was_reserved: bool


@dataclass(frozen=True, kw_only=True)
class OrderCompleted(Event):
    order_id: int
    total_incl_tax: Decimal
    currency: str
