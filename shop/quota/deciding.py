"""Who may take how many of a product's free pieces. Arithmetic alone: no database, no clock of its own.

Free pieces are dealt out to the quotas in the order of their rank, each getting what is left of its limit; what remains is
common. A channel takes out of its own quota first, then of what is common, then it borrows from quotas that lend to it, the
highest rank number (the least pressing) first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Lending:
    """A channel that may borrow, until when (None: as long as the quota holds), and the pieces that always stay."""

    borrower: int
    until: datetime | None = None
    protected: int = 0


@dataclass(frozen=True)
class Standing:
    """A quota as it stands for one product in one pool. Exactly one of `units` and `share` (per cent) is given."""

    quota: int
    channel: int
    rank: int
    units: int | None = None
    share: int | None = None
    taken: int = 0
    sold: int = 0
    until: datetime | None = None
    lends: tuple[Lending, ...] = ()

    def left(self, free: int) -> int:
        """Pieces of its limit that nobody took yet, whether they are there or not."""
        limit = self.units if self.units is not None else (free + self.sold) * (self.share or 0) // 100
        return max(limit - self.taken, 0)


@dataclass(frozen=True)
class Kept:
    """Pieces that are there, and not for whoever asks: whose quota keeps them, and until when."""

    quota: int
    channel: int
    pieces: int
    until: datetime | None


@dataclass(frozen=True)
class Reach:
    """What one channel can be promised of `free` pieces, from where, and what is kept from it. Pieces by quota, in order.

    `quotas`: all that concern the product, also those behind which nothing stands.
    """

    free: int
    quotas: tuple[int, ...]
    own: tuple[tuple[int, int], ...]
    common: int
    borrowed: tuple[tuple[int, int], ...]
    kept: tuple[Kept, ...]

    @property
    def total(self) -> int:
        return self.common + sum(pieces for _quota, pieces in (*self.own, *self.borrowed))

    def take(self, wanted: int) -> "Taken":
        """Where so many pieces come from. `wanted` must be within reach."""
        out_of: dict[int, int] = {}
        left = wanted
        for quota, pieces in self.own:
            out_of[quota] = min(left, pieces)
            left -= out_of[quota]
        left -= min(left, self.common)
        lent: dict[int, int] = {}
        for quota, pieces in self.borrowed:
            lent[quota] = min(left, pieces)
            left -= lent[quota]
        if left:
            raise ValueError(f"{wanted} pieces are beyond a reach of {self.total}")
        return Taken({q: n for q, n in {**out_of, **lent}.items() if n}, {q: n for q, n in lent.items() if n})


@dataclass(frozen=True)
class Taken:
    """Pieces by the quota they come out of; `lent` are those of them that another channel lends."""

    out_of: dict[int, int]
    lent: dict[int, int]


def dealt(free: int, standings: Iterable[Standing]) -> tuple[dict[int, int], int]:
    """How many of the free pieces stand behind each quota, and how many are common."""
    left = max(free, 0)
    behind = {}
    for one in sorted(standings, key=lambda s: (s.rank, s.quota)):
        behind[one.quota] = min(one.left(max(free, 0)), left)
        left -= behind[one.quota]
    return behind, left


def reach(free: int, standings: Sequence[Standing], *, channel: int, now: datetime) -> Reach:
    """What a channel can be promised now. Two channels never reach for the same piece unless one borrows it."""
    behind, common = dealt(free, standings)
    own, borrowed, kept = [], [], []
    for one in sorted(standings, key=lambda s: (-s.rank, -s.quota)):
        pieces = behind[one.quota]
        if one.channel == channel:
            own.append((one.quota, pieces))
            continue
        lendable = max(pieces - _stays(one, channel, now), 0)
        if lendable:
            borrowed.append((one.quota, lendable))
        if pieces > lendable:
            kept.append(Kept(one.quota, one.channel, pieces - lendable, one.until))
    quotas = tuple(sorted(behind))
    return Reach(max(free, 0), quotas, tuple(own), common, tuple(borrowed), tuple(kept))


def _stays(one: Standing, channel: int, now: datetime) -> int:
    """Pieces of a quota that a channel cannot borrow; without a loan that holds, all of them."""
    for lending in one.lends:
        if lending.borrower == channel and (lending.until is None or now < lending.until):
            return lending.protected
    return 2**31
