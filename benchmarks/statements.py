"""Counts the statements of each step in this process, with the settings of the shop that is asked, and the CPU time beside them.

Run as a program: `house` or `oscar`, then the product ids to buy; prints JSON. Transaction control (savepoints) is not counted.
CPU time is this process's own, without the database's, the least of three repetitions: it hardly feels what others do.
"""

import json
import os
import sys
import time
from importlib import import_module
from typing import Any

import django

from benchmarks.walks import Answer, Walk, get

CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET CONSTRAINTS")
REPEATED = 3


class Counting:
    """Walks in this process, as a visitor with cookies."""

    def __init__(self) -> None:
        from django.test import Client

        self.client = Client(headers={"accept-language": "en", "host": "127.0.0.1"})
        self.statements: dict[str, int] = {}
        self.milliseconds: dict[str, float] = {}
        self.texts: dict[str, list[str]] = {}

    def walk(self, walk: Walk) -> Answer:
        """Walk to the end, counting each step."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        try:
            ask = next(walk)
            while True:
                with CaptureQueriesContext(connection) as captured:
                    began = time.process_time()
                    given: Any = (
                        self.client.get(ask.path) if ask.form is None else self.client.post(ask.path, ask.form, follow=False)
                    )
                    spent = (time.process_time() - began) * 1000
                texts = [query["sql"] for query in captured.captured_queries]
                self.texts[ask.name] = [text for text in texts if not text.lstrip().upper().startswith(CONTROL)]
                self.statements[ask.name] = len(self.texts[ask.name])
                self.milliseconds[ask.name] = min(spent, self.milliseconds.get(ask.name, spent))
                cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}
                body = given.content.decode("utf-8", "replace")
                ask = walk.send(Answer(given.status_code, ask.path, given.headers.get("Location", ""), body, cookies))
        except StopIteration as end:
            return end.value


def count(walks: Any, products: list[int], home: str, category: str, buyer: str, password: str) -> dict[str, dict[str, float]]:
    """Statements and CPU milliseconds: by step with one line and with ten, and of pages as a guest and signed in."""
    found: dict[str, dict[str, float]] = {}
    for name, lines in (("1 line", products[:1]), ("10 lines", products[1:11])):
        guest = Counting()
        for _time in range(REPEATED):
            page = guest.walk(walks.to_confirm(lines))
            guest.walk(walks.confirm(page))
        found[name] = guest.statements
        found[f"{name}, ms"] = guest.milliseconds
        found[f"{name}, texts"] = {"confirm": guest.texts["confirm"]}  # type: ignore[dict-item]
    for name in ("guest", "guest with a basket", "signed in"):
        visitor = Counting()
        if name == "signed in":
            visitor.walk(walks.sign_in(buyer, password))
        if name != "guest":
            visitor.walk(walks.fill(products[0]))
        visitor.statements, visitor.milliseconds = {}, {}
        for _time in range(REPEATED):
            for page_name, path in (("home", home), ("category", category), ("product", walks.product_path(products[11]))):
                visitor.walk(get(page_name, path))
        found[name], found[f"{name}, ms"] = visitor.statements, visitor.milliseconds
    return found


def main() -> None:
    """Count for the peer that is named."""
    kind, home, category, buyer, password, *products = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings" if kind == "house" else "benchmarks.oscar_peer.settings")
    django.setup()
    walks = import_module("benchmarks.house_walks" if kind == "house" else "benchmarks.oscar_walks")
    found = count(walks, [int(one) for one in products], home, category, buyer, password)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
