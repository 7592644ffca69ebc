"""Invariants of the stock records that the shop itself can prove; inventory proves the rest against its movements."""

from collections.abc import Iterator

from django.db.models import F, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from core.verification import check
from shop.order.models import Line, OrderStatus
from shop.partner.models import StockRecord

OVER = (OrderStatus.COMPLETED, OrderStatus.CANCELLED)


@check("promised stock equals the unlocated quantity of open order lines")
def promised_equals_unlocated() -> Iterator[str]:
    """Told per stock record."""
    unlocated = (
        Line.objects.filter(stockrecord=OuterRef("pk"))
        .exclude(order__status__in=OVER)
        .order_by()
        .values("stockrecord")
        .annotate(pieces=Sum("promised_quantity"))
        .values("pieces")
    )
    rows = StockRecord.objects.annotate(unlocated=Coalesce(Subquery(unlocated, output_field=IntegerField()), 0))
    for row in rows.exclude(promised=F("unlocated")).select_related("partner").order_by("pk"):
        yield (
            f"Stock record {row.pk} ({row.partner_sku} in {row.partner.name}) has {row.promised} promised, "
            f"open order lines say {row.unlocated}."
        )


@check("orders that are over promise nothing")
def closed_orders_promise_nothing() -> Iterator[str]:
    """Told per order line."""
    lines = Line.objects.filter(order__status__in=OVER).exclude(promised_quantity=0).select_related("order")
    for line in lines.order_by("pk"):
        yield f"Order {line.order.number} is {line.order.status}, yet line {line.pk} still promises {line.promised_quantity}."
