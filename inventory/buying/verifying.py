"""Buying's invariants, recomputed from purchase orders and receipts. Registered by `inventory.verifying`."""

from collections.abc import Iterator

from django.db import connection

from core import clock
from core.verification import check
from inventory.buying.expecting import next_arrivals
from shop.partner.models import StockRecord

_RECEIVED = """
SELECT o.number, l.product_id, l.received, l.damaged, COALESCE(SUM(r.good + r.damaged), 0), COALESCE(SUM(r.damaged), 0)
FROM inventory_purchaseorderline l JOIN inventory_purchaseorder o ON o.id = l.purchase_order_id
LEFT JOIN inventory_goodsreceiptline r ON r.purchase_order_line_id = l.id
GROUP BY o.number, l.id HAVING l.received <> COALESCE(SUM(r.good + r.damaged), 0) OR l.damaged <> COALESCE(SUM(r.damaged), 0)
ORDER BY l.id
"""

_LANDED = """
WITH said AS (
    SELECT receipt_id, SUM(landed_value) AS landed, SUM(goods_value) AS goods FROM inventory_goodsreceiptline GROUP BY 1
),
moved AS (
    SELECT source_id, SUM(value) AS value FROM inventory_stockmovement
    WHERE source_type = 'inventory.GoodsReceipt' AND reason = 'received' GROUP BY 1
)
SELECT r.number, s.landed, s.goods + r.freight + r.duty, COALESCE(m.value, 0)
FROM said s JOIN inventory_goodsreceipt r ON r.id = s.receipt_id LEFT JOIN moved m ON m.source_id = r.id::text
WHERE s.landed <> s.goods + r.freight + r.duty OR s.landed <> COALESCE(m.value, 0) ORDER BY r.id
"""

_STATUS = """
SELECT o.number, o.status, SUM(GREATEST(l.quantity - l.received, 0)), SUM(l.received)
FROM inventory_purchaseorder o JOIN inventory_purchaseorderline l ON l.purchase_order_id = o.id
GROUP BY o.id HAVING (o.status IN ('draft', 'sent', 'cancelled') AND SUM(l.received) > 0)
    OR (o.status = 'received' AND SUM(GREATEST(l.quantity - l.received, 0)) > 0)
    OR (o.status IN ('part_received', 'closed_short') AND (SUM(l.received) = 0 OR SUM(GREATEST(l.quantity - l.received, 0)) = 0))
ORDER BY o.id
"""


def _rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@check("what purchase orders say was received equals their receipts")
def received_equals_receipts() -> Iterator[str]:
    for number, product, received, damaged, came, broken in _rows(_RECEIVED):
        yield (
            f"Purchase order {number}, product {product}: the line says {received} received and {damaged} damaged, "
            f"its receipts add up to {came} and {broken}."
        )


@check("the landed cost of a receipt is its goods, freight and duty, and what its movements carry")
def landed_cost_adds_up() -> Iterator[str]:
    for number, landed, parts, moved in _rows(_LANDED):
        yield (
            f"Receipt {number}: its lines are landed at {landed.normalize():f}, goods, freight and duty are "
            f"{parts.normalize():f}, its movements carry {moved.normalize():f}."
        )


@check("a purchase order is in the state that its lines say")
def status_fits_lines() -> Iterator[str]:
    for number, status, missing, received in _rows(_STATUS):
        yield f"Purchase order {number} is {status}, but {received} pieces came and {missing} are missing."


@check("stock records say the next arrival that purchase orders promise")
def records_say_the_next_arrival() -> Iterator[str]:
    """A record whose day has passed is shown to nobody and renewed by the schedule."""
    coming = next_arrivals()
    said = {
        (pool, product): (on, pieces)
        for pool, product, on, pieces in StockRecord.objects.filter(next_due_on__isnull=False).values_list(
            "partner_id", "product_id", "next_due_on", "next_due_quantity"
        )
    }
    for pool, product in sorted(coming.keys() | said.keys()):
        promised, written = coming.get((pool, product)), said.get((pool, product))
        if promised != written and not (written and written[0] < clock.today()):
            yield f"Product {product} in pool {pool}: {_arrival(promised)} on order, the stock record says {_arrival(written)}."


def _arrival(one: tuple | None) -> str:
    return f"{one[1]} pieces for {one[0]}" if one else "nothing"
