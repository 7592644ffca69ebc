"""Invariants of quotas."""

from collections.abc import Iterator

from django.db import connection

from core.verification import check

_USES = """
WITH took AS (
    SELECT quota_id, stock_record_id, sum(taken) AS taken, sum(pieces) AS sold FROM quota_quotatake GROUP BY 1, 2
)
SELECT COALESCE(u.quota_id, t.quota_id), COALESCE(u.stock_record_id, t.stock_record_id),
       COALESCE(u.taken, 0), COALESCE(u.sold, 0), COALESCE(t.taken, 0), COALESCE(t.sold, 0)
FROM quota_quotause u FULL JOIN took t USING (quota_id, stock_record_id)
WHERE (COALESCE(u.taken, 0), COALESCE(u.sold, 0)) <> (COALESCE(t.taken, 0), COALESCE(t.sold, 0)) ORDER BY 1, 2
"""
_OVER = """
SELECT t.quota_id, o.number FROM quota_quotatake t JOIN order_order o ON o.id = t.order_id
WHERE o.status = 'cancelled' ORDER BY 1, 2
"""


@check("what quotas count equals what orders took under them")
def uses_equal_takes() -> Iterator[str]:
    """Told per quota and stock record."""
    with connection.cursor() as cursor:
        cursor.execute(_USES)
        for quota, record, taken, sold, real_taken, real_sold in cursor.fetchall():
            yield (
                f"Quota {quota} counts {taken} pieces taken and {sold} sold of stock record {record}, "
                f"orders say {real_taken} and {real_sold}."
            )


@check("orders that were called off hold nothing of a quota")
def cancelled_orders_hold_no_quota() -> Iterator[str]:
    """Told per quota and order."""
    with connection.cursor() as cursor:
        cursor.execute(_OVER)
        for quota, number in cursor.fetchall():
            yield f"Order {number} was called off, yet it still holds pieces of quota {quota}."
