"""Whether the back office slows down with its past: the same pages over few orders and over many, asked in turn.

    python -m benchmarks.history --orders 1000000           # beside DATABASE_URL's database, in databases of its own
    python -m benchmarks.history --orders 20000 --keep      # the larger database stays for the next run

A demo company is loaded once, kept and cloned; `load_history` writes 1,000 orders into one clone and N into the other, and
`verify` has to pass on both. Each clone is asked by a process of its own, through the whole stack of Django but without a
network. Every page is asked of both in turn, so that what else the machine does falls on both alike. Prints medians in
milliseconds and ratios as JSON; `measure` writes them into the figures of bin/bench.
"""

import argparse
import base64
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2
from environ import Env

CHECKOUT = Path(__file__).resolve().parent.parent
FEW, MANY = "few", "many"
#: How many orders are few, and how many are many.
FEW_ORDERS, WHOLE_ORDERS = 1_000, 1_000_000
DEMO = ("--orders", "30", "--products", "40", "--consumers", "70", "--companies", "20")
#: No run takes longer, in seconds; databases that are there already are not made again.
LONGEST = 3600.0


class HistoryFailed(Exception):
    """A database could not be filled, broke a promise, or did not answer."""


class Server:
    """The PostgreSQL that DATABASE_URL points to; what is made here begins with `bench_history_`."""

    def __init__(self, address: str, deadline: float) -> None:
        self.address = address
        self.deadline = deadline

    def address_of(self, kind: str) -> str:
        """The address of one of our databases."""
        return f"{self.address.rsplit('/', 1)[0]}/bench_history_{kind}"

    def has(self, kind: str) -> bool:
        """Whether it was made."""
        return bool(self._ask("SELECT 1 FROM pg_database WHERE datname = %s", [f"bench_history_{kind}"]))

    def make(self, kind: str, template: str = "template1") -> None:
        """Make it anew, as a copy of another of ours where one is named."""
        source = template if template == "template1" else f"bench_history_{template}"
        self.drop(kind)
        self._ask(f'CREATE DATABASE "bench_history_{kind}" TEMPLATE "{source}" STRATEGY FILE_COPY')

    def rename(self, kind: str, new: str) -> None:
        """Give a database that is filled its lasting name."""
        self.drop(new)
        self._ask(f'ALTER DATABASE "bench_history_{kind}" RENAME TO "bench_history_{new}"')

    def drop(self, kind: str) -> None:
        """Remove it, whoever is connected."""
        self._ask(f'DROP DATABASE IF EXISTS "bench_history_{kind}" WITH (FORCE)')

    def manage(self, kind: str, *arguments: str) -> float:
        """Run a command of the house in it; answers the seconds that took.

        Raises:
            HistoryFailed: it failed, or the time of the run is over.
        """
        began = time.perf_counter()
        command = [sys.executable, str(CHECKOUT / "manage.py"), *arguments]
        environment = os.environ | {"DATABASE_URL": self.address_of(kind), "STOREHOUSE_DEMO": "true"}
        try:
            done = subprocess.run(
                command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=self.left(), check=False
            )
        except subprocess.TimeoutExpired as error:
            raise HistoryFailed(f"{arguments[0]} took longer than the run may") from error
        if done.returncode:
            raise HistoryFailed(f"{' '.join(arguments)}: {done.stdout[-400:]}{done.stderr[-800:]}")
        return time.perf_counter() - began

    def left(self) -> float:
        """Seconds until the run has to end."""
        return max(self.deadline - time.monotonic(), 1.0)

    def _ask(self, statement: str, values: list[Any] | None = None) -> list[tuple]:
        found = Env.db_url_config(self.address)
        names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
        connection = psycopg2.connect(**{name: found[key] for name, key in names.items() if found.get(key)})
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()


