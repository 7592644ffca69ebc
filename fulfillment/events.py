"""What fulfilment tells the others."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class ShipmentOpened(Event):
    shipment_id: int
    order_id: int
    warehouse_id: int


@dataclass(frozen=True, kw_only=True)
class ShipmentPacked(Event):
    shipment_id: int
    order_id: int


@dataclass(frozen=True, kw_only=True)
class ShipmentDispatched(Event):
    """The goods left. `cost` is their cost at moving average, in the company's own currency.

    `lines` holds (order line id, quantity) of what really left. `closes_order` is true when nothing else of the
    order will be shipped: accounting then invoices services, delivery and fees that were not yet invoiced.
    """

    shipment_id: int
    order_id: int
    lines: tuple[tuple[int, int], ...]
    cost: Decimal
    cost_currency: str
    closes_order: bool
    dispatched_at: datetime


@dataclass(frozen=True, kw_only=True)
class ShipmentDelivered(Event):
    """`cash_collected` is what the courier took at the door, in the order's currency; 0 when nothing was due."""

    shipment_id: int
    order_id: int
    cash_collected: Decimal
    currency: str
    delivered_at: datetime


@dataclass(frozen=True, kw_only=True)
class ShipmentReturned(Event):
    """The parcels are back at our door; what is in them has still to be booked."""

    shipment_id: int
    order_id: int
    returned_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReturnClosed(Event):
    """What came back is booked and decided. `lost` is the cost of what did not come back, in the company's currency."""

    shipment_id: int
    order_id: int
    lost: Decimal
    currency: str
    closed_at: datetime


@dataclass(frozen=True, kw_only=True)
class ShipmentRefused(Event):
    """Parcels of the shipment were not taken, all or some; every one has met its end.

    `lines` holds (order line id, quantity) of what comes back and `cost` what that had cost when it left, in the
    company's own currency; no lines means all of the shipment. `cash_collected` is what the courier took for parcels
    that were taken, in the order's currency.
    """

    shipment_id: int
    order_id: int
    reason: str
    refused_at: datetime
    lines: tuple[tuple[int, int], ...] = ()
    cost: Decimal = Decimal(0)
    cash_collected: Decimal = Decimal(0)
    currency: str = ""
