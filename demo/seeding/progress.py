"""Says what is being loaded, with counts and how long it took."""

import time
from collections.abc import Callable

Say = Callable[[str], None]


class Progress:
    """Runs the steps of the loading one by one; each answers in words what it made."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.began = time.perf_counter()

    def step(self, name: str, work: Callable[[], str]) -> None:
        """Do one step and tell what came of it."""
        began = time.perf_counter()
        made = work()
        self.say(f"  {name:<22} {made}  ({time.perf_counter() - began:.1f} s)")

    def total(self) -> float:
        """Seconds since the first step began."""
        return time.perf_counter() - self.began
