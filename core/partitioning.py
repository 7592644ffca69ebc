"""Splitting a table that only grows into partitions by its key, while the house is closed for a minute (docs/scaling.md).

What was there becomes the first partition as it stands: nothing is copied. The key is a number drawn in order, so a range of it
is a stretch of time. By month it could not be: PostgreSQL holds a unique constraint over partitions only where the key is part of
it, and rows would have to be named by month and number everywhere. Constraints, references, triggers, rights and views are kept.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from core.errors import DomainError

#: Whole empty partitions that there should always be ahead.
AHEAD = 2


class CannotSplit(DomainError):
    """The table is split already, or others refer to its rows by something that partitions cannot hold."""

    code = "cannot_split"


@dataclass(frozen=True)
class Split:
    """How a table is split: by which column, how many of its numbers make a partition."""

    table: str
    key: str
    every: int


@dataclass
class _Found:
    """What belongs to a table, as statements that make it again."""

    constraints: list[tuple[str, str, str, list[str]]] = field(default_factory=list)
    indexes: list[tuple[str, str]] = field(default_factory=list)
    triggers: list[tuple[str, str, bool, str]] = field(default_factory=list)
    views: list[tuple[str, str]] = field(default_factory=list)
    rights: list[tuple[str, str]] = field(default_factory=list)


_CONSTRAINTS = """
SELECT conname, contype::text, pg_get_constraintdef(c.oid),
    ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey))
FROM pg_constraint c WHERE conrelid = %s::regclass AND contype IN ('p', 'u', 'f', 'x') ORDER BY contype DESC, conname
"""
_INDEXES = """
SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = %s::regclass
    AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype <> 'f')
