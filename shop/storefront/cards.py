"""Cards of products from this process's memory, each kept until something is told about its product (core.freshness).

Whoever is signed in may see such a card, since nothing in it is one person's: an account with prices of its own has cards of its
own.
"""

from collections.abc import Sequence

from django.db import connection

from core import clock
from core.freshness import remembered
from shop.catalogue.listing import Card, cards
from shop.catalogue.wares import wares
from shop.quota.rules import phase
from shop.storefront.offers_shown import with_offers
from shop.storefront.requests import Visit


def cards_of(visit: Visit, product_ids: Sequence[int]) -> list[Card]:
    """Cards of these products in this order; what is gone is left out. One statement, four more for what is not in
    memory, six where an offer runs."""

    def read(missing: list[int]) -> dict[int, Card]:
        products = [ware.product for ware in wares(missing).values()]
        made = cards(products, channel_market=visit.channel_market, account_id=visit.account_id)
        made = with_offers(made, visit.channel_market)
        return {card.product.pk: card for card in made}

    database = connection.settings_dict["NAME"]
    here = visit.channel_market
    key = ("cards", database, here.pk, visit.account_id, visit.language, clock.today(), phase(here.pool_id))
    found = remembered(key, product_ids, read)
    return [found[pk] for pk in product_ids if pk in found]
