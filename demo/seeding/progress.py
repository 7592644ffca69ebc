"""Says what is being loaded, with counts and how long it took."""

import time
from collections.abc import Callable

#: Seconds that somebody looks at a screen on which nothing happens.
PATIENCE = 5
Say = Callable[[str], None]


class Progress:
    """Runs the steps of the loading one by one; each answers in words what it made."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.began = self.told = time.perf_counter()

    def step(self, name: str, work: Callable[[], str]) -> None:
        """Do one step and tell what came of it."""
        began = self.told = time.perf_counter()
        made = work()
        self.say(f"  {name:<22} {made}  ({time.perf_counter() - began:.1f} s)")

    def sofar(self, words: str) -> None:
        """Tell how far a long step has come, every few seconds at most."""
        if time.perf_counter() - self.told > PATIENCE:
            self.told = time.perf_counter()
            self.say(f"    … {words}")

    def total(self) -> float:
        """Seconds since the first step began."""
        return time.perf_counter() - self.began
