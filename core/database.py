"""Law kept by the database itself, for models to put into `Meta.triggers`; and what it should know of its tables."""

import pgtrigger
from django.db import connection

_REFUSAL = """
    RAISE EXCEPTION '% is written once: no row is ever changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = '{name}';
"""


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Triggers that refuse UPDATE, DELETE and TRUNCATE with an IntegrityError naming `name`.

    A mistake in such a table is reversed by a new row that names the old one.
    """
    refusal = _REFUSAL.format(name=name)
    return [
        pgtrigger.Trigger(
            name=f"{name}_rows",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=refusal,
        ),
        pgtrigger.Trigger(
            name=f"{name}_truncate",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func=refusal,
        ),
    ]


def never_updated(name: str) -> list[pgtrigger.Trigger]:
    """A trigger that refuses UPDATE only, for rows that may be pruned when old but never rewritten."""
    return [
        pgtrigger.Trigger(
            name=f"{name}_rows",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            func=_REFUSAL.format(name=name).replace("changed or removed", "changed"),
        )
    ]


def analyse() -> None:
    """Let the planner count every table now, the caller's uncommitted rows among them.

    After a transaction has written much that it goes on to read: nobody else sees those rows yet, so the database does
    not count them by itself, and plans as for empty tables.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
