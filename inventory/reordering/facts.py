"""Everything a suggestion follows from, gathered for many products at once. Read only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import F, Sum

from inventory.buying.asking import on_draft, on_order, preferred_sources
from inventory.models import (
    AbcClass,
    Forecast,
    PoolZone,
    ProductAbc,
    ProductCost,
    StockLevel,
    SupplierProduct,
    Warehouse,
    ZoneKind,
)
from inventory.reordering.arithmetic import Demand, Stock, Terms
from inventory.reordering.service_levels import Level, service_levels
from shop.catalogue.models import Lifecycle
from shop.partner.models import StockRecord

#: Shares of the value that is asked for a day, up to which a product is of class A or B.
CLASS_A, CLASS_B = 0.8, 0.95
#: Where nobody sells it to us: what a new supplier usually takes.
UNKNOWN_LEAD, UNKNOWN_SPREAD = 14, 3


@dataclass(frozen=True)
class Case:
    """A product of a pool with what decides when to buy it. Without `source` nobody sells it to us."""

    product_id: int
    pool_id: int
    warehouse: Warehouse
    source: SupplierProduct | None
    abc_class: str
    demand: Demand
    stock: Stock
    terms: Terms


def cases(product_ids: Iterable[int] | None = None) -> list[Case]:
    """Products on sale that somebody asks for; what is sold until nothing is left is never among them.

    Ten statements, and two for each warehouse that ships.
    """
    rows = Forecast.objects.filter(channel__isnull=True, a_day__gt=0, product__lifecycle=Lifecycle.ACTIVE)
    forecasts = list(rows.order_by("product_id", "pool_id"))
    classes = abc_classes(forecasts)
    if product_ids is not None:
        wanted = set(product_ids)
        forecasts = [row for row in forecasts if row.product_id in wanted]
    products = sorted({row.product_id for row in forecasts})
    houses = _houses()
    stocks, least = _stocks(products, houses)
    sources, levels = preferred_sources(products), service_levels()
    return [
        Case(
            product_id=row.product_id,
            pool_id=row.pool_id,
            warehouse=least.get((row.product_id, row.pool_id), houses[row.pool_id][0]),
            source=sources.get(row.product_id),
            abc_class=classes[row.product_id],
            demand=Demand(row.a_day, row.spread),
            stock=stocks.get((row.product_id, row.pool_id), Stock(0)),
            terms=_terms(sources.get(row.product_id), levels.of(row.product_id, classes[row.product_id])),
        )
        for row in forecasts
        if row.pool_id in houses
    ]


def abc_classes(forecasts: Sequence[Forecast]) -> dict[int, str]:
    """The class by value that counting has drawn. Until then, of the value asked for a day at moving average, A makes the first
    four fifths, B what comes up to 95 %, C the rest."""
    drawn: dict[int, str] = dict(ProductAbc.objects.values_list("product", "by_value"))
    costs: dict[int, Decimal] = {
        pk: value / quantity
        for pk, quantity, value in ProductCost.objects.filter(quantity__gt=0).values_list("pk", "quantity", "value")
    }
    values: dict[int, float] = defaultdict(float)
    for row in forecasts:
        values[row.product_id] += row.a_day * float(costs.get(row.product_id, 0))
    return {product: drawn.get(product, one) for product, one in by_value(values).items()}


def by_value(values: Mapping[int, float]) -> dict[int, str]:
    """Classes of products by what is asked for of each a day."""
    whole, before, found = sum(values.values()) or 1.0, 0.0, {}
    for product, value in sorted(values.items(), key=lambda pair: (-pair[1], pair[0])):
        one = AbcClass.A if before < CLASS_A * whole else AbcClass.B if before < CLASS_B * whole else AbcClass.C
        found[product] = str(one)
        before += value
    return found


def _terms(source: SupplierProduct | None, level: Level) -> Terms:
    if source is None:
        return Terms(UNKNOWN_LEAD, UNKNOWN_SPREAD, float(level.percent), level.order_days)
    return Terms(
        lead_days=source.days,
        lead_spread_days=source.supplier.lead_time_spread_days,
        percent=float(level.percent),
        order_days=level.order_days,
        pack_size=source.pack_size,
        minimum_quantity=source.minimum_quantity,
    )


def with_level(terms: Terms, level: Level) -> Terms:
    """The same terms at another service level."""
    return replace(terms, percent=float(level.percent), order_days=level.order_days)


def _houses() -> dict[int, list[Warehouse]]:
    """The warehouses in which each pool has a zone to sell from; a warehouse counts for the first pool only."""
    found: dict[int, list[Warehouse]] = defaultdict(list)
    seen: set[int] = set()
    for row in PoolZone.objects.select_related("zone__warehouse").order_by("pool_id", "zone__warehouse__code"):
        house = row.zone.warehouse
        if house.is_active and house.pk not in seen:
            seen.add(house.pk)
            found[row.pool_id].append(house)
    return found


def _stocks(
    products: Sequence[int], houses: dict[int, list[Warehouse]]
) -> tuple[dict[tuple[int, int], Stock], dict[tuple[int, int], Warehouse]]:
    """What each pool has of each product, bulk and transit included; and its warehouse with least, where goods go next."""
    pool_of = {house.pk: pool for pool, ones in houses.items() for house in ones}
    bulk = StockLevel.objects.filter(product__in=products, location__zone__kind__in=[ZoneKind.BULK, ZoneKind.TRANSIT])
    shelves = StockLevel.objects.filter(product__in=products, location__zone__kind=ZoneKind.ECOMMERCE)
    on_hand: dict[tuple[int, int], int] = defaultdict(int)
    coming: dict[tuple[int, int], int] = defaultdict(int)
    there: dict[tuple[int, int], int] = defaultdict(int)
    for rows, counts in ((bulk, True), (shelves, False)):
        summed = rows.order_by().values_list("product", "location__warehouse").annotate(n=Sum("on_hand"))
        for product, house, pieces in summed:
            there[product, house] += pieces
            if counts and house in pool_of:
                on_hand[product, pool_of[house]] += pieces
    for house in (one for ones in houses.values() for one in ones):
        for found in (on_order(products, house), on_draft(products, house)):
            for product, pieces in found.items():
                there[product, house.pk] += pieces
                coming[product, pool_of[house.pk]] += pieces
    records = StockRecord.objects.filter(product__in=products).values_list(
        "product", "partner", "on_hand", F("reserved") + F("promised")
    )
    stocks = {
        (product, pool): Stock(on_hand[product, pool] + shelf, owed, coming[product, pool])
        for product, pool, shelf, owed in records
    }
    least = {
        (product, pool): min(ones, key=lambda house: (there[product, house.pk], house.code))
        for product in products
        for pool, ones in houses.items()
    }
    return stocks, least
