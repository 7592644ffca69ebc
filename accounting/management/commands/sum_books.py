"""Makes the sums by day anew from the lines of the journal."""

from typing import Any

from django.core.management.base import BaseCommand

from accounting.models import DaySum
from accounting.summing import sum_anew


class Command(BaseCommand):
    help = "Make the sums that reports read anew from the journal. `bin/manage verify` says when that is needed."

    def handle(self, *args: Any, **options: Any) -> None:
        sum_anew()
        self.stdout.write(f"The journal is summed: {DaySum.objects.count():,} sums by day.")