ORDER BY 1
"""
_TRIGGERS = """
SELECT tgname, pg_get_triggerdef(oid), tgtype & 1 = 0, coalesce(obj_description(oid, 'pg_trigger'), '')
FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal ORDER BY tgname
"""
_VIEWS = """
SELECT DISTINCT v.oid::regclass::text, pg_get_viewdef(v.oid) FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
JOIN pg_class v ON v.oid = r.ev_class WHERE d.refobjid = %s::regclass AND d.classid = 'pg_rewrite'::regclass AND v.relkind = 'v'
"""
_RIGHTS = """
SELECT a.privilege_type, r.rolname FROM pg_class c, aclexplode(c.relacl) a JOIN pg_roles r ON r.oid = a.grantee
WHERE c.oid = %s::regclass AND a.grantee <> c.relowner
"""
_OTHERS = "SELECT conrelid::regclass::text FROM pg_constraint WHERE confrelid = %(t)s::regclass AND conrelid <> %(t)s::regclass"
_BOUNDS = """
SELECT coalesce(max(substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \\(''?(-?\\d+)''?\\)')::bigint), 0)
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = {table}::regclass
"""

#: Makes partitions ahead, as the owner of the table: who works in the house owns none. Answers how many it made.
_GROW = """
CREATE OR REPLACE FUNCTION "grow_{table}"() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $grow$
DECLARE
    reached bigint;
    wanted bigint;
    part text;
    made integer := 0;
BEGIN
    {bounds} INTO reached;
    SELECT coalesce(max("{key}"), 0) + {ahead} * {every} INTO wanted FROM "{table}";
    WHILE reached <= wanted LOOP
        part := '{table}_from_' || reached;
        EXECUTE format('CREATE TABLE %I PARTITION OF "{table}" FOR VALUES FROM (%s) TO (%s)', part, reached, reached + {every});
        {each}
        reached := reached + {every};
        made := made + 1;
    END LOOP;
    RETURN made;
END $grow$
"""
#: Unique over all partitions without being part of the key: whoever comes second waits for the first, and is refused.
_ONCE = """
CREATE OR REPLACE FUNCTION "{name}_everywhere"() RETURNS trigger LANGUAGE plpgsql AS $once$ BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('{name}'), hashint8(NEW."{column}"));
    IF EXISTS (SELECT 1 FROM "{table}" WHERE "{column}" = NEW."{column}") THEN
        RAISE EXCEPTION '{column} % is there already', NEW."{column}" USING ERRCODE = 'unique_violation', CONSTRAINT = '{name}';
    END IF;
    RETURN NEW;
END $once$;
CREATE TRIGGER "{name}_everywhere" BEFORE INSERT ON "{table}" FOR EACH ROW WHEN (NEW."{column}" IS NOT NULL)
    EXECUTE FUNCTION "{name}_everywhere"()
"""


def is_split(table: str) -> bool:
    """Whether a table has partitions. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relkind = 'p' FROM pg_class WHERE oid = %s::regclass", [table])
        return bool(cursor.fetchone()[0])


def split(how: Split) -> None:
    """Make the table the first of its own partitions, and the next ones ahead. One transaction; nobody reads the table meanwhile.

    Raises:
        CannotSplit: nothing is changed.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'LOCK TABLE "{how.table}" IN ACCESS EXCLUSIVE MODE')
        _refuse_if_unfit(cursor, how)
        found = _look(cursor, how.table)
        old = f"{how.table}_first"
        _put_aside(cursor, how, old, found)
        local = _make_parent(cursor, how, old, found)
        cursor.execute(f'SELECT (coalesce(max("{how.key}"), 0) / {how.every} + 1) * {how.every} FROM "{old}"')
        bound = cursor.fetchone()[0]
        cursor.execute(f'ALTER TABLE "{how.table}" ATTACH PARTITION "{old}" FOR VALUES FROM (MINVALUE) TO ({bound})')
        _make_growing(cursor, how, old, found, local)
        for view, text in found.views:
            cursor.execute(f"CREATE OR REPLACE VIEW {view} AS {text}")
    with connection.cursor() as cursor:
        cursor.execute(f'ANALYZE "{how.table}"')


def grow(table: str) -> int:
    """Make partitions ahead where they run short; how many were made. May be asked at any time, by anybody."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "grow_{table}"()')
        return cursor.fetchone()[0]


def growing() -> list[str]:
    """The tables that are split, by name. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT substring(proname::text FROM 6) FROM pg_proc WHERE proname LIKE 'grow\\_%' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def left(table: str) -> int:
    """How many numbers are left in the partitions that there are. Three queries."""
    with connection.cursor() as cursor:
        cursor.execute(_BOUNDS.format(table="%s"), [table])
        bound = cursor.fetchone()[0]
        cursor.execute("SELECT substring(pg_get_partkeydef(%s::regclass) FROM '\\((\\w+)\\)')", [table])
        cursor.execute(f'SELECT coalesce(max("{cursor.fetchone()[0]}"), 0) FROM "{table}"')
        return bound - 1 - cursor.fetchone()[0]


def _refuse_if_unfit(cursor: Any, how: Split) -> None:
    if is_split(how.table):
        raise CannotSplit(table=how.table, because="it is split already")
    cursor.execute(_OTHERS, {"t": how.table})
    others = sorted({name for (name,) in cursor.fetchall()})
    if others:
        raise CannotSplit(table=how.table, because=f"{', '.join(others)} refer to its rows by their id alone")


def _look(cursor: Any, table: str) -> _Found:
    found = _Found()
    for name, rows in (("constraints", _CONSTRAINTS), ("indexes", _INDEXES), ("triggers", _TRIGGERS), ("views", _VIEWS),
                       ("rights", _RIGHTS)):  # fmt: skip
        cursor.execute(rows, [table])
        setattr(found, name, cursor.fetchall())
    return found


def _put_aside(cursor: Any, how: Split, old: str, found: _Found) -> None:
    """Give the old table and what belongs to it other names; triggers and references to itself are the parent's from now on."""
    for name, _text, _is_statement, _comment in found.triggers:
        cursor.execute(f'DROP TRIGGER "{name}" ON "{how.table}"')
    for name, kind, text, _columns in found.constraints:
        if kind == "f" and f"REFERENCES {how.table}(" in text:
            cursor.execute(f'ALTER TABLE "{how.table}" DROP CONSTRAINT "{name}"')
        elif kind in ("p", "u"):
            cursor.execute(f'ALTER TABLE "{how.table}" RENAME CONSTRAINT "{name}" TO "{name[:55]}_first"')
    for name, _text in found.indexes:
        cursor.execute(f'ALTER INDEX "{name}" RENAME TO "{name[:55]}_first"')
    cursor.execute(f'ALTER TABLE "{how.table}" RENAME TO "{old}"')


def _make_parent(cursor: Any, how: Split, old: str, found: _Found) -> list[tuple[str, str, str]]:
    """The parent with all that it can hold; what each partition has to hold by itself: unique constraints without the key."""
    like = "INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING STORAGE INCLUDING COMMENTS"
    cursor.execute(f'CREATE TABLE "{how.table}" (LIKE "{old}" {like}) PARTITION BY RANGE ("{how.key}")')
    _draw_numbers(cursor, how.table, old)
    local: list[tuple[str, str, str]] = []
    for name, kind, text, columns in found.constraints:
        if kind in ("p", "u") and how.key not in columns:
            local.append((name, text, columns[0] if kind == "u" else ""))
        else:
            cursor.execute(f'ALTER TABLE "{how.table}" ADD CONSTRAINT "{name}" {text}')
    for _name, text in found.indexes:
        cursor.execute(text)
    for name, text, _is_statement, comment in found.triggers:
        cursor.execute(text)
        if comment:
            cursor.execute(f'COMMENT ON TRIGGER "{name}" ON "{how.table}" IS %s', [comment])
    for right, role in found.rights:
        cursor.execute(f'GRANT {right} ON "{how.table}" TO "{role}"')
    return local


def _draw_numbers(cursor: Any, table: str, old: str) -> None:
    """The same sequence goes on, by another right: a partition has no identity of its own."""
    cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [old])
    cursor.execute(f"SELECT last_value + 1 FROM {cursor.fetchone()[0]}")
    following = cursor.fetchone()[0]
    cursor.execute(f'ALTER TABLE "{old}" ALTER COLUMN id DROP IDENTITY IF EXISTS')
    cursor.execute(f'CREATE SEQUENCE "{table}_number" START WITH {following} OWNED BY "{table}".id')
    for one in (table, old):
        cursor.execute(f"""ALTER TABLE "{one}" ALTER COLUMN id SET DEFAULT nextval('{table}_number')""")


