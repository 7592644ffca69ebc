"""Says in sentences what is wrong with this installation and what to do; exits with 1 if anything is."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import doctor
from core.doctor.finding import Health


class Command(BaseCommand):
    help = "Look at the installation: database, workers, outbox, disk, fonts, assets, translations, secrets, mail."
    #: It has to speak also where Django itself would refuse to start.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--brief", action="store_true", help="say only what is wrong or worth a remark")

    def handle(self, *args: Any, brief: bool, **options: Any) -> None:
        broken = 0
        for finding in doctor.examine():
            broken += finding.health is Health.WRONG
            if brief and finding.health is Health.WELL:
                continue
            self.stdout.write(f"{finding.health.value} {finding.sentence}")
            if finding.advice:
                self.stdout.write(f"    {finding.advice}")
        if broken:
            raise CommandError(f"{broken} thing{'s are' if broken > 1 else ' is'} wrong.")
        if not brief:
            self.stdout.write("Nothing is wrong.")
