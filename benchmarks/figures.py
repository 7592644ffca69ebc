"""What was measured: each figure once per round, so that a median and a spread can be told."""

import statistics
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Results:
    """Figures by key and by peer, gates, and what others put on the machine meanwhile."""

    figures: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    gates: list[dict[str, Any]] = field(default_factory=list)
    loads: list[dict[str, float]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    def add(self, key: str, peer: str, value: float) -> None:
        """Note what one round gave."""
        self.figures.setdefault(key, {}).setdefault(peer, []).append(value)

    def values(self, key: str, peer: str) -> list[float]:
        """All rounds of a figure; empty when it was not measured."""
        return self.figures.get(key, {}).get(peer, [])

    def median(self, key: str, peer: str) -> float | None:
        """The middle of the rounds."""
        values = self.values(key, peer)
        return statistics.median(values) if values else None

    def ratio(self, key: str, peer: str = "house", other: str = "oscar") -> float | None:
        """How many times the other's median ours is."""
        ours, theirs = self.median(key, peer), self.median(key, other)
        return ours / theirs if ours is not None and theirs else None

    def worst_ratio(self, key: str, peer: str = "house", other: str = "oscar", *, more_is_better: bool = True) -> float | None:
        """Our worst round by the other's best."""
        ours, theirs = self.values(key, peer), self.values(key, other)
        if not ours or not theirs:
            return None
        mine, best = (min(ours), max(theirs)) if more_is_better else (max(ours), min(theirs))
        return mine / best if best else None

    def live_ratio(self, key: str) -> float | None:
        """Ours beside live workers by Oscar's, which has none to run."""
        ours, theirs = self.median(key, "house"), self.median(key.replace("checkouts live/", "checkouts/"), "oscar")
        return ours / theirs if ours is not None and theirs else None

    @property
    def stages(self) -> dict[str, dict[str, str]]:
        """The stages that were taken to their end: at which commit and when each began."""
        return self.facts.get("stages", {})

    @property
    def broken_gates(self) -> list[dict[str, Any]]:
        """Gates that fail the run."""
        return [gate for gate in self.gates if not gate["passed"]]


def percentile(values: list[float], part: float) -> float:
    """The value below which such a part of the values lies; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


def spread(values: list[float]) -> str:
    """Median with least and most, with as many digits as say something."""
    if not values:
        return "not measured"
    middle = written(statistics.median(values))
    return middle if len(values) == 1 else f"{middle} ({written(min(values))} to {written(max(values))})"


def written(value: float) -> str:
    """A figure with three telling digits."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
