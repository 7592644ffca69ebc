"""Real threads on a database where commits are real. Every thread has a connection of its own and closes it."""

import os
import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


def count_of(name: str, sample: int) -> int:
    """How many rounds to run: the sample, unless the environment asks for the full count (`STOREHOUSE_ROUNDS=1000`)."""
    return int(os.environ.get(name, sample))


def race(deeds: Sequence[Callable[[], Any]], *, apart: Sequence[float] | None = None) -> list[Any]:
    """Do all deeds at once (or each after its own delay in seconds); answers results and errors in the order given."""
    start = threading.Barrier(len(deeds))
    delays = apart or [0.0] * len(deeds)

    def run(number: int) -> Any:
        try:
            start.wait(timeout=60)
            if delays[number]:
                time.sleep(delays[number])
            return deeds[number]()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(deeds)) as threads:
        return list(threads.map(run, range(len(deeds))))


def shuffled(things: Sequence[Any], dice: random.Random) -> list[Any]:
    return dice.sample(list(things), len(things))
