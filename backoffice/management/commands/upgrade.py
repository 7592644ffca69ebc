"""Bring a database up to this version: its tables, and the default roles. Safe to run again."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from backoffice.roles import ensure_roles


class Command(BaseCommand):
    help = "Migrate the database, then give the default roles what this version grants anew."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        ensure_roles()
