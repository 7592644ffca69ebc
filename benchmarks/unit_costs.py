"""What one of each takes: processor time of the house and of its session of the database, statements, events. Printed as JSON.

    python -m benchmarks.unit_costs          # asks DATABASE_URL's database, which a demo company is in

Processor time hardly feels what else the machine does; the least of several is told. Scaling.md multiplies these figures.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

TIMES = 7
TICKS = os.sysconf("SC_CLK_TCK")


class Meter:
    """Processor milliseconds of this process and of its session's process in the database."""

    def __init__(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.session = Path(f"/proc/{cursor.fetchone()[0]}/stat")

    def read(self) -> tuple[float, float, float]:
        """Ours, that of children who have ended (papers), the session's."""
        times = os.times()
        fields = self.session.read_text().rpartition(")")[2].split()
        return time.process_time() * 1000, (times.children_user + times.children_system) * 1000, self._session(fields)

    def _session(self, fields: list[str]) -> float:
        return (int(fields[11]) + int(fields[12])) / TICKS * 1000

    def of(self, deed: Callable[[], Any], times: int = TIMES) -> dict[str, float]:
        """The least that a deed took of ours, and the mean of the session's, whose clock ticks in hundredths of a second."""
        own, session = [], 0.0
        for _time in range(times):
            before = self.read()
            deed()
            after = self.read()
            own.append(after[0] - before[0])
            session += after[2] - before[2]
        return {"web": round(min(own), 1), "database": round(session / times, 1)}


def costs() -> dict[str, dict[str, float]]:
    """Pages, a checkout, and what follows it."""
    from django.core.cache import cache

    from benchmarks import house_walks
    from benchmarks.growth import Asker
    from benchmarks.statements import Counting
    from core.events import deliver_pending
    from core.events.models import Delivery

    asker, meter = Asker(), Meter()
    product = asker.products[0]
    paths = {"home page": "/", "product page": house_walks.product_path(product)}
    found: dict[str, dict[str, float]] = {}

    def anew(path: str) -> None:
        cache.clear()
        asker.guest.get(path)

    for name, path in paths.items():
        asker.guest.get(path)
        found[f"{name}, kept"] = meter.of(lambda path=path: asker.guest.get(path))
        found[f"{name}, made anew"] = meter.of(lambda path=path: anew(path))
    found["order list of the office"] = meter.of(lambda: asker._page(asker.office, "/office/orders/"))

    def buy() -> None:
        buyer = Counting()
        placed = buyer.walk(house_walks.checkout([product]))
        assert placed.status == 200

    buy()
    deliver_pending(until_empty=True)
    found["whole checkout, 15 requests"] = meter.of(buy)
    before = Delivery.objects.filter(state="done").count()
    behind = meter.of(lambda: deliver_pending(until_empty=True), times=1)
    handled = Delivery.objects.filter(state="done").count() - before
    found["order placed, until it waits to be picked"] = {
        "web": round(behind["web"] / TIMES, 1),
        "database": round(behind["database"] / TIMES, 1),
        "deliveries": round(handled / TIMES, 1),
    }
    return found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    sys.stdout.write(json.dumps(costs()) + "\n")