def fill(server: Server, orders: int) -> dict[str, float]:
    """Have both databases; answers how long the larger one took to load and to verify (nothing where it was there)."""
    facts: dict[str, float] = {}
    if not server.has("demo"):
        server.make("making")
        server.manage("making", "migrate", "--verbosity", "0")
        server.manage("making", "seed_demo", *DEMO)
        server.rename("making", "demo")
    else:
        server.manage("demo", "migrate", "--verbosity", "0")
    for kind, wanted in ((f"{FEW}_{FEW_ORDERS}", FEW_ORDERS), (f"{MANY}_{orders}", orders)):
        if server.has(kind):
            server.manage(kind, "migrate", "--verbosity", "0")
            continue
        server.make("making", template="demo")
        seconds = server.manage("making", "load_history", "--orders", str(wanted))
        verified = server.manage("making", "verify")
        server.rename("making", kind)
        if kind.startswith(MANY):
            facts = {"load seconds": seconds, "orders a second": wanted / seconds, "verify seconds": verified}
    return facts


# -- the process that asks one database


class Asker:
    """Asks pages of one database, as an administrator; names of pages are the same in every database."""

    def __init__(self) -> None:
        from django.test import Client

        from core.access.models import User

        self.client = Client(headers={"host": "localhost"})
        boss = User.objects.filter(is_superuser=True).order_by("pk").first() or User.objects.create_superuser(
            email="bench@lantern.example", password=None
        )
        self.client.force_login(boss, backend="django.contrib.auth.backends.ModelBackend")
        self.client.get("/office/me/")
        self.pages = pages()

    def ask(self, name: str) -> float:
        """Milliseconds that a page takes, or a question."""
        asked = self.pages[name]
        began = time.perf_counter()
        if callable(asked):
            asked()
        else:
            answer = self.client.get(asked)
            if answer.status_code not in (200, 302):
                raise HistoryFailed(f"{asked} answered {answer.status_code}")
        return (time.perf_counter() - began) * 1000


