"""Nouns of the warehouse: warehouse.py (where), stock.py (what is there), reservation.py (who holds it), sourcing.py (why),
purchasing.py (where it comes from), forecasting.py (what will be asked for)."""

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
    StockTask,
    TaskKind,
    TaskStatus,
)
from inventory.models.sourcing import SourcingCause, SourcingDecision, SourcingPolicy
from inventory.models.stock import GoodsReceipt, MovementReason, ProductCost, StockLevel, StockMovement
from inventory.models.warehouse import (
    BranchAgreement,
    HouseKind,
    Location,
    PoolZone,
    Warehouse,
    WarehouseMarket,
    Zone,
    ZoneKind,
)

__all__ = [
    "AbcClass",
    "AlertEnd",
    "BranchAgreement",
    "CoverAlert",
    "Forecast",
    "ForecastMethod",
    "ForecastReason",
    "GoodsReceipt",
    "HouseKind",
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
    "SourcingCause",
    "SourcingDecision",
    "SourcingPolicy",
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
