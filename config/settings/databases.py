"""The databases, and how the house is connected to them: directly, through a pooler, to a copy for reports (docs/scaling.md)."""

from config.settings.env import env

#: What every session of ours asks for when it begins.
# Triggers ask which of them to ignore; without an answer each asks by an exception, and each exception goes through every check
# of references that the transaction still owes: in a large transaction the time goes with its square. None is ignored.
DATABASE_SESSION = {"lock_timeout": "10s", "idle_in_transaction_session_timeout": "60s", "pgtrigger.ignore": "{}"}
#: "transaction": a pooler lends a connection of the server for one transaction at a time. It is the pooler that gives its
#: connections what DATABASE_SESSION says (`connect_query`), and no cursor stays open between transactions.
DATABASE_POOLER = env.str("STOREHOUSE_POOLER", default="")
#: Seconds for which a process keeps its connection.
CONNECTION_AGE = env.int("STOREHOUSE_CONNECTION_AGE", default=600)


def _connected(to: dict, **more: str) -> dict:
    """The same ways for each of the databases."""
    options = (
        {}
        if DATABASE_POOLER
        else {"options": " ".join(f"-c {name}={value}" for name, value in {**DATABASE_SESSION, **more}.items())}
    )
    return {
        **to,
        "CONN_MAX_AGE": CONNECTION_AGE,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": bool(DATABASE_POOLER),
        "OPTIONS": {**to.get("OPTIONS", {}), **options},
    }


DATABASES = {"default": _connected(env.db("DATABASE_URL", default="postgres:///storehouse"))}
DATABASE_ROUTERS: list[str] = []
#: A copy of the database that follows the first one; reports are read from it. None: they are read where everything is.
REPORTS_URL = env.str("REPORTS_DATABASE_URL", default="")
if REPORTS_URL:
    DATABASES["reports"] = _connected(env.db("REPORTS_DATABASE_URL"), default_transaction_read_only="on")
    # Who asks for a report does not wait for a copy that is away: it is read from the first database then.
    DATABASES["reports"]["OPTIONS"]["connect_timeout"] = 2
    DATABASES["reports"]["TEST"] = {"MIRROR": "default"}
    DATABASE_ROUTERS = ["core.copies.Router"]
#: Seconds from which on a report says of what time its figures are.
REPORTS_LATE = env.int("STOREHOUSE_REPORTS_LATE", default=30)