def pages() -> dict[str, Any]:
    """What is asked, by name: an address, or a question to call. Samples come from the middle of the past."""
    from django.urls import reverse

    from accounting.revenue import revenue_by_channel
    from core.numbering import group_transaction_number
    from shop.order.models import Order

    count = Order.objects.count()
    by_age = Order.objects.order_by("-date_placed", "-pk")
    middle = by_age[count // 2]
    last = by_age.values_list("date_placed", flat=True).first().date()
    first = last.replace(year=last.year - 1)
    by_total = Order.objects.order_by("-total_incl_tax", "-pk")[count // 2]
    orders, search = reverse("backoffice:orders"), f"{reverse('backoffice:search')}?q="
    others = ("invoices", "journal", "receivables", "ageing", "movements", "shipments", "audit")
    return {
        "orders": orders,
        "orders, deep": f"{orders}?after={_mark(middle.date_placed, middle.pk)}",
        "orders by total": f"{orders}?sort=total",
        "orders by total, deep": f"{orders}?sort=total&after={_mark(by_total.total_incl_tax, by_total.pk)}",
        "orders completed": f"{orders}?status=completed",
        "orders held": f"{orders}?status=held",
        "orders of a channel": f"{orders}?channel={middle.channel_id}",
        "orders of a channel and market, paid": f"{orders}?channel={middle.channel_id}&market={middle.market_id}&payment=paid",
        "search by number": search + middle.number,
        "search by number with spaces": search + quote(group_transaction_number(middle.number)),
        "search by name": search + quote(middle.contact_name),
        "search by phone": search + quote(middle.phone),
        "search by e-mail": search + quote(middle.email),
        **{name: reverse(f"backoffice:{name}") for name in others},
        "start page": reverse("backoffice:home"),
        "accountant's home": reverse("backoffice:accounting"),
        "revenue of a year": lambda: revenue_by_channel(start=first, end=last, step="month", currency="VND"),
        "revenue of a year, page": f"{reverse('backoffice:revenue')}?since={first}&until={last}",
    }


def _mark(value: Any, key: int) -> str:
    """The place in a list's pages behind a row, as the list's own addresses say it."""
    return base64.urlsafe_b64encode(json.dumps([str(value), key]).encode()).decode().rstrip("=")


def answer_questions() -> None:
    """The child: a line in is a page's name, a line out its milliseconds. Ends when nobody asks any more."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    asker = Asker()
    print(json.dumps(list(asker.pages)), flush=True)
    for line in sys.stdin:
        print(asker.ask(line.strip()), flush=True)


# -- the process that compares


@contextmanager
def asked(server: Server, kind: str) -> Iterator[subprocess.Popen]:
    """A process that asks a database; it ends with the block."""
    environment = os.environ | {"DATABASE_URL": server.address_of(kind), "STOREHOUSE_DEMO": "true", "PYTHONPATH": str(CHECKOUT)}
    child = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.history", "--answer"],
        cwd=CHECKOUT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()


def _said(child: subprocess.Popen) -> Any:
    line = child.stdout.readline() if child.stdout else ""
    if not line:
        raise HistoryFailed("a process that asks pages ended; its last words are above")
    return json.loads(line)


def compare(server: Server, orders: int, rounds: int) -> dict[str, dict[str, list[float]]]:
    """Milliseconds by page and by database, both asked in turn; the first answers of each, which warm it up, do not count."""
    kinds = {FEW: f"{FEW}_{FEW_ORDERS}", MANY: f"{MANY}_{orders}"}
    with asked(server, kinds[FEW]) as few, asked(server, kinds[MANY]) as many:
        children = {FEW: few, MANY: many}
        names = {side: _said(child) for side, child in children.items()}[FEW]
        found: dict[str, dict[str, list[float]]] = {name: {FEW: [], MANY: []} for name in names}
        for number in range(-2, rounds):
            for name in names:
                for side in (FEW, MANY) if number % 2 else (MANY, FEW):
                    if time.monotonic() > server.deadline:
                        raise HistoryFailed("the time of the run is over")
                    print(name, file=children[side].stdin, flush=True)
                    milliseconds = _said(children[side])
                    if number >= 0:
                        found[name][side].append(milliseconds)
    return found


def told(found: dict[str, dict[str, list[float]]], facts: dict[str, float], orders: int) -> dict[str, Any]:
    """Medians and ratios, and the worst of them."""
    rows = {}
    for name, sides in found.items():
        few, many = statistics.median(sides[FEW]), statistics.median(sides[MANY])
        rows[name] = {"few ms": round(few, 1), "many ms": round(many, 1), "ratio": round(many / few, 2)}
    # The target is about the list of orders and searching, each at its worst.
    watched = [name for name in rows if name.startswith(("orders", "search"))]
    worst = max(watched, key=lambda name: rows[name]["ratio"])
    return {
        "orders": {FEW: FEW_ORDERS, MANY: orders},
        "loading": {name: round(value, 1) for name, value in facts.items()},
        "pages": rows,
        "worst of orders and searches": {"page": worst, "ratio": rows[worst]["ratio"]},
        "revenue of a year ms": rows["revenue of a year"]["many ms"],
    }


def run(*, orders: int, rounds: int, seconds: float = LONGEST, keep: bool = False) -> tuple[dict[str, Any], dict]:
    """Fill, compare, clear up; what is told, and every single figure."""
    server = Server(os.environ["DATABASE_URL"], time.monotonic() + seconds)
    try:
        facts = fill(server, orders)
        found = compare(server, orders, rounds)
    finally:
        server.drop("making")
        if not keep:  # what is small stays, so that the next run begins sooner
            server.drop(f"{MANY}_{orders}")
    return told(found, facts, orders), found


def measure(run_of_bench: Any) -> None:
    """Bin/bench's stage: figures as `history/<page>`, by few and many; load, verify and sizes among the facts."""
    said, found = run(orders=run_of_bench.sizes.history, rounds=max(run_of_bench.rounds, 5))
    for name, sides in found.items():
        for side, values in sides.items():
            for value in values:
                run_of_bench.results.add(f"history/{name}", side, value)
    run_of_bench.results.facts["history"] = said


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--orders", type=int, default=WHOLE_ORDERS, help="how many are many (1,000,000)")
    parser.add_argument("--rounds", type=int, default=9, help="how often each page is asked of each database (9)")
    parser.add_argument("--seconds", type=float, default=LONGEST, help="the longest that it may take (3600)")
    parser.add_argument("--keep", action="store_true", help="leave the databases for the next run")
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.answer:
        answer_questions()
        return 0
    said, _found = run(orders=given.orders, rounds=given.rounds, seconds=given.seconds, keep=given.keep)
    print(json.dumps(said, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
