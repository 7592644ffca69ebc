"""Databases for tests: migrated once into a template, then cloned.

A clone takes a fraction of a second, and it is the only way to start anew after real commits: the triggers that keep
journal, movements and audit append-only forbid the flush that Django's own TransactionTestCase would do.
"""

import gc
import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "storehouse_template_"
DEMO = "storehouse_demo_"
PACKAGES = ("core", "shop", "inventory", "fulfillment", "accounting", "sales", "support", "backoffice", "demo")
#: Advisory lock number: one process makes a template, the others wait for it; each kind of template has its own.
MAKING = 7_340_001


def ensure_template() -> str:
    """The name of a migrated, otherwise empty database.

    When only new migrations came since the last one was made, that one is cloned and migrated further; when an old
    migration has changed, all of them run again.
    """
    return _ensure(TEMPLATE, _fingerprint(_what_migrating_reads()), _migrate)


def ensure_demo_template(template: str, fill: Callable[[str], None]) -> str:
    """The name of a database that `fill` (given its address) has loaded; made anew when any code has changed."""

    def make(name: str, _outdated: Iterable[str]) -> None:
        clone(template, name)
        fill(address_of(name))

    code = [file for folder in PACKAGES for file in ROOT.glob(f"{folder}/**/*.py")]
    return _ensure(DEMO, _fingerprint([*code, *_what_migrating_reads()]), make)


def _ensure(prefix: str, state: str, make: Callable[[str, Iterable[str]], None]) -> str:
    name, unfinished = prefix + state, f"{prefix}unfinished"
    with maintenance() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [MAKING, prefix])
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [prefix + "%"])
        existing = {row[0] for row in cursor.fetchall()}
        if name not in existing:
            cursor.execute(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
            make(unfinished, existing - {unfinished})
            cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
            for outdated in existing - {unfinished}:
                cursor.execute(f'DROP DATABASE IF EXISTS "{outdated}" WITH (FORCE)')
    return name


def clone(template: str, name: str) -> None:
    """A fresh copy of a database nobody is connected to."""
    with maintenance() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop(name: str) -> None:
    """Remove a database, whoever is still connected."""
    with maintenance() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def own_name() -> str:
    """A name for a database of this process that no other run uses."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return f"test_{worker}_{os.getpid()}_{secrets.token_hex(2)}"


def address_of(name: str) -> str:
    """The DATABASE_URL of another database on the same server."""
    url = urlsplit(os.environ["DATABASE_URL"])
    folder = url.path.rsplit("/", 1)[0]
    return f"{url.scheme}://{url.netloc}{folder}/{name}"


@contextmanager
def connected_to(name: str) -> Iterator[str]:
    """Point this process's connections, and those of processes it starts, to another database; yields its address."""
    before, url_before = connections.settings["default"]["NAME"], os.environ["DATABASE_URL"]
    address = address_of(name)
    _point_to(name)
    os.environ["DATABASE_URL"] = address
    try:
        yield address
    finally:
        os.environ["DATABASE_URL"] = url_before
        _point_to(before)


@contextmanager
def maintenance() -> Iterator["psycopg2.extensions.cursor"]:
    """A cursor outside any transaction, on the server's own database."""
    parameters = connection.get_connection_params() | {"dbname": "postgres", "options": "-c lock_timeout=0"}
    parameters = {key: value for key, value in parameters.items() if key not in {"context", "cursor_factory"}}
    link = psycopg2.connect(**parameters)
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            yield cursor
    finally:
        link.close()


def _point_to(name: str) -> None:
    connection.close()
    connections.settings["default"]["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _migrate(name: str, outdated: Iterable[str]) -> None:
    from backoffice.roles import ensure_roles  # need the apps, and this module is loaded before them
    from core.audit.models import AuditEntry

    present = _migrations()
    with maintenance() as cursor:
        basis = next((old for old in outdated if _applied(cursor, old).items() <= present.items()), None)
        if basis and _applied(cursor, basis):
            clone(basis, name)
        else:
            cursor.execute(f'CREATE DATABASE "{name}"')
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)  # as manage.py does
    with connected_to(name):
        call_command("migrate", interactive=False, verbosity=0)
        ensure_roles()
        is_of_older_code = basis and AuditEntry.objects.exists()  # its roles were brought up to date, and that left its trail
    gc.set_threshold(*before)
    if is_of_older_code:
        drop(name)
        _migrate(name, ())
        return
    with maintenance() as cursor:
        cursor.execute(f'COMMENT ON DATABASE "{name}" IS %s', [json.dumps(present)])


def _migrations() -> dict[str, str]:
    """Every migration file with the fingerprint of its text."""
    files = [file for folder in PACKAGES for file in ROOT.glob(f"{folder}/**/migrations*/**/*.py")]
    return {file.relative_to(ROOT).as_posix(): _fingerprint([file]) for file in [*files, ROOT / "requirements.lock"]}


def _applied(cursor: "psycopg2.extensions.cursor", name: str) -> dict[str, str]:
    """The migrations that a template was made with, as noted on it; nothing is known of one without a note."""
    cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name])
    row = cursor.fetchone()
    return json.loads(row[0]) if row and row[0] else {}


def _what_migrating_reads() -> list[Path]:
    """Migrations, and the models and packages that the signals after migrating read."""
    files = [ROOT / "requirements.lock", *ROOT.glob("config/settings/*.py")]
    for folder in PACKAGES:
        for pattern in ("migrations*/**/*.py", "models*/**/*.py", "models.py"):
            files += ROOT.glob(f"{folder}/**/{pattern}")
    return files


def _fingerprint(files: Iterable[Path]) -> str:
    state = hashlib.sha256()
    for file in sorted(set(files)):
        state.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return state.hexdigest()[:12]
