"""What a visitor is told of offers beside a product: the price that one gives with the former price, or its condition in words.

The price shown is the price charged. So a price is named only where nothing else in a basket changes it: an offer in per cent,
for everybody, without a cap, whose condition the smallest quantity meets by itself, and before which no other offer goes.
Everything else is said in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from core import clock
from core.money import round_amount
from shop.catalogue.models import Category, ProductCategory  # type: ignore[attr-defined]
from shop.channels.models import ChannelMarket
from shop.offer.models import Benefit, Condition, ConditionalOffer, RangeProduct  # type: ignore[attr-defined]
from shop.pricing.models import Price
from shop.pricing.resolving import ResolvedPrice

#: A former price is the lowest of so many days before the reduction began.
FORMER_DAYS = 30
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Running:
    """An offer for everybody, as far as it concerns one product. `percent` is None where an amount is taken off the goods."""

    offer_id: int
    title: str
    priority: int
    percent: Decimal | None
    least_pieces: int
    least_amount: Decimal | None
    is_capped: bool
    begins: datetime | None
    ends: datetime | None

    def is_on(self, now: datetime) -> bool:
        return (self.begins is None or self.begins <= now) and (self.ends is None or now <= self.ends)

    def is_met_by(self, quantity: int, stated: Decimal) -> bool:
        """Whether so many pieces meet the condition without anything else in the basket."""
        return self.least_pieces <= quantity and (self.least_amount is None or self.least_amount <= stated * quantity)


@dataclass(frozen=True)
class Told:
    """`price` is one piece's, on the stated side (None: only words); `offer` gives it; `others` are said with their condition."""

    price: Decimal | None
    offer: Running | None
    others: tuple[Running, ...]


def running_for(
    *, channel_market: ChannelMarket, products: Iterable[int], until: datetime | None = None
) -> dict[int, tuple[Running, ...]]:
    """The offers for everybody that hold for these products now or begin by `until`. One query, two with categories."""
    products = list(products)
    now = clock.now()
    named = RangeProduct.objects.filter(range=OuterRef("benefit__range"), product__in=products)
    categories = Category.objects.filter(includes=OuterRef("benefit__range")).order_by()
    offers = list(
        ConditionalOffer.objects.filter(
            Q(start_datetime__isnull=True) | Q(start_datetime__lte=until or now),
            Q(end_datetime__isnull=True) | Q(end_datetime__gte=now),
            channel_market=channel_market,
            offer_type=ConditionalOffer.SITE,
        )
        .exclude(status=ConditionalOffer.SUSPENDED)
        .select_related("condition", "benefit")
        .annotate(only_products=ArraySubquery(named.values("product")), only_paths=ArraySubquery(categories.values("path")))
        .order_by("-priority", "pk")
    )
    offers = [offer for offer in offers if not _is_used_up(offer)]
    paths = _paths(products) if any(offer.only_paths for offer in offers) else {}
    found: dict[int, list[Running]] = {}
    for offer in offers:
        told = _running(offer)
        for product in products:
            if _holds_for(offer, product, paths.get(product, ())):
                found.setdefault(product, []).append(told)
    return {product: tuple(told) for product, told in found.items()}


def _is_used_up(offer: Any) -> bool:
    return offer.max_global_applications is not None and offer.num_applications >= offer.max_global_applications


def _paths(products: list[int]) -> dict[int, list[str]]:
    paths: dict[int, list[str]] = {}
    for product, path in ProductCategory.objects.filter(product__in=products).values_list("product", "category__path"):
        paths.setdefault(product, []).append(path)
    return paths


def _holds_for(offer: Any, product: int, paths: Sequence[str]) -> bool:
    if offer.benefit.range_id is None or product in offer.only_products:
        return True
    return any(path.startswith(wanted) for wanted in offer.only_paths for path in paths)


def _running(offer: Any) -> Running:
    by_value = offer.condition.type == Condition.VALUE
    least = offer.condition.value or NOTHING
    return Running(
        offer_id=offer.pk,
        title=offer.title,
        priority=offer.priority,
        percent=offer.benefit.value if offer.benefit.type == Benefit.PERCENTAGE else None,
        least_pieces=1 if by_value else max(int(least), 1),
        least_amount=least if by_value and least else None,
        is_capped=offer.is_capped,
        begins=offer.start_datetime,
        ends=offer.end_datetime,
    )


def tell(
    running: Sequence[Running], *, stated: Decimal, quantity: int, currency: str, now: datetime | None = None
) -> Told | None:
    """What of these offers to say beside a price for `quantity` pieces (the fewest that are sold). No query."""
    moment = now or clock.now()
    on = [one for one in running if one.is_on(moment)]
    if not on:
        return None
    firm = [one for one in on if one.percent is not None and not one.is_capped and one.is_met_by(quantity, stated)]
    first = max((one.priority for one in firm), default=None)
    rivals = [one for one in on if one not in firm]
    if first is None or any(one.priority >= first for one in rivals):
        return Told(None, None, tuple(on))
    best = min((one for one in firm if one.priority == first), key=lambda one: (one.percent or NOTHING, one.offer_id))
    price = _each(stated, quantity, best.percent or NOTHING, currency)
    others = tuple(one for one in on if one is not best and one not in firm)
    return Told(price, best, others) if price is not None else Told(None, None, tuple(on))


def _each(stated: Decimal, quantity: int, percent: Decimal, currency: str) -> Decimal | None:
    """A piece's price as a line of so many charges it; None where that is no amount of the currency."""
    line = stated * quantity
    each = (line - round_amount(line * percent / 100, currency)) / quantity
    rounded = round_amount(each, currency)
    return rounded if each == rounded else None


def next_change(running: Iterable[Sequence[Running]], now: datetime | None = None) -> datetime | None:
    """When the first of these offers begins or ends: until then what was told holds. No query."""
    moment = now or clock.now()
    edges = {
        edge for offers in running for one in offers for edge in (one.begins, one.ends) if edge is not None and edge > moment
    }
    return min(edges, default=None)


def former_prices(*, prices: dict[int, ResolvedPrice], channel_market: ChannelMarket, before: date) -> dict[int, Decimal]:
    """The lowest price of each product's list in the thirty days before a reduction began, as the list states it. One query.

    A product that was not on sale then is absent: its present price is the former one.
    """
    since = before - timedelta(days=FORMER_DAYS)
    rows = (
        Price.objects.filter(
            Q(price_list__channel_market=channel_market) | Q(price_list__channel_market__isnull=True),
            Q(valid_to__isnull=True) | Q(valid_to__gte=since),
            price_list__account__isnull=True,
            price_list__currency=channel_market.market.currency,
            product__in=list(prices),
            valid_from__lt=before,
        )
        .select_related("price_list")
        .order_by("product_id", "valid_from")
    )
    by_product: dict[int, list[Price]] = {}
    for row in rows:
        price = prices[row.product_id]
        if row.price_list.name == price.list_name and row.min_quantity == price.min_quantity:
            by_product.setdefault(row.product_id, []).append(row)
    found = {product: _lowest(held, since) for product, held in by_product.items()}
    return {product: amount for product, amount in found.items() if amount is not None}


def _lowest(rows: list[Price], since: date) -> Decimal | None:
    """Of rows by their first day, each held until the next began: the lowest that still held at `since` or later."""
    held = [
        row.amount
        for row, follower in zip(rows, [*rows[1:], None], strict=True)
        if follower is None or follower.valid_from > since
    ]
    return min(held, default=None)
