"""Invariants of orders: what was placed adds up, and its marks and views say what its rows say."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from core.events.models import Delivery
from core.money import AmountField, Money
from core.verification import check
from shop.basket.models import Basket
from shop.order.models import Line, Order, OrderStatus
from shop.order.views import payment_view_of
from shop.payment.models import Payment

CHUNK = 500
AMOUNT = AmountField()


@check("order totals equal lines, delivery and fee")
def totals_equal_parts() -> Iterator[str]:
    """Told per order, for the side with tax and the side without."""
    for side in ("incl_tax", "excl_tax"):
        lines = Line.objects.filter(order=OuterRef("pk")).order_by().values("order").annotate(s=Sum(f"line_price_{side}"))
        sums = Coalesce(Subquery(lines.values("s"), output_field=AMOUNT), Decimal(0), output_field=AMOUNT)
        parts = F("goods") + F(f"shipping_{side}") + F(f"fee_{side}")
        rows = Order.objects.annotate(goods=sums).annotate(parts=parts).exclude(**{f"total_{side}": F("parts")})
        for order in rows.order_by("pk"):
            name = "with tax" if side == "incl_tax" else "without tax"
            total, made = Money(getattr(order, f"total_{side}"), order.currency), Money(order.parts, order.currency)
            yield f"Order {order.number} states a total {name} of {total}, its parts make {made}."


@check("payment views say what the payments say")
def payment_views_are_derived() -> Iterator[str]:
    """Told per order whose written-down view is another than its payments give. Events still on their way are no drift."""
    orders = Order.objects.prefetch_related(Prefetch("payments", Payment.objects.order_by("pk"), to_attr="rows")).order_by("pk")
    for order in orders.exclude(_has_news_waiting()).iterator(chunk_size=CHUNK):
        derived = payment_view_of(order.total_incl_tax, order.rows)
        if order.payment_view != derived:
            yield f"Order {order.number} shows its payment as {order.payment_view}, its payments say {derived}."


def _has_news_waiting() -> Q:
    """Orders with a payment event that some handler has not taken note of yet."""
    waiting = (
        Delivery.objects.exclude(state=Delivery.State.DONE)
        .filter(event__name__startswith="shop.payment.", event__payload__order_id__isnull=False)
        .values_list("event__payload__order_id", flat=True)
    )
    return Q(pk__in=[int(pk) for pk in waiting])


@check("every open order has a way to be paid")
def open_orders_are_paid_somehow() -> Iterator[str]:
    """Told per order that is neither over nor free and has no payment left alive."""
    over = (OrderStatus.COMPLETED, OrderStatus.CANCELLED)
    alive = Payment.objects.filter(order=OuterRef("pk")).exclude(state__in=("expired", "cancelled"))
    orders = Order.objects.exclude(status__in=over).filter(total_incl_tax__gt=0).filter(~Exists(alive))
    for order in orders.order_by("pk"):
        yield f"Order {order.number} is {order.status} and nobody is to pay its {Money(order.total_incl_tax, order.currency)}."


@check("every placed basket has its order and every order its placed basket")
def baskets_and_orders_match() -> Iterator[str]:
    """Told per frozen basket without order, and per order whose basket is open again."""
    frozen = Basket.objects.filter(status=Basket.FROZEN).filter(~Exists(Order.objects.filter(basket=OuterRef("pk"))))
    for basket in frozen.order_by("pk"):
        yield f"Basket {basket.pk} is frozen, but no order came of it."
    for order in Order.objects.filter(basket__isnull=False).exclude(basket__status=Basket.FROZEN).order_by("pk"):
        yield f"Order {order.number} came of basket {order.basket_id}, which can be changed again."


@check("an order is ready exactly when it has its three marks")
def ready_means_three_marks() -> Iterator[str]:
    """Told per open order that has all marks and was never told to be ready."""
    marked = Order.objects.filter(released_at__isnull=False, payable_at__isnull=False, reserved_at__isnull=False)
    for order in marked.filter(ready_at__isnull=True).exclude(status=OrderStatus.CANCELLED).order_by("pk"):
        yield f"Order {order.number} is released, payable and reserved, but was never called ready."
