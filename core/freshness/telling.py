"""Reading fingerprints, and keeping in a process's memory what seldom changes."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple, TypeVar

from django.db import connection

from core.freshness import CATALOGUE, STANDING
from core.freshness.lending import borrow, lend

T = TypeVar("T")

_TOLD = """
FROM (
    SELECT scope, token FROM freshness_change WHERE scope = ANY(%(scopes)s)
    UNION ALL
    SELECT scope, token FROM freshness_foldedchange WHERE scope = ANY(%(scopes)s)
) AS told
"""
_FINGERPRINT = f"SELECT bit_xor(token) {_TOLD}"
_EACH = f"SELECT scope, bit_xor(token) {_TOLD} GROUP BY scope"
_HOUSE_ONLY = f"bit_xor(token) FILTER (WHERE scope = {STANDING}), bit_xor(token) FILTER (WHERE scope = {CATALOGUE})"
_BOTH = f"SELECT bit_xor(token), {_HOUSE_ONLY} {_TOLD}"

#: Houses that are remembered at once: a transaction of its own may see another one.
SHELVES = 3
#: Answers on one shelf; somebody who turns every page of every list shall not fill the memory.
MOST_ON_A_SHELF = 4_000
_shelves: dict[Hashable, dict[Hashable, tuple[Any]]] = {}
#: What was read of single products, in one process. When it is full it is emptied.
MOST_REMEMBERED = 8_000
_memory: dict[tuple[Hashable, int], tuple[Any, Any]] = {}


class House(NamedTuple):
    """What has been told about what stands, and about which products there are."""

    standing: int
    catalogue: int


class _Moment:
    """The house as it was asked for first, and what was told about each product that was asked for."""

    def __init__(self) -> None:
        self.house: House | None = None
        self.told: dict[int, int] = {}


_moment: ContextVar[_Moment | None] = ContextVar("freshness_moment", default=None)


def fingerprint(scopes: Iterable[int]) -> int:
    """What has been told about these scopes so far, in one number. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_FINGERPRINT, {"scopes": sorted(set(scopes))})
        return cursor.fetchone()[0] or 0


def fingerprints(scopes: Iterable[int]) -> dict[int, int]:
    """What has been told about each of these scopes; one that nothing was told about is absent. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_EACH, {"scopes": sorted(set(scopes))})
        return dict(cursor.fetchall())


def fingerprint_and_house(scopes: Iterable[int]) -> tuple[int, House]:
    """Both at once. One statement; the scopes must include what stands and the catalogue."""
    with connection.cursor() as cursor:
        cursor.execute(_BOTH, {"scopes": sorted({STANDING, CATALOGUE, *scopes})})
        stamp, *told = cursor.fetchone()
        return stamp or 0, House(*(one or 0 for one in told))


@contextmanager
def one_moment() -> Iterator[None]:
    """Ask once in this block how the house stands, not at every use.

    For pages of the shop and for placing. Nobody may change the house inside and then read it: what was read would be kept under
    the fingerprint of before, and found again if the change were taken back.
    """
    token = _moment.set(_Moment())
    try:
        yield
    finally:
        _moment.reset(token)


@contextmanager
def same_moment() -> Iterator[None]:
    """As `one_moment`, within the one that is open already where there is one."""
    if _moment.get() is not None:
        yield
    else:
        with one_moment():
            yield


def house() -> House:
    """How the house stands. One statement, none again within `one_moment`."""
    return _told_of(())[0]


def _told_of(products: Iterable[int]) -> tuple[House, dict[int, int]]:
    """The house and what was told about products. One statement at most, for what this moment does not know yet."""
    moment = _moment.get() or _Moment()
    unknown = [pk for pk in products if pk not in moment.told]
    if moment.house is None or unknown:
        found = fingerprints([STANDING, CATALOGUE, *unknown] if moment.house is None else unknown)
        if moment.house is None:
            moment.house = House(found.get(STANDING, 0), found.get(CATALOGUE, 0))
        moment.told.update((pk, found.get(pk, 0)) for pk in unknown)
    return moment.house, moment.told


def standing(key: Hashable, read: Callable[[], T]) -> T:
    """What `read` answers, kept in memory until something that stands changes. One statement, none again within `one_moment`.

    The answer is shared by all requests of the process: nobody may change it.
    """
    return _kept(key, read, lambda seen: ("standing", seen.standing))


def catalogued(key: Hashable, read: Callable[[], T]) -> T:
    """As `standing`, until a product comes, goes or moves in a list as well."""
    return _kept(key, read, lambda seen: seen)


def remembered(key: Hashable, products: Iterable[int], read: Callable[[list[int]], Mapping[int, T]]) -> dict[int, T]:
    """What `read` answers about each product, kept until something is told about that product, the catalogue or what stands.

    One statement at most beside `read`, which gets the ids that no process has read before (core.freshness.lending). The
    fingerprints are read before the products, so that what changes in between is read once more. A product that `read` leaves out
    is left out.

    The answers are shared by all requests of the process, and pickled for the others: nobody may change them.
    """
    wanted = list(dict.fromkeys(products))
    if not wanted:
        return {}
    seen, told = _told_of(wanted)
    found: dict[int, T] = {}
    for pk in wanted:
        kept = _memory.get((key, pk))
        if kept is not None and kept[0] == (seen, told[pk]):
            found[pk] = kept[1]
    missing = {pk: (seen, told[pk]) for pk in wanted if pk not in found}
    if missing:
        if len(_memory) > MOST_REMEMBERED:
            _memory.clear()
        fresh = borrow(key, missing)
        if unread := [pk for pk in missing if pk not in fresh]:
            answers = read(unread)
            lend(key, missing, answers)
            fresh |= answers
        found |= fresh
        _memory.update({(key, pk): (missing[pk], answer) for pk, answer in fresh.items()})
    return found


def _kept(key: Hashable, read: Callable[[], T], label: Callable[[House], Hashable]) -> T:
    stamp = label(house())
    shelf = _shelf(stamp)
    kept = shelf.get(key)
    if kept is not None:
        return kept[0]
    answer = read()
    if len(shelf) >= MOST_ON_A_SHELF:
        shelf.clear()
    shelf[key] = (answer,)
    return answer


def _shelf(stamp: Hashable) -> dict[Hashable, tuple[Any]]:
    shelf = _shelves.get(stamp)
    if shelf is None:
        while len(_shelves) >= 2 * SHELVES:
            _shelves.pop(list(_shelves)[0], None)  # noqa: RUF015 (another thread may change it meanwhile)
        shelf = _shelves[stamp] = {}
    return shelf
