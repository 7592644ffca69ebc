"""What a line cost when this visitor last touched it, kept in the session, so that the basket can say what changed since."""

from decimal import Decimal, InvalidOperation

from django.db import connection
from django.http import HttpRequest

from shop.basket.models import Basket
from shop.pricing.resolving import resolve_prices
from shop.storefront.presenting import stated
from shop.storefront.requests import Visit


def _key(basket_id: int) -> str:
    return f"prices:{basket_id}"


def remember(request: HttpRequest, basket: Basket) -> None:
    """Take the present prices of all lines as seen. One query beside what is in memory."""
    visit = Visit(request)
    with connection.cursor() as cursor:
        cursor.execute("SELECT product_id, quantity FROM basket_line WHERE basket_id = %s", [basket.pk])
        quantities = dict(cursor.fetchall())
    prices = resolve_prices(
        products=quantities, channel_market=visit.channel_market, account_id=visit.account_id, quantities=quantities
    )
    request.session[_key(basket.pk)] = {str(pk): str(stated(request, price)) for pk, price in prices.items()}


def seen(request: HttpRequest, basket_id: int) -> dict[int, Decimal]:
    kept = request.session.get(_key(basket_id), {})
    try:
        return {int(pk): Decimal(amount) for pk, amount in kept.items()}
    except (ValueError, InvalidOperation, AttributeError):
        return {}
