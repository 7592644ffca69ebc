"""What a card and a product's page say of an offer: the price it gives with the former one, or in words what it asks for.

The price is named only where it is the price that will be charged (shop.offer.showing). A reduction is named with the former
price, the lowest of the thirty days before it began; where that was no higher, nothing is called a reduction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core import clock
from shop.catalogue.listing import Card
from shop.channels.models import ChannelMarket
from shop.offer.showing import Running, former_prices, running_for, tell
from shop.storefront.requests import Visit


@dataclass(frozen=True)
class OfferShown:
    """`price` and `was` are one piece's on the side this channel shows (None: nothing is named); `words` what is said beside."""

    price: Decimal | None
    was: Decimal | None
    words: str


NOTHING = OfferShown(None, None, "")


def with_offers(made: Iterable[Card], channel_market: ChannelMarket) -> list[Card]:
    """Cards with what offers of today do to them. One to three queries, whatever the number of cards."""
    made = list(made)
    today = clock.today()
    end = clock.midnight(today + timedelta(days=1))
    running = running_for(channel_market=channel_market, products=[card.product.pk for card in made], until=end)
    if not running:
        return made
    prices = {card.product.pk: card.price for card in made if card.price is not None and card.product.pk in running}
    began = min((one.begins.date() for told in running.values() for one in told if one.begins), default=today)
    former = former_prices(prices=prices, channel_market=channel_market, before=began) if prices else {}
    return [replace(card, offers=running.get(card.product.pk, ()), former=former.get(card.product.pk), shown={}) for card in made]


def in_force(card: Card) -> tuple[int, ...]:
    """Which of the card's offers run at this moment: what was made of the card with others is made anew."""
    now = clock.now()
    return tuple(one.offer_id for one in card.offers if one.is_on(now))


def shown(request: HttpRequest, card: Card) -> OfferShown:
    """What is said of the card's offers now. No query."""
    price, visit = card.price, Visit(request)
    if not card.offers or price is None or card.product.price_on_request:
        return NOTHING
    told = tell(card.offers, stated=price.stated, quantity=price.min_quantity, currency=price.currency)
    if told is None:
        return NOTHING
    if told.price is None or told.offer is None or price.includes_tax != visit.with_tax:
        return OfferShown(None, None, _said(visit, told.others, price.min_quantity))
    was = min(price.stated, card.former) if card.former is not None else price.stated
    if was <= told.price:
        return OfferShown(told.price, None, "")
    return OfferShown(told.price, was, told.offer.title)


def _said(visit: Visit, others: tuple[Running, ...], quantity: int) -> str:
    """The most important offer with its condition."""
    if not others:
        return ""
    one = others[0]
    if one.least_pieces > quantity:
        return _("%(offer)s: from %(n)s pieces") % {"offer": one.title, "n": one.least_pieces}
    if one.least_amount is not None:
        return _("%(offer)s: from %(amount)s") % {"offer": one.title, "amount": visit.money(one.least_amount)}
    return _("%(offer)s, while it lasts") % {"offer": one.title} if one.is_capped else one.title
