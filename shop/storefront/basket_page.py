"""What the basket page shows: the quote of the moment, line by line, with what stands in the way of each."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from shop.catalogue.wares import wares
from shop.order.quotes import OrderQuote, Problem, QuotedLine
from shop.order.quoting import quote_basket
from shop.payment.models import PaymentMethod
from shop.pricing.resolving import resolve_prices
from shop.shipping.promising import DeliveryChoice
from shop.storefront import baskets, prices_seen, words
from shop.storefront.arrivals import arrival_of, place_of
from shop.storefront.presenting import picture_url, product_url
from shop.storefront.requests import Visit
from shop.storefront.vouchers import voucher_context


def basket_context(request: HttpRequest) -> dict[str, Any]:
    """The whole page's context; an empty basket has no `lines`."""
    visit, basket, place = Visit(request), baskets.find(request), place_of(request)
    if basket is None:
        return _empty()
    quote = quote_basket(
        basket=basket,
        channel_market=visit.channel_market,
        account_id=visit.account_id,
        country=place.country,
        postcode=place.postcode,
    )
    products = products_of([line.product_id for line in quote.lines] + [p.product_id for p in quote.problems if p.product_id])
    seen = prices_seen.seen(request, basket.pk)
    lines = [line_row(request, line, products, seen.get(line.product_id)) for line in quote.lines]
    lost = [lost_row(problem, products) for problem in quote.problems if problem.code == "not_sellable"]
    _offer_least(visit, lost)
    if not lines and not lost:
        return _empty()
    return {
        "lines": lines,
        "lost": lost,
        "pieces": quote.pieces,
        "changed": [line for line in lines if line["was"]],
        "sums": _sums(visit, quote),
        **voucher_context(visit, quote),
        "promise": _promise(request, quote),
        "place": place.postcode or visit.market.name,
        "minimum": _minimum(visit, quote.problems),
        "can_check_out": bool(quote.lines) and not any(blocks(problem) for problem in quote.problems),
        "pay_words": ", ".join(_pay_words(quote.methods)),
        "is_trade": visit.is_trade,
        "account": quote.account,
        "count": quote.pieces,
    }


def _empty() -> dict[str, Any]:
    return {"lines": [], "lost": [], "count": 0}


def blocks(problem: Problem) -> bool:
    """Whether a problem keeps the visitor from checking out at all."""
    return problem.code in ("not_sellable", "out_of_stock", "basket_empty", "below_minimum", "closed", "account_needed")


def products_of(ids: list[int]) -> dict[int, Any]:
    """Products of a basket or order with their pictures. One statement, one more for what is not in memory."""
    return {pk: ware.product for pk, ware in wares(ids).items()}


def line_row(request: HttpRequest, line: QuotedLine, products: dict[int, Any], was: Decimal | None = None) -> dict[str, Any]:
    """A line as the basket and the summaries show it."""
    visit, product = Visit(request), products[line.product_id]
    unit = line.unit_incl if visit.with_tax else line.unit_excl
    each = visit.money(unit)
    return {
        "pk": line.product_id,
        "sku": line.sku,
        "title": line.title,
        "url": product_url(product),
        "image": picture_url(product.picture, product.liquor),
        "quantity": line.quantity,
        "sold_as": product.sold_as,
        "each": each,
        "detail": detail_of(line.quantity, each, visit.money(line.discount) if line.discount else ""),
        "amount": visit.money(line.line_incl if visit.with_tax else line.line_excl),
        "less": visit.money(line.discount) if line.discount else "",
        "was": visit.money(was) if was is not None and was != unit else "",
        "now": each,
        "case": product.case_quantity if product.case_quantity > 1 else 0,
        "cases": line.quantity // product.case_quantity if line.quantity % product.case_quantity == 0 else 0,
        "availability": _availability(request, line),
        "short": line.available is not None and line.available < line.quantity,
        "available": line.available,
    }


