"""Loads the demo company Lantern & Leaf once; a database that has a company is left as it is."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.seeding import loading


class Command(BaseCommand):
    help = "Load the demo company. A second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--products", type=int, default=40, help="how many products; the first 40 were written by hand (40)")
        parser.add_argument("--seed", type=int, default=1, help="another number composes other products (1)")
        parser.add_argument("--orders", type=int, default=60, help="how many orders of the past month (60)")

    def handle(self, *args: Any, **options: Any) -> None:
        if loading.is_loaded():
            self.stdout.write("The demo company is loaded already; nothing is changed.")
            return
        try:
            loading.load(orders=options["orders"], products=options["products"], seed=options["seed"], say=self._say)
        except loading.DemoBroken as error:
            raise CommandError("The demo company breaks promises:\n" + "\n".join(error.data["sentences"])) from error

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
