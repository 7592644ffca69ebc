"""A database of its own for a simulation: made beside the house's, dropped at the end, also when somebody interrupts.

The house's own database is never written: this connection is another one, to another database of the same server.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from django.db import connection

PREFIX = "storehouse_simulation_"
_TABLES = """
CREATE TABLE ware (key int PRIMARY KEY, sku text NOT NULL, cost bigint NOT NULL CHECK (cost > 0));
CREATE TABLE demand (
    key int NOT NULL REFERENCES ware, day int NOT NULL, pieces int NOT NULL CHECK (pieces >= 0), PRIMARY KEY (key, day)
);
CREATE TABLE purchase (
    buyer text NOT NULL, key int NOT NULL REFERENCES ware, ordered_on int NOT NULL, arrives_on int NOT NULL,
    pieces int NOT NULL CHECK (pieces > 0), PRIMARY KEY (buyer, key, ordered_on), CHECK (arrives_on > ordered_on)
);
CREATE INDEX ON purchase (buyer, arrives_on);
CREATE TABLE evening (
    buyer text NOT NULL, key int NOT NULL REFERENCES ware, day int NOT NULL, asked int NOT NULL, delivered int NOT NULL,
    stock int NOT NULL CHECK (stock >= 0), PRIMARY KEY (buyer, key, day), CHECK (delivered BETWEEN 0 AND asked)
);
"""


class NoScratchDatabase(Exception):
    """The server lets this sign-in make no database; nothing was simulated."""


@contextmanager
def scratch_database() -> Iterator[Any]:
    """A connection to an empty database with the tables of a simulation. What is written there ends with the block."""
    name = f"{PREFIX}{os.getpid()}_{secrets.token_hex(3)}"
    with _server() as cursor:
        _drop_forgotten(cursor)
        try:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        except psycopg2.errors.InsufficientPrivilege as refusal:
            raise NoScratchDatabase(str(refusal).strip()) from refusal
    link = None
    try:
        link = psycopg2.connect(**_parameters(name))
        with link.cursor() as cursor:
            cursor.execute(_TABLES)
        link.commit()
        yield link
    finally:
        if link is not None:
            link.close()
        with _server() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def leftovers() -> list[str]:
    """Databases of simulations on this server."""
    with _server() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY 1", [PREFIX])
        return [name for (name,) in cursor.fetchall()]


def _drop_forgotten(cursor: Any) -> None:
    """What a killed simulation left and nobody is connected to."""
    cursor.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        " AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = pg_database.datname)",
        [PREFIX],
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _parameters(name: str) -> dict[str, Any]:
    found = connection.get_connection_params() | {"dbname": name}
    return {key: value for key, value in found.items() if key not in {"context", "cursor_factory", "options"}}


@contextmanager
def _server() -> Iterator[Any]:
    """A cursor outside any transaction, on the server's own database."""
    link = psycopg2.connect(**_parameters("postgres"))
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            yield cursor
    finally:
        link.close()
