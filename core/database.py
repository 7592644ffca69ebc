"""Law kept by the database itself, for models to put into `Meta.triggers`."""

import pgtrigger

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
