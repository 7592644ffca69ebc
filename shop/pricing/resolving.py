"""Which price a customer pays, and why.

The first list that has a valid price for the quantity wins: the account's own, then the channel's in this market,
then the base list of the market's currency. The answer explains itself: it names the list, the quantity step and the tax rate.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Q, Subquery

from core import clock
from core.freshness import remembered, standing
from core.money import split_tax
from shop.channels.models import ChannelMarket
from shop.pricing.models import Price, PriceList, TaxRate


@dataclass(frozen=True)
class Rate:
    """A tax rate in force; `rate` is a fraction (0.08 is 8 per cent)."""

    code: str
    rate: Decimal


NO_TAX = Rate(code="", rate=Decimal(0))


@dataclass(frozen=True)
class PriceStep:
    """From how many pieces on which unit amount holds, on the list's stated side."""

    min_quantity: int
    amount: Decimal


@dataclass(frozen=True)
class ResolvedPrice:
    """Unit price of one product in one currency; `stated` is exact, the other side is derived."""

    product_id: int
    currency: str
    excl_tax: Decimal
    incl_tax: Decimal
    tax: Rate
    includes_tax: bool
    list_name: str
    source: str  # "account", "channel" or "base"
    min_quantity: int
    steps: tuple[PriceStep, ...]

    @property
    def stated(self) -> Decimal:
        return self.incl_tax if self.includes_tax else self.excl_tax

    def explanation(self) -> dict:
        """What is stored on an order line, so that the price can be explained later."""
        return {
            "list": self.list_name,
            "source": self.source,
            "min_quantity": self.min_quantity,
            "tax_code": self.tax.code,
            "rate": str(self.tax.rate),
            "steps": [{k: str(v) for k, v in asdict(step).items()} for step in self.steps],
        }


def tax_rates(regime: str, on: date | None = None) -> dict[int, Rate]:
    """The rate in force for every tax category of a regime, by category id. From memory while nobody changes one."""
    day = on or clock.today()
    return standing(("tax rates", regime, day), lambda: _read_rates(regime, day))


def _read_rates(regime: str, on: date) -> dict[int, Rate]:
    rows = TaxRate.objects.filter(regime=regime, valid_from__lte=on).order_by("category_id", "valid_from")
    return {row.category_id: Rate(code=row.code, rate=row.rate) for row in rows}


def resolve_prices(
    *,
    products: Iterable[int],
    channel_market: ChannelMarket,
    account_id: int | None = None,
    quantities: Mapping[int, int] | None = None,
    on: date | None = None,
) -> dict[int, ResolvedPrice]:
    """Unit prices for many products at once. One statement, one more for products whose prices are not in memory.

    `quantities` maps product id to pieces; without it the price of the smallest quantity that is sold (a case, where a list
    begins with the case) is the answer. A product without any valid price is absent: it cannot be bought here.
    """
    products = list(products)
    if not products:
        return {}
    day = on or clock.today()
    key = ("prices", connection.settings_dict["NAME"], channel_market.pk, account_id, day)
    lists = remembered(key, products, lambda missing: _lists(missing, channel_market, account_id, day))
    answer = {}
    for product_id, by_list in lists.items():
        found = _first_match(by_list, None if quantities is None else quantities.get(product_id, 1))
        if found:
            answer[product_id] = _resolved(*found, channel_market.market.currency)
    return answer


def _lists(
    products: list[int], channel_market: ChannelMarket, account_id: int | None, on: date
) -> dict[int, dict[int, list[Price]]]:
    """The prices that may hold on a day, by product and list; a product without any has none."""
    lists: dict[int, dict[int, list[Price]]] = {pk: {} for pk in products}
    for price in _candidates(products, channel_market, account_id, on):
        lists[price.product_id].setdefault(price.price_list_id, []).append(price)
    return lists


def _candidates(products: list[int], channel_market: ChannelMarket, account_id: int | None, on: date) -> Iterable[Price]:
    market = channel_market.market
    lists = Q(price_list__channel_market=channel_market, price_list__account__isnull=True)
    lists |= Q(price_list__channel_market__isnull=True, price_list__account__isnull=True)
    if account_id:
        lists |= Q(price_list__account_id=account_id)
    rate = TaxRate.objects.filter(
        regime=market.tax_regime, category=OuterRef("product__tax_category"), valid_from__lte=on
    ).order_by("-valid_from")
    return (
        Price.objects.filter(lists, price_list__currency=market.currency, product_id__in=products, valid_from__lte=on)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        .annotate(tax_rate=Subquery(rate.values("rate")[:1]), tax_code=Subquery(rate.values("code")[:1]))
        .select_related("price_list")
        .order_by("product_id", "price_list_id", "min_quantity", "valid_from")
    )


def _rank(price_list: PriceList) -> int:
    if price_list.account_id:
        return 0
    return 1 if price_list.channel_market_id else 2


SOURCES = ("account", "channel", "base")


def _first_match(by_list: dict[int, list[Price]], quantity: int | None) -> tuple[Price, tuple[PriceStep, ...]] | None:
    for prices in sorted(by_list.values(), key=lambda rows: _rank(rows[0].price_list)):
        # Of several rows for one step the one that began last holds.
        steps = {price.min_quantity: price for price in prices}
        reached = [step for step in sorted(steps) if step <= quantity] if quantity is not None else [min(steps)]
        if reached:
            shown = tuple(PriceStep(step, steps[step].amount) for step in sorted(steps))
            return steps[reached[-1]], shown
    return None


def _resolved(price: Price, steps: tuple[PriceStep, ...], currency: str) -> ResolvedPrice:
    found: Any = price  # carries the annotations of `_candidates`
    tax = NO_TAX if found.tax_rate is None else Rate(code=found.tax_code, rate=found.tax_rate)
    excl, _tax, incl = split_tax(price.amount, tax.rate, price.price_list.includes_tax, currency)
    return ResolvedPrice(
        product_id=price.product_id,
        currency=currency,
        excl_tax=excl,
        incl_tax=incl,
        tax=tax,
        includes_tax=price.price_list.includes_tax,
        list_name=price.price_list.name,
        source=SOURCES[_rank(price.price_list)],
        min_quantity=price.min_quantity,
        steps=steps,
    )
