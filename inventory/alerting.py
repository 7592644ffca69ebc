"""Alerts of cover: raised before the promise is endangered, ended when it is not any more. One is open per product and pool.

A schedule looks every minute, and what changes stock asks at once for its products. Raised below `covering.TARGET` days (or below
safety stock); ended half a day above it, so that a single order does not raise and end it in turn.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When

from core import clock
from inventory import covering
from inventory.models import AlertEnd, CoverAlert
from shop.catalogue.models import Lifecycle

URGENT = (covering.RUNS_OUT, covering.BELOW_SAFETY, covering.LOW)
#: Days of cover beyond the target at which an alert ends.
CLEAR = covering.TARGET + 0.5


@dataclass(frozen=True)
class Looked:
    """Alerts that were raised, that changed their state, and that ended."""

    raised: int
    changed: int
    ended: int


def look(product_ids: Iterable[int] | None = None) -> Looked:
    """Compare what is watched with the open alerts (of these products only, when some are named). At most six statements."""
    only = None if product_ids is None else sorted(set(product_ids))
    with transaction.atomic():
        standing = CoverAlert.objects.select_for_update(of=("self",)).filter(ended_at__isnull=True).order_by("pk")
        watched = covering.watched()
        if only is not None:
            standing, watched = standing.filter(product__in=only), watched.filter(product__in=only)
        open_now = {(one.product_id, one.pool_id): one for one in standing}
        products = {product for product, _pool in open_now}
        rows = watched.filter(Q(urgency__in=URGENT) | Q(product__in=products)).select_related("product")
        found = {(row.product_id, row.partner_id): row for row in rows}
        # In key order: two looks at once wait for each other's rows, never in a circle.
        new = [_raised(row) for key, row in sorted(found.items()) if key not in open_now and _is_endangered(row)]
        made = CoverAlert.objects.bulk_create(new, ignore_conflicts=True)
        changed = [one for key, one in open_now.items() if key in found and _follows(one, found[key])]
        ended = [one for key, one in open_now.items() if _is_ended(one, found.get(key))]
        CoverAlert.objects.bulk_update(changed, ["urgency", "cover"])
        CoverAlert.objects.bulk_update(ended, ["ended_at", "ended_why"])
    return Looked(len(made), len(changed), len(ended))


def _is_endangered(row: Any) -> bool:
    """What is sold until nothing is left only needs somebody while bulk has some."""
    if row.urgency not in URGENT or row.product.lifecycle == Lifecycle.DISCONTINUED:
        return False
    return bool(row.product.lifecycle != Lifecycle.SELL_THROUGH or row.in_bulk > 0)


def _raised(row: Any) -> CoverAlert:
    why = {
        "free": row.free,
        "a_day": round(row.demand, 2),
        "cover": None if row.cover is None else float(row.cover),
        "safety_stock": row.safety_stock,
        "in_bulk": row.in_bulk,
        "target": covering.TARGET,
    }
    return CoverAlert(
        product_id=row.product_id, pool_id=row.partner_id, since=clock.now(), urgency=row.urgency, cover=row.cover, why=why
    )


def _follows(alert: CoverAlert, row: Any) -> bool:
    """Bring state and cover of an open alert up to date; whether anything changed."""
    if row.urgency not in URGENT or (alert.urgency, alert.cover) == (row.urgency, row.cover):
        return False
    alert.urgency, alert.cover = row.urgency, row.cover
    return True


def _is_ended(alert: CoverAlert, row: Any) -> bool:
    why = _why_ended(row)
    if not why:
        return False
    alert.ended_at, alert.ended_why = max(clock.now(), alert.since), why
    return True


def _why_ended(row: Any) -> str:
    if row is None or row.product.lifecycle == Lifecycle.DISCONTINUED:
        return AlertEnd.NOT_SOLD
    if row.product.lifecycle == Lifecycle.SELL_THROUGH and not row.in_bulk:
        return AlertEnd.NOT_SOLD
    if row.urgency == covering.STILL:
        return AlertEnd.NOT_ASKED
    is_clear = row.urgency == covering.GOOD and (row.cover is None or row.cover >= CLEAR)
    return AlertEnd.COVERED if is_clear else ""


def open_alerts() -> int:
    """How many alerts are open. One query."""
    return CoverAlert.objects.filter(ended_at__isnull=True).count()


def rank_of_product(product: str = "product") -> Subquery:
    """For a query over rows with a product: 0 runs out, 1 below safety stock, 2 low; None without an open alert."""
    rank = Case(
        *(When(urgency=urgency, then=Value(n)) for n, urgency in enumerate(URGENT)), default=Value(2), output_field=IntegerField()
    )
    rows = CoverAlert.objects.filter(product=OuterRef(product), ended_at__isnull=True).annotate(rank=rank)
    return Subquery(rows.order_by("rank").values("rank")[:1])
