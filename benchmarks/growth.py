"""Growth curves: what a page, an order and a proof cost over more and more orders, and over more and more products.

    bin/bench --only growth                                        # orders to a million, products to 100,000
    python -m benchmarks.growth --orders 1000,10000 --products 1000   # beside DATABASE_URL's database, in databases of its own

Every size is a database of its own: a demo company with a past (`load_history`), or with its products repeated. All are asked in
turn, each by a process of its own through the whole stack of Django but without a network. Writes docs/growth.md and its curves.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import curves, machine
from benchmarks.figures import written
from benchmarks.history import CHECKOUT, DEMO, HistoryFailed, Server

ORDERS, PRODUCTS = (1_000, 10_000, 100_000, 1_000_000), (1_000, 10_000, 100_000)
LONGEST = 5400.0
WARM_UP = 2
PAGE, DRAWINGS = CHECKOUT / "docs" / "growth.md", CHECKOUT / "docs" / "performance"
#: What is asked of which databases, in the order of the tables.
ASKED = {
    "orders": ("order list", "search by name", "channel report", "confirm step", "released to reserved"),
    "products": ("home page", "category page", "product page", "confirm step", "released to reserved"),
}
GROUPS = {
    "orders, lines, payments": ("order\\_%", "payment\\_%"),
    "events and deliveries": ("events\\_%",),
    "stock and shipments": ("inventory\\_%", "fulfillment\\_%", "partner\\_%"),
    "books": ("accounting\\_%", "documents\\_%"),
    "audit and history": ("audit\\_%", "%event"),
}


# -- the process that asks one database


class Asker:
    """Asks one database; answers milliseconds."""

    def __init__(self) -> None:
        from django.test import Client

        from core.access.models import User

        self.office, self.guest = Client(headers={"host": "localhost"}), Client(headers={"host": "127.0.0.1"})
        boss = User.objects.filter(is_superuser=True).order_by("pk").first() or User.objects.create_superuser(
            email="bench@lantern.example", password=None
        )
        self.office.force_login(boss, backend="django.contrib.auth.backends.ModelBackend")
        self.office.get("/office/me/")
        self.products = self._plenty()
        self.reserved = 0.0
        self.ways: dict[str, Callable[[], float]] = {**self._office(), **self._shop()}

    def _office(self) -> dict[str, Callable[[], float]]:
        from urllib.parse import quote

        from django.urls import reverse

        from shop.order.models import Order

        middle = Order.objects.order_by("-date_placed", "-pk")[Order.objects.count() // 2]
        last = Order.objects.order_by("-date_placed").values_list("date_placed", flat=True)[0].date()
        since = last.replace(year=last.year - 1, day=1)
        pages = {
            "order list": reverse("backoffice:orders"),
            "search by name": f"{reverse('backoffice:search')}?q={quote(middle.contact_name)}",
            "channel report": f"{reverse('backoffice:revenue')}?since={since}&until={last}",
        }
        return {name: (lambda path=path: self._page(self.office, path)) for name, path in pages.items()}

    def _shop(self) -> dict[str, Callable[[], float]]:
        from shop.catalogue.models import Category

        shelf = Category.objects.filter(slug__startswith="measured-").first() or Category.objects.filter(depth=2).first()
        return {
            "home page": lambda: self._page(self.guest, "/", is_made=True),
            "category page": lambda: self._page(self.guest, f"/catalogue/category/{shelf.slug}_{shelf.pk}/", is_made=True),
            "product page": lambda: self._page(self.guest, f"/catalogue/product_{self.products[0]}/", is_made=True),
            "confirm step": self._confirm,
            "released to reserved": lambda: self.reserved,
        }

    def _page(self, client: Any, path: str, *, is_made: bool = False) -> float:
        """A page; of the shop one that is made anew, since a page that is kept costs the same over any number."""
        from django.core.cache import cache

        if is_made:
            cache.clear()
        began = time.perf_counter()
        answer = client.get(path)
        spent = (time.perf_counter() - began) * 1000
        if answer.status_code != 200:
            raise HistoryFailed(f"{path} answered {answer.status_code}")
        return spent

    def _confirm(self) -> float:
        """The press that places an order; then its events are delivered, which tells how soon it was reserved."""
        from django.db import connection

        from benchmarks import house_walks
        from benchmarks.statements import Counting
        from core.events import deliver_pending

        buyer = Counting()
        page = buyer.walk(house_walks.to_confirm([self.products[0]]))
        self.products = [*self.products[1:], self.products[0]]
        began = time.perf_counter()
        pressed = buyer.walk(house_walks.confirm(page))
        spent = (time.perf_counter() - began) * 1000
        if not house_walks.is_placed(pressed):
            raise HistoryFailed(f"placing answered {pressed.status}")
        deliver_pending(until_empty=True)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT extract(epoch FROM v.occurred_at - r.occurred_at) * 1000 FROM events_outboxevent r "
                "JOIN events_outboxevent v ON v.correlation = r.correlation AND v.name = 'inventory.OrderReserved' "
                "WHERE r.name = 'shop.order.OrderReleased' ORDER BY r.id DESC LIMIT 1"
            )
            self.reserved = float(cursor.fetchone()[0])
        return spent

    def _plenty(self) -> list[int]:
        """Products that the walk-in door sells and of which most pieces are free."""
        from django.db.models import F

        from benchmarks.filling import SCARCE_SKU, _home_place
        from shop.catalogue.models import AssortmentItem
        from shop.partner.models import StockRecord

        shown = AssortmentItem.objects.filter(channel_market=_home_place()).values("product")
        sold = StockRecord.objects.filter(
            product__in=shown, product__lifecycle="active", product__price_on_request=False
        ).exclude(product__sku__startswith=SCARCE_SKU)
        free = F("on_hand") - F("reserved") - F("promised")
        return list(sold.annotate(free=free).order_by("-free", "-product_id").values_list("product_id", flat=True)[:10])


def answer_questions() -> None:
    """The child: a line in is what is asked, a line out its milliseconds. Ends when nobody asks any more."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    asker = Asker()
    print("ready", flush=True)
    for line in sys.stdin:
        print(asker.ways[line.strip()](), flush=True)


