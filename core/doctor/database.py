"""PostgreSQL: whether it answers, which it is, as whom we come, and whether it has today's tables."""

from collections.abc import Iterator

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from core import clock, partitioning
from core.copies import REPORTS
from core.doctor.finding import Finding, Look, before_others_come, well, wrong
from core.freshness.pulse import seen_in

OLDEST = 14
#: Seconds by which a copy for reports may be behind.
BEHIND = 300
#: Numbers that must be left in a table that is split.
LEFT = 100_000


def database() -> Iterator[Finding]:
    """Its version, or why it does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_database(), current_setting('server_version'), current_setting('server_version_num')::int"
            )
            name, version, number = cursor.fetchone()
    except OperationalError as error:
        said = " ".join(str(error).split())
        yield wrong(f"The database does not answer: {said}", "Start PostgreSQL, and check DATABASE_URL.")
        return
    if number // 10_000 < OLDEST:
        yield wrong(f"PostgreSQL is {version}.", f"Bring it to {OLDEST} or later: the house uses what older ones lack.")
    else:
        yield well(f"The database “{name}” answers: PostgreSQL {version}.")


def role() -> Iterator[Finding]:
    """As whom the house works: a role that owns the tables could switch off the triggers that protect the books."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, (SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid"
            " AND relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace) FROM pg_roles WHERE rolname = current_user"
        )
        name, is_superuser, owned = cursor.fetchone()
    if is_superuser or owned:
        powers = "is a superuser" if is_superuser else f"owns {owned} tables"
        yield before_others_come(
            f"The database role “{name}” {powers}, so a fault in the house could switch off what protects the books.",
            "let web, worker and beat use a role that owns nothing, and migrate as another (docker-compose.yml shows it).",
        )
    else:
        yield well(f"The database role “{name}” owns no tables.")


def migrations() -> Iterator[Finding]:
    """Whether the tables are those of this code."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        first = f"{plan[0][0].app_label}.{plan[0][0].name}"
        yield wrong(f"{len(plan)} migrations are not applied, {first} first.", "Run: manage.py migrate.")
    else:
        yield well(f"All {len(executor.loader.applied_migrations)} migrations are applied.")


def connections_left() -> Iterator[Finding]:
    """Whether there is room for one more worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), current_setting('max_connections')::int FROM pg_stat_activity")
        used, most = cursor.fetchone()
    if used > most * 0.9:
        yield wrong(
            f"{used} of the database's {most} connections are in use.", "Raise max_connections, or run fewer web workers."
        )
    else:
        yield well(f"{used} of the database's {most} connections are in use.")


def sessions() -> Iterator[Finding]:
    """Whether sessions begin as the house wants them; behind a pooler it is the pooler that has to see to it."""
    wanted = settings.DATABASE_SESSION
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, current_setting(name, true) FROM unnest(%s::text[]) AS name", [list(wanted)])
        found = {name: _seconds(value) for name, value in cursor.fetchall()}
    other = [f"{name}={value}" for name, value in wanted.items() if found[name] != _seconds(value)]
    if other:
        yield wrong(
            f"Sessions of the database begin without {', '.join(other)}.",
            "Give them to the pooler as its connect_query (docs/scaling.md); without a pooler unset STOREHOUSE_POOLER.",
        )
    else:
        yield well("Sessions of the database begin as the house wants them.")


def _seconds(value: str | None) -> str | None:
    """PostgreSQL says of 60 seconds that they are a minute."""
    return "60s" if value == "1min" else value


def copy_for_reports() -> Iterator[Finding]:
    """How far the copy is behind from which reports are read, where there is one."""
    if REPORTS not in connections.settings:
        return
    try:
        as_of = seen_in(REPORTS)
    except DatabaseError as error:
        said = " ".join(str(error).split())
        yield wrong(
            f"The copy for reports does not answer: {said}", "Mend it; reports are read from the first database meanwhile."
        )
        return
    if as_of is None:
        yield wrong("The copy for reports has no pulse: nothing is read from it.", "Start beat and a worker, and the copying.")
    elif (behind := (clock.now() - as_of).total_seconds()) > BEHIND:
        yield wrong(
            f"The copy for reports is {behind:.0f} seconds behind.", "See whether the copying goes on, and whether beat runs."
        )
    else:
        yield well(f"The copy for reports is {max(behind, 0):.0f} seconds behind at the most.")


def partitions() -> Iterator[Finding]:
    """Whether there is room ahead in the tables that are split."""
    for table in partitioning.growing():
        numbers = partitioning.left(table)
        if numbers < LEFT:
            yield wrong(f"The partitions of {table} have room for {numbers:,} numbers.", "Run: manage.py partition --ahead.")
        else:
            yield well(f"The partitions of {table} have room for {numbers:,} numbers.")


def time_zone_of_the_company() -> Iterator[Finding]:
    """Days of reports begin by it."""
    yield well(f"The company's days are those of {settings.TIME_ZONE}.")


LOOKS: tuple[Look, ...] = (
    database,
    role,
    migrations,
    connections_left,
    sessions,
    copy_for_reports,
    partitions,
    time_zone_of_the_company,
)
