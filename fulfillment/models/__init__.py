"""Nouns of fulfilment: see shipment.py, picking.py (lists, lines, scans), parcel.py (boxes, tracking), laws.py (triggers)."""

from fulfillment.models.parcel import (
    Parcel,
    ParcelLine,
    ParcelStatus,
    SandboxParcel,
    TrackingEvent,
    TrackingKind,
)
from fulfillment.models.picking import (
    WRONG_RESULTS,
    PickLine,
    PickLineStatus,
    PickList,
    PickListStatus,
    PickStep,
    ScanEvent,
    ScanOverride,
    ScanResult,
    ScanStation,
    ShortReason,
)
from fulfillment.models.shipment import IN_THE_HOUSE, LEFT, Shipment, ShipmentLine, ShipmentReturn, ShipmentStatus

__all__ = [
    "IN_THE_HOUSE",
    "LEFT",
    "WRONG_RESULTS",
    "Parcel",
    "ParcelLine",
    "ParcelStatus",
    "PickLine",
    "PickLineStatus",
    "PickList",
    "PickListStatus",
    "PickStep",
    "SandboxParcel",
    "ScanEvent",
    "ScanOverride",
    "ScanResult",
    "ScanStation",
    "Shipment",
    "ShipmentLine",
    "ShipmentReturn",
    "ShipmentStatus",
    "ShortReason",
    "TrackingEvent",
    "TrackingKind",
]
