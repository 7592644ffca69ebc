"""Invariants of orders: what was placed adds up, and its marks and views say what its rows say."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from core.events.models import Delivery
from core.money import Money
from core.verification import check
from shop.basket.models import Basket
from shop.order.models import Order, OrderStatus
from shop.order.views import payment_view_of
from shop.payment.models import Payment

CHUNK = 500


#: The lines of each order are added up once, in one pass over all of them.
_TOTALS = """
SELECT o.number, o.currency, o.total_incl_tax, coalesce(l.incl, 0) + o.shipping_incl_tax + o.fee_incl_tax AS incl,
    o.total_excl_tax, coalesce(l.excl, 0) + o.shipping_excl_tax + o.fee_excl_tax AS excl
FROM order_order o LEFT JOIN (
    SELECT order_id, sum(line_price_incl_tax) AS incl, sum(line_price_excl_tax) AS excl FROM order_line GROUP BY order_id
) AS l ON l.order_id = o.id
WHERE o.total_incl_tax <> coalesce(l.incl, 0) + o.shipping_incl_tax + o.fee_incl_tax
    OR o.total_excl_tax <> coalesce(l.excl, 0) + o.shipping_excl_tax + o.fee_excl_tax
ORDER BY o.id
"""
#: What an order's payment view is derived from (see `payment_view_of`), and the view it shows: few situations for many orders.
_SITUATIONS = """
WITH paid AS (
    SELECT order_id, sum(captured) AS captured, sum(refunded) AS refunded,
        (array_agg(ARRAY[state, kind] ORDER BY id DESC) FILTER (WHERE state NOT IN ('expired', 'cancelled')))[1:1] AS living
    FROM payment_payment GROUP BY order_id
), situations AS (
    SELECT o.id, concat_ws(' ', o.payment_view, coalesce(p.captured, 0) >= o.total_incl_tax, coalesce(p.captured, 0) > 0,
        coalesce(p.refunded, 0) > 0, coalesce(p.refunded, 0) >= coalesce(p.captured, 0), p.living) AS situation
    FROM order_order o LEFT JOIN paid p ON p.order_id = o.id WHERE o.id <> ALL (%s)
)
"""


@check("order totals equal lines, delivery and fee")
def totals_equal_parts() -> Iterator[str]:
    """Told per order, for the side with tax and the side without."""
    for number, currency, total_incl, incl, total_excl, excl in _rows(_TOTALS):
        for name, total, made in (("with tax", total_incl, incl), ("without tax", total_excl, excl)):
            if total != made:
                yield (
                    f"Order {number} states a total {name} of {Money(total, currency)}, its parts make {Money(made, currency)}."
                )


@check("payment views say what the payments say")
def payment_views_are_derived() -> Iterator[str]:
    """Told per order whose written-down view is another than its payments give. Events still on their way are no drift.

    The view is derived for one order of each situation; orders in the same situation have the same view.
    """
    news = _with_news_waiting()
    first = dict(_rows(f"{_SITUATIONS} SELECT situation, min(id) FROM situations GROUP BY 1 ORDER BY 2", [news]))
    broken = [situation for situation, pk in first.items() if _derived(pk) != Order.objects.get(pk=pk).payment_view]
    if broken:
        rows = _rows(f"{_SITUATIONS} SELECT id FROM situations WHERE situation = ANY (%s) ORDER BY id", [news, broken])
        for order in Order.objects.filter(pk__in=[pk for (pk,) in rows]).order_by("pk").iterator(chunk_size=CHUNK):
            yield f"Order {order.number} shows its payment as {order.payment_view}, its payments say {_derived(order.pk)}."


def _derived(pk: int) -> str:
    total = Order.objects.values_list("total_incl_tax", flat=True).get(pk=pk)
    return payment_view_of(total, list(Payment.objects.filter(order=pk).order_by("pk")))


def _rows(query: str, values: list[Any] | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def _with_news_waiting() -> list[int]:
    """Orders with a payment event that some handler has not taken note of yet."""
    waiting = (
        Delivery.objects.exclude(state=Delivery.State.DONE)
        .filter(event__name__startswith="shop.payment.", event__payload__order_id__isnull=False)
        .values_list("event__payload__order_id", flat=True)
    )
    return [int(pk) for pk in waiting]


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
