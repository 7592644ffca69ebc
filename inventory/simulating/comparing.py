"""Comparing buyers fairly: at equal service, how much stock; at equal stock, how much service.

Whoever holds more serves better, so two figures of two buyers say nothing. The buyers with a minimum and a maximum are set to
the reserve that serves as well as the forecast does, and to the one that holds as much; both are found by bisection.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from inventory.simulating.buyers import RESERVE_DAYS, Buyer, FixedBuyer, ForecastBuyer, Foresight, RenewedBuyer
from inventory.simulating.living import Months, Outcome

#: Reserves that are tried, in days, and the step between two.
LEAST, MOST, STEP = -7.0, 113.0, 0.25
#: Settings that a curve is drawn of: times the safety stock, and days of reserve.
SAFETIES = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25)
RESERVES = (0.0, 3.5, 7.0, 10.5, 14.0, 21.0, 28.0)


class Rivals:
    """Buyers of one kind with any reserve; what was lived through once is remembered."""

    def __init__(self, months: Months, make: Callable[[float], Buyer]) -> None:
        self._months, self._make = months, make
        self._lived: dict[float, Outcome] = {}

    def at(self, reserve: float) -> Outcome:
        if reserve not in self._lived:
            self._lived[reserve] = self._months.live(self._make(reserve))
        return self._lived[reserve]

    def serving(self, service: float) -> Outcome | None:
        """With the least reserve that serves as well; None when none does."""
        return self._first(lambda outcome: outcome.service >= service)

    def holding(self, stock_value: int) -> Outcome | None:
        """With the most reserve that holds no more; None when even the least holds more."""
        beyond = self._first(lambda outcome: outcome.stock_value > stock_value)
        reserve = MOST if beyond is None else beyond.setting - STEP
        return self.at(reserve) if reserve >= LEAST else None

    def _first(self, is_there: Callable[[Outcome], bool]) -> Outcome | None:
        low, high = 0, round((MOST - LEAST) / STEP)
        if not is_there(self.at(MOST)):
            return None
        while low < high:
            middle = (low + high) // 2
            if is_there(self.at(LEAST + middle * STEP)):
                high = middle
            else:
                low = middle + 1
        return self.at(LEAST + high * STEP)


@dataclass(frozen=True)
class Match:
    """A kind of min/max buyer beside the forecast: with the usual reserve, serving as well, and holding as much."""

    kind: str
    usual: Outcome
    as_served: Outcome | None
    as_stocked: Outcome | None


@dataclass(frozen=True)
class Comparison:
    """The forecast with the house's own service levels, its rivals, and the points of a curve where one was wished for."""

    seed: int
    forecast: Outcome
    matches: Sequence[Match]
    curve: Sequence[Outcome] = ()


def compare(months: Months, *, with_curve: bool = False, say: Callable[[str], None]) -> Comparison:
    """Let everybody live through the same days."""
    foresight = Foresight()
    forecast = months.live(ForecastBuyer(months.wares, foresight=foresight))
    say(f"The forecast lived through {months.days} days.")
    kinds = {
        FixedBuyer.kind: Rivals(months, lambda days: FixedBuyer(months.wares, months.before, days)),
        RenewedBuyer.kind: Rivals(months, lambda days: RenewedBuyer(months.wares, months.before, days)),
    }
    matches = []
    for kind, rivals in kinds.items():
        found = rivals.at(RESERVE_DAYS), rivals.serving(forecast.service), rivals.holding(forecast.stock_value)
        matches.append(Match(kind, *found))
        say(f"So did those with {kind} figures.")
    curve: list[Outcome] = []
    if with_curve:
        others = [one for one in SAFETIES if one != forecast.setting]
        points = [forecast, *(months.live(ForecastBuyer(months.wares, setting, foresight)) for setting in others)]
        curve = [*sorted(points, key=lambda one: one.setting), *(rivals.at(at) for rivals in kinds.values() for at in RESERVES)]
    return Comparison(months.seed, forecast, matches, curve)


@dataclass(frozen=True)
class Point:
    """A setting over all draws: mean share of pieces delivered and mean value of stock."""

    kind: str
    setting: float
    service: float
    stock_value: float


def middle(curves: Iterable[Sequence[Outcome]]) -> list[Point]:
    """The curve of all draws together, setting by setting."""
    return [
        Point(
            same[0].kind,
            same[0].setting,
            sum(one.service for one in same) / len(same),
            sum(one.stock_value for one in same) / len(same),
        )
        for same in zip(*curves, strict=True)
    ]