def detail_of(quantity: int, each: str, less: str) -> str:
    """2 × 108,000 ₫, less 7,560 ₫: with the amount that stands beside it, the sum is right."""
    made = f"{quantity} × {each}"
    return _("%(made)s, less %(discount)s") % {"made": made, "discount": less} if less else made


def _availability(request: HttpRequest, line: QuotedLine) -> dict[str, str]:
    if line.available is None:
        return {"state": "yes", "text": _("By appointment")}
    if line.available == 0:
        return {"state": "no", "text": _("Sold out. Take it out to go on.")}
    if line.available < line.quantity:
        return {"state": "low", "text": _("Only %(n)s left: take fewer to go on.") % {"n": line.available}}
    arrival = arrival_of(request)
    return {"state": "yes", "text": _("Arrives %(day)s") % {"day": words.short_day(arrival.on)} if arrival else _("In stock")}


def lost_row(problem: Problem, products: dict[int, Any]) -> dict[str, Any]:
    """A line that cannot be bought here any more."""
    product = products.get(problem.product_id or 0)
    return {
        "pk": problem.product_id,
        "title": problem.data.get("title", ""),
        "image": picture_url(product.picture, product.liquor) if product else "",
        "why": words.why_not_sellable(problem.data.get("reason", "")),
        "reason": problem.data.get("reason", ""),
        "least": 0,
    }


def _offer_least(visit: Visit, lost: list[dict[str, Any]]) -> None:
    """A line with too few pieces for its price list (trade buys by the case): say from how many on it is sold. One query then."""
    unpriced = [row["pk"] for row in lost if row["reason"] == "no_price"]
    prices = resolve_prices(products=unpriced, channel_market=visit.channel_market, account_id=visit.account_id)
    for row in lost:
        price = prices.get(row["pk"]) if row["reason"] == "no_price" else None
        if price is not None and price.min_quantity > 1:
            row["least"] = price.min_quantity
            row["why"] = _("It is sold from %(n)s pieces on.") % {"n": price.min_quantity}


def _promised(quote: OrderQuote) -> DeliveryChoice | None:
    """The delivery whose day is promised and whose cost is summed, so that both are of one: the soonest, then the cheapest."""
    return min(quote.choices, key=lambda choice: (choice.deliver_by, choice.incl_tax), default=None)


def _sums(visit: Visit, quote: OrderQuote) -> dict[str, Any]:
    first = _promised(quote)
    shipping_incl = first.incl_tax if first else Decimal(0)
    shipping_excl = first.excl_tax if first else Decimal(0)
    total = quote.goods_incl + shipping_incl
    shipping = shipping_incl if visit.with_tax else shipping_excl
    return {
        "goods": visit.money(quote.goods_incl if visit.with_tax else quote.goods_excl),
        "delivery": (visit.money(shipping) if shipping else _("Free")) if first else "",
        "has_delivery": quote.requires_shipping,
        "tax": visit.money(total - quote.goods_excl - shipping_excl),
        "has_tax": bool(total - quote.goods_excl - shipping_excl),
        "total": visit.money(total),
    }


def _promise(request: HttpRequest, quote: OrderQuote) -> dict[str, Any] | None:
    if not quote.requires_shipping:
        return None
    if quickest := _promised(quote):
        arrival = arrival_of(request)
        more = _("One parcel, if you order by %(time)s.") % {"time": words.day_and_time(arrival.order_by)} if arrival else ""
        return {"date": _("All of it on %(day)s") % {"day": words.long_day(quickest.deliver_by)}, "more": more}
    return {"date": "", "ask": True, "action": reverse("storefront:delivery"), "more": ""}


def _minimum(visit: Visit, problems: list[Problem]) -> str:
    found = next((p for p in problems if p.code == "below_minimum"), None)
    return visit.money(found.data["minimum"]) if found else ""


def _pay_words(methods: list[PaymentMethod]) -> list[str]:
    return [str(method.name) for method in methods]
