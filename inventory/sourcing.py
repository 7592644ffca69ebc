"""Which warehouses ship an order: those that cover it with the fewest parcels, then at the lowest cost, then nearest.

A pure computation over what was read under lock; every set of at most three warehouses is weighed, and the ones not
taken are kept with their cost.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from typing import Any

MOST_PARCELS = 3
KEPT_OPTIONS = 8
RULE = "covers_then_parcels_then_cost_then_distance"


@dataclass(frozen=True)
class Need:
    """Pieces of a product that an order line still wants located."""

    line_id: int
    product_id: int
    quantity: int


@dataclass(frozen=True)
class Candidate:
    """A warehouse that may ship, how far it is, what a parcel costs from there, and what it has (product to pieces)."""

    warehouse_id: int
    code: str
    km: int
    parcel_cost: Decimal
    available: Mapping[int, int]


@dataclass(frozen=True)
class Option:
    """One set of warehouses and what each would send: {warehouse: {line: pieces}}."""

    codes: tuple[str, ...]
    missing: int
    parcels: int
    cost: Decimal
    km: int
    shares: Mapping[int, Mapping[int, int]] = field(default_factory=dict)

    def rank(self) -> tuple[Any, ...]:
        return (self.missing, self.parcels, self.cost, self.km, self.codes)

    def as_row(self) -> dict[str, Any]:
        """For the decision's record."""
        return {
            "warehouses": list(self.codes),
            "missing": self.missing,
            "parcels": self.parcels,
            "cost": str(self.cost),
            "km": self.km,
        }


def choose(needs: Sequence[Need], candidates: Sequence[Candidate]) -> tuple[Option, list[Option]]:
    """The best option, and the others in order of preference."""
    ranked = sorted(_options(needs, candidates), key=Option.rank)
    return ranked[0], ranked[1:][:KEPT_OPTIONS]


def _options(needs: Sequence[Need], candidates: Sequence[Candidate]) -> Iterator[Option]:
    yield Option((), sum(need.quantity for need in needs), 0, Decimal(0), 0)
    for size in range(1, min(MOST_PARCELS, len(candidates)) + 1):
        for chosen in combinations(candidates, size):
            option = _weigh(needs, chosen)
            if option.parcels == size:
                yield option


def _weigh(needs: Sequence[Need], chosen: Iterable[Candidate]) -> Option:
    """Give each line whole to the cheapest of these that has all of it; only what none has whole is divided."""
    order = sorted(chosen, key=lambda c: (c.parcel_cost, c.km, c.code))
    left = {c.warehouse_id: dict(c.available) for c in order}
    shares: dict[int, dict[int, int]] = {}
    missing = 0
    for need in sorted(needs, key=lambda n: (-n.quantity, n.line_id)):
        missing += _fill(need, order, left, shares)
    used = [c for c in order if c.warehouse_id in shares]
    return Option(
        codes=tuple(c.code for c in used),
        missing=missing,
        parcels=len(used),
        cost=sum((c.parcel_cost for c in used), Decimal(0)),
        km=sum(c.km for c in used),
        shares=shares,
    )


def _fill(need: Need, order: list[Candidate], left: dict, shares: dict[int, dict[int, int]]) -> int:
    whole = [c for c in order if left[c.warehouse_id].get(need.product_id, 0) >= need.quantity]
    wanted = need.quantity
    for candidate in whole[:1] or order:
        stock = left[candidate.warehouse_id]
        taken = min(wanted, stock.get(need.product_id, 0))
        if taken > 0:
            stock[need.product_id] -= taken
            shares.setdefault(candidate.warehouse_id, {})[need.line_id] = taken
            wanted -= taken
    return wanted
