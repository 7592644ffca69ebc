"""The targets, and what was reached of them. Each is judged at its worst where it has several cases."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.figures import Results, written


@dataclass(frozen=True)
class Reached:
    """One figure beside its target. `value` is None when it was not measured in this run."""

    figure: str
    target: str
    value: float | None
    is_met: bool
    unit: str = "×"

    @property
    def said(self) -> str:
        """The value in words."""
        return "not measured" if self.value is None else f"{written(self.value)}{self.unit}"

    @property
    def verdict(self) -> str:
        """Met, or by how much it is missed."""
        if self.value is None:
            return "–"
        return "met" if self.is_met else "**missed**"


def at_least(results: Results, figure: str, key: str, least: float) -> Reached:
    """A ratio of ours to Oscar's that should be so high."""
    found = results.ratio(key)
    return Reached(figure, f"≥ {least:g}×", found, found is not None and found >= least)


def at_most(figure: str, found: float | None, most: float, unit: str = "") -> Reached:
    """A figure that should be so low."""
    return Reached(figure, f"≤ {most:g}{unit}", found, found is not None and found <= most, unit)


PAGES = (("home", "warm", 8), ("home", "cold", 3), ("home", "signed in", 2),
         ("category", "warm", 8), ("category", "cold", 3), ("category", "signed in", 2),
         ("product", "warm", 4), ("product", "signed in", 1.7))  # fmt: skip
STATES = {"warm": "a guest, warm", "cold": "a guest with a basket, cold", "signed in": "signed in"}


def reached(results: Results) -> Iterator[Reached]:
    """Every target that the run could judge."""
    for concurrency in (4, 16):
        yield at_least(results, f"whole checkouts a second at {concurrency}, workers stopped", f"checkouts/{concurrency}", 3)
    for concurrency in (4, 16):
        found = results.live_ratio(f"checkouts live/{concurrency}")
        figure = f"whole checkouts a second at {concurrency}, workers live"
        yield Reached(figure, "≥ 1.7×", found, found is not None and found >= 1.7)
    yield at_most("confirm step, median, ours by raw statements", results.ratio("confirm", "house", "raw"), 25, "×")
    yield from _statements(results)
    for page, state, least in PAGES:
        yield at_least(results, f"{page} page, {STATES[state]}: requests a second", f"{page}/{state}", least)
    yield from _work(results)
    yield from _history(results)


def _history(results: Results) -> Iterator[Reached]:
    history = results.facts.get("history")
    if history is None:
        return
    orders = f"{history['orders']['many']:,} orders by {history['orders']['few']:,}"
    worst = history["worst of orders and searches"]
    yield at_most(f"back-office order list and searches, {orders} (worst: {worst['page']})", worst["ratio"], 1.5, "×")
    revenue = history["revenue of a year ms"]
    yield at_most(f"revenue by channel over a year at {history['orders']['many']:,} orders", revenue, 100, " ms")


def _statements(results: Results) -> Iterator[Reached]:
    counted = results.facts.get("statements", {}).get("house", {})
    for lines, most in (("1 line", 20), ("10 lines", 22)):
        yield at_most(f"statements of the confirm step, {lines}", counted.get(lines, {}).get("confirm"), most)
    for who, most in (("guest", 6), ("signed in", 12)):
        pages = counted.get(who, {})
        yield at_most(
            f"statements of a page, {who}: the most of home, category, product", max(pages.values(), default=None), most
        )


def _work(results: Results) -> Iterator[Reached]:
    worst = {
        "release to reservation": max(results.values("reserved/p95", "house"), default=None),
        "caught up": max(results.values("reserved/caught up", "house"), default=None),
        "latin": results.median("invoice/latin", "house"),
        "other": max((one for key in ("invoice/chinese", "invoice/thai") if (one := results.median(key, "house"))), default=None),
        "web": results.facts.get("memory", {}).get("web"),
        "worker": results.facts.get("memory", {}).get("worker"),
    }
    soon, rate = worst["release to reservation"], results.median("reserved/orders a second", "house") or 0.0
    figure = f"order released until reserved, 95th percentile, 5 orders a second ({written(rate)} were reached)"
    yield Reached(figure, "≤ 3 s", soon, soon is not None and soon <= 3 and rate >= 4.5, " s")
    yield at_most("all handlers caught up after the load ended", worst["caught up"], 60, " s")
    yield at_most("CPU of an invoice, Latin, warm", worst["latin"], 100, " ms")
    yield at_most("CPU of an invoice, Chinese or Thai, warm", worst["other"], 300, " ms")
    handled = results.median("events/handled", "house")
    yield Reached("events with real order handlers, handled a second", "≥ 100", handled, (handled or 0) >= 100, "")
    memory = results.facts.get("memory", {})
    requests, deliveries = memory.get("requests", 10_000), memory.get("deliveries", 10_000)
    yield at_most(f"memory of a web worker after {requests:,} requests", worst["web"], 200, " MB")
    yield at_most(f"memory of a Celery worker after {deliveries:,} deliveries", worst["worker"], 200, " MB")
