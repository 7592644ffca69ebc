"""Expected arrivals, written down to the stock records of the pools that sell from the warehouse they come to.

A product that is sold out then says when more comes. A day that has passed is nobody's promise: it is left out here, not
shown by the shop, and the schedule renews the record.
"""

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction

from core import clock
from shop.partner.keeping import write_supply_down
from shop.partner.models import StockRecord
from shop.partner.records import ensure_records
from shop.partner.stock import lock

#: The first day on which something of a product comes to a pool, and how much on that day.
_NEXT = """
SELECT DISTINCT ON (1, 2) s.pool_id, l.product_id, l.expected_on, SUM(l.quantity - l.received)
FROM inventory_purchaseorderline l
JOIN inventory_purchaseorder o ON o.id = l.purchase_order_id
JOIN (SELECT DISTINCT p.pool_id, z.warehouse_id FROM inventory_poolzone p JOIN inventory_zone z ON z.id = p.zone_id) s
    ON s.warehouse_id = o.warehouse_id
WHERE o.status IN ('sent', 'part_received') AND l.received < l.quantity AND l.expected_on >= %s
    AND (%s::bigint[] IS NULL OR l.product_id = ANY(%s))
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


def next_arrivals(product_ids: Iterable[int] | None = None) -> dict[tuple[int, int], tuple[date, int]]:
    """Day and pieces of the next arrival by pool and product, of these products or of all. One query."""
    wanted = None if product_ids is None else sorted(set(product_ids))
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [clock.today(), wanted, wanted])
        return {(pool, product): (on, pieces) for pool, product, on, pieces in cursor.fetchall()}


def write_down_arrivals(product_ids: Iterable[int]) -> int:
    """Bring the stock records of these products up to date with what is on order. Returns how many changed.

    Read behind the records' locks: of two orders for one product that are sent at once, the later one sees both.
    """
    products = sorted(set(product_ids))
    with transaction.atomic():
        ensure_records(next_arrivals(products))
        records = dict(StockRecord.objects.filter(product__in=products).values_list("pk", "product_id"))
        rows = lock(list(records))
        coming = next_arrivals(products)
        return write_supply_down({pk: coming.get((row.partner_id, row.product_id)) for pk, row in rows.items()})


def renew_arrivals() -> int:
    """Bring every stock record up to date: days pass, and pools begin to sell from other zones. Returns how many changed."""
    coming = {product for _pool, product in next_arrivals()}
    said = set(StockRecord.objects.filter(next_due_on__isnull=False).values_list("product_id", flat=True))
    return write_down_arrivals(coming | said)
