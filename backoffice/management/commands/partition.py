"""Split a table that only grows into partitions, while the house is closed; or make partitions ahead. See docs/scaling.md."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import partitioning
from core.partitioning import CannotSplit, Split

#: What may be split. Journal entries and events are not among them: docs/adr/0007 says why.
TABLES = {
    "movements": Split("inventory_stockmovement", key="id", every=10_000_000),
    "lines": Split("accounting_entryline", key="entry_id", every=5_000_000),
}


class Command(BaseCommand):
    help = "Split stock movements or journal lines into partitions (run `maintenance` first); --ahead makes the next ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--table", choices=sorted(TABLES), help="what to split")
        parser.add_argument(
            "--every", type=int, help="numbers in a partition (10,000,000 movements; the lines of 5,000,000 entries)"
        )
        parser.add_argument("--ahead", action="store_true", help="make partitions ahead of all tables that are split")

    def handle(self, *args: Any, table: str | None, every: int | None, ahead: bool, **options: Any) -> None:
        if table is None and not ahead:
            raise CommandError("Say --table, or --ahead.")
        if table is not None:
            usual = TABLES[table]
            self._split(table, Split(usual.table, usual.key, every or usual.every))
        for name in partitioning.growing() if ahead else []:
            self.stdout.write(f"{name}: {partitioning.grow(name)} made, {partitioning.left(name):,} numbers left.")

    def _split(self, name: str, how: Split) -> None:
        if how.every < 1:
            raise CommandError("A partition holds one number at least.")
        try:
            partitioning.split(how)
        except CannotSplit as refused:
            raise CommandError(f"{name}: {refused.data['because']}. Nothing was changed.") from refused
        self.stdout.write(f"{name}: split by {how.key}, {partitioning.left(how.table):,} numbers left.")
