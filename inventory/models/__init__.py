"""Nouns of the warehouse: see warehouse.py (where), stock.py (what is there), reservation.py (who holds it), purchasing.py (where
it comes from)."""

from inventory.models.purchasing import (
    PurchaseOrder,
    PurchaseOrderLine,
    PurchaseOrderStatus,
    Supplier,
    SupplierPrice,
    SupplierProduct,
)
from inventory.models.reservation import (
    Reservation,
    ReservationStatus,
    SourcingDecision,
    StockTask,
    TaskKind,
    TaskStatus,
)
from inventory.models.stock import GoodsReceipt, MovementReason, ProductCost, StockLevel, StockMovement
from inventory.models.warehouse import Location, PoolZone, Warehouse, WarehouseMarket, Zone, ZoneKind

__all__ = [
    "GoodsReceipt",
    "Location",
    "MovementReason",
    "PoolZone",
    "ProductCost",
    "PurchaseOrder",
    "PurchaseOrderLine",
    "PurchaseOrderStatus",
    "Reservation",
    "ReservationStatus",
    "SourcingDecision",
    "StockLevel",
    "StockMovement",
    "StockTask",
    "Supplier",
    "SupplierPrice",
    "SupplierProduct",
    "TaskKind",
    "TaskStatus",
    "Warehouse",
    "WarehouseMarket",
    "Zone",
    "ZoneKind",
]
