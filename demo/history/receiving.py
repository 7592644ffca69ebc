"""What the past needs of stock: before a part's first order each warehouse receives what the part sends out, at the same cost.

So levels, stock records and the cost of stock end where they began, and movements still add up to them.
"""

import uuid
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import connection

from accounting.stocking import book_receipt
from core import clock
from core.access import Actor
from demo.history.counting import advance
from demo.history.writing import Ids

_RECEIPTS = uuid.UUID("0d1f6a55-8f0e-4f5b-9a0b-5f3f9bb1c4a7")
#: Pieces by shelf, and their cost: a shelf's share of what the product cost; the first shelf bears what rounding leaves.
_NEEDED = """
WITH sent AS (
    SELECT w.warehouse_id, s.product_id, sum(s.quantity) AS pieces, sum(s.value) AS value
    FROM history_plan p JOIN history_sent s ON s.order_id = p.specimen
    JOIN (SELECT DISTINCT order_id, warehouse_id FROM history_picked) w ON w.order_id = p.specimen GROUP BY 1, 2
), shelves AS (
    SELECT k.warehouse_id, k.product_id, k.shelf_id, sum(k.quantity) AS pieces
    FROM history_plan p JOIN history_picked k ON k.order_id = p.specimen GROUP BY 1, 2, 3
), shares AS (
    SELECT h.*, round(s.value * h.pieces / s.pieces, 4) AS share, s.value,
        row_number() OVER (PARTITION BY h.warehouse_id, h.product_id ORDER BY h.shelf_id) AS place
    FROM shelves h JOIN sent s USING (warehouse_id, product_id)
)
SELECT warehouse_id, product_id, shelf_id, pieces,
    share + CASE WHEN place = 1 THEN value - sum(share) OVER (PARTITION BY warehouse_id, product_id) ELSE 0 END AS cost
FROM shares
"""
_MOVEMENT = """INSERT INTO inventory_stockmovement (quantity, reason, source_type, source_id, source_label, unit_cost, value, note,
    actor_id, actor_label, at, from_location_id, product_id, reverses_id, to_location_id) """
_RECEIVED = f"""{_MOVEMENT}
SELECT pieces, 'received', 'inventory.GoodsReceipt', %(receipt)s, %(number)s, round(cost / pieces, 4), cost, '',
    NULL, %(actor)s, %(at)s, NULL, product_id, NULL, shelf_id
FROM history_needed WHERE warehouse_id = %(warehouse)s ORDER BY product_id, shelf_id
"""
_PICKED = f"""{_MOVEMENT}
SELECT k.quantity, 'picked', 'fulfillment.Shipment', ({{shipment}})::text, s.number, 0, 0, '',
    NULL, %(actor)s, k.at + p.days * interval '1 day', k.shelf_id, k.product_id, NULL, k.staging_id
FROM history_plan p JOIN history_picked k ON k.order_id = p.specimen JOIN fulfillment_shipment s ON s.id = {{shipment}}
"""
_SENT = f"""{_MOVEMENT}
SELECT t.quantity, 'dispatched', 'fulfillment.Shipment', ({{shipment}})::text, s.number, t.unit_cost, t.value, '',
    t.actor_id, t.actor_label, t.at + p.days * interval '1 day', t.staging_id, t.product_id, NULL, NULL
FROM history_plan p JOIN history_sent t ON t.order_id = p.specimen JOIN fulfillment_shipment s ON s.id = {{shipment}}
"""


def move_stock(ids: Ids, *, at: datetime, currency: str, actor: Actor) -> None:
    """Receive, pick and send out everything of the planned part; the receipts come in at `at`, before all else."""
    shipment = ids.new("fulfillment_shipment", "0")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE history_needed ON COMMIT DROP AS {_NEEDED}")
        cursor.execute("SELECT warehouse_id, sum(cost) FROM history_needed GROUP BY 1 ORDER BY 1")
        for warehouse, cost in cursor.fetchall():
            _receive(warehouse, cost, at=at, currency=currency, actor=actor)
        for statement in (_PICKED, _SENT):
            cursor.execute(statement.format(shipment=shipment), {"actor": actor.label})


def _receive(warehouse: int, cost: Decimal, *, at: datetime, currency: str, actor: Actor) -> None:
    last, pattern = advance("goods_receipt", 0, 1)
    number = pattern.format(n=last + 1, year=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO inventory_goodsreceipt (number, key, reference, supplier, received_at, actor_label, warehouse_id) "
            "VALUES (%s, %s, 'Past', '', %s, %s, %s) RETURNING id",
            [number, uuid.uuid5(_RECEIPTS, number), at, actor.label, warehouse],
        )
        receipt = str(cursor.fetchone()[0])
        cursor.execute(_RECEIVED, {"receipt": receipt, "number": number, "actor": actor.label, "at": at, "warehouse": warehouse})
    with clock.at(at + timedelta(minutes=1)):
        book_receipt(receipt=number, value=cost, currency=currency, at=at, actor=actor)
