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

#: Each side is added up once, in one pass over all rows.
_BY_SHIPMENT = "SELECT shipment_id, sum({column}) AS pieces FROM fulfillment_shipmentline GROUP BY shipment_id"
_MOVED = """
    SELECT source_id::bigint AS shipment_id, sum(quantity) AS pieces FROM inventory_stockmovement
    WHERE source_type = 'fulfillment.Shipment' AND reason = '{reason}' GROUP BY source_id
"""
_BOXED = """
    SELECT p.shipment_id, sum(x.quantity) AS pieces
    FROM fulfillment_parcelline x JOIN fulfillment_parcel p ON p.id = x.parcel_id GROUP BY p.shipment_id
"""
_DIFFERENT = """
SELECT s.number, coalesce(said.pieces, 0), coalesce(made.pieces, 0)
FROM ({said}) AS said FULL JOIN ({made}) AS made USING (shipment_id) JOIN fulfillment_shipment s ON s.id = shipment_id
WHERE coalesce(said.pieces, 0) <> coalesce(made.pieces, 0) ORDER BY s.number
"""
_SENT = _DIFFERENT.format(said=_BY_SHIPMENT.format(column="dispatched"), made=_MOVED.format(reason="dispatched"))
_PARCELS = _DIFFERENT.format(said=_BY_SHIPMENT.format(column="packed"), made=_BOXED)
_BACK = _DIFFERENT.format(said=_BY_SHIPMENT.format(column="returned"), made=_MOVED.format(reason="returned"))

#: Pieces whose lot nobody knew when they left come back into the unknown one.
_LOTS_BACK = """
SELECT m.source_label, b.code, SUM(CASE WHEN m.reason = 'dispatched' THEN m.quantity ELSE 0 END),
       SUM(CASE WHEN m.reason = 'returned' THEN m.quantity ELSE 0 END)
FROM inventory_stockmovement m JOIN inventory_lot b ON b.id = m.lot_id AND b.code <> 'UNKNOWN'
WHERE m.source_type = 'fulfillment.Shipment' AND m.reason IN ('dispatched', 'returned')
GROUP BY m.source_id, m.source_label, b.id, b.code
HAVING SUM(CASE WHEN m.reason = 'returned' THEN m.quantity ELSE -m.quantity END) > 0 ORDER BY 1, 2
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


@check("no lot gets more back with a shipment than left from it")
def lots_get_back_what_left() -> Iterator[str]:
    for number, lot, sent, back in _rows(_LOTS_BACK):
        yield f"Of lot {lot}, {sent} pieces left with shipment {number}, but {back} came back."
