"""What one process read of products, lent to the others through the cache: a visitor's next request may reach any of them.

A loan names what was told about its product when it was read, and is taken only by who is told the same (core.freshness). The
cache may forget any of it, or be away: then it is read once more.
"""

from collections.abc import Hashable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from django.core.cache import cache

from core.release import release

#: Seconds that a loan lies in the cache.
KEPT = 600
#: Lists of more products are read at once, which costs less than to carry each to and fro.
MOST_AT_ONCE = 12


def borrow(key: Hashable, told: Mapping[int, Hashable]) -> dict[int, Any]:
    """What others read of these products, by id, where they were told the same as `told` says. One round trip to the cache."""
    if not told or len(told) > MOST_AT_ONCE:
        return {}
    names = {_name(key, pk): pk for pk in told}
    found = cache.get_many(names)
    return {names[name]: answer for name, (stamp, answer) in found.items() if stamp == told[names[name]]}


def lend(key: Hashable, told: Mapping[int, Hashable], answers: Mapping[int, Any]) -> None:
    """Let others have what was read, each with what was told when it was. One round trip to the cache."""
    if answers and len(told) <= MOST_AT_ONCE:
        cache.set_many({_name(key, pk): (told[pk], answer) for pk, answer in answers.items()}, KEPT)


def _name(key: Hashable, product: int) -> str:
    return f"lent:{_digest(key)}:{product}"


@lru_cache(maxsize=2_000)
def _digest(key: Hashable) -> str:
    return blake2b(repr((release(), key)).encode(), digest_size=16).hexdigest()
