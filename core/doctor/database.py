"""PostgreSQL: whether it answers, which it is, as whom we come, and whether it has today's tables."""

from collections.abc import Iterator

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from core.doctor.finding import Finding, Look, before_others_come, well, wrong

OLDEST = 14


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


def time_zone_of_the_company() -> Iterator[Finding]:
    """Days of reports begin by it."""
    yield well(f"The company's days are those of {settings.TIME_ZONE}.")


LOOKS: tuple[Look, ...] = (database, role, migrations, connections_left, time_zone_of_the_company)
