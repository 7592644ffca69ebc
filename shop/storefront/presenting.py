"""Products as the storefront's templates take them: words, addresses and written amounts instead of records.

A price is never put into a row of a product whose price is given on request.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from shop.catalogue.listing import Availability, Card
from shop.catalogue.models import Product
from shop.offer.showing import next_change
from shop.pricing.resolving import ResolvedPrice
from shop.quota.rules import next_boundary
from shop.storefront import words
from shop.storefront.arrivals import arrival_of
from shop.storefront.cards import cards_of
from shop.storefront.offers_shown import in_force
from shop.storefront.offers_shown import shown as offer_shown
from shop.storefront.pictures import CUPS, picture_of, picture_url, with_picture
from shop.storefront.requests import Visit
from shop.storefront.shared_pages import holds_until, shows

__all__ = ["CUPS", "picture_of", "picture_url", "product_url", "rows", "with_picture"]


def product_url(product: Product) -> str:
    return _address("catalogue:detail", product_slug=product.slug, pk=product.pk)


@lru_cache(maxsize=20_000)
def _address(name: str, **parts: Any) -> str:
    return reverse(name, kwargs=parts)


def origin_line(product: Product) -> str:
    """Oolong, Chiang Rai."""
    kind = words.facet_word("family", product.family) if product.family else ""
    return ", ".join(part for part in (kind, product.region) if part)


def rows(request: HttpRequest, product_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Card rows of these products. One statement, two more for cards that are not in memory."""
    shows(request, product_ids)
    holds_until(request, next_boundary(Visit(request).channel_market.pool_id))
    return [row(request, card) for card in cards_of(Visit(request), product_ids)]


def row(request: HttpRequest, card: Card) -> dict[str, Any]:
    """What `parts/card.html` takes, kept with the card: it differs by day of arrival, language and the offers of the moment."""
    arrival, visit = arrival_of(request), Visit(request)
    holds_until(request, next_change([card.offers]))
    by = (arrival.on if arrival else None, visit.language, visit.channel_market.pk, in_force(card))
    if by not in card.shown:
        card.shown[by] = _row(request, card)
    return card.shown[by]


def _row(request: HttpRequest, card: Card) -> dict[str, Any]:
    product = card.product
    shown = None if product.price_on_request else card.price
    offer = offer_shown(request, card)
    amount = offer.price if offer.price is not None else stated(request, shown)
    return {
        "id": product.pk,
        "sku": product.sku,
        "url": product_url(product),
        "image": picture_url(getattr(product, "picture", None), product.liquor),
        "title": product.get_title(),
        "subtitle": product.subtitle,
        "origin_line": origin_line(product),
        "flag": "",
        "buyers": product.buyer_rating,
        "buyers_count": product.buyer_rating_count,
        "experts": product.expert_score,
        "availability": availability(request, card.availability, card.price is not None),
        "price": "" if amount is None else Visit(request).money(amount),
        "amount": amount,
        "was": "" if offer.was is None else Visit(request).money(offer.was),
        "offer": offer.words,
        "unit": _unit(product, shown),
        "on_request": product.price_on_request,
        "least": shown.min_quantity if shown else 1,
        "add_url": _add_url(card),
    }


def _unit(product: Product, price: ResolvedPrice | None) -> str:
    """What the price buys, and from how many pieces on it holds."""
    if price is None or price.min_quantity < 2:
        return product.sold_as
    said = _("from %(n)s pieces") % {"n": price.min_quantity}
    return f"{product.sold_as}, {said}" if product.sold_as else said


def _add_url(card: Card) -> str:
    """Where one press adds it: a piece, or the smallest quantity that its price list begins with."""
    if not card.is_buyable or card.price is None:
        return ""
    url = _address("basket:add", pk=card.product.pk)
    return f"{url}?quantity={card.price.min_quantity}" if card.price.min_quantity > 1 else url


def stated(request: HttpRequest, price: ResolvedPrice | None) -> Decimal | None:
    """The side of a price that this channel shows."""
    if price is None:
        return None
    return price.incl_tax if Visit(request).with_tax else price.excl_tax


def availability(request: HttpRequest, found: Availability, is_priced: bool = True) -> dict[str, str]:
    """State and words of `parts/availability.html`."""
    if found.state == "gone":
        return {"state": "end", "text": _("Not made any more")}
    if found.state == "request":
        return {"state": "", "text": ""}
    if not is_priced:
        return {"state": "no", "text": _("Not sold here at the moment")}
    if found.state == "service":
        return {"state": "yes", "text": _("By appointment")}
    if found.state == "none":
        if found.more_on:
            return {"state": "no", "text": _("Sold out. More on %(day)s") % {"day": words.short_day(found.more_on)}}
        return {"state": "no", "text": _("Sold out")}
    return _in_stock(request, found)


def _in_stock(request: HttpRequest, found: Availability) -> dict[str, str]:
    arrival = arrival_of(request)
    day = words.short_day(arrival.on) if arrival else ""
    values = {"n": found.pieces, "day": day}
    if found.state == "last":
        text = _("Last of it: %(n)s left, arrives %(day)s") if day else _("Last of it: %(n)s left")
        return {"state": "low", "text": text % values}
    if found.state == "low":
        return {"state": "low", "text": (_("Only %(n)s left, arrives %(day)s") if day else _("Only %(n)s left")) % values}
    return {"state": "yes", "text": (_("Arrives %(day)s") if day else _("Ready to leave")) % values}


def case_offer(request: HttpRequest, product: Product, price: ResolvedPrice | None) -> dict[str, Any] | None:
    """What a whole case costs: to companies, which buy so, always; to others when the list has a lower price for that many."""
    if price is None or product.case_quantity < 2 or price.min_quantity > 1:
        return None
    single, visit = stated(request, price), Visit(request)
    if single is None or price.includes_tax != visit.with_tax:
        return None
    reached = [step for step in price.steps if step.min_quantity <= product.case_quantity]
    each = max(reached, key=lambda step: step.min_quantity).amount if reached else single
    if each >= single and not visit.is_trade:
        return None
    return {
        "pieces": product.case_quantity,
        "each": visit.money(each),
        "total": visit.money(each * product.case_quantity),
        "percent": int((single - each) * 100 / single),
    }


def company_name() -> str:
    return settings.OSCAR_SHOP_NAME
