"""Lets buyers live through the same months: by the house's forecast, and by a minimum and a maximum. The house is only read."""

import signal
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inventory.costing import company_currency
from inventory.simulating.assortment import wares_of_the_house
from inventory.simulating.buyers import FIXED, FORECAST, RENEWED
from inventory.simulating.comparing import Comparison, compare, middle
from inventory.simulating.drawing import tradeoff
from inventory.simulating.living import Months, Outcome
from inventory.simulating.scratch import NoScratchDatabase, scratch_database

LONGEST, MOST, MOST_DRAWS = 1000, 10_000, 100
NAMES = {FORECAST: "forecast", FIXED: "min/max, set once", RENEWED: "min/max, renewed daily"}
NOBODY = "nobody of this kind does"


class Command(BaseCommand):
    help = "Simulate buying in a scratch database: the forecast against a minimum and a maximum, at equal service and stock."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=90, help="how many days are lived through (90)")
        parser.add_argument("--seed", type=int, default=1, help="another number draws another demand (1)")
        parser.add_argument("--draws", type=int, default=1, help="how many seeds, counted from the first (1)")
        parser.add_argument("--products", type=int, default=100, help="how many products, those that sell most (100)")
        parser.add_argument("--draw", metavar="FILE.svg", help="also draw what each serves with less and more in reserve")

    def handle(self, *args: Any, **options: Any) -> None:
        days, most, draws = options["days"], options["products"], options["draws"]
        if not 1 <= days <= LONGEST or not 1 <= most <= MOST:
            raise CommandError(f"Between 1 and {LONGEST} days and between 1 and {MOST} products can be simulated.")
        if not 1 <= draws <= MOST_DRAWS:
            raise CommandError(f"Between 1 and {MOST_DRAWS} seeds can be drawn.")
        picture = options["draw"]
        if picture and not Path(picture).parent.is_dir():
            raise CommandError(f"There is no folder for {picture}.")
        before = signal.signal(signal.SIGTERM, _end)
        try:
            found = [self._lived(seed, days, most, bool(picture)) for seed in range(options["seed"], options["seed"] + draws)]
        except NoScratchDatabase as refusal:
            said = "This sign-in may make no database on the server, and the house's own is not used"
            raise CommandError(f"{said}: {refusal}") from refusal
        finally:
            signal.signal(signal.SIGTERM, before)
        self._report(found)
        if picture:
            self._draw(picture, found, days)

    def _lived(self, seed: int, days: int, most: int, with_curve: bool) -> Comparison:
        with scratch_database() as link:
            wares = wares_of_the_house(most, seed)
            self._say(f"{len(wares)} products, {days} days, seed {seed}, in a database of its own.")
            return compare(Months(link, wares, days=days, seed=seed), with_curve=with_curve, say=self._say)

    def _report(self, found: Sequence[Comparison]) -> None:
        self._say("")
        self._say(f"| seed | buyer | reserve | delivered from stock | mean stock, {company_currency()} | orders |")
        self._say("|---|---|---|---|---|---|")
        for one in found:
            self._row(one.seed, "forecast", one.forecast)
            for match in one.matches:
                name = NAMES[match.kind]
                self._row(one.seed, name, match.usual)
                self._row(one.seed, f"{name}: equal service", match.as_served)
                self._row(one.seed, f"{name}: equal stock", match.as_stocked)
        self._say("")
        for one in found:
            for match in one.matches:
                self._say(_sentence(one, match.kind, match.as_served, match.as_stocked))

    def _row(self, seed: int, name: str, one: Outcome | None) -> None:
        if one is None:
            self._say(f"| {seed} | {name} | {NOBODY} | | | |")
            return
        reserve = f"safety stock × {one.setting:g}" if one.kind == FORECAST else f"{one.setting:g} days"
        self._say(f"| {seed} | {name} | {reserve} | {one.service:.2%} | {one.stock_value:,} | {one.orders:,} |")

    def _draw(self, picture: str, found: Sequence[Comparison], days: int) -> None:
        points = middle(one.curve for one in found)
        title = f"What is delivered from stock, and what stands on the shelves for it ({days} days, {len(found)} draws)"
        Path(picture).write_text(tradeoff(title, company_currency(), points))
        self._say("")
        self._say(f"| buyer | reserve | delivered from stock | mean stock, {company_currency()} |")
        self._say("|---|---|---|---|")
        for point in points:
            reserve = f"safety stock × {point.setting:g}" if point.kind == FORECAST else f"{point.setting:g} days"
            self._say(f"| {NAMES[point.kind]} | {reserve} | {point.service:.2%} | {point.stock_value:,.0f} |")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _sentence(one: Comparison, kind: str, as_served: Outcome | None, as_stocked: Outcome | None) -> str:
    """Who is better, in words."""
    said = [f"Seed {one.seed}, {NAMES[kind]}:"]
    if as_served is None:
        said.append("no reserve serves as well as the forecast;")
    else:
        more = as_served.stock_value / one.forecast.stock_value - 1 if one.forecast.stock_value else 0.0
        said.append(f"to serve as well as the forecast it holds {abs(more):.0%} {'more' if more >= 0 else 'less'};")
    if as_stocked is None:
        said.append("every reserve holds more than the forecast.")
    else:
        said.append(f"holding as much it delivers {as_stocked.service:.2%} against {one.forecast.service:.2%}.")
    return " ".join(said)


def _end(_signal: int, _frame: Any) -> None:
    """A terminated simulation cleans up as an interrupted one does."""
    raise SystemExit(143)
