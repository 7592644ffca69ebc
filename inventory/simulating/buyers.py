"""Who buys in a simulation: one by the house's own forecast and reorder figures, others by a minimum and a maximum.

Every buyer can be set to keep more or less in reserve, since only buyers who serve equally well, or who hold equally much, can
be compared. How much an order is to last is the same for all.
"""

from collections.abc import Sequence
from math import ceil
from statistics import NormalDist
from typing import Protocol

from inventory.forecasting.backtesting import choose
from inventory.forecasting.methods import History
from inventory.reordering.arithmetic import Demand, Stock, Terms, advise, in_packs, quantile
from inventory.reordering.facts import by_value
from inventory.reordering.service_levels import BEGINNING
from inventory.simulating.assortment import Ware

#: A minimum usually lasts the lead time and so many days more.
RESERVE_DAYS = 7.0
FORECAST, FIXED, RENEWED = "forecast", "fixed", "renewed"


class Buyer(Protocol):
    """`kind` and `setting` stand in the report. `wanted` answers the pieces to order this evening."""

    kind: str
    setting: float

    def wanted(self, ware: Ware, stock: Stock, history: History) -> int: ...


class Foresight:
    """What is foreseen from a history: worked out once for all buyers who saw the same."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, tuple[float | None, ...]], Demand] = {}

    def of(self, ware: Ware, history: History) -> Demand:
        """Pieces a day and how much a day differs."""
        key = (ware.key, tuple(history))
        if key not in self._known:
            choice = choose(history, 0)
            self._known[key] = Demand(max(choice.a_day, 0.0), choice.spread)
        return self._known[key]


class ForecastBuyer:
    """Foresees anew each evening from what was delivered, days without stock left open, and orders by the service level.

    `setting`: times the safety stock of the house's own service levels.
    """

    kind = FORECAST

    def __init__(self, wares: Sequence[Ware], setting: float = 1.0, foresight: Foresight | None = None) -> None:
        classes = by_value({ware.key: ware.a_day * ware.cost for ware in wares})
        self.setting = setting
        self.terms = {ware.key: _terms(ware, classes[ware.key], setting) for ware in wares}
        self.foresight = foresight or Foresight()

    def wanted(self, ware: Ware, stock: Stock, history: History) -> int:
        return advise(self.foresight.of(ware, history), stock, self.terms[ware.key]).quantity


class FixedBuyer:
    """Orders up to the maximum at the minimum or below; both follow from the mean before the first day and never change.

    Minimum: what is asked for in the lead time and `setting` days. Maximum: what an order is to last besides.
    """

    kind = FIXED

    def __init__(self, wares: Sequence[Ware], before: Sequence[Sequence[int]], setting: float = RESERVE_DAYS) -> None:
        classes = by_value({ware.key: ware.a_day * ware.cost for ware in wares})
        self.setting = setting
        self.order_days = {ware.key: BEGINNING[classes[ware.key]].order_days for ware in wares}
        self.figures = {
            ware.key: self.figures_at(ware, sum(pieces) / len(pieces)) for ware, pieces in zip(wares, before, strict=True)
        }

    def figures_at(self, ware: Ware, mean: float) -> tuple[int, int]:
        """Minimum and maximum where so much is asked for a day."""
        least = ceil(mean * max(ware.lead_days + self.setting, 0))
        return least, least + ceil(mean * self.order_days[ware.key])

    def wanted(self, ware: Ware, stock: Stock, history: History) -> int:
        least, most = self.figures[ware.key]
        if stock.position > least or most <= stock.position:
            return 0
        return in_packs(most - stock.position, ware.pack_size, ware.minimum_quantity)


class RenewedBuyer(FixedBuyer):
    """Works minimum and maximum out anew each evening from the mean of the last thirteen weeks, days without stock left out."""

    kind = RENEWED

    def wanted(self, ware: Ware, stock: Stock, history: History) -> int:
        known = [pieces for pieces in history if pieces is not None]
        if known:
            self.figures[ware.key] = self.figures_at(ware, sum(known) / len(known))
        return super().wanted(ware, stock, history)


def _terms(ware: Ware, abc_class: str, setting: float) -> Terms:
    level = BEGINNING[abc_class]
    percent = float(level.percent)
    if setting != 1:
        percent = 100 * NormalDist().cdf(setting * quantile(percent))
    return Terms(ware.lead_days, ware.lead_spread_days, percent, level.order_days, ware.pack_size, ware.minimum_quantity)
