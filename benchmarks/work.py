"""What the house does behind the shop: how soon orders are reserved, how many events are handled, papers, memory."""

import asyncio
import itertools
import json
import time
from collections.abc import Iterator

from benchmarks import gates, machine, parts
from benchmarks.databases import cursor
from benchmarks.figures import Results, percentile
from benchmarks.house_walks import TOKEN
from benchmarks.load import BROKEN, Browser, walk_on
from benchmarks.parts import PYTHON
from benchmarks.peers import Peer
from benchmarks.stages import Run, products_of
from benchmarks.walks import Walk, WalkBrokenError, get

RATE = 5.0
WAITING = "SELECT count(*) FROM events_delivery WHERE state = 'waiting'"
DONE = "SELECT count(*) FROM events_delivery WHERE state = 'done'"
TIMES = """
SELECT extract(epoch FROM v.occurred_at - r.occurred_at) FROM events_outboxevent r
JOIN events_outboxevent v ON v.name = 'inventory.OrderReserved' AND v.payload -> 'order_id' = r.payload -> 'order_id'
WHERE r.name = 'shop.order.OrderReleased'
"""


def measure(run: Run, *, quick: bool) -> None:
    """Everything, on fresh copies of the data."""
    house, results = run.house, run.results
    run.note_load("work behind the shop")
    release_to_reservation(house, results, seconds=20 if quick else 300)
    gates.verified(house, results, "orders at a steady rate")
    handled_events(house, results, orders=40 if quick else 400)
    gates.verified(house, results, "draining the outbox")
    memory(house, results, requests=300 if quick else 10_000)
    house.close()
    papers(house, results, times=5 if quick else 30)


def ask(peer: Peer, question: str) -> list[tuple]:
    """Rows of the peer's database."""
    with cursor(peer.address) as asked:
        asked.execute(question)
        return asked.fetchall()


def short_walk(peer: Peer, product: int, delivery: str, method: str) -> Walk:
    """An order by its forms alone, without looking at the pages between."""
    page = yield from peer.walks.straight_to_confirm(product, delivery, method)
    pressed = yield from peer.walks.confirm(page)
    if not peer.walks.is_placed(pressed):
        raise WalkBrokenError(f"placing answered {pressed.status}")
    return pressed


def visitor(peer: Peer) -> Browser:
    """Somebody who brings a token of their own."""
    browser = Browser(peer.port)
    browser.cookies["csrftoken"] = TOKEN
    return browser


def at_a_rate(peer: Peer, products: Iterator[int], rate: float, seconds: float) -> int:
    """So many orders a second, whether the earlier ones are through or not; how many were placed."""
    delivery, method = gates.chosen_by_a_walk(peer)

    async def everything() -> int:
        began, tasks = time.perf_counter(), []
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            walk = short_walk(peer, next(products), delivery, method)
            tasks.append(asyncio.ensure_future(walk_on(visitor(peer), walk)))
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        unknown = [one for one in ended if isinstance(one, BaseException) and not isinstance(one, BROKEN)]
        if unknown:
            raise unknown[0]
        return sum(not isinstance(one, BaseException) for one in ended)

    return asyncio.run(everything())


def release_to_reservation(peer: Peer, results: Results, *, seconds: float) -> None:
    """Orders at a steady rate with everything running: from released to reserved, and until all handlers have caught up."""
    peer.open()
    peer.open_workers()
    time.sleep(4)
    began = time.perf_counter()
    placed = at_a_rate(peer, products_of(peer), RATE, seconds)
    ended = time.perf_counter()
    until = ended + 120
    while ask(peer, WAITING)[0][0] and time.perf_counter() < until:
        time.sleep(0.2)
    results.add("reserved/caught up", peer.name, time.perf_counter() - ended)
    times = [float(one) for (one,) in ask(peer, TIMES)]
    results.add("reserved/p50", peer.name, percentile(times, 0.5))
    results.add("reserved/p95", peer.name, percentile(times, 0.95))
    results.add("reserved/orders a second", peer.name, placed / (ended - began))
    peer.close_workers()


def handled_events(peer: Peer, results: Results, *, orders: int) -> None:
    """Orders placed while the workers are stopped; then how fast two worker processes deliver what waits."""
    at_a_rate(peer, products_of(peer), rate=50, seconds=orders / 50)
    before, began, first = ask(peer, DONE)[0][0], time.perf_counter(), 0.0
    peer.open_workers()
    while ask(peer, WAITING)[0][0] and time.perf_counter() < began + 180:
        if not first and ask(peer, DONE)[0][0] > before:
            first = time.perf_counter()  # the house is loaded by now
        time.sleep(0.1)
    handled = ask(peer, DONE)[0][0] - before
    results.add("events/handled", peer.name, handled / max(time.perf_counter() - (first or began), 0.1))
    results.add("events/waiting before", peer.name, handled)


def memory(peer: Peer, results: Results, *, requests: int) -> None:
    """Resident memory of the processes after so many requests and tasks."""
    products, categories = products_of(peer), itertools.cycle(peer.categories())
    assert peer.web is not None
    started = max(machine.memory_of_children(peer.web), default=0.0)

    async def ask_all() -> None:
        async def some(number: int) -> None:
            for _request in range(number):
                for path in (peer.home, next(categories), peer.walks.product_path(next(products))):
                    await walk_on(Browser(peer.port), get("page", path))

        await asyncio.gather(*(some(requests // 12) for _visitor in range(4)))

    asyncio.run(ask_all())
    note = results.facts.setdefault("memory", {})
    note["requests"], note["deliveries"] = requests, ask(peer, DONE)[0][0]
    note["web, started"] = started
    note["web"] = max(machine.memory_of_children(peer.web), default=0.0)
    note["worker"] = max(machine.memory_of_children(peer.workers[0]), default=0.0) if peer.workers else None


def papers(peer: Peer, results: Results, *, times: int) -> None:
    """CPU milliseconds of an invoice in each script."""
    command = [str(PYTHON), "-m", "benchmarks.papers", str(times)]
    said = parts.run(command, environment=peer.environment(), folder=peer.checkout, patience=600)
    for name, value in json.loads(said.splitlines()[-1]).items():
        results.add(f"invoice/{name}", peer.name, value)