def repeat(products: int) -> None:
    """The child that repeats a demo company's products."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from benchmarks import filling

    filling.repeat_products(products, filling._put_up_shelves())


# -- the process that compares


def fill(server: Server, what: str, sizes: tuple[int, ...], say: Callable[[str], None]) -> None:
    """A database for each size; those that are there already are only brought up to date."""
    if not server.has("demo"):
        say("a demo company")
        server.make("making")
        server.manage("making", "migrate", "--verbosity", "0")
        server.manage("making", "seed_demo", *DEMO)
        server.rename("making", "demo")
    for size in sizes:
        kind = f"{what}_{size}"
        if server.has(kind):
            server.manage(kind, "migrate", "--verbosity", "0")
            continue
        say(f"{size:,} {what}")
        server.make("making", template="demo")
        if what == "orders":
            server.manage("making", "load_history", "--orders", str(size))
        else:
            _program(server, "making", "--repeat", str(size))
            _say(server, "making", "VACUUM ANALYZE")
        server.rename("making", kind)


def _environment(server: Server, kind: str) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": server.address_of(kind), "STOREHOUSE_DEMO": "true", "PYTHONPATH": str(CHECKOUT)}


def _program(server: Server, kind: str, *arguments: str) -> None:
    command = [sys.executable, "-m", "benchmarks.growth", *arguments]
    subprocess.run(command, cwd=CHECKOUT, env=_environment(server, kind), check=True, timeout=server.left())


def _costs(server: Server, kind: str) -> dict[str, dict[str, float]]:
    command = [sys.executable, "-m", "benchmarks.unit_costs"]
    environment = _environment(server, kind)
    asked = subprocess.run(
        command, cwd=CHECKOUT, env=environment, check=True, stdout=subprocess.PIPE, text=True, timeout=server.left()
    )
    return json.loads(asked.stdout.splitlines()[-1])


def _say(server: Server, kind: str, statement: str) -> list[tuple]:
    return Server(server.address_of(kind), server.deadline)._ask(statement)


def compare(server: Server, what: str, sizes: tuple[int, ...], rounds: int) -> dict[str, list[float]]:
    """The median milliseconds of everything asked, size by size; all sizes in turn in each round."""
    found: dict[str, dict[int, list[float]]] = {name: {size: [] for size in sizes} for name in ASKED[what]}
    with ExitStack() as stack:
        children = {size: _child(server, f"{what}_{size}", stack) for size in sizes}
        for number in range(rounds + WARM_UP):
            for name in ASKED[what]:
                for size in sizes if number % 2 else reversed(sizes):
                    if time.monotonic() > server.deadline:
                        raise HistoryFailed("the time of the run is over")
                    print(name, file=children[size].stdin, flush=True)
                    milliseconds = float(_line(children[size]))
                    if number >= WARM_UP:
                        found[name][size].append(milliseconds)
    return {name: [round(statistics.median(found[name][size]), 2) for size in sizes] for name in found}


def _child(server: Server, kind: str, stack: ExitStack) -> subprocess.Popen:
    child = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.growth", "--answer"],
        cwd=CHECKOUT,
        env=_environment(server, kind),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    stack.callback(child.wait)
    stack.callback(child.kill)
    _line(child)
    return child


def _line(child: subprocess.Popen) -> str:
    line = child.stdout.readline() if child.stdout else ""
    if not line:
        raise HistoryFailed("a process that asks ended; its last words are above")
    return line


def sizes_on_disk(server: Server, few: str, many: str, orders: int) -> dict[str, float]:
    """Bytes that an order takes, by what it is written into: what the larger database has more, by as many orders."""
    found = {}
    for name, patterns in GROUPS.items():
        like = " OR ".join(f"relname LIKE '{pattern}'" for pattern in patterns)
        asked = f"SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class WHERE relkind = 'r' AND ({like})"
        small, large = (_say(server, kind, asked)[0][0] for kind in (few, many))
        found[name] = (large - small) / orders
    small, large = (_say(server, kind, "SELECT pg_database_size(current_database())")[0][0] for kind in (few, many))
    found["everything"] = (large - small) / orders
    return found


def run(
    *, orders: tuple[int, ...], products: tuple[int, ...], rounds: int, keep: bool, say: Callable[[str], None]
) -> dict[str, Any]:
    """Fill, ask, prove; what came of it. The largest database is removed unless it is to be kept."""
    server = Server(os.environ["DATABASE_URL"], time.monotonic() + LONGEST)
    told: dict[str, Any] = {"taken": f"{datetime.now(UTC):%Y-%m-%d %H:%M}", "machine": machine.description()}
    told["load"] = [machine.load_average()]
    try:
        for what, sizes in (("orders", orders), ("products", products)):
            if not sizes:
                continue
            fill(server, what, sizes, say)
            told["load"].append(machine.load_average())
            say(f"asking {what}")
            told[what] = {"sizes": list(sizes), "ms": compare(server, what, sizes, rounds)}
            say("verify")
            told[what]["verify seconds"] = [round(server.manage(f"{what}_{size}", "verify"), 1) for size in sizes]
        if len(orders) > 1:
            many = orders[-1] - orders[0]
            told["bytes"] = sizes_on_disk(server, f"orders_{orders[0]}", f"orders_{orders[-1]}", many)
            say("unit costs")
            told["costs"] = _costs(server, f"orders_{orders[-1]}")
        told["load"].append(machine.load_average())
    finally:
        server.drop("making")
        if not keep and orders and orders[-1] >= 1_000_000:
            server.drop(f"orders_{orders[-1]}")
    return told


def write(told: dict[str, Any], page: Path = PAGE, drawings: Path = DRAWINGS) -> None:
    """The page and its curves."""
    machine_ = told["machine"]
    parts = [
        "# Growth\n\nWritten by `bin/bench --only growth`; what follows from it stands in [scaling.md](scaling.md).",
        f"Run of {told['taken']} UTC on {machine_['processors']} processors ({machine_['model']}), PostgreSQL and all else on "
        f"them; load {', '.join(written(one) for one in told['load'])}. Medians in milliseconds, without a network; the "
        "shop's pages are made anew each time (a page that is kept costs the same over any number). Read the curves.",
    ]
    for what, title in (("orders", "Over orders"), ("products", "Over products")):
        if what not in told:
            continue
        found = told[what]
        drawings.mkdir(exist_ok=True)
        drawing = curves.lines(title, "milliseconds; less is better", what, found["sizes"], found["ms"])
        (drawings / f"growth-{what}.svg").write_text(drawing)
        head = [what, *(f"{size:,}" for size in found["sizes"]), "last by first"]
        rows = [[name, *map(written, line), f"{line[-1] / line[0]:.2f}×"] for name, line in found["ms"].items()]
        proofs = found["verify seconds"]
        rows.append(["`verify`, seconds", *map(written, proofs), f"{proofs[-1] / proofs[0]:.1f}×"])
        parts += [f"## {title}\n\n![{title}](performance/growth-{what}.svg)", _table(head, rows)]
    if "bytes" in told:
        rows = [[name, f"{size / 1000:,.1f}"] for name, size in told["bytes"].items()]
        parts += [
            "## What an order takes on disk\n\nIndexes included, papers (PDF) left out.",
            _table(["written into", "kB"], rows),
        ]
    if "costs" in told:
        rows = [[name, *(written(cost[where]) for where in ("web", "database"))] for name, cost in told["costs"].items()]
        head = ["processor milliseconds of", "web or worker", "database"]
        parts += [f"## What one of each takes\n\nOver {told['orders']['sizes'][-1]:,} orders.", _table(head, rows)]
    page.write_text("\n\n".join(parts) + "\n")


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def measure(run_of_bench: Any) -> None:
    """The stage of bin/bench: up to as many orders as its history has. A whole one writes the page."""
    orders = tuple(size for size in ORDERS if size <= run_of_bench.sizes.history)
    products = PRODUCTS[: len(orders)]
    told = run(orders=orders, products=products, rounds=max(run_of_bench.rounds, 5), keep=False, say=run_of_bench.say)
    run_of_bench.results.facts["growth"] = told
    if orders == ORDERS:
        write(told)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(one) for one in text.split(",") if one))


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--orders", type=_numbers, default=ORDERS, help="how many, one size after the other")
    parser.add_argument("--products", type=_numbers, default=PRODUCTS, help="how many, one size after the other")
    parser.add_argument("--rounds", type=int, default=9, help="how often everything is asked of every size (9)")
    parser.add_argument("--keep", action="store_true", help="leave the largest database for the next run")
    parser.add_argument("--write", action="store_true", help="write docs/growth.md")
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--repeat", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.answer:
        answer_questions()
        return 0
    if given.repeat:
        repeat(given.repeat)
        return 0

    def say(text: str) -> None:
        sys.stderr.write(f"· {time.strftime('%H:%M:%S')} {text}\n")

    told = run(orders=given.orders, products=given.products, rounds=given.rounds, keep=given.keep, say=say)
    if given.write:
        write(told)
    print(json.dumps(told, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
