"""The floor's invariants: nothing advanced without a scan, and what left is what was taken from stock."""

from collections.abc import Iterator

from django.db import connection

from core.verification import check

_UNSCANNED = """
SELECT p.id, l.number FROM fulfillment_pickline p JOIN fulfillment_picklist l ON l.id = p.pick_list_id
WHERE p.picked > 0 AND p.override_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM fulfillment_scanevent s WHERE s.pick_line_id = p.id AND s.result IN ('ok', 'short'))
ORDER BY p.id
"""

_SENT = """
SELECT s.number, SUM(l.dispatched), COALESCE((
    SELECT SUM(m.quantity) FROM inventory_stockmovement m
    WHERE m.source_type = 'fulfillment.Shipment' AND m.source_id = s.id::text AND m.reason = 'dispatched'), 0)
FROM fulfillment_shipment s JOIN fulfillment_shipmentline l ON l.shipment_id = s.id
GROUP BY s.id, s.number
HAVING SUM(l.dispatched) <> COALESCE((
    SELECT SUM(m.quantity) FROM inventory_stockmovement m
    WHERE m.source_type = 'fulfillment.Shipment' AND m.source_id = s.id::text AND m.reason = 'dispatched'), 0)
ORDER BY s.number
"""

_PARCELS = """
SELECT s.number, SUM(l.packed), COALESCE((
    SELECT SUM(x.quantity) FROM fulfillment_parcelline x JOIN fulfillment_parcel p ON p.id = x.parcel_id
    WHERE p.shipment_id = s.id), 0)
FROM fulfillment_shipment s JOIN fulfillment_shipmentline l ON l.shipment_id = s.id
GROUP BY s.id, s.number
HAVING SUM(l.packed) <> COALESCE((
    SELECT SUM(x.quantity) FROM fulfillment_parcelline x JOIN fulfillment_parcel p ON p.id = x.parcel_id
    WHERE p.shipment_id = s.id), 0)
ORDER BY s.number
"""


_BACK = """
SELECT s.number, SUM(l.returned), COALESCE((
    SELECT SUM(m.quantity) FROM inventory_stockmovement m
    WHERE m.source_type = 'fulfillment.Shipment' AND m.source_id = s.id::text AND m.reason = 'returned'), 0)
FROM fulfillment_shipment s JOIN fulfillment_shipmentline l ON l.shipment_id = s.id
GROUP BY s.id, s.number
HAVING SUM(l.returned) <> COALESCE((
    SELECT SUM(m.quantity) FROM inventory_stockmovement m
    WHERE m.source_type = 'fulfillment.Shipment' AND m.source_id = s.id::text AND m.reason = 'returned'), 0)
ORDER BY s.number
"""


def _rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@check("every picked line was scanned or overridden")
def picked_lines_were_scanned() -> Iterator[str]:
    for line, number in _rows(_UNSCANNED):
        yield f"Line {line} of pick list {number} was picked without a scan and without an override."


@check("what was dispatched equals what left the stock")
def dispatched_equals_movements() -> Iterator[str]:
    for number, sent, moved in _rows(_SENT):
        yield f"Shipment {number} says {sent} pieces were dispatched, movements say {moved}."


@check("what was packed equals what lies in parcels")
def packed_equals_parcels() -> Iterator[str]:
    for number, packed, boxed in _rows(_PARCELS):
        yield f"Shipment {number} says {packed} pieces were packed, its parcels hold {boxed}."


@check("what came back equals what was booked into the stock again")
def returned_equals_movements() -> Iterator[str]:
    for number, back, moved in _rows(_BACK):
        yield f"Shipment {number} says {back} pieces came back, movements say {moved}."
