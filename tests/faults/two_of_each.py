"""Two webs and two pools of workers on one database, each started as a host of its own would start it."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from benchmarks import house_walks
from benchmarks.load import BROKEN, Browser, once
from benchmarks.parts import ADDRESS, Part, free_port
from benchmarks.walks import Answer, get
from tests.databases import ROOT

PATIENCE = 300.0
#: Who marked a delivery done, as the server knew their connection.
WITNESS = """
CREATE TABLE witness (delivery bigint, handler text, lane text, who text);
CREATE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO witness VALUES (NEW.id, NEW.handler, NEW.lane, current_setting('application_name'));
    RETURN NULL;
END $$;
CREATE TRIGGER witness AFTER UPDATE OF state ON events_delivery FOR EACH ROW
    WHEN (NEW.state = 'done' AND OLD.state <> 'done') EXECUTE FUNCTION witness();
"""


@dataclass
class Hosts:
    """What runs. `webs` are ports."""

    environment: dict[str, str]
    folder: Path
    stack: ExitStack
    webs: list[int] = field(default_factory=list)
    programs: dict[str, Part] = field(default_factory=dict)

    def start(self, name: str, *command: str, **environment: str) -> Part:
        """A program of the house with an environment of its own; the server knows it by its name."""
        told = {**self.environment, "PGAPPNAME": name, **environment}
        part = Part([sys.executable, "-m", *command], environment=told, folder=ROOT, log=self.folder / f"{name}.log")
        self.programs[name] = part
        self.stack.callback(part.stop, 20)
        return part

    def start_web(self, name: str) -> int:
        port = free_port()
        served = ("config.wsgi:application", "--bind", f"{ADDRESS}:{port}", "--no-control-socket", "--log-level", "warning")
        self.start(name, "gunicorn", *served, WEB_CONCURRENCY="2")
        self.webs.append(port)
        return port

    def start_workers(self, name: str, queues: str) -> None:
        quiet = ("--loglevel", "WARNING", "--without-gossip", "--without-mingle")
        self.start(name, "celery", "-A", "config", "worker", "-n", f"{name}@%h", "-Q", queues, *quiet)

    def start_beat(self) -> None:
        self.start("beat", "celery", "-A", "config", "beat", "--schedule", str(self.folder / "beat"), "--pidfile=")

    def wait_for_webs(self) -> None:
        for port in self.webs:
            until(lambda port=port: answers(port), "a web that answers", self)

    def buy(self, port: int, product: int) -> Answer:
        """A guest buys one piece, from the product's page to the thanks."""
        return once(Browser(port), house_walks.checkout([product]))

    def page_of(self, port: int, product: int) -> str:
        """A product's page as a guest sees it."""
        return once(Browser(port), get("product", house_walks.product_path(product))).body

    def words(self) -> str:
        """The last words of everything, for a test that failed."""
        return "\n".join(f"--- {name}\n{part.last_words()}" for name, part in self.programs.items())


@contextmanager
def hosts(address: str, folder: Path, **environment: str) -> Iterator[Hosts]:
    """Nothing runs yet; whatever is started ends with the block."""
    told = {
        "DATABASE_URL": address,
        "REDIS_URL": settings.REDIS_URL,
        "STOREHOUSE_RUN_DIR": str(folder),
        "STOREHOUSE_SECRET_KEY": settings.SECRET_KEY,
        "STOREHOUSE_NUMBER_KEY": settings.STOREHOUSE_NUMBER_KEY,
        "EMAIL_URL": f"filemail:///{folder}/mail",
        **environment,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STOREHOUSE_", "REPORTS_"))}
    (folder / "static").mkdir()
    with ExitStack() as stack:
        started = Hosts(kept | told, folder, stack)
        yield started
        for part in started.programs.values():  # all at once; each is waited for as the stack unwinds
            if part.alive:
                part.child.terminate()


def answers(port: int) -> bool:
    try:
        return once(Browser(port), get("home", "/")).status == 200
    except BROKEN:
        return False


def until(holds: Callable[[], bool], what: str, running: Hosts) -> None:
    """Wait for something, no longer than a loaded machine may need."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain for {what}\n{running.words()}"
        time.sleep(0.1)


def rows(statement: str, *values: Any) -> list[tuple]:
    """What the test's own connection, which no pooler stands before, finds."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def waiting(lane: str = "%") -> int:
    return rows("SELECT count(*) FROM events_delivery WHERE state <> 'done' AND lane LIKE %s", lane)[0][0]
