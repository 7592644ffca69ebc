"""Nouns of the warehouse: see warehouse.py (where), stock.py (what is there), reservation.py (who holds it)."""

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
    "Reservation",
    "ReservationStatus",
    "SourcingDecision",
    "StockLevel",
    "StockMovement",
    "StockTask",
    "TaskKind",
    "TaskStatus",
    "Warehouse",
    "WarehouseMarket",
    "Zone",
    "ZoneKind",
]
