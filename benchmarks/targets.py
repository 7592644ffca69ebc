"""The targets, and what was reached of them. Each is judged at its worst where it has several cases.

Of a figure that was taken several times the median is judged, and the worst round is told beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from benchmarks.figures import Results, written


@dataclass(frozen=True)
class Reached:
    """One figure beside its target. `value` is None when it was not measured in this run."""

    figure: str
    target: str
    value: float | None
    is_met: bool
    unit: str = "×"
    #: The worst round, where there were several.
    worst: float | None = None

    @property
    def said(self) -> str:
        """The value in words."""
        return "not measured" if self.value is None else f"{written(self.value)}{self.unit}"

    @property
    def said_at_worst(self) -> str:
        """The worst round in words; nothing where there was one."""
        return "" if self.worst is None else f"{written(self.worst)}{self.unit}"

    @property
    def verdict(self) -> str:
        """Met, or by how much it is missed."""
        if self.value is None:
            return "–"
        return "met" if self.is_met else "**missed**"


def at_least(results: Results, figure: str, key: str, least: float) -> Reached:
    """A ratio of ours to Oscar's that should be so high."""
    found = results.ratio(key)
    return Reached(figure, f"≥ {least:g}×", found, found is not None and found >= least, worst=results.worst_ratio(key))


def at_most(figure: str, found: float | None, most: float, unit: str = "", worst: float | None = None) -> Reached:
    """A figure that should be so low."""
    return Reached(figure, f"≤ {most:g}{unit}", found, found is not None and found <= most, unit, worst)


def of_rounds(results: Results, figure: str, key: str, most: float, unit: str) -> Reached:
    """A figure of ours that should be so low in the middle of the rounds."""
    return at_most(figure, results.median(key, "house"), most, unit, max(results.values(key, "house"), default=None))


#: So many requests or deliveries, and what a process keeps at hand is there: what it takes more from then on is growth.
LONG_ENOUGH = 5_000
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
    confirm, worst = (
        results.ratio("confirm", "house", "raw"),
        results.worst_ratio("confirm", "house", "raw", more_is_better=False),
    )
    yield at_most("confirm step, median, ours by raw statements", confirm, 25, "×", worst)
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
    yield from _steady(results)
    for script, most in (("latin", 100), ("vietnamese", 100), ("chinese", 300), ("thai", 300)):
        yield of_rounds(results, f"CPU of an invoice, {script.capitalize()}, warm", f"invoice/{script}", most, " ms")
    yield from _batch(results)
    handled = results.values("events/handled", "house")
    middle = results.median("events/handled", "house")
    figure = "events with real order handlers, handled a second"
    yield Reached(figure, "≥ 100", middle, (middle or 0) >= 100, "", min(handled, default=None))
    yield from _backlog(results)
    yield from _memory(results)


def _steady(results: Results) -> Iterator[Reached]:
    soon, rate = results.values("reserved/p95", "house"), results.median("reserved/orders a second", "house") or 0.0
    seconds = results.facts.get("steady seconds", 300)
    figure = (
        f"order released until reserved, 95th percentile, 5 orders a second for {seconds:.0f} s ({written(rate)} were reached)"
    )
    worst = max(results.values("reserved/longest", "house"), default=None)
    yield Reached(figure, "≤ 3 s", max(soon, default=None), bool(soon) and max(soon) <= 3 and rate >= 4.5, " s", worst)
    caught_up = max(results.values("reserved/caught up", "house"), default=None)
    yield at_most("all handlers caught up after the load ended", caught_up, 60, " s")


def _batch(results: Results) -> Iterator[Reached]:
    batch = results.facts.get("batch", {})
    early, most = batch.get("memory after a fifth"), batch.get("memory, most")
    figure = f"a batch of {batch.get('papers', 10_000):,} invoices: most memory, by that after a fifth of them"
    yield at_most(figure, most / early if early else None, 1.1, "×")


def _backlog(results: Results) -> Iterator[Reached]:
    facts = results.facts.get("backlog", {})
    stopped, niced = (results.values(f"backlog/checkouts, {one}", "house") for one in ("workers stopped", "niced workers"))
    slower, worst = None, None
    if stopped and niced:
        slower = 100 - median(niced) / median(stopped) * 100
        worst = max(100 - beside / alone * 100 for alone, beside in zip(stopped, niced, strict=True))
    figure = f"checkouts slow down while {facts.get('waiting', 100_000):,} waiting events are drained by niced workers"
    yield at_most(figure, slower, 20, " %", worst)


def _memory(results: Results) -> Iterator[Reached]:
    memory = results.facts.get("memory", {})
    for name, kind, after in (("web", "web", "requests"), ("worker", "Celery", "deliveries")):
        figure = f"memory of a {kind} worker after {memory.get(after, 10_000):,} {after}"
        now, half, most = (memory.get(key) for key in (name, f"{name}, half way", f"{name}, most"))
        yield at_most(figure, now, 200, " MB", most)
        if memory.get(after, LONG_ENOUGH) >= LONG_ENOUGH:  # before, caches fill
            yield at_most(f"{figure}, by that after half of them", now / half if now and half else None, 1.03, "×")
