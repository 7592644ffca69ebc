"""Full addresses for mail: a handler has no request to ask for the host."""

from django.conf import settings
from django.urls import reverse

from shop.channels.models import DoorKind
from shop.order.models import Order


def origin_of(order: Order) -> str:
    """Scheme and host of the shop an order came from: its door's host when it has one, else the house's address."""
    door = order.door
    if door and door.kind == DoorKind.HOST and door.value not in ("", "*"):
        return f"{'https' if settings.HTTPS else 'http'}://{door.value}"
    return settings.STOREHOUSE_ORIGIN


def order_address(order: Order) -> str:
    """Where the order can be seen; the page asks who comes without a sign-in."""
    return f"{origin_of(order)}{reverse('storefront:track')}?number={order.number}"
