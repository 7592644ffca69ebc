"""What the house does behind the shop: how soon orders are reserved, and how many events its workers handle a second."""

import asyncio
import time
from collections.abc import Iterator

from benchmarks import gates, parts
from benchmarks.databases import cursor
from benchmarks.figures import Results, percentile
from benchmarks.house_walks import TOKEN
from benchmarks.load import BROKEN, Browser, walk_on
from benchmarks.parts import PYTHON, PartFailed
from benchmarks.peers import Peer
from benchmarks.stages import Run, products_of
from benchmarks.walks import Walk, WalkBrokenError

RATE = 5.0
#: Orders that are bought at the door before they are repeated by statements.
SPECIMENS = 20
#: Seconds that workers may take to load the house, and to drain what a stage gives them.
START, DRAIN = 120.0, 600.0
WAITING = "SELECT count(*) FROM events_delivery WHERE state = 'waiting'"
DONE = "SELECT count(*) FROM events_delivery WHERE state = 'done'"
DEAD = "SELECT count(*) FROM events_delivery WHERE state = 'dead'"
TIMES = """
SELECT extract(epoch FROM v.occurred_at - r.occurred_at) FROM events_outboxevent r
JOIN events_outboxevent v ON v.name = 'inventory.OrderReserved' AND v.payload -> 'order_id' = r.payload -> 'order_id'
WHERE r.name = 'shop.order.OrderReleased'
"""


def measure(run: Run) -> None:
    """Both, on a fresh copy of the data."""
    house, results = run.house, run.results
    run.note_load("work behind the shop")
    release_to_reservation(house, results, seconds=run.sizes.steady)
    gates.verified(house, results, "orders at a steady rate")
    for _round in range(run.rounds):
        run.note_load("handling events")
        handled_events(house, results, orders=run.sizes.orders)
    gates.verified(house, results, "draining the outbox")
    house.close()


def ask(peer: Peer, question: str) -> list[tuple]:
    """Rows of the peer's database."""
    with cursor(peer.address) as asked:
        asked.execute(question)
        return asked.fetchall()


def number(peer: Peer, question: str) -> int:
    """The one number that a question has for an answer."""
    return int(ask(peer, question)[0][0])


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
        for place in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + place / rate - time.perf_counter()))
            walk = short_walk(peer, next(products), delivery, method)
            tasks.append(asyncio.ensure_future(walk_on(visitor(peer), walk)))
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        unknown = [one for one in ended if isinstance(one, BaseException) and not isinstance(one, BROKEN)]
        if unknown:
            raise unknown[0]
        return sum(not isinstance(one, BaseException) for one in ended)

    return asyncio.run(everything())


def let_wait(peer: Peer, orders: int) -> int:
    """So many orders whose events nobody has handled: some bought at the door, repeated by statements. Deliveries that wait."""
    at_a_rate(peer, products_of(peer), rate=10, seconds=SPECIMENS / 10)
    command = [str(PYTHON), "-m", "benchmarks.repeating", str(max(orders - SPECIMENS, 0))]
    return int(parts.run(command, environment=peer.environment(), folder=peer.checkout, patience=600).split()[-1])


def wait_for_workers(peer: Peer) -> int:
    """Return when workers have begun to deliver what waits, that is when they have loaded the house; what is done by then.

    Raises:
        PartFailed: none did.
    """
    before, until = number(peer, DONE), time.perf_counter() + START
    while time.perf_counter() < until:
        if (done := number(peer, DONE)) > before:
            return done
        time.sleep(0.05)
    raise PartFailed(f"the workers delivered nothing in {START:.0f} s:\n{peer.workers[0].last_words()}")


def release_to_reservation(peer: Peer, results: Results, *, seconds: float) -> None:
    """Orders at a steady rate with everything running: from released to reserved, and until all handlers have caught up."""
    peer.open()
    peer.open_workers()
    time.sleep(4)
    began = time.perf_counter()
    placed = at_a_rate(peer, products_of(peer), RATE, seconds)
    ended = time.perf_counter()
    while number(peer, WAITING) and time.perf_counter() < ended + 120:
        time.sleep(0.2)
    results.add("reserved/caught up", peer.name, time.perf_counter() - ended)
    times = [float(one) for (one,) in ask(peer, TIMES)]
    results.add("reserved/p50", peer.name, percentile(times, 0.5))
    results.add("reserved/p95", peer.name, percentile(times, 0.95))
    results.add("reserved/longest", peer.name, max(times, default=0.0))
    results.add("reserved/orders a second", peer.name, placed / (ended - began))
    results.facts["steady seconds"] = seconds
    peer.close_workers()


def handled_events(peer: Peer, results: Results, *, orders: int) -> None:
    """Orders that came while the workers were stopped; then how fast two worker processes deliver what waits and follows."""
    let_wait(peer, orders)
    peer.open_workers()
    first, began = wait_for_workers(peer), time.perf_counter()
    while number(peer, WAITING) and time.perf_counter() < began + DRAIN:
        time.sleep(0.1)
    handled = number(peer, DONE) - first
    results.add("events/handled", peer.name, handled / max(time.perf_counter() - began, 0.1))
    results.add("events/deliveries", peer.name, handled)
    peer.close_workers()
