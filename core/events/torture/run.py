"""The torture itself: orders are taken while processes die, then everything must be found done exactly once."""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction

from core.events.torture import orders
from core.events.torture.processes import Stand
from core.events.waiting import queue

VICTIMS = ("child",) * 6 + ("worker", "redis", "redis", "beat")
#: Seconds between two kills, on average; share of orders whose transaction fails; seconds to catch up afterwards.
PACE = 1.0
ROLLED_BACK = 0.05
CATCHING_UP = 60.0


@dataclass
class Outcome:
    """What happened, and what of it should not have."""

    taken: int = 0
    effects: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    caught_up_in: float = 0.0
    broken: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        killed = ", ".join(f"{number} x {victim}" for victim, number in sorted(self.kills.items())) or "nobody"
        verdict = " ".join(self.broken) or "Nothing was lost, nothing was done twice."
        return (
            f"{self.taken} orders, {self.effects} effects; killed {killed}; "
            f"caught up {self.caught_up_in:.1f} s after the last kill. {verdict}"
        )


def torture(*, number: int, kills: int, seed: int) -> Outcome:
    """Take `number` orders in this process's database while `kills` processes are killed; wait until all is done."""
    orders.prepare()
    outcome = Outcome()
    lasting = max(kills * PACE, 1.0)
    with Stand() as stand:
        killer = threading.Thread(target=_kill, args=(stand, kills, lasting, random.Random(seed), outcome.kills))
        killer.start()
        _take_orders(number, lasting, random.Random(seed + 1))
        killer.join()
        outcome.caught_up_in = _wait_until_done(stand)
        words = stand.logs()
    outcome.taken = orders.count("SELECT count(*) FROM torture_order")
    outcome.effects = orders.count("SELECT count(*) FROM torture_effect")
    outcome.broken = orders.broken()
    standing = queue()
    if standing.due or standing.later or standing.dead:
        outcome.broken.append(f"{standing} is left after {CATCHING_UP:.0f} s. {words}")
    return outcome


def _take_orders(number: int, lasting: float, chance: random.Random) -> None:
    for order_no in range(1, number + 1):
        with transaction.atomic():
            orders.take_order(order_no)
            if chance.random() < ROLLED_BACK:
                transaction.set_rollback(True)
        time.sleep(chance.uniform(0, 2 * lasting / number))


def _kill(stand: Stand, kills: int, lasting: float, chance: random.Random, killed: Counter[str]) -> None:
    while killed.total() < kills:
        time.sleep(chance.uniform(0, 2 * lasting / kills))
        victim = chance.choice(VICTIMS)
        stand.keep_running()
        while not stand.kill(victim, chance):
            time.sleep(0.1)
            stand.keep_running()
        killed[victim] += 1


def _wait_until_done(stand: Stand) -> float:
    began = time.monotonic()
    while (standing := queue()).due or standing.later:
        if time.monotonic() - began > CATCHING_UP:
            break
        stand.keep_running()
        time.sleep(0.1)
    return time.monotonic() - began
