"""Closes the house for maintenance, opens it again, or says how it stands. Needs no database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core import maintenance


class Command(BaseCommand):
    help = "maintenance on [--minutes N] | off | show"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["on", "off", "show"])
        parser.add_argument("--minutes", type=int, default=maintenance.MINUTES, help="what people are told to wait")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "on":
            maintenance.close(minutes=max(1, options["minutes"]))
        elif options["what"] == "off":
            maintenance.open_again()
        minutes = maintenance.minutes_to_wait()
        self.stdout.write(f"Closed: pages answer 503, try again in {minutes} minutes." if minutes else "Open.")