def _make_growing(cursor: Any, how: Split, old: str, found: _Found, local: list[tuple[str, str, str]]) -> None:
    """What each new partition gets beside what it has from the parent, and the function that makes them."""
    each = [f"ALTER TABLE %I ADD {text}" for _name, text, _column in local]
    # A trigger of the statement on the parent does not hear of one that names the partition.
    statements = [text for _name, text, is_statement, _comment in found.triggers if is_statement]
    each += [_on(text, how.table, "%I") for text in statements]
    for text in statements:
        cursor.execute(_on(text, how.table, f'"{old}"'))
    for name, _text, column in local:
        if column:
            cursor.execute(_ONCE.format(name=name, table=how.table, column=column))
    made = "\n        ".join(f"EXECUTE format($each${text}$each$, part);" for text in each)
    bounds = _BOUNDS.format(table=f"'{how.table}'").strip()
    cursor.execute(_GROW.format(table=how.table, key=how.key, every=how.every, ahead=AHEAD, each=made, bounds=bounds))
    cursor.execute(f'SELECT "grow_{how.table}"()')


def _on(text: str, table: str, other: str) -> str:
    """The same trigger on another table."""
    return text.replace(f" ON public.{table} ", f" ON {other} ").replace(f" ON {table} ", f" ON {other} ")
