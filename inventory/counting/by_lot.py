"""Counts of products that keep lots: the lot that is in hand, what was told of each, and by how much each differs from the books.

Which lots are booked in a bin is shown to nobody who counts there: the counter reads them off the pieces.
"""

from collections.abc import Mapping

from core.errors import DomainError
from inventory import lot_levels
from inventory.lotting import keeping
from inventory.models import CountEntry, CountEntryLot, CountStep, Lot

#: A count that nobody stands at: nothing was scanned, nothing told.
UNTOUCHED: dict[str, object] = {"step": CountStep.LOCATION, "tally": 0, "begun_after": None, "lot_id": None, "by_lot": {}}


class LotsWanted(DomainError):
    """The product keeps lots: how many of each, please. Nothing was written down."""

    code = "lots_wanted"


class UnknownLot(DomainError):
    """No lot of the product is called so; pieces without a known one are of the lot UNKNOWN."""

    code = "unknown_lot"


def keeps_lots(product_id: int) -> bool:
    """Whether each lot has to be told by itself. One query."""
    return bool(keeping([product_id]))


def find_lot(product_id: int, code: str) -> Lot:
    """The lot that a counter read off a piece.

    Raises:
        UnknownLot
    """
    text = code.strip().upper()
    found = Lot.objects.filter(product=product_id, code=text).first()
    if found is None and text == lot_levels.UNKNOWN:
        return lot_levels.unknown_lot(product_id)
    if found is None:
        raise UnknownLot(lot=text)
    return found


def told(product_id: int, counted: int, lots: Mapping[int, int] | None) -> dict[int, int] | None:
    """What was told of each lot, read behind the level's lock; None for a product that keeps none.

    Raises:
        LotsWanted: pieces were told without saying of which lots, or the lots do not add up to them.
    """
    if not keeps_lots(product_id):
        return None
    found = dict(lots or {})
    if sum(found.values()) != counted or any(pieces < 0 for pieces in found.values()):
        raise LotsWanted(counted=counted)
    if Lot.objects.filter(pk__in=found, product=product_id).count() != len(found):
        raise UnknownLot(lots=sorted(found))
    return found


def write_lots(entry: CountEntry, lots: Mapping[int, int] | None) -> None:
    """Divide what was told among the lots, beside what the books say lies there of each; the level is locked by the caller."""
    if lots is None:
        return
    count = entry.count
    there = {row.lot_id: row.on_hand for row in lot_levels.lock([count.product_id], [count.location_id])}
    CountEntryLot.objects.bulk_create(
        [
            CountEntryLot(entry=entry, lot_id=lot, counted=lots.get(lot, 0), expected=there.get(lot, 0))
            for lot in sorted({*there, *lots})
        ]
    )


def differences(entry: CountEntry) -> dict[int, int]:
    """By how much each lot of a count differs from the books; nothing where all agree, or where no lots were told. One query."""
    return {row.lot_id: row.variance for row in CountEntryLot.objects.filter(entry=entry) if row.variance}
