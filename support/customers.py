"""A customer as support sees one: contact, addresses, orders, newest first. Read only."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from shop.customer.models import Customer, CustomerAddress
from shop.order.models import Order, OrderStatus

LATEST = 25


@dataclass(frozen=True)
class Overview:
    """A customer's page. `count` counts every order, `orders` are the latest of them.

    `spent` maps currency to the sum of orders that were not cancelled: currencies are never added up.
    """

    customer: Customer
    addresses: list[CustomerAddress]
    orders: list[Order]
    count: int
    spent: dict[str, Decimal]


def overview(customer_id: int) -> Overview:
    """Five queries whatever the number of orders.

    Raises:
        Customer.DoesNotExist
    """
    customer = Customer.objects.select_related("trade_account__channel_market__channel").get(pk=customer_id)
    orders = Order.objects.filter(customer=customer).select_related("channel", "market").order_by("-pk")
    sums = (
        Order.objects.filter(customer=customer)
        .order_by("currency")
        .values("currency")
        .annotate(total=Sum("total_incl_tax", filter=~Q(status=OrderStatus.CANCELLED)), n=Count("pk"))
    )
    rows = list(sums)
    return Overview(
        customer=customer,
        addresses=list(customer.addresses.select_related("country")),
        orders=list(orders[:LATEST]),
        count=sum(row["n"] for row in rows),
        spent={row["currency"]: row["total"] for row in rows if row["total"] is not None},
    )
