"""The navigation: built from what each department declares, showing only what a person may do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

#: Sub-packages whose `navigation.ITEMS` are shown, in this order.
DEPARTMENTS = ("shell", "orders", "warehouse", "accounting", "sales", "support", "settings")


@dataclass(frozen=True)
class Item:
    """One entry: `group` is its department's title, `key` the letter after `g`; `count` answers (waiting, late) cheaply."""

    group: str | Promise
    icon: str
    label: str | Promise
    url_name: str
    permission: str
    key: str = ""
    count: Callable[[], tuple[int, int]] | None = None


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

    @property
    def current(self) -> bool:
        return any(item.current for item in self.items)


def all_items() -> list[Item]:
    return [item for name in DEPARTMENTS for item in import_module(f"backoffice.{name}.navigation").ITEMS]


def navigation(request: HttpRequest) -> list[Group]:
    """Groups with the items this person may open. One query per item that counts."""
    groups: dict[str, Group] = {}
    best = ""
    for item in all_items():
        if not request.user.can(item.permission):
            continue
        url = reverse(item.url_name)
        if request.path.startswith(url) and len(url) > len(best):
            best = url
        waiting, late = item.count() if item.count else (0, 0)
        group = groups.setdefault(str(item.group), Group(item.group, item.icon))
        group.items.append(Shown(item.label, url, item.key, False, waiting, late))
    for group in groups.values():
        for shown in group.items:
            shown.current = shown.url == best
    return list(groups.values())
