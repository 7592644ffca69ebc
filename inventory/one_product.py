"""One product on a page: its course over the last weeks, its lots, what is on order, what the floor is asked to do. Read only.

Each question is one statement or two, whatever the product has been through.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce, TruncDate

from core import clock
from inventory.covering import DEMAND_DAYS
from inventory.models import Lot, MovementReason, PurchaseOrderLine, StockMovement, StockTask, TaskStatus, ZoneKind
from inventory.models.purchasing import AWAITED
from inventory.recalling import lots_with_sums
from shop.order.models import Line


@dataclass(frozen=True)
class Course:
    """By day, the last one being today: what lay in the e-commerce zone in the evening, what was reserved and promised of it."""

    days: Sequence[date]
    level: Sequence[int]
    owed: Sequence[int]
    sold: int


def course_of(product_id: int, days: int, *, level: int, owed: int) -> Course:
    """Counted back from today's figures by movements and orders. `sold` is of the last 14 days. Two queries."""
    today, since = clock.today(), clock.now() - timedelta(days=days + 1)
    into, out = Q(to_location__zone__kind=ZoneKind.ECOMMERCE), Q(from_location__zone__kind=ZoneKind.ECOMMERCE)
    moved = (
        StockMovement.objects.filter(product=product_id, at__gte=since)
        .filter(into | out)
        .annotate(day=TruncDate("at"))
        .order_by()
        .values_list("day")
        .annotate(
            came=Coalesce(Sum("quantity", filter=into), 0),
            left=Coalesce(Sum("quantity", filter=out), 0),
            picked=Coalesce(Sum("quantity", filter=Q(reason=MovementReason.PICKED)), 0),
        )
    )
    ordered = (
        Line.objects.filter(product=product_id, order__date_placed__gte=since)
        .annotate(day=TruncDate("order__date_placed"))
        .order_by()
        .values_list("day")
        .annotate(n=Sum(F("quantity") - F("cancelled_quantity")))
    )
    by_day = {day: (came - left, picked) for day, came, left, picked in moved}
    asked = dict(ordered)
    levels, owing = [], []
    for back in range(days):
        day = today - timedelta(days=back)
        changed, picked = by_day.get(day, (0, 0))
        levels.append(level)
        owing.append(max(owed, 0))
        level -= changed
        owed -= asked.get(day, 0) - picked
    sold = sum(pieces for day, pieces in asked.items() if day > today - timedelta(days=DEMAND_DAYS))
    span = [today - timedelta(days=back) for back in range(days - 1, -1, -1)]
    return Course(span, levels[::-1], owing[::-1], sold)


def lots_of(product_id: int) -> list[Lot]:
    """Lots of which something lies somewhere, first expired first. One query."""
    rows = lots_with_sums().filter(product=product_id, on_hand__gt=0)
    return list(rows.order_by(F("expires_on").asc(nulls_first=True), "pk"))


def on_order(product_id: int, limit: int = 8) -> list[PurchaseOrderLine]:
    """Lines of purchase orders that are awaited, the next to arrive first, each with its day (`due`). One query."""
    rows = PurchaseOrderLine.objects.filter(
        product=product_id, purchase_order__status__in=AWAITED, received__lt=F("quantity")
    ).select_related("purchase_order__supplier")
    due = Coalesce("expected_on", "purchase_order__expected_on")
    return list(rows.annotate(due=due).order_by(F("due").asc(nulls_last=True), "pk")[:limit])


def open_tasks(product_id: int, limit: int = 8) -> list[StockTask]:
    """What the floor is asked to carry or count of it. One query."""
    rows = StockTask.objects.filter(product=product_id, status=TaskStatus.OPEN)
    return list(rows.select_related("from_location__warehouse", "to_location").order_by("pk")[:limit])
