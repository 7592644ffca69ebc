"""The navigation: built from what each department declares, showing only what a person may do.

Counts of waiting work are the same for everybody, so they are kept in the cache for a few seconds: a page pays no
query for them as long as somebody else looked shortly before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from core.access.http import ANY_STAFF

#: Sub-packages whose `navigation.ITEMS` are shown, in this order.
DEPARTMENTS = ("shell", "orders", "warehouse", "accounting", "sales", "support", "settings")
#: Seconds for which a count may be out of date.
COUNTS_KEPT = 20


@dataclass(frozen=True)
class Item:
    """One entry: `group` is its department's title, `key` the letter after `g`; `count` answers (waiting, late) cheaply.

    `beside` are addresses of its records that do not begin with its own, from the back office's start on.

    An entry whose group has the same title as its label stands by itself, without a group.
    """

    group: str | Promise
    icon: str
    label: str | Promise
    url_name: str
    permission: str
    key: str = ""
    count: Callable[[], tuple[int, int]] | None = None
    beside: tuple[str, ...] = ()


@dataclass
class Shown:
    label: str | Promise
    url: str
    key: str
    current: bool
    count: int = 0
    late: int = 0


@dataclass
class Group:
    title: str | Promise
    icon: str
    items: list[Shown] = field(default_factory=list)
    url: str = ""
    key: str = ""
    is_here: bool = False

    @property
    def current(self) -> bool:
        return self.is_here or any(item.current for item in self.items)

    @property
    def open(self) -> bool:
        return self.current


def all_items() -> list[Item]:
    return [item for name in DEPARTMENTS for item in import_module(f"backoffice.{name}.navigation").ITEMS]


def may_open(user, item: Item) -> bool:
    return item.permission == ANY_STAFF or user.can(item.permission)


def counts_of(items: list[Item]) -> dict[str, tuple[int, int]]:
    """(waiting, late) by address name; one query per item that nobody counted in the last seconds."""
    counting = {f"nav:{item.url_name}": item for item in items if item.count}
    known = cache.get_many(list(counting))
    for key, item in counting.items():
        if key not in known:
            known[key] = item.count()  # type: ignore[misc]
            cache.set(key, known[key], COUNTS_KEPT)
    return {item.url_name: tuple(known[key]) for key, item in counting.items()}


def navigation(request: HttpRequest) -> list[Group]:
    """Groups with the items this person may open."""
    items = [item for item in all_items() if may_open(request.user, item)]
    counts = counts_of(items)
    here = _here(request.path, items)
    groups: dict[str, Group] = {}
    for item in items:
        url = reverse(item.url_name)
        group = groups.setdefault(str(item.group), Group(item.group, item.icon, key=item.key))
        if str(item.group) == str(item.label):
            group.url, group.is_here = url, url == request.path
            continue
        waiting, late = counts.get(item.url_name, (0, 0))
        group.items.append(Shown(item.label, url, item.key, url == here, waiting, late))
    return list(groups.values())


def _here(path: str, items: list[Item]) -> str:
    """The entry whose address, or that of its records, is the longest that the path begins with."""
    start = reverse("backoffice:home")
    addresses = [(url, url) for url in (reverse(item.url_name) for item in items)]
    addresses += [(f"{start}{part}", reverse(item.url_name)) for item in items for part in item.beside]
    return max((pair for pair in addresses if path.startswith(pair[0])), key=lambda pair: len(pair[0]), default=("", ""))[1]
