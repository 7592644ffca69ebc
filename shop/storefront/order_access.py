"""Who may see an order on the storefront: whoever's session placed or found it, and whoever acts for its customer.

The right is kept in the session, never in the address; everybody else is told that there is no such page.
"""

from django.http import Http404, HttpRequest

from core.freshness import standing
from shop.customer.models import CustomerUser
from shop.order.models import Order, ShippingAddress
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
    """The order, if this visitor may see it. Its address comes along, its channel and market from memory. Two queries.

    Raises:
        Http404: unknown, or somebody else's.
    """
    order = next(iter(Order.objects.raw("SELECT * FROM order_order WHERE number = %s", [number])), None)
    if order is None or not (number in request.session.get(ORDERS_KEY, []) or _is_mine(request, order)):
        raise Http404
    order.channel, order.market = standing(
        ("place of sale", order.channel_id, order.market_id), lambda: (order.channel, order.market)
    )
    if order.shipping_address_id:
        address = "SELECT * FROM order_shippingaddress WHERE id = %s"
        order.shipping_address = next(iter(ShippingAddress.objects.raw(address, [order.shipping_address_id])))
    return order


def _is_mine(request: HttpRequest, order: Order) -> bool:
    """Whether who is signed in placed it or acts for its customer. One query, none for who placed it."""
    user = Visit(request).user
    if user is None:
        return False
    return order.user_id == user.pk or CustomerUser.objects.filter(customer=order.customer_id, user=user).exists()
