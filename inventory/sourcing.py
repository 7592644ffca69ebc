"""Which warehouses ship an order: those that cover it, then what the company weighs: parcels, the promise, cost, distance.

A pure computation over what was read under lock. Covering comes first and is no weight; everything else is counted in the
company's currency by `Weights`, which are data. Every set of at most three warehouses is weighed; larger ones are tried only
where three cannot have all of it. The ones not taken are kept with their cost. Worked example: docs/sourcing.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

WEIGHED_PARCELS = 3
KEPT_OPTIONS = 8
RULE = "covers_then_weights"
ONE_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Weights:
    """What counts how much, in the company's currency. `cost_percent` is how much of the parcels' own cost counts."""

    further_parcel: Decimal = Decimal(1_000_000)
    day_late: Decimal = Decimal(300_000)
    cost_percent: int = 100
    kilometre: Decimal = Decimal(10)
    most_parcels: int = 4

    def as_row(self) -> dict[str, Any]:
        """For the decision's record."""
        return {name: str(getattr(self, name)) for name in self.__dataclass_fields__}


@dataclass(frozen=True)
class Need:
    """Pieces of a product that an order line still wants located."""

    line_id: int
    product_id: int
    quantity: int


@dataclass(frozen=True)
class Candidate:
    """A warehouse that may ship: how far it is, what a parcel costs from there, what it has (product to pieces).

    `days_late`: by how many days a parcel that is begun there now misses the day on which the order is to leave.
    """

    warehouse_id: int
    code: str
    km: int
    parcel_cost: Decimal
    available: Mapping[int, int]
    days_late: int = 0

    def points(self, weights: Weights) -> Decimal:
        """What a parcel from here counts, without its lateness."""
        return self.parcel_cost * weights.cost_percent / ONE_HUNDRED + self.km * weights.kilometre


@dataclass(frozen=True)
class Option:
    """One set of warehouses and what each would send: {warehouse: {line: pieces}}. `points`: less is better."""

    codes: tuple[str, ...]
    missing: int
    parcels: int
    cost: Decimal
    km: int
    days_late: int = 0
    points: Decimal = Decimal(0)
    shares: Mapping[int, Mapping[int, int]] = field(default_factory=dict)

    def rank(self) -> tuple[Any, ...]:
        return (self.missing, self.points, self.parcels, self.km)

    def as_row(self) -> dict[str, Any]:
        """For the decision's record."""
        return {
            "warehouses": list(self.codes),
            "missing": self.missing,
            "parcels": self.parcels,
            "cost": str(self.cost),
            "km": self.km,
            "days_late": self.days_late,
            "points": str(self.points),
        }


def points_of(row: Mapping[str, Any], weights: Weights) -> tuple[int, Decimal]:
    """How a kept option would rank by other weights: what it lacks, then its points. Less is better."""
    points = (
        weights.further_parcel * max(int(row["parcels"]) - 1, 0)
        + weights.day_late * int(row.get("days_late", 0))
        + Decimal(row["cost"]) * weights.cost_percent / ONE_HUNDRED
        + weights.kilometre * int(row["km"])
    )
    return int(row["missing"]), points


def choose(needs: Sequence[Need], candidates: Sequence[Candidate], weights: Weights | None = None) -> tuple[Option, list[Option]]:
    """The best option, and the others in order of preference.

    What all of them together have is covered as far as `most_parcels` allow.
    """
    sets = _Sets(needs, candidates, weights or Weights())
    ranked = sets.best(KEPT_OPTIONS + 1)
    return ranked[0], ranked[1:]


@dataclass(frozen=True, slots=True)
class _Set:
    """Some of the candidates, by their positions, and what is known of them before any line is filled."""

    members: tuple[int, ...]
    lacks: tuple[int, ...]
    rank: tuple[int, Decimal, int, int]


