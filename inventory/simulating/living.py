"""The days of a simulation: goods arrive in the morning, customers ask, in the evening each buyer orders.

What cannot be delivered from stock is lost; nobody waits. A buyer knows what was delivered, not what was asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg2.extras import execute_values

from inventory.forecasting.gathering import DAYS
from inventory.reordering.arithmetic import Stock
from inventory.simulating.assortment import Ware, asked, late_by
from inventory.simulating.buyers import Buyer, FixedBuyer, ForecastBuyer

#: Both begin with what lasts the lead time and so many days.
BEGIN_DAYS = 14


@dataclass(frozen=True)
class Outcome:
    """What a buyer came to: pieces asked for and delivered, mean value of the stock in the evening, orders placed."""

    buyer: str
    asked: int
    delivered: int
    stock_value: int
    orders: int

    @property
    def service(self) -> float:
        """Share of the pieces that were delivered from stock."""
        return self.delivered / self.asked if self.asked else 1.0


def live(link: Any, wares: Sequence[Ware], *, days: int, seed: int, say: Callable[[str], None]) -> list[Outcome]:
    """Live through the days for both buyers; the outcomes are read from the tables."""
    draws = {ware.key: asked(ware, days, seed) for ware in wares}
    before = [draws[ware.key][:DAYS] for ware in wares]
    buyers: list[Buyer] = [ForecastBuyer(wares), FixedBuyer(wares, before)]
    with link.cursor() as cursor:
        execute_values(cursor, "INSERT INTO ware VALUES %s", [(ware.key, ware.sku, ware.cost) for ware in wares])
        pieces = [(key, day - DAYS, n) for key, draw in draws.items() for day, n in enumerate(draw)]
        execute_values(cursor, "INSERT INTO demand VALUES %s", pieces, page_size=1000)
    link.commit()
    houses = [House(buyer, wares, before, seed) for buyer in buyers]
    for day in range(days):
        for house in houses:
            with link.cursor() as cursor:
                house.live(cursor, day, {key: draw[DAYS + day] for key, draw in draws.items()})
        link.commit()
        if (day + 1) % 10 == 0 or day + 1 == days:
            say(f"day {day + 1} of {days}")
    return [_outcome(link, house.buyer.name) for house in houses]


class House:
    """The stock of one buyer. What comes is read from the scratch database, and each evening is written there."""

    def __init__(self, buyer: Buyer, wares: Sequence[Ware], before: Sequence[Sequence[int]], seed: int) -> None:
        self.buyer, self.wares, self.seed = buyer, wares, seed
        self.stock: dict[int, int] = {}
        self.coming: dict[int, int] = defaultdict(int)
        self.history: dict[int, list[float | None]] = {}
        for ware, pieces in zip(wares, before, strict=True):
            self.stock[ware.key] = round(sum(pieces) / len(pieces) * (ware.lead_days + BEGIN_DAYS))
            self.history[ware.key] = [float(n) for n in pieces]

    def live(self, cursor: Any, day: int, wanted: dict[int, int]) -> None:
        """One day from its first truck to its last order."""
        arrived = "SELECT key, sum(pieces) FROM purchase WHERE buyer = %s AND arrives_on = %s GROUP BY key"
        cursor.execute(arrived, [self.buyer.name, day])
        for key, pieces in cursor.fetchall():
            self.stock[key] += pieces
            self.coming[key] -= pieces
        evenings = [self._sell(ware, day, wanted[ware.key]) for ware in self.wares]
        execute_values(cursor, "INSERT INTO evening VALUES %s", evenings, page_size=1000)
        orders = [order for ware in self.wares if (order := self._order(ware, day))]
        if orders:
            execute_values(cursor, "INSERT INTO purchase VALUES %s", orders, page_size=1000)

    def _sell(self, ware: Ware, day: int, wanted: int) -> tuple[Any, ...]:
        there = self.stock[ware.key]
        delivered = min(there, wanted)
        self.stock[ware.key] = there - delivered
        history = self.history[ware.key]
        history.append(float(delivered) if there else None)
        return (self.buyer.name, ware.key, day, wanted, delivered, there - delivered)

    def _order(self, ware: Ware, day: int) -> tuple[Any, ...] | None:
        # Whole weeks are looked at, so that the first day of what is looked at stays a Monday.
        history = self.history[ware.key]
        begin = -(-(len(history) - DAYS) // 7) * 7
        stock = Stock(self.stock[ware.key], coming=self.coming[ware.key])
        pieces = self.buyer.wanted(ware, stock, history[begin:])
        if not pieces:
            return None
        self.coming[ware.key] += pieces
        arrives = day + max(ware.lead_days + late_by(ware, day, self.seed), 1)
        return (self.buyer.name, ware.key, day, arrives, pieces)


def _outcome(link: Any, buyer: str) -> Outcome:
    with link.cursor() as cursor:
        cursor.execute(
            "SELECT sum(asked), sum(delivered), round(sum(stock * cost) / count(DISTINCT day))"
            " FROM evening JOIN ware USING (key) WHERE buyer = %s",
            [buyer],
        )
        wanted, delivered, value = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM purchase WHERE buyer = %s", [buyer])
        (orders,) = cursor.fetchone()
    return Outcome(buyer, int(wanted), int(delivered), int(value), int(orders))
