"""Says what is being loaded, with counts and how long it took."""

import time
from collections.abc import Callable

#: Seconds that somebody looks at a screen on which nothing happens.
PATIENCE = 5
#: The share of a step that must be done before the rest of it is guessed.
CERTAIN = 0.05
Say = Callable[[str], None]


class Progress:
    """Runs the steps of the loading one by one; each answers in words what it made."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.began = self.told = self.step_began = time.perf_counter()

    def step(self, name: str, work: Callable[[], str]) -> None:
        """Do one step and tell what came of it."""
        began = self.told = self.step_began = time.perf_counter()
        made = work()
        self.say(f"  {name:<22} {made}  ({time.perf_counter() - began:.1f} s)")

    def sofar(self, words: str, done: float) -> None:
        """Tell how far a long step has come and how long it may still take, every few seconds at most; `done` is a share of 1."""
        now = time.perf_counter()
        if now - self.told > PATIENCE:
            self.told = now
            left = f", about {(now - self.step_began) / done * (1 - done) / 60:.0f} min to go" if done > CERTAIN else ""
            self.say(f"    … {words}{left}")

    def total(self) -> float:
        """Seconds since the first step began."""
        return time.perf_counter() - self.began