class _Sets:
    """Sets of candidates, ranked by arithmetic alone; only those that are kept are filled line by line."""

    def __init__(self, needs: Sequence[Need], candidates: Sequence[Candidate], weights: Weights) -> None:
        self.needs, self.weights = needs, weights
        wanted: dict[int, int] = {}
        for need in needs:
            wanted[need.product_id] = wanted.get(need.product_id, 0) + need.quantity
        self.products, self.wanted = tuple(wanted), tuple(wanted.values())
        useful = [one for one in candidates if any(one.available.get(product, 0) > 0 for product in wanted)]
        self.candidates = sorted(useful, key=lambda c: (c.points(weights), c.km, c.code))
        self.points = [one.points(weights) for one in self.candidates]
        self.has = [tuple(max(0, one.available.get(product, 0)) for product in wanted) for one in self.candidates]

    def best(self, count: int) -> list[Option]:
        """The best sets, best first; the empty one is the last resort."""
        found: list[Option] = []
        for one in sorted(self._all(), key=lambda one: one.rank):
            option = self._fill([self.candidates[position] for position in one.members])
            if option.parcels == len(one.members):  # else one of them would send nothing: that is another set
                found.append(option)
            if len(found) == count:
                return found
        return [*found, Option((), sum(self.wanted), 0, Decimal(0), 0)]

    def _all(self) -> list[_Set]:
        """Every set of one and two; of three where they could be better; beyond, what three cannot have."""
        most = min(self.weights.most_parcels, len(self.candidates))
        nobody = _Set((), self.wanted, (sum(self.wanted), Decimal(0), 0, 0))
        found: list[_Set] = []
        lead, latest = nobody, [nobody]
        for size in range(1, min(most, WEIGHED_PARCELS) + 1):
            if size == WEIGHED_PARCELS and self._none_is_better(lead, size):
                break
            latest = [grown for one in latest for grown in self._grown(one)]
            lead = min([lead, *latest], key=lambda one: one.rank)
            found += latest
        return [*found, *self._further(lead, most)]

    def _grown(self, one: _Set) -> Iterator[_Set]:
        """A set with one more candidate, each of those that stand behind its last."""
        first = one.members[-1] + 1 if one.members else 0
        for position in range(first, len(self.candidates)):
            yield self._with(one, position)

    def _with(self, one: _Set, position: int) -> _Set:
        candidate, members = self.candidates[position], (*one.members, position)
        lacks = tuple([lack - has if lack > has else 0 for lack, has in zip(one.lacks, self.has[position], strict=True)])
        points = one.rank[1] + self.points[position]
        if one.members:
            points += self.weights.further_parcel
        if any_late := max(candidate.days_late, 0):
            before = max((self.candidates[each].days_late for each in one.members), default=0)
            points += self.weights.day_late * max(any_late - before, 0)
        return _Set(members, lacks, (sum(lacks), points, len(members), one.rank[3] + candidate.km))

    def _least(self) -> int:
        """Pieces that all of them together lack."""
        together = [sum(column) for column in zip(*self.has, strict=True)] or [0] * len(self.wanted)
        return sum(max(0, pieces - has) for pieces, has in zip(self.wanted, together, strict=True))

    def _none_is_better(self, lead: _Set, size: int) -> bool:
        """True when the best so far lacks as little as all together, and the cheapest set of this size counts as much."""
        cheapest = sum(self.points[:size], Decimal(0)) + self.weights.further_parcel * (size - 1)
        return lead.rank[0] == self._least() and lead.rank[1] <= cheapest

    def _further(self, lead: _Set, most: int) -> Iterator[_Set]:
        """Add to the best set, one by one, whoever has most of what it lacks."""
        while lead.rank[0] and lead.members and len(lead.members) < most:
            rest = [position for position in range(len(self.candidates)) if position not in lead.members]
            further = min((self._with(lead, position) for position in rest), key=lambda one: one.rank)
            if further.rank[0] == lead.rank[0]:
                return
            lead = further
            if len(lead.members) > WEIGHED_PARCELS:
                yield lead

    def _fill(self, chosen: Sequence[Candidate]) -> Option:
        """Give each line whole to the cheapest that has all of it; only what none has whole is divided."""
        order = sorted(chosen, key=lambda c: (c.points(self.weights), c.km, c.code))
        left = {c.warehouse_id: dict(c.available) for c in order}
        shares: dict[int, dict[int, int]] = {}
        missing = 0
        for need in sorted(self.needs, key=lambda n: (-n.quantity, n.line_id)):
            missing += _fill_line(need, order, left, shares)
        used = [c for c in order if c.warehouse_id in shares]
        own, late = sum((c.points(self.weights) for c in used), Decimal(0)), max((c.days_late for c in used), default=0)
        return Option(
            codes=tuple(c.code for c in used),
            missing=missing,
            parcels=len(used),
            cost=sum((c.parcel_cost for c in used), Decimal(0)),
            km=sum(c.km for c in used),
            days_late=late,
            points=own + self.weights.further_parcel * max(len(used) - 1, 0) + self.weights.day_late * late,
            shares=shares,
        )


def _fill_line(need: Need, order: Sequence[Candidate], left: dict, shares: dict[int, dict[int, int]]) -> int:
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
