"""What inventory tells the others."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class OrderReserved(Event):
    """Every stocked line of the order is held at locations of the named warehouses."""

    order_id: int
    warehouse_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ReservationFellShort(Event):
    """Released, but not every unit could be located; the rest waits for replenishment. `cause`: why it was looked for."""

    order_id: int
    missing: int
    cause: str = ""


@dataclass(frozen=True, kw_only=True)
class StockReceived(Event):
    """Goods came in; `value` is their cost in the company's own currency."""

    receipt: str
    warehouse_id: int
    value: Decimal
    currency: str
    received_at: datetime


@dataclass(frozen=True, kw_only=True)
class StockAdjusted(Event):
    """A count or correction changed what is on hand; negative is a loss. `value` is quantity × moving average cost."""

    movement_id: int
    product_id: int
    quantity: int
    value: Decimal
    currency: str
    reason: str
    adjusted_at: datetime


@dataclass(frozen=True, kw_only=True)
class StockBecameReservable(Event):
    """Pieces reached an e-commerce zone, and released orders wait for these products."""

    product_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ReservationRetryDue(Event):
    """An order that fell short may now find its pieces: one event per order, so that each is tried by itself."""

    order_id: int
    cause: str = "stock_came"


@dataclass(frozen=True, kw_only=True)
class PurchaseOrderSent(Event):
    """A supplier was asked for goods."""

    purchase_order_id: int
    number: str


@dataclass(frozen=True, kw_only=True)
class PurchaseOrderCancelled(Event):
    """A purchase order that the supplier knows was taken back."""

    purchase_order_id: int
    number: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LotWithdrawn(Event):
    """A lot was blocked or expired: nobody is promised its free pieces; what orders hold of it has to be let go."""

    lot_id: int
    status: str


@dataclass(frozen=True, kw_only=True)
class HoldToLetGo(Event):
    """An order holds pieces of a withdrawn lot: one event per reservation, so that each is let go by itself."""

    reservation_id: int
    order_id: int
