"""The days of a simulation: goods arrive in the morning, customers ask, in the evening the buyer orders.

What cannot be delivered from stock is lost; nobody waits. A buyer knows what was delivered, not what was asked for.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg2.extras import execute_values

from inventory.forecasting.gathering import DAYS
from inventory.reordering.arithmetic import Stock
from inventory.simulating.assortment import Ware, asked, late_by
from inventory.simulating.buyers import Buyer

#: Everybody begins with what lasts the lead time and so many days.
BEGIN_DAYS = 14


@dataclass(frozen=True)
class Outcome:
    """What a buyer came to: pieces asked for and delivered, mean value of the stock in the evening, orders placed."""

    kind: str
    setting: float
    asked: int
    delivered: int
    stock_value: int
    orders: int

    @property
    def service(self) -> float:
        """Share of the pieces that were delivered from stock."""
        return self.delivered / self.asked if self.asked else 1.0


class Months:
    """One draw of demand, written to a scratch database; every buyer lives through it from the same beginning."""

    def __init__(self, link: Any, wares: Sequence[Ware], *, days: int, seed: int) -> None:
        self.link, self.wares, self.days, self.seed = link, wares, days, seed
        self.draws = {ware.key: asked(ware, days, seed) for ware in wares}
        self.before = [self.draws[ware.key][:DAYS] for ware in wares]
        with link.cursor() as cursor:
            execute_values(cursor, "INSERT INTO ware VALUES %s", [(ware.key, ware.sku, ware.cost) for ware in wares])
            pieces = [(key, day - DAYS, n) for key, draw in self.draws.items() for day, n in enumerate(draw)]
            execute_values(cursor, "INSERT INTO demand VALUES %s", pieces, page_size=1000)
        link.commit()

    def live(self, buyer: Buyer) -> Outcome:
        """Live through the days as this buyer; the outcome is read from the tables."""
        house = House(buyer, self.wares, self.before, self.seed)
        with self.link.cursor() as cursor:
            for day in range(self.days):
                house.live(cursor, day, {key: draw[DAYS + day] for key, draw in self.draws.items()})
        self.link.commit()
        return _outcome(self.link, buyer)


class House:
    """The stock of one buyer. What comes is read from the scratch database, and each evening is written there."""

    def __init__(self, buyer: Buyer, wares: Sequence[Ware], before: Sequence[Sequence[int]], seed: int) -> None:
        self.buyer, self.wares, self.seed = buyer, wares, seed
        self.name = name_of(buyer)
        self.stock: dict[int, int] = {}
        self.coming: dict[int, int] = defaultdict(int)
        self.history: dict[int, list[float | None]] = {}
        for ware, pieces in zip(wares, before, strict=True):
            self.stock[ware.key] = round(sum(pieces) / len(pieces) * (ware.lead_days + BEGIN_DAYS))
            self.history[ware.key] = [float(n) for n in pieces]

    def live(self, cursor: Any, day: int, wanted: dict[int, int]) -> None:
        """One day from its first truck to its last order."""
        arrived = "SELECT key, sum(pieces) FROM purchase WHERE buyer = %s AND arrives_on = %s GROUP BY key"
        cursor.execute(arrived, [self.name, day])
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
        return (self.name, ware.key, day, wanted, delivered, there - delivered)

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
        return (self.name, ware.key, day, arrives, pieces)


def name_of(buyer: Buyer) -> str:
    """The buyer's name in the tables."""
    return f"{buyer.kind} {buyer.setting:g}"


def _outcome(link: Any, buyer: Buyer) -> Outcome:
    with link.cursor() as cursor:
        cursor.execute(
            "SELECT sum(asked), sum(delivered), round(sum(stock * cost) / count(DISTINCT day))"
            " FROM evening JOIN ware USING (key) WHERE buyer = %s",
            [name_of(buyer)],
        )
        wanted, delivered, value = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM purchase WHERE buyer = %s", [name_of(buyer)])
        (orders,) = cursor.fetchone()
    return Outcome(buyer.kind, buyer.setting, int(wanted), int(delivered), int(value), int(orders))
