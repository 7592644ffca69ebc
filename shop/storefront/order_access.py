"""Who may see an order on the storefront: whoever's session placed or found it, and whoever acts for its customer.

The right is kept in the session, never in the address; everybody else is told that there is no such page.
"""

from django.db.models import Q
from django.http import Http404, HttpRequest

from shop.order.models import Order
from shop.storefront.requests import Visit

ORDERS_KEY = "orders"
PLACED_KEY = "placed"
MOST_KEPT = 50


def remember(request: HttpRequest, order: Order) -> None:
    """Let this browser see the order, and know which basket it came from."""
    kept = [number for number in request.session.get(ORDERS_KEY, []) if number != order.number]
    request.session[ORDERS_KEY] = [*kept, order.number][-MOST_KEPT:]
    if order.basket_id:
        placed = request.session.get(PLACED_KEY, {})
        request.session[PLACED_KEY] = {**placed, str(order.basket_id): order.number}


def placed_from(request: HttpRequest, basket_id: int) -> str | None:
    """The number of the order that this browser placed from a basket."""
    return request.session.get(PLACED_KEY, {}).get(str(basket_id))


def visible_order(request: HttpRequest, number: str) -> Order:
    """The order, if this visitor may see it. One query.

    Raises:
        Http404: unknown, or somebody else's.
    """
    orders = Order.objects.select_related(
        "channel", "market", "delivery_option", "shipping_address__country", "billing_address", "trade_account"
    )
    if number in request.session.get(ORDERS_KEY, []):
        order = orders.filter(number=number).first()
    elif user := Visit(request).user:
        mine = Q(user=user) | Q(customer__memberships__user=user)
        order = orders.filter(mine, number=number).distinct().first()
    else:
        order = None
    if order is None:
        raise Http404
    return order
