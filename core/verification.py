"""Invariants recomputed from the rows themselves. Each check yields a plain sentence per break, else nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules

CheckFunction = Callable[[], Iterator[str]]

_checks: dict[str, "Check"] = {}


@dataclass(frozen=True)
class Check:
    """A named invariant and the function that looks for breaks of it."""

    promise: str
    look: CheckFunction


@dataclass(frozen=True)
class Break:
    """One broken invariant, told in a sentence."""

    promise: str
    sentence: str


def check(promise: str) -> Callable[[CheckFunction], CheckFunction]:
    """Register a generator of sentences under the promise it verifies, e.g. "stock movements equal levels"."""

    def register(look: CheckFunction) -> CheckFunction:
        known = _checks.get(promise)
        if known is not None and known.look.__qualname__ != look.__qualname__:
            raise ValueError(f"Two checks promise the same: {promise!r}.")
        _checks[promise] = Check(promise, look)
        return look

    return register


def checks() -> list[Check]:
    """Every check of every app (each app keeps its own in `verifying.py`), in order of registration."""
    autodiscover_modules("verifying")
    return list(_checks.values())


def verify() -> list[Break]:
    """Run every check and return what is broken."""
    return [Break(one.promise, sentence) for one in checks() for sentence in one.look()]
