"""The torture itself: orders are taken while processes die, then everything must be found done exactly once."""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection, transaction

from core.events.torture import orders
from core.events.torture.processes import Stand
from core.events.waiting import queue

VICTIMS = ("child",) * 6 + ("worker", "redis", "redis", "beat")
#: Seconds between two kills, on average; share of orders whose transaction fails.
PACE = 1.0
ROLLED_BACK = 0.05
#: Seconds to start and to catch up in; seconds that a kill and an order may take on a machine that has much else to do.
STARTING = 30.0
CATCHING_UP = 90.0
PER_KILL = 5.0
PER_ORDER = 0.1
#: Seconds that a stand may need to deliver something again before the next process is killed.
RECOVERING = 40.0


@dataclass
class Outcome:
    """What happened, and what of it should not have."""

    taken: int = 0
    effects: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    caught_up_in: float = 0.0
    was_interrupted: bool = False
    broken: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        killed = ", ".join(f"{number} x {victim}" for victim, number in sorted(self.kills.items())) or "nobody"
        told = f"{self.taken} orders, {self.effects} effects; killed {killed}; {self.seconds:.0f} s"
        if self.was_interrupted:
            return f"{told}. Interrupted: what had not been handled yet proves nothing. {' '.join(self.broken)}".rstrip()
        verdict = " ".join(self.broken) or "Nothing was lost, nothing was done twice."
        return f"{told}, caught up {self.caught_up_in:.1f} s after the last kill. {verdict}"


class Deadline:
    """Until when everything has to be over, and whether somebody said to stop before that."""

    def __init__(self, seconds: float) -> None:
        self.at = time.monotonic() + seconds
        self.stopped = threading.Event()

    def is_over(self, but: float = 0.0) -> bool:
        """Whether it is over, or would be in so many seconds."""
        return self.stopped.is_set() or time.monotonic() > self.at - but

    def pause(self, seconds: float) -> None:
        """Wait, but not past the end."""
        self.stopped.wait(max(0.0, min(seconds, self.at - time.monotonic())))


def longest(*, number: int, kills: int) -> float:
    """The seconds after which a torture of this size is over, whatever happens."""
    return STARTING + kills * PER_KILL + number * PER_ORDER + CATCHING_UP


def torture(*, number: int, kills: int, seed: int, folder: Path | None = None) -> Outcome:
    """Take `number` orders in this process's database while `kills` processes are killed; wait until all is done.

    Over after `longest` seconds at the latest; an interruption ends it at once, and the tally is returned all the same.
    """
    orders.prepare()
    outcome, began = Outcome(), time.monotonic()
    lasting, deadline = max(kills * PACE, 1.0), Deadline(longest(number=number, kills=kills))
    with Stand(folder) as stand:
        killing = (stand, deadline, kills, lasting, random.Random(seed), outcome.kills)
        killer = threading.Thread(target=_kill, args=killing, daemon=True)
        try:
            killer.start()
            _take_orders(deadline, number, lasting, random.Random(seed + 1))
            killer.join()
            outcome.caught_up_in = _wait_until_done(stand, deadline)
        except KeyboardInterrupt:
            outcome.was_interrupted = True
        finally:
            deadline.stopped.set()
            killer.join()
        words = stand.logs()
    outcome.seconds = time.monotonic() - began
    _count(outcome, kills, words)
    return outcome


def _count(outcome: Outcome, kills: int, words: str) -> None:
    outcome.taken = orders.count("SELECT count(*) FROM torture_order")
    outcome.effects = orders.count("SELECT count(*) FROM torture_effect")
    outcome.broken = orders.broken(is_over=not outcome.was_interrupted)
    standing = queue()
    if not outcome.was_interrupted and outcome.kills.total() < kills:
        outcome.broken.append(f"Only {outcome.kills.total()} of {kills} processes were killed: the machine is too slow for that.")
    if not outcome.was_interrupted and (standing.due or standing.later or standing.dead):
        outcome.broken.append(f"{standing} is left after {outcome.seconds:.0f} s. {words}")


def _take_orders(deadline: Deadline, number: int, lasting: float, chance: random.Random) -> None:
    for order_no in range(1, number + 1):
        if deadline.is_over():
            return
        with transaction.atomic():
            orders.take_order(order_no)
            if chance.random() < ROLLED_BACK:
                transaction.set_rollback(True)
        deadline.pause(chance.uniform(0, 2 * lasting / number))


def _kill(stand: Stand, deadline: Deadline, kills: int, lasting: float, chance: random.Random, killed: Counter[str]) -> None:
    """Kill one after the other, each in the midst of work: a stand that never gets to work proves nothing."""
    try:
        while killed.total() < kills and not deadline.is_over(but=CATCHING_UP):
            done = _delivered()
            deadline.pause(chance.uniform(0, 2 * lasting / kills))
            _let_it_work(stand, deadline, done)
            victim = chance.choice(VICTIMS)
            while not (died := stand.kill(victim, chance)) and not deadline.is_over(but=CATCHING_UP):
                deadline.pause(0.1)
                stand.keep_running()
            killed[victim] += died
    finally:
        connection.close()


def _let_it_work(stand: Stand, deadline: Deadline, done: int) -> None:
    """Until something has been delivered since the last kill, or nothing is left to do."""
    until = time.monotonic() + RECOVERING
    while _delivered() == done and queue().due and time.monotonic() < until and not deadline.is_over(but=CATCHING_UP):
        stand.keep_running()
        deadline.pause(0.05)


def _delivered() -> int:
    return orders.count("SELECT count(*) FROM torture_effect")


def _wait_until_done(stand: Stand, deadline: Deadline) -> float:
    began = time.monotonic()
    while ((standing := queue()).due or standing.later) and not deadline.is_over():
        stand.keep_running()
        deadline.pause(0.1)
    return time.monotonic() - began
