"""Invariants of the stock records that the shop itself can prove; inventory proves the rest against its movements."""

from collections.abc import Iterator

from django.db.models import Sum

from core.verification import check
from shop.order.models import Line, OrderStatus
from shop.partner.models import StockRecord

OVER = (OrderStatus.COMPLETED, OrderStatus.CANCELLED)
OPEN = tuple(status for status in OrderStatus if status not in OVER)


@check("promised stock equals the unlocated quantity of open order lines")
def promised_equals_unlocated() -> Iterator[str]:
    """Told per stock record."""
    lines = Line.objects.filter(order__status__in=OPEN, promised_quantity__gt=0, stockrecord__isnull=False)
    unlocated = dict(lines.order_by().values_list("stockrecord").annotate(pieces=Sum("promised_quantity")))
    for row in StockRecord.objects.select_related("partner").order_by("pk"):
        if row.promised == unlocated.get(row.pk, 0):
            continue
        yield (
            f"Stock record {row.pk} ({row.partner_sku} in {row.partner.name}) has {row.promised} promised, "
            f"open order lines say {unlocated.get(row.pk, 0)}."
        )


@check("orders that are over promise nothing")
def closed_orders_promise_nothing() -> Iterator[str]:
    """Told per order line."""
    lines = Line.objects.filter(order__status__in=OVER).exclude(promised_quantity=0).select_related("order")
    for line in lines.order_by("pk"):
        yield f"Order {line.order.number} is {line.order.status}, yet line {line.pk} still promises {line.promised_quantity}."
