"""What is bought in a simulation, and what is asked for each day: drawn from a seed, the same for every buyer.

The products are the company's own, as far as a forecast knows them: level, weekdays, cost, supplier. A house without forecasts
gets an invented assortment. From there the draw goes its own way: each product grows, shrinks or stays over the days.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from django.db import connection, transaction

from inventory.buying.asking import preferred_sources
from inventory.forecasting.gathering import DAYS
from inventory.models import Forecast, ProductCost
from shop.catalogue.models import Lifecycle

#: Pieces asked for from Monday to Sunday, where nothing is known of a product's own week.
WEEK = (1.0, 0.95, 1.0, 1.1, 1.3, 0.9, 0.7)
#: What becomes of a product's level until the last day, and how unevenly it is asked for (1: as chance has it).
GROWTHS = (0.5, 0.75, 1.0, 1.0, 1.3, 1.8)
UNEVEN = (1.0, 1.5, 3.0)
LEADS = ((3, 1), (7, 2), (14, 4))
PACKS = ((1, 1), (6, 12), (12, 24))


@dataclass(frozen=True)
class Ware:
    """A product as a simulation buys it. `cost` in whole units of the company's currency."""

    key: int
    sku: str
    a_day: float
    week: Sequence[float]
    cost: int
    lead_days: int
    lead_spread_days: int
    pack_size: int
    minimum_quantity: int


def wares_of_the_house(most: int, seed: int) -> list[Ware]:
    """The products that sell most, with their suppliers' terms; invented ones where nothing is foreseen. Only reads."""
    with transaction.atomic(), connection.cursor() as cursor:
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION READ ONLY")
        rows = list(
            Forecast.objects.filter(channel__isnull=True, a_day__gt=0, product__lifecycle=Lifecycle.ACTIVE)
            .select_related("product")
            .order_by("-a_day", "product_id", "pool_id")[:most]
        )
        sources = preferred_sources([row.product_id for row in rows])
        costs = {row.pk: row for row in ProductCost.objects.filter(pk__in=[row.product_id for row in rows], quantity__gt=0)}
    found = []
    for key, row in enumerate(rows):
        source, cost = sources.get(row.product_id), costs.get(row.product_id)
        found.append(
            Ware(
                key=key,
                sku=row.product.sku,
                a_day=round(row.a_day, 4),
                week=row.pattern if row.level > 0 else WEEK,
                cost=max(int(cost.average), 1) if cost else 100,
                lead_days=source.days if source else LEADS[1][0],
                lead_spread_days=source.supplier.lead_time_spread_days if source else LEADS[1][1],
                pack_size=source.pack_size if source else 1,
                minimum_quantity=source.minimum_quantity if source else 1,
            )
        )
    return found or invented(most, seed)


def invented(most: int, seed: int) -> list[Ware]:
    """An assortment as shops have it: a few fast sellers, a long tail."""
    dice = random.Random(f"assortment {seed}")
    wares = []
    for key in range(most):
        (lead, spread), (pack, minimum) = dice.choice(LEADS), dice.choice(PACKS)
        a_day = round(12 / (1 + key) ** 0.8 + 0.05, 4)
        wares.append(Ware(key, f"SIM-{key:04d}", a_day, WEEK, dice.randint(20, 400) * 1000, lead, spread, pack, minimum))
    return wares


def asked(ware: Ware, days: int, seed: int) -> list[int]:
    """Pieces on each of the `DAYS` days before the simulation and on its own days. The first day is a Monday."""
    dice = random.Random(f"{seed} {ware.sku}")
    growth, uneven = dice.choice(GROWTHS), dice.choice(UNEVEN)
    pieces = []
    for day in range(DAYS + days):
        along = max(day - DAYS, 0) / max(days, 1)
        level = ware.a_day * ware.week[day % 7] * (1 + (growth - 1) * along)
        if uneven > 1:
            level *= dice.gammavariate(1 / (uneven - 1), uneven - 1)
        pieces.append(_poisson(dice, level))
    return pieces


def late_by(ware: Ware, ordered_on: int, seed: int) -> int:
    """Days by which a supplier is late or early with what was ordered on a day: the same whoever ordered."""
    dice = random.Random(f"{seed} {ware.sku} {ordered_on}")
    return max(round(dice.gauss(0, ware.lead_spread_days)), -ware.lead_days)


def _poisson(dice: random.Random, mean: float) -> int:
    """Knuth's method; in parts, so that the first factor never vanishes."""
    count = 0
    while mean > 0:
        part = min(mean, 50.0)
        limit, product = exp(-part), dice.random()
        while product > limit:
            count += 1
            product *= dice.random()
        mean -= part
    return count
