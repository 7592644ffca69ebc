"""Writes a long past of finished orders, for measuring and for rehearsing with a production's amount of data."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.history import loading


class Command(BaseCommand):
    help = "Repeat the demo's finished orders in the past, up to a million times. `bin/manage verify` passes on the result."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--orders", type=int, required=True, help="how many orders, up to 1,000,000")
        parser.add_argument("--days", type=int, default=365, help="over how many days (365)")
        parser.add_argument("--seed", type=int, default=1, help="another number makes another past (1)")
        parser.add_argument("--anyway", action="store_true", help="also into a database that the demo did not make")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["orders"] <= 1_000_000:
            raise CommandError("A past has from 1 to 1,000,000 orders.")
        past = loading.Past(orders=options["orders"], days=options["days"], seed=options["seed"])
        try:
            rate = loading.load(past, say=self._say, anyway=options["anyway"])
        except loading.NotADemo as error:
            raise CommandError(
                "This database was not made by the demo. Say --anyway if it may be filled all the same."
            ) from error
        except loading.NothingToRepeat as error:
            raise CommandError(
                "No order has gone the straight way to its end yet: load the demo with more orders first."
            ) from error
        self._say(f"The past is written: {past.orders:,} orders, {rate:,.0f} a second.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
