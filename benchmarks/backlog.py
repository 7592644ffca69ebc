"""A long queue: so many events wait, niced workers drain it while people buy, then alone; how their memory grows meanwhile.

What waits are orders that were placed and that nobody has looked at. What follows of their events queues behind them and
is left when the queue as it was is drained.
"""

import time

from benchmarks import gates, machine
from benchmarks.figures import Results
from benchmarks.peers import Peer
from benchmarks.stages import Run, buy, products_of
from benchmarks.work import DEAD, DONE, let_wait, number, wait_for_workers

NICENESS = 19
#: Guests who buy at once meanwhile.
BUYERS = 4
#: Each order that was placed waits for two handlers.
HANDLERS = 2
#: Seconds after which draining is given up, and how often memory is looked at.
LONGEST, EVERY = 2400.0, 2.0


def measure(run: Run) -> None:
    """On a fresh copy of the data: buying with workers stopped and with niced ones in turn, then draining alone."""
    house, results = run.house, run.results
    house.open()
    before = number(house, DONE)
    waiting = let_wait(house, run.sizes.waiting // HANDLERS)
    last = number(house, "SELECT max(id) FROM events_delivery")
    run.say(f"{waiting:,} deliveries wait")
    slow_down(run, house)
    drain(run, house, last)
    results.facts["backlog"] = {"waiting": waiting, "handled": number(house, DONE) - before, "left": left(house, last)}
    dead = number(house, DEAD)
    gates.note(
        results,
        f"{waiting:,} waiting events are drained, each handled",
        [f"{dead} were given up"] * bool(dead) + [f"{left(house, last)} are left"] * bool(left(house, last)),
        "none is left, none was given up",
    )
    gates.verified(house, results, "draining a long queue")
    house.close()


def left(house: Peer, last: int) -> int:
    """Deliveries that still wait of those up to one."""
    return number(house, f"SELECT count(*) FROM events_delivery WHERE state = 'waiting' AND id <= {last}")


def slow_down(run: Run, house: Peer) -> None:
    """Whole checkouts a second in turn without workers and beside niced ones that have more to do than they can."""
    products = products_of(house)
    for number_ in range(run.rounds):
        run.say(f"buying beside a long queue: round {number_ + 1}")
        run.note_load("buying beside a long queue")
        run.results.add("backlog/checkouts, workers stopped", house.name, buy(run, house, products, BUYERS).rate)
        house.open_workers(niceness=NICENESS)
        wait_for_workers(house)
        done, began = number(house, DONE), time.perf_counter()
        run.results.add("backlog/checkouts, niced workers", house.name, buy(run, house, products, BUYERS).rate)
        handled = number(house, DONE) - done
        run.results.add("backlog/handled a second meanwhile", house.name, handled / (time.perf_counter() - began))
        house.close_workers()


def drain(run: Run, house: Peer, last: int) -> None:
    """The rest with nobody buying: deliveries a second, and what the workers' memory is after each tenth."""
    house.open_workers(niceness=NICENESS)
    wait_for_workers(house)
    first, began = number(house, DONE), time.perf_counter()
    samples: list[tuple[int, float]] = []
    while left(house, last) and time.perf_counter() < began + LONGEST:
        time.sleep(EVERY)
        samples.append((number(house, DONE) - first, max(machine.memory_of_children(house.workers[0]), default=0.0)))
    handled = number(house, DONE) - first
    run.results.add("backlog/handled a second alone", house.name, handled / max(time.perf_counter() - began, 0.1))
    note_worker(run.results, samples)
    house.close_workers()


def note_worker(results: Results, samples: list[tuple[int, float]]) -> None:
    """The worker's memory at the end, and from the middle to there: two processes share the deliveries."""
    if not samples:
        return
    note = results.facts.setdefault("memory", {})
    half = next(memory for handled, memory in samples if handled >= samples[-1][0] / 2)
    note["deliveries"], note["worker"], note["worker, half way"] = samples[-1][0] // 2, samples[-1][1], half
    note["worker, most"] = max(memory for _handled, memory in samples)
