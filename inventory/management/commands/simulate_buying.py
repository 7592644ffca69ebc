"""Lets two buyers live through the same months: one with the house's forecast, one with fixed figures. The house is only read."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inventory.costing import company_currency
from inventory.simulating.assortment import wares_of_the_house
from inventory.simulating.living import Outcome, live
from inventory.simulating.scratch import NoScratchDatabase, scratch_database

LONGEST, MOST = 1000, 10_000


class Command(BaseCommand):
    help = "Simulate buying in a scratch database: the forecast against a fixed minimum and maximum, under the same demand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=90, help="how many days are lived through (90)")
        parser.add_argument("--seed", type=int, default=1, help="another number draws another demand (1)")
        parser.add_argument("--products", type=int, default=100, help="how many products, those that sell most (100)")

    def handle(self, *args: Any, **options: Any) -> None:
        days, seed, most = options["days"], options["seed"], options["products"]
        if not 1 <= days <= LONGEST or not 1 <= most <= MOST:
            raise CommandError(f"Between 1 and {LONGEST} days and between 1 and {MOST} products can be simulated.")
        before = signal.signal(signal.SIGTERM, _end)
        try:
            with scratch_database() as link:
                wares = wares_of_the_house(most, seed)
                self._say(f"{len(wares)} products, {days} days, seed {seed}, in a database of its own.")
                outcomes = live(link, wares, days=days, seed=seed, say=self._say)
        except NoScratchDatabase as refusal:
            said = "This sign-in may make no database on the server, and the house's own is not used"
            raise CommandError(f"{said}: {refusal}") from refusal
        finally:
            signal.signal(signal.SIGTERM, before)
        self._report(outcomes)

    def _report(self, outcomes: list[Outcome]) -> None:
        currency = company_currency()
        self._say(f"{'buyer':<10}{'asked':>10}{'delivered':>12}{'service':>10}{'mean stock, ' + currency:>22}{'orders':>9}")
        for one in outcomes:
            self._say(
                f"{one.buyer:<10}{one.asked:>10,}{one.delivered:>12,}{one.service:>10.1%}{one.stock_value:>22,}{one.orders:>9,}"
            )

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _end(_signal: int, _frame: Any) -> None:
    """A terminated simulation cleans up as an interrupted one does."""
    raise SystemExit(143)
