"""Whose basket a request means: the signed-in owner's, or the one whose id this browser's session holds."""

from django.db import connection
from django.http import HttpRequest

from shop.basket import filling
from shop.basket.models import Basket
from shop.storefront.requests import Visit


def session_key(channel_market_id: int) -> str:
    return f"basket:{channel_market_id}"


def kept_id(request: HttpRequest) -> int | None:
    """The id of this browser's guest basket behind the present door."""
    kept = request.session.get(session_key(Visit(request).channel_market.pk))
    return kept if isinstance(kept, int) else None


def keep(request: HttpRequest, basket: Basket) -> None:
    """Remember a guest's basket in the session; an owner's is found by its owner."""
    if basket.owner_id is None:
        request.session[session_key(basket.channel_market_id)] = basket.pk


def find(request: HttpRequest) -> Basket | None:
    """The open basket behind the present door, if there is one. At most one query, once per request."""
    if "_basket" not in request.__dict__:
        visit = Visit(request)
        request._basket = filling.find_basket(  # type: ignore[attr-defined]
            channel_market=visit.channel_market, owner=visit.user, basket_id=None if visit.user else kept_id(request)
        )
    return request._basket  # type: ignore[attr-defined]


def for_filling(request: HttpRequest) -> Basket:
    """The open basket behind the present door, made when there is none."""
    basket = find(request)
    if basket is None:
        visit = Visit(request)
        basket = filling.open_basket(channel_market=visit.channel_market, owner=visit.user)
        keep(request, basket)
        request._basket = basket  # type: ignore[attr-defined]
    return basket


_PIECES = """
SELECT sum(line.quantity) FROM basket_line AS line JOIN basket_basket AS basket ON basket.id = line.basket_id
WHERE basket.channel_market_id = %s AND basket.status = %s AND basket.drafted_by_id IS NULL
"""


def pieces(request: HttpRequest) -> int:
    """How many pieces the basket holds. One query; none for a guest without a basket."""
    visit = Visit(request)
    kept = None if visit.user else kept_id(request)
    if visit.user is None and kept is None:
        return 0
    whose, value = ("basket.owner_id = %s", visit.user.pk) if visit.user else ("basket.id = %s AND basket.owner_id IS NULL", kept)
    with connection.cursor() as cursor:
        cursor.execute(f"{_PIECES} AND {whose}", [visit.channel_market.pk, Basket.OPEN, value])
        return cursor.fetchone()[0] or 0
