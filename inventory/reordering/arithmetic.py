"""When to buy and how much. Pure arithmetic; pieces and calendar days.

A piece ordered now is there after the lead time; who looks again tomorrow decides then about the day after that. So what is
there and on its way has to last lead time + review: the wait. Demand of the wait varies because days vary (spread a day,
adding in squares) and because the supplier does (a day more or less is a day's demand more or less):

    safety stock  = z * sqrt(wait * spread^2 + a_day^2 * lead_spread^2)
    reorder point = a_day * wait + safety stock
    up to         = a_day * (wait + order_days) + safety stock

z is the normal quantile of the service level. Ordered is what lacks to "up to", in whole packs, once what is there and on its
way less what is owed is at the reorder point or below.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, sqrt
from statistics import NormalDist


@dataclass(frozen=True)
class Demand:
    """Pieces a day, and the standard deviation of a day."""

    a_day: float
    spread: float


@dataclass(frozen=True)
class Stock:
    """`on_hand` pieces that can be sold, `owed` to orders, `coming` from suppliers (drafts included)."""

    on_hand: int
    owed: int = 0
    coming: int = 0

    @property
    def position(self) -> int:
        return self.on_hand + self.coming - self.owed


@dataclass(frozen=True)
class Terms:
    """How it is bought: days until it comes, give or take; how sure to be (per cent); days that an order is to last; packs."""

    lead_days: int
    lead_spread_days: int
    percent: float
    order_days: int
    pack_size: int = 1
    minimum_quantity: int = 1
    review_days: int = 1

    @property
    def wait(self) -> int:
        return self.lead_days + self.review_days


@dataclass(frozen=True)
class Advice:
    """`lacking` pieces to "up to" before packs; `quantity` to order, 0 when it is not time yet."""

    z: float
    safety: int
    reorder_point: int
    up_to: int
    position: int
    lacking: int
    quantity: int


@lru_cache(maxsize=256)
def quantile(percent: float) -> float:
    """The z of a service level in per cent: 98 → 2.05."""
    return NormalDist().inv_cdf(percent / 100)


def advise(demand: Demand, stock: Stock, terms: Terms) -> Advice:
    """When and how much to buy. Fractions of pieces are rounded up."""
    z = quantile(terms.percent)
    variance = terms.wait * demand.spread**2 + demand.a_day**2 * terms.lead_spread_days**2
    safety = _up(z * sqrt(variance))
    reorder_point = _up(demand.a_day * terms.wait) + safety
    up_to = _up(demand.a_day * (terms.wait + terms.order_days)) + safety
    lacking = max(up_to - stock.position, 0)
    is_time = demand.a_day > 0 and stock.position <= reorder_point and lacking > 0
    quantity = in_packs(lacking, terms.pack_size, terms.minimum_quantity) if is_time else 0
    return Advice(z, safety, reorder_point, up_to, stock.position, lacking, quantity)


def _up(pieces: float) -> int:
    """Whole pieces; what is a whole number but for the arithmetic of floats stays it."""
    return ceil(round(pieces, 6))


def in_packs(pieces: int, pack_size: int, minimum: int) -> int:
    """At least the minimum, in whole packs."""
    return -(-max(pieces, minimum) // pack_size) * pack_size
