"""Who buys in a simulation: one by the house's own forecast and reorder figures, one by a minimum and a maximum set once."""

from collections.abc import Sequence
from math import ceil
from typing import Protocol

from inventory.forecasting.backtesting import choose
from inventory.forecasting.methods import History
from inventory.reordering.arithmetic import Demand, Stock, Terms, advise, in_packs
from inventory.reordering.facts import by_value
from inventory.reordering.service_levels import BEGINNING
from inventory.simulating.assortment import Ware

#: A fixed minimum lasts the lead time and so many days more.
RESERVE_DAYS = 7


class Buyer(Protocol):
    """`name` stands in the report. `wanted` answers the pieces to order this evening."""

    name: str

    def wanted(self, ware: Ware, stock: Stock, history: History) -> int: ...


class ForecastBuyer:
    """Foresees anew each evening from what was delivered, days without stock left open, and orders by the service level."""

    name = "forecast"

    def __init__(self, wares: Sequence[Ware]) -> None:
        classes = by_value({ware.key: ware.a_day * ware.cost for ware in wares})
        self.terms = {ware.key: _terms(ware, classes[ware.key]) for ware in wares}

    def wanted(self, ware: Ware, stock: Stock, history: History) -> int:
        choice = choose(history, 0)
        return advise(Demand(max(choice.a_day, 0.0), choice.spread), stock, self.terms[ware.key]).quantity


class FixedBuyer:
    """Orders up to the maximum at the minimum or below; both follow from the mean before the first day and never change.

    Minimum: what is asked for in the lead time and a week. Maximum: what an order is to last besides.
    """

    name = "min/max"

    def __init__(self, wares: Sequence[Ware], before: Sequence[Sequence[int]]) -> None:
        classes = by_value({ware.key: ware.a_day * ware.cost for ware in wares})
        self.figures = {}
        for ware, pieces in zip(wares, before, strict=True):
            mean = sum(pieces) / len(pieces)
            least = ceil(mean * (ware.lead_days + RESERVE_DAYS))
            self.figures[ware.key] = (least, least + ceil(mean * BEGINNING[classes[ware.key]].order_days))

    def wanted(self, ware: Ware, stock: Stock, history: History) -> int:
        least, most = self.figures[ware.key]
        if stock.position > least or most <= stock.position:
            return 0
        return in_packs(most - stock.position, ware.pack_size, ware.minimum_quantity)


def _terms(ware: Ware, abc_class: str) -> Terms:
    level = BEGINNING[abc_class]
    return Terms(
        ware.lead_days, ware.lead_spread_days, float(level.percent), level.order_days, ware.pack_size, ware.minimum_quantity
    )
