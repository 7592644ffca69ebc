"""What the past needs of stock: before a month's first order each warehouse receives what the month sends out, at the same cost.

So levels, stock records and the cost of stock end where they began, and movements still add up to them.
"""

import io
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby

from django.db import connection

from accounting.stocking import book_receipt
from core import clock
from core.access import Actor
from demo.history.counting import advance
from demo.history.planning import Planned
from demo.history.writing import Ids
from demo.seeding.house import ZONE

_RECEIPTS = uuid.UUID("0d1f6a55-8f0e-4f5b-9a0b-5f3f9bb1c4a7")
#: Pieces by shelf, and their cost: a shelf's share of what the product cost; the first shelf bears what rounding leaves.
_NEEDED = """
WITH sent AS (
    SELECT w.warehouse_id, s.product_id, sum(s.quantity * d.orders) AS pieces, sum(s.value * d.orders) AS value
    FROM history_demand d JOIN history_sent s USING (specimen)
    JOIN (SELECT DISTINCT specimen, warehouse_id FROM history_picked) w USING (specimen) GROUP BY 1, 2
), shelves AS (
    SELECT k.warehouse_id, k.product_id, k.shelf_id, sum(k.quantity * d.orders) AS pieces
    FROM history_demand d JOIN history_picked k USING (specimen) GROUP BY 1, 2, 3
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
SELECT k.quantity, 'picked', 'fulfillment.Shipment', ({{shipment}})::text, p.shipment, 0, 0, '',
    NULL, %(actor)s, k.at + p.days * interval '1 day', k.shelf_id, k.product_id, NULL, k.staging_id
FROM history_plan p JOIN history_picked k ON k.specimen = p.specimen
"""
_SENT = f"""{_MOVEMENT}
SELECT t.quantity, 'dispatched', 'fulfillment.Shipment', ({{shipment}})::text, p.shipment, t.unit_cost, t.value, '',
    t.actor_id, t.actor_label, t.at + p.days * interval '1 day', t.staging_id, t.product_id, NULL, NULL
FROM history_plan p JOIN history_sent t ON t.specimen = p.specimen
"""


def receive_goods(planned: Sequence[Planned], *, currency: str, actor: Actor) -> None:
    """Receive, month by month, all that the planned orders will send out: a day before the month's first order."""
    for begins, month in _months(planned):
        _have_demand(month)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMP TABLE history_needed ON COMMIT DROP AS {_NEEDED}")
            cursor.execute("SELECT warehouse_id, sum(cost) FROM history_needed GROUP BY 1 ORDER BY 1")
            for warehouse, cost in cursor.fetchall():
                _receive(warehouse, cost, at=begins - timedelta(days=1), currency=currency, actor=actor)
            cursor.execute("DROP TABLE history_needed")


def send_out(ids: Ids, *, actor: Actor) -> None:
    """Pick and send out everything of the part that is in `history_plan`."""
    shipment = ids.new("fulfillment_shipment", "0")
    with connection.cursor() as cursor:
        for statement in (_PICKED, _SENT):
            cursor.execute(statement.format(shipment=shipment), {"actor": actor.label})


def _months(planned: Sequence[Planned]) -> Iterator[tuple[datetime, Counter[int]]]:
    """When each month's first order was placed, and how often each specimen is repeated in it. Orders come by day."""
    for _month, orders in groupby(planned, key=lambda one: one.placed_at.astimezone(ZONE).strftime("%Y-%m")):
        of_month = list(orders)
        yield min(one.placed_at for one in of_month), Counter(one.specimen.pk for one in of_month)


def _have_demand(demand: Counter[int]) -> None:
    text = "".join(f"{specimen}\t{orders}\n" for specimen, orders in sorted(demand.items()))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE IF NOT EXISTS history_demand (specimen bigint, orders bigint)")
        cursor.execute("TRUNCATE history_demand")
        cursor.copy_expert("COPY history_demand FROM STDIN", io.StringIO(text))
        cursor.execute("ANALYZE history_demand")


def _receive(warehouse: int, cost: Decimal, *, at: datetime, currency: str, actor: Actor) -> None:
    last, pattern = advance("goods_receipt", 0, 1)
    number = pattern.format(n=last + 1, year=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO inventory_goodsreceipt "
            "(number, key, reference, supplier, received_at, actor_label, warehouse_id, exchange_rate, freight, duty) "
            "VALUES (%s, %s, 'Past', '', %s, %s, %s, 1, 0, 0) RETURNING id",
            [number, uuid.uuid5(_RECEIPTS, number), at, actor.label, warehouse],
        )
        receipt = str(cursor.fetchone()[0])
        cursor.execute(_RECEIVED, {"receipt": receipt, "number": number, "actor": actor.label, "at": at, "warehouse": warehouse})
    with clock.at(at + timedelta(minutes=1)):
        book_receipt(receipt=number, value=cost, currency=currency, at=at, actor=actor)
