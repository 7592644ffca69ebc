"""Whether a product may be sold through a channel in a market at all. Stock is another question."""

from collections.abc import Iterable

from core.errors import DomainError
from core.freshness import same_moment
from shop.catalogue.models import Product
from shop.catalogue.wares import wares
from shop.channels.models import ChannelMarket
from shop.pricing.resolving import ResolvedPrice, resolve_prices


class NotSellable(DomainError):
    """The product cannot be bought here. `reason`: gone, not_assorted, on_request or no_price."""

    code = "not_sellable"


def reason_against(product: Product, *, is_assorted: bool, price: ResolvedPrice | None) -> str | None:
    """Why this product cannot be bought, or None. No query."""
    if not product.is_sellable:
        return "gone"
    if not is_assorted:
        return "not_assorted"
    if product.price_on_request:
        return "on_request"
    return "no_price" if price is None else None


def refuse_unsellable(product: Product, *, channel_market: ChannelMarket, account_id: int | None = None) -> None:
    """One statement, and two more for what is not in memory.

    Raises:
        NotSellable
    """
    assorted, prices = _facts([product], channel_market, account_id)
    reason = reason_against(product, is_assorted=product.pk in assorted, price=prices.get(product.pk))
    if reason:
        raise NotSellable(product_id=product.pk, reason=reason)


def sellable_prices(
    products: Iterable[Product], *, channel_market: ChannelMarket, account_id: int | None = None
) -> dict[int, ResolvedPrice]:
    """Unit prices of those products that may be sold here, by product id. As many statements as for one product."""
    products = list(products)
    assorted, prices = _facts(products, channel_market, account_id)
    return {
        product.pk: prices[product.pk]
        for product in products
        if reason_against(product, is_assorted=product.pk in assorted, price=prices.get(product.pk)) is None
    }


def _facts(
    products: list[Product], channel_market: ChannelMarket, account_id: int | None
) -> tuple[set[int], dict[int, ResolvedPrice]]:
    ids = [product.pk for product in products]
    with same_moment():
        assorted = {pk for pk, ware in wares(ids).items() if channel_market.pk in ware.sold_at}
        return assorted, resolve_prices(products=ids, channel_market=channel_market, account_id=account_id)
