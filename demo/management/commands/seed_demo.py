"""Loads the demo company Lantern & Leaf once; a database that has a company is left as it is."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.seeding import loading


class Command(BaseCommand):
    help = "Load the demo company. A second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("--products", type=int, default=240, help="how many products; the first 40 were written by hand (240)")
        add("--orders", type=int, default=400, help="how many orders of the past three months (400)")
        add("--consumers", type=int, default=300, help="how many consumers over all markets (300)")
        add("--companies", type=int, default=60, help="how many trade accounts (60)")
        add("--seed", type=int, default=1, help="another number tells of other products, people and orders (1)")
        add("--print", action="store_true", help="print invoices and packing slips now instead of leaving them to the workers")

    def handle(self, *args: Any, **options: Any) -> None:
        if loading.is_loaded():
            self.stdout.write("The demo company is loaded already; nothing is changed.")
            return
        try:
            self._say("The demo company is loaded once: three months of its work, five to ten minutes on a quiet machine.")
            loading.load(self._size(options), say=self._say)
        except loading.DemoBroken as error:
            raise CommandError("The demo company breaks promises:\n" + "\n".join(error.data["sentences"])) from error

    def _size(self, options: dict[str, Any]) -> loading.Size:
        return loading.Size(
            orders=options["orders"],
            products=options["products"],
            consumers=options["consumers"],
            companies=options["companies"],
            seed=options["seed"],
            prints_papers=options["print"],
        )

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
