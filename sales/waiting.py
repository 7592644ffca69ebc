"""Questions about held orders. Read only."""

from django.db.models import Prefetch, QuerySet

from sales.models import OrderCheck, Outcome
from shop.order.models import Order, OrderStatus


def held_orders() -> QuerySet[Order]:
    """Held orders, oldest first, each with `objections`. Two queries whatever the number of rows."""
    objections = OrderCheck.objects.filter(outcome=Outcome.HELD).select_related("rule")
    return (
        Order.objects.filter(status=OrderStatus.HELD)
        .select_related("customer", "channel", "market")
        .prefetch_related(Prefetch("checks", objections, to_attr="objections"))
        .order_by("date_placed", "pk")
    )


def count_held() -> int:
    """How many wait for a decision. One query on an index."""
    return Order.objects.filter(status=OrderStatus.HELD).count()
