"""Pieces that come back go into the lot they left with: which lots a shipment took along, and which of them wait for a decision.

A lot never gets more pieces back with a shipment than left from it with that shipment. Pieces that left before lots were kept
are of no lot: they come back into the unknown one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from core.errors import DomainError
from inventory.lotting import keeping
from inventory.models import Lot, MovementReason, StockMovement
from inventory.moving import Source

#: Lot and pieces; no lot where none is known (see `lot_levels.name_lots`).
Part = tuple[int | None, int]
DECIDED = (MovementReason.PUT_BACK, MovementReason.SCRAPPED)


class LotDidNotLeave(DomainError):
    """So many pieces of the lot did not leave with this source, or they are back already; nothing was booked."""

    code = "lot_did_not_leave"


@dataclass(frozen=True)
class LotWent:
    """Pieces of a lot that left with a source, that came back of them, and that were restocked or scrapped since."""

    lot: Lot
    sent: int
    back: int
    decided: int

    @property
    def away(self) -> int:
        return max(self.sent - self.back, 0)

    @property
    def waiting(self) -> int:
        return max(self.back - self.decided, 0)


def lots_of(source: Source, product_ids: Iterable[int]) -> dict[int, list[LotWent]]:
    """For those of these products that keep lots: the lots that went with a source, oldest first. At most three queries."""
    kept = list(keeping(product_ids))
    if not kept:
        return {}
    rows = (
        StockMovement.objects.filter(source_type=source.type, source_id=str(source.id), product__in=kept, lot__isnull=False)
        .filter(reason__in=[MovementReason.DISPATCHED, MovementReason.RETURNED, *DECIDED])
        .order_by()
        .values_list("lot", "reason")
        .annotate(pieces=Sum("quantity"))
    )
    sums: dict[int, dict[str, int]] = defaultdict(dict)
    for lot, reason, pieces in rows:
        sums[lot][reason] = pieces
    found: dict[int, list[LotWent]] = defaultdict(list)
    for lot in sorted(Lot.objects.filter(pk__in=sums), key=_oldest_first):
        went = sums[lot.pk]
        decided = sum(went.get(reason, 0) for reason in DECIDED)
        back = went.get(MovementReason.RETURNED, 0)
        found[lot.product_id].append(LotWent(lot, went.get(MovementReason.DISPATCHED, 0), back, decided))
    return dict(found)


def coming_back(*, product_id: int, quantity: int, source: Source, code: str = "") -> list[Part]:
    """Into which lots pieces come back: into the one whose code was scanned, else into those that left, oldest first.

    Raises:
        LotDidNotLeave
    """
    went = lots_of(source, [product_id]).get(product_id, [])
    return _divide([(one.lot, one.away) for one in went], quantity, code)


def waiting(*, product_id: int, quantity: int, source: Source, code: str = "") -> list[Part]:
    """Of which lots the pieces are that came back with a source and are decided now: the named one, else oldest first.

    Raises:
        LotDidNotLeave
    """
    went = lots_of(source, [product_id]).get(product_id, [])
    return _divide([(one.lot, one.waiting) for one in went], quantity, code)


def _oldest_first(lot: Lot) -> tuple:
    """A lot without a day on which it expires is taken to be the oldest, as when it is reserved."""
    return (lot.expires_on is not None, lot.expires_on, lot.received_on, lot.pk)


def _divide(lots: Iterable[tuple[Lot, int]], quantity: int, code: str) -> list[Part]:
    code = code.strip().upper()
    parts: list[Part] = []
    left = quantity
    for lot, there in lots:
        pieces = min(left, there) if code in ("", lot.code) else 0
        if pieces:
            parts.append((lot.pk, pieces))
            left -= pieces
    if code and left:
        raise LotDidNotLeave(lot=code, wanted=quantity, there=quantity - left)
    return [*parts, (None, left)] if left else parts
