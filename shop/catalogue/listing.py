"""Products as a list shows them: card rows with price and availability for one channel in one market.

Whatever the number of products a page costs the same few queries: products with pictures, their stock, their prices.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from core import clock
from core.freshness import same_moment
from shop.catalogue.models import Lifecycle, Product, ProductImage
from shop.channels.models import ChannelMarket
from shop.partner.models import StockRecord
from shop.pricing.resolving import ResolvedPrice, resolve_prices
from shop.quota.taking import reaches

#: From how many pieces left a page says so.
FEW_LEFT = 6
FACETS = ("family", "origin", "liquor")


@dataclass(frozen=True)
class Availability:
    """`state`: yes, low, none, last (sell-through), service, request (price on request), gone (discontinued)."""

    state: str
    pieces: int
    more_on: date | None = None
    more_pieces: int = 0

    @property
    def is_buyable(self) -> bool:
        return self.state in ("yes", "low", "last", "service")


@dataclass(frozen=True)
class Card:
    """`shown` keeps what a page made of the card, for as long as the card itself is kept.

    `offers` and the `former` price are filled by who tells of offers (shop.offer.showing).
    """

    product: Product
    price: ResolvedPrice | None
    availability: Availability
    stock_record_id: int | None
    image: ProductImage | None
    shown: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    offers: tuple[Any, ...] = ()
    former: Decimal | None = None

    @property
    def is_buyable(self) -> bool:
        return self.price is not None and self.availability.is_buyable


def visible_products(channel_market: ChannelMarket) -> QuerySet[Product]:
    """What this channel may see here: in its assortment, public, not a draft. Discontinued pages stay reachable by `detail`."""
    return (
        Product.objects.filter(assortments__channel_market=channel_market, is_public=True)
        .exclude(lifecycle__in=[Lifecycle.DRAFT, Lifecycle.DISCONTINUED])
        .select_related("product_class", "tax_category")
    )


def with_pictures(products: QuerySet[Product]) -> QuerySet[Product]:
    return products.prefetch_related(Prefetch("images", ProductImage.objects.order_by("display_order"), to_attr="pictures"))


def cards(products: Iterable[Product], *, channel_market: ChannelMarket, account_id: int | None = None) -> list[Card]:
    """Card rows for products that were fetched `with_pictures`. Two queries, and those that fill the memory of prices and
    quotas."""
    products = list(products)
    with same_moment():
        return _cards(products, channel_market, account_id)


def _cards(products: list[Product], channel_market: ChannelMarket, account_id: int | None) -> list[Card]:
    stock = {
        record.product_id: record for record in StockRecord.objects.filter(partner=channel_market.pool_id, product__in=products)
    }
    prices = resolve_prices(
        products=[p.pk for p in products if not p.price_on_request],
        channel_market=channel_market,
        account_id=account_id,
    )
    pieces = _within_reach(stock.values(), channel_market)
    return [
        Card(
            product=product,
            price=prices.get(product.pk),
            availability=availability(product, stock.get(product.pk), pieces.get(product.pk)),
            stock_record_id=stock[product.pk].pk if product.pk in stock else None,
            image=next(iter(getattr(product, "pictures", [])), None),
        )
        for product in products
    ]


def _within_reach(records: Iterable[StockRecord], channel_market: ChannelMarket) -> dict[int, int]:
    """Of products under a quota, the pieces that this channel can be promised. No query where no quota holds."""
    free = {record.pk: (record.product_id, record.atp) for record in records}
    found = reaches(pool=channel_market.pool_id, channel=channel_market.channel_id, free=free)
    return {free[pk][0]: one.total for pk, one in found.items()}


def availability(product: Product, record: StockRecord | None, within_reach: int | None = None) -> Availability:
    """What a shopper is told about stock, `within_reach` pieces of it where a quota holds. No query (product class must be
    loaded)."""
    if product.lifecycle == Lifecycle.DISCONTINUED or not product.is_sellable:
        return Availability("gone", 0)
    if product.price_on_request:
        return Availability("request", 0)
    if not product.is_stocked:
        return Availability("service", 0)
    pieces = (max(record.atp, 0) if record else 0) if within_reach is None else within_reach
    if pieces == 0:
        due_on = record.next_due_on if record and product.lifecycle == Lifecycle.ACTIVE else None
        if record is None or due_on is None or due_on < clock.today():
            return Availability("none", 0)
        return Availability("none", 0, due_on, record.next_due_quantity)
    if product.lifecycle == Lifecycle.SELL_THROUGH:
        return Availability("last", pieces)
    return Availability("low" if pieces <= FEW_LEFT else "yes", pieces)


def facet_counts(products: QuerySet[Product]) -> dict[str, list[tuple[str, int]]]:
    """How many of these products have which family, origin and colour in the cup. One query per facet."""
    return {
        facet: list(products.exclude(**{facet: ""}).order_by(facet).values_list(facet).annotate(n=Count("pk", distinct=True)))
        for facet in FACETS
    }
