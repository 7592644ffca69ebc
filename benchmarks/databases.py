"""Databases of a run: filled once and kept as templates, cloned for each use, so that every measurement begins alike."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
from environ import Env


def address_of(server: str, name: str) -> str:
    """The address of another database of the same server."""
    return f"{server.rsplit('/', 1)[0]}/{name}"


def connect(address: str) -> Any:
    """A connection for hand-made statements; every statement commits by itself until told otherwise."""
    found = Env.db_url_config(address)
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    connection = psycopg2.connect(**{name: found[key] for name, key in names.items() if found.get(key)})
    connection.autocommit = True
    return connection


@contextmanager
def cursor(address: str) -> Iterator[Any]:
    """A cursor that closes its connection."""
    connection = connect(address)
    try:
        with connection.cursor() as made:
            yield made
    finally:
        connection.close()


def digest(files: Iterable[Path], root: Path) -> str:
    """A fingerprint of what a filled database was made from."""
    fingerprint = hashlib.sha256()
    for file in sorted(set(files)):
        fingerprint.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes() + b"\0")
    return fingerprint.hexdigest()[:8]


class Databases:
    """The server that all peers share. Everything made here begins with `bench_`."""

    def __init__(self, server: str) -> None:
        self.server = server

    def kept(self, kind: str, mark: str, fill: Callable[[str], None]) -> str:
        """The name of a filled database; made by `fill(address)` when there is none of this mark, which removes older ones."""
        name = f"bench_{kind}_{mark}"
        if not self._exists(name):
            for old in self._named(f"bench\\_{kind}\\_%"):
                self.drop(old)
            unfinished = f"bench_making_{kind}"
            self.drop(unfinished)
            self._say(f'CREATE DATABASE "{unfinished}"')
            fill(address_of(self.server, unfinished))
            with cursor(address_of(self.server, unfinished)) as made:
                made.execute("VACUUM ANALYZE")
            self._say(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
        return name

    def clone(self, template: str, name: str) -> str:
        """A fresh copy; its address."""
        name = f"bench_use_{name}"
        self.drop(name)
        self._say(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return address_of(self.server, name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def drop_used(self) -> None:
        """Remove the copies of this run and of interrupted ones; what is filled stays for the next run."""
        for name in (*self._named("bench\\_use\\_%"), *self._named("bench\\_making\\_%")):
            self.drop(name)

    def _exists(self, name: str) -> bool:
        with cursor(self.server) as asked:
            asked.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return asked.fetchone() is not None

    def _named(self, pattern: str) -> list[str]:
        with cursor(self.server) as asked:
            asked.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern])
            return [name for (name,) in asked.fetchall()]

    def _say(self, statement: str) -> None:
        with cursor(self.server) as made:
            made.execute(statement)
