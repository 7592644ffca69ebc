"""Proves the invariants of the house: prints a sentence for each break and exits with 1 if there is one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import verification


class Command(BaseCommand):
    help = "Recompute every invariant from the rows themselves and say what is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for check in verification.checks():
            sentences = list(check.look())
            broken += len(sentences)
            self.stdout.write(f"{'✗' if sentences else '✓'} {check.promise}")
            for sentence in sentences:
                self.stdout.write(f"    {sentence}")
        if broken:
            raise CommandError(f"{broken} broken promise{'s' if broken > 1 else ''}.")
