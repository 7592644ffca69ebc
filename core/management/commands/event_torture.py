"""Kills worker, pool children, beat and Redis while events are delivered, in a scratch database, and counts the losses.

It ends within the time it states at the beginning. Interrupted (Ctrl-C, SIGTERM), it prints its tally so far; in every
case its processes are ended and its scratch database is dropped.
"""

import os
import signal
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

import psycopg2
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

HERE = "STOREHOUSE_TORTURE_HERE"
SCRATCH = "storehouse_torture_"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
#: Seconds for migrating the scratch database; for winding up once it is said to.
MIGRATING = 600.0
WINDING_UP = 30.0


def interrupt(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does; further signals do not interrupt the clearing up."""
    for one in SIGNALS:
        signal.signal(one, signal.SIG_IGN)
    raise KeyboardInterrupt


class Command(BaseCommand):
    help = "Prove that killing processes loses no event and doubles none (needs the right to create a database)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--orders", type=int, default=1000)
        parser.add_argument("--kills", type=int, default=50)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, orders: int, kills: int, seed: int, **options: Any) -> None:
        if orders < 1 or kills < 0:
            raise CommandError("Give at least one order, and no negative number of kills.")
        for one in SIGNALS:
            signal.signal(one, interrupt)
        if os.environ.get(HERE):
            self._torture(orders, kills, seed)
        else:
            self._in_scratch_database(orders, kills, seed)

    def _torture(self, orders: int, kills: int, seed: int) -> None:
        from core.events.torture.run import torture

        outcome = torture(number=orders, kills=kills, seed=seed, folder=Path(os.environ[HERE]))
        self.stdout.write(str(outcome))
        self.stdout.flush()
        if outcome.broken:
            raise CommandError("The promise is broken.")
        if outcome.was_interrupted:
            raise CommandError("Interrupted.")

    def _in_scratch_database(self, orders: int, kills: int, seed: int) -> None:
        """Migrate a database of our own, run there in a process that knows no other, and drop it."""
        from core.events.torture.processes import clear_up, new_folder
        from core.events.torture.run import longest

        bound = longest(number=orders, kills=kills)
        self.stdout.write(
            f"{orders} orders, {kills} kills: over in {(MIGRATING + bound + WINDING_UP) / 60:.0f} minutes at the latest."
        )
        self.stdout.flush()
        self._drop_what_was_left()
        name, folder = f"{SCRATCH}{os.getpid()}", new_folder()
        url = urlsplit(os.environ["DATABASE_URL"])
        address = url._replace(path=url.path.rsplit("/", 1)[0] + "/" + name).geturl()
        environment = {**os.environ, "DATABASE_URL": address, HERE: str(folder)}
        counted = ["event_torture", "--orders", str(orders), "--kills", str(kills), "--seed", str(seed)]
        try:
            self._maintain(f'CREATE DATABASE "{name}"')
            self._run(["migrate", "--verbosity=0"], environment, MIGRATING)
            self._run(counted, environment, bound + WINDING_UP)
        except KeyboardInterrupt:
            raise CommandError("Interrupted. Its processes have ended, its scratch database is dropped.") from None
        finally:
            clear_up(folder)
            self._maintain(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _run(self, arguments: list[str], environment: dict[str, str], patience: float) -> None:
        """One command in a process group of its own: signals reach us alone, and we pass one on."""
        command = [sys.executable, sys.argv[0], *arguments]
        child = subprocess.Popen(command, env=environment, process_group=0)  # noqa: S603 (our own commands)
        try:
            status = child.wait(patience)
        except subprocess.TimeoutExpired:
            raise CommandError(f"{arguments[0]} did not end in {patience:.0f} s.") from None
        finally:
            self._end(child)
        if status:
            raise CommandError(f"{arguments[0]} failed in the scratch database.")

    @staticmethod
    def _end(child: "subprocess.Popen[bytes]") -> None:
        """Ask it to wind up, and wait for its tally; then nothing of it is left."""
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(WINDING_UP)
            except subprocess.TimeoutExpired:
                child.kill()
        child.wait()

    def _drop_what_was_left(self) -> None:
        """Scratch databases of tortures that were killed themselves: nobody runs under their number any more."""
        for (name,) in self._maintain("SELECT datname FROM pg_database WHERE datname LIKE 'storehouse\\_torture\\_%'"):
            if not is_alive(name.removeprefix(SCRATCH)):
                self._maintain(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _maintain(self, statement: str) -> list[tuple[str]]:
        parameters = connection.get_connection_params()
        link = psycopg2.connect(
            **{key: parameters[key] for key in ("host", "port", "user", "password") if key in parameters}, dbname="postgres"
        )
        link.autocommit = True
        try:
            with link.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            link.close()


def is_alive(number: str) -> bool:
    """Whether a process of this number runs on this machine."""
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
