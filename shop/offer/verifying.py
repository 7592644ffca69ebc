"""Invariants of offers: a cap counts exactly the open and finished orders that hold a share of it."""

from collections.abc import Iterator

from django.db.models import Count, Sum

from core.verification import check
from shop.offer.models import ConditionalOffer
from shop.order.models import OrderDiscount, OrderStatus


@check("caps of offers count the orders that hold a share")
def caps_equal_orders() -> Iterator[str]:
    """Told per offer. Discounts taken before an offer got its cap are not counted."""
    held = {
        row["offer_id"]: (row["n"], row["amount"])
        for row in OrderDiscount.objects.filter(frequency__gt=0)
        .exclude(order__status=OrderStatus.CANCELLED)
        .values("offer_id")
        .annotate(n=Count("pk"), amount=Sum("amount"))
    }
    for offer in ConditionalOffer.objects.order_by("pk"):
        orders, amount = held.get(offer.pk, (0, 0))
        if (offer.num_applications, offer.total_discount) != (orders, amount):
            yield (
                f"Offer {offer.name} counts {offer.num_applications} orders and {offer.total_discount:f} given, "
                f"its orders make {orders} and {amount:f}."
            )
