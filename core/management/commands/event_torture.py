"""Kills worker, pool children, beat and Redis while events are delivered, in a scratch database, and counts the losses."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

import psycopg2
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

HERE = "STOREHOUSE_TORTURE_HERE"


class Command(BaseCommand):
    help = "Prove that killing processes loses no event and doubles none (needs the right to create a database)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--orders", type=int, default=1000)
        parser.add_argument("--kills", type=int, default=50)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, orders: int, kills: int, seed: int, **options: Any) -> None:
        if orders < 1 or kills < 0:
            raise CommandError("Give at least one order, and no negative number of kills.")
        if os.environ.get(HERE):
            self._torture(orders, kills, seed)
        else:
            self._in_scratch_database(["--orders", str(orders), "--kills", str(kills), "--seed", str(seed)])

    def _torture(self, orders: int, kills: int, seed: int) -> None:
        from core.events.torture.run import torture

        outcome = torture(number=orders, kills=kills, seed=seed)
        self.stdout.write(str(outcome))
        if outcome.broken:
            raise CommandError("The promise is broken.")

    def _in_scratch_database(self, arguments: list[str]) -> None:
        """Migrate a database of our own, run there in a process that knows no other, and drop it."""
        name = f"storehouse_torture_{os.getpid()}"
        url = urlsplit(os.environ["DATABASE_URL"])
        address = url._replace(path=url.path.rsplit("/", 1)[0] + "/" + name).geturl()
        environment = {**os.environ, "DATABASE_URL": address, HERE: "yes"}
        self._maintain(f'CREATE DATABASE "{name}"')
        try:
            for command in (["migrate", "--verbosity=0"], ["event_torture", *arguments]):
                if subprocess.run([sys.executable, sys.argv[0], *command], env=environment).returncode:  # noqa: S603
                    raise CommandError(f"{command[0]} failed in the scratch database.")
        finally:
            self._maintain(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _maintain(self, statement: str) -> None:
        parameters = connection.get_connection_params()
        link = psycopg2.connect(
            **{key: parameters[key] for key in ("host", "port", "user", "password") if key in parameters}, dbname="postgres"
        )
        link.autocommit = True
        try:
            with link.cursor() as cursor:
                cursor.execute(statement)
        finally:
            link.close()
