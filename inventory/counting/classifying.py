"""ABC classes: the products that make most of the value (or of the picks) are A, the next B, the rest C.

A product is A while those before it, the greatest first, make less than the limit; so the one that crosses it still is A.
What had no value (no pick) is C. All products are drawn in one statement, whatever their number.
"""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from inventory.models import AbcLimits

_DRAW = """
WITH moved AS (
    SELECT product_id, COALESCE(SUM(value) FILTER (WHERE reason = 'dispatched'), 0) AS value,
           COUNT(*) FILTER (WHERE reason = 'picked') AS picks
    FROM inventory_stockmovement WHERE reason IN ('dispatched', 'picked') AND at >= %(since)s GROUP BY product_id
), every AS (
    SELECT p.id, COALESCE(m.value, 0) AS value, COALESCE(m.picks, 0) AS picks
    FROM catalogue_product p JOIN catalogue_productclass c ON c.id = p.product_class_id AND c.track_stock
    LEFT JOIN moved m ON m.product_id = p.id
), ranked AS (
    SELECT id, value, picks, SUM(value) OVER by_value - value AS value_before, SUM(value) OVER () AS value_in_all,
           SUM(picks) OVER by_picks - picks AS picks_before, SUM(picks) OVER () AS picks_in_all
    FROM every WINDOW by_value AS (ORDER BY value DESC, id), by_picks AS (ORDER BY picks DESC, id)
)
INSERT INTO inventory_productabc AS known (product_id, by_value, by_movement, value, picks, limits_id, since)
SELECT id,
       CASE WHEN value = 0 THEN 'C' WHEN value_before * 100 < value_in_all * %(a)s THEN 'A'
            WHEN value_before * 100 < value_in_all * %(b)s THEN 'B' ELSE 'C' END,
       CASE WHEN picks = 0 THEN 'C' WHEN picks_before * 100 < picks_in_all * %(a)s THEN 'A'
            WHEN picks_before * 100 < picks_in_all * %(b)s THEN 'B' ELSE 'C' END,
       value, picks, %(limits)s, %(now)s
FROM ranked ORDER BY id
ON CONFLICT (product_id) DO UPDATE SET
    since = CASE WHEN (known.by_value, known.by_movement) = (excluded.by_value, excluded.by_movement)
                 THEN known.since ELSE excluded.since END,
    by_value = excluded.by_value, by_movement = excluded.by_movement, value = excluded.value, picks = excluded.picks,
    limits_id = excluded.limits_id
"""


class LimitsDoNotAscend(DomainError):
    """A ends before B does, and B before everything; between 1 and 730 days are looked at. Nothing was changed."""

    code = "limits_do_not_ascend"


def limits_in_force() -> AbcLimits | None:
    """The newest limits; None where nothing was drawn yet. One query."""
    return AbcLimits.objects.select_related("set_by").first()


def set_limits(*, a_until: int, b_until: int, days: int, actor: Actor, reason: str = "") -> AbcLimits:
    """From now on draw the classes by these limits; the former ones stay readable. The same again changes nothing.

    Raises:
        LimitsDoNotAscend
    """
    if not (1 <= a_until < b_until <= 99 and 1 <= days <= 730):
        raise LimitsDoNotAscend(a=a_until, b=b_until, days=days)
    with transaction.atomic():
        now = limits_in_force()
        if now is not None and (now.a_until, now.b_until, now.days) == (a_until, b_until, days):
            return now
        made = AbcLimits.objects.create(
            a_until=a_until, b_until=b_until, days=days, reason=reason[:200], set_by_id=actor.user_id, set_at=clock.now()
        )
        audit.record(actor=actor, action="counting.limits_set", subject=made, a=a_until, b=b_until, days=days)
    return made


def classify(*, actor: Actor) -> int:
    """Draw the classes of all stocked products anew; returns how many. Four statements.

    `since` of a product moves only when one of its classes does.
    """
    with transaction.atomic():
        limits = limits_in_force() or set_limits(a_until=80, b_until=95, days=90, actor=actor)
        now = clock.now()
        values: dict[str, Any] = {
            "since": now - timedelta(days=limits.days),
            "now": now,
            "a": limits.a_until,
            "b": limits.b_until,
        }
        with connection.cursor() as cursor:
            cursor.execute(_DRAW, {**values, "limits": limits.pk})
            return int(cursor.rowcount)
