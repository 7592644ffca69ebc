"""Nouns of the warehouse: see warehouse.py (where), stock.py (what is there), reservation.py (who holds it), purchasing.py (where
it comes from), forecasting.py (what will be asked for)."""

from inventory.models.forecasting import (
    AbcClass,
    AlertEnd,
    CoverAlert,
    Forecast,
    ForecastMethod,
    ForecastReason,
    ServiceLevel,
)
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
    "AbcClass",
    "AlertEnd",
    "CoverAlert",
    "Forecast",
    "ForecastMethod",
    "ForecastReason",
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
    "ServiceLevel",
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
