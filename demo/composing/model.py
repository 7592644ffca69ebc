"""An idea of a product, what is known about it for its neighbours' sake, and what it becomes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Protocol, TypeVar

from demo.data.schema import Grower, Product, Text

T = TypeVar("T")


@dataclass(frozen=True)
class Facts:
    """What reasons, scores and reviews are made of. `drink` is "leaf" or "bean", `ware` a form, else empty."""

    drink: str = ""
    ware: str = ""
    family: str = ""
    kind: Text = field(default_factory=lambda: Text("", ""))
    notes: tuple[Text, ...] = ()
    celsius: int = 0
    infusions: int = 0
    ml: int = 0


@dataclass(frozen=True)
class Made:
    """A product without its neighbours yet, its facts, and who grew or made it if that is nobody of the hand-written data."""

    product: Product
    facts: Facts
    grower: Grower | None = None


class Idea(Protocol):
    """What a product will be, before anything but its name is written."""

    @property
    def title(self) -> Text:
        """Its name; no two products have the same in any language."""

    @property
    def digit(self) -> int:
        """What its item number begins with: 1 leaf, 2 bean, 3 ware, 9 service."""

    def make(self, sku: str, barcode: str, dice: random.Random) -> Made:
        """Write it all out; everything left to chance comes from the dice."""


def in_turn(dice: random.Random, groups: Iterable[list[T]]) -> Iterator[T]:
    """One of each group, then the next of each: neighbours differ. Groups and their members are shuffled."""
    shuffled = [dice.sample(group, len(group)) for group in groups]
    dice.shuffle(shuffled)
    for row in zip_longest(*shuffled):
        yield from (one for one in row if one is not None)
