"""Spares a large load what the database does row by row, and puts all of it back, proven, in the same transaction.

Indexes, keys, unique constraints and references are dropped and made again after the load: making them again is PostgreSQL's own
proof over all rows at once. Triggers that look at a row are switched off; for each of them `laws` asks the same of all new
rows together. A trigger that nobody wrote such a question for is not switched off: the load is refused.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from core.errors import DomainError

#: For sorting the new indexes; given back with the transaction.
_AMPLE = "SET LOCAL maintenance_work_mem = '384MB'; SET LOCAL work_mem = '96MB'; SET LOCAL jit = off"
#: References first, since those from other tables stand on the keys.
_CONSTRAINTS = """
SELECT c.conrelid::regclass::text, c.contype::text, c.conname::text, pg_get_constraintdef(c.oid)
FROM pg_constraint c WHERE c.conrelid = ANY (%(tables)s::regclass[]) AND c.contype IN ('f', 'p', 'u', 'x')
    OR c.confrelid = ANY (%(tables)s::regclass[])
ORDER BY c.contype <> 'f', 1, 3
"""
_INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i WHERE i.indrelid = ANY (%(tables)s::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
ORDER BY i.indrelid, 1
"""
#: Triggers that an INSERT would wake (bit 4 of tgtype); those of references are the database's own.
_TRIGGERS = """
SELECT t.tgname::text FROM pg_trigger t
WHERE t.tgrelid = ANY (%(tables)s::regclass[]) AND NOT t.tgisinternal AND t.tgtype & 4 > 0 AND t.tgenabled <> 'D'
"""
Say = Callable[[str], None]


class UnknownLaw(DomainError):
    """A trigger guards rows of the load, and nothing proves for all rows together what it asks of each. Nothing was written."""

    code = "unknown_law"


class LawBroken(DomainError):
    """Loaded rows break a law of the database. Nothing was written."""

    code = "law_broken"


@dataclass(frozen=True)
class Constraint:
    """A constraint as the catalogue states it."""

    table: str
    kind: str
    name: str
    definition: str


@contextmanager
def lifted(tables: Sequence[str], laws: Mapping[str, str], say: Say) -> Iterator[None]:
    """Within: rows are written unchecked. At the end all is checked, or the caller's transaction ends with an error.

    `laws` holds by a trigger's name the question whose rows break its law. Has to run in a transaction, by the tables' owner;
    everybody else waits for them until it ends.

    Raises:
        UnknownLaw: before anything is done. LawBroken, IntegrityError: at the end.
    """
    names = {"tables": list(tables)}
    guarding = {_plain(name) for (name,) in _rows(_TRIGGERS, names)}
    if guarding - set(laws):
        raise UnknownLaw(triggers=sorted(guarding - set(laws)))
    _run("SET CONSTRAINTS ALL IMMEDIATE", _AMPLE)
    constraints = [Constraint(*row) for row in _rows(_CONSTRAINTS, names)]
    indexes = _rows(_INDEXES, names)
    _run(*(f"ALTER TABLE {one.table} DROP CONSTRAINT {_quoted(one.name)}" for one in constraints))
    _run(*(f"DROP INDEX {name}" for name, _definition in indexes))
    _run(*(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables))
    yield
    _run("SET CONSTRAINTS ALL IMMEDIATE", f"ANALYZE {', '.join(tables)}")
    keys = [one for one in constraints if one.kind != "f"]
    _run(*(_added(one) for one in keys), *(definition for _name, definition in indexes))
    say(f"  {len(keys) + len(indexes)} keys and indexes made")
    for name in sorted(guarding):
        _prove(name, laws[name])
    _run(*(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables))
    say(f"  {len(guarding)} laws of triggers hold for all rows")
    references = [one for one in constraints if one.kind == "f"]
    _run(*(_added(one) for one in references))
    say(f"  {len(references)} references hold")


def _prove(name: str, question: str) -> None:
    found = _rows(f"{question} LIMIT 3")
    if found:
        raise LawBroken(law=name, rows=[str(row) for row in found])


def _plain(trigger: str) -> str:
    """The name that the model gives a trigger, without what pgtrigger puts around it."""
    return re.sub(r"^pgtrigger_(.*)_[0-9a-f]{5}$", r"\1", trigger)


def _added(one: Constraint) -> str:
    return f"ALTER TABLE {one.table} ADD CONSTRAINT {_quoted(one.name)} {one.definition}"


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _rows(query: str, values: dict[str, list[str]] | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
