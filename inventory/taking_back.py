"""Goods that had left come back: into the returns zone at what they had cost, then onto a shelf again, or to scrap.

Nothing in the returns zone is sold: only restocking writes availability down. What they cost leaves goods in transit
by `StockAdjusted` with the reason "returned". Of products that keep lots, each piece stays in the lot it left with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from core import audit
from core.access import Actor
from core.errors import DomainError
from core.money import round_amount
from inventory import lots_back
from inventory.adjusting import tell_the_books
from inventory.costing import company_currency
from inventory.models import Location, MovementReason, StockMovement, ZoneKind
from inventory.moving import Move, Source, move


class NoReturnsZone(DomainError):
    """The warehouse has no location for goods that come back; nothing was booked."""

    code = "no_returns_zone"


class NotAShelf(DomainError):
    """Goods are restocked onto a location of the e-commerce zone; nothing was booked."""

    code = "not_a_shelf"


@dataclass(frozen=True)
class SentAndBack:
    """What of a product left with a source, and what of it came back: pieces, and value in the company's currency."""

    sent: int = 0
    sent_value: Decimal = Decimal(0)
    back: int = 0
    back_value: Decimal = Decimal(0)

    def value_of(self, quantity: int) -> Decimal:
        """What `quantity` more pieces bring back: cumulative shares, so that the last one takes the last coin."""
        return self.cost_of(self.back + quantity) - self.back_value

    def cost_of(self, quantity: int) -> Decimal:
        """What `quantity` of the pieces that left had cost."""
        return round_amount(self.sent_value * quantity / self.sent, company_currency()) if self.sent else Decimal(0)


def sent_and_back(source: Source) -> dict[int, SentAndBack]:
    """By product, what left with a source and what came back of it. One query."""
    rows = (
        StockMovement.objects.filter(
            source_type=source.type,
            source_id=str(source.id),
            reason__in=[MovementReason.DISPATCHED, MovementReason.RETURNED],
        )
        .order_by()
        .values("product_id", "reason")
        .annotate(pieces=Sum("quantity"), worth=Sum("value"))
    )
    sums: dict[int, dict[str, tuple[int, Decimal]]] = {}
    for row in rows:
        sums.setdefault(row["product_id"], {})[row["reason"]] = (row["pieces"], row["worth"])
    nothing = (0, Decimal(0))
    return {
        product: SentAndBack(*found.get(MovementReason.DISPATCHED, nothing), *found.get(MovementReason.RETURNED, nothing))
        for product, found in sums.items()
    }


def cost_of_pieces(source: Source, pieces: Mapping[int, int]) -> Decimal:
    """What these pieces by product had cost when they left with a source. One query."""
    went = sent_and_back(source)
    return sum((went.get(product, SentAndBack()).cost_of(quantity) for product, quantity in pieces.items()), Decimal(0))


def returns_location(warehouse_id: int) -> Location:
    """Where goods that come back are put down: the returns zone, else quarantine.

    Raises:
        NoReturnsZone
    """
    places = Location.objects.filter(warehouse=warehouse_id, is_active=True)
    for kind in (ZoneKind.RETURNS, ZoneKind.QUARANTINE):
        found = places.filter(zone__kind=kind).first()
        if found is not None:
            return found
    raise NoReturnsZone(warehouse=warehouse_id)


def take_back(
    *, product_id: int, quantity: int, location: Location, source: Source, actor: Actor, lot: str = ""
) -> list[StockMovement]:
    """Pieces came back: they lie in the returns zone at what they had cost when they left with the source.

    `lot` is the code that was scanned, where one was. One movement per lot.

    Raises:
        LotDidNotLeave: nothing is booked.
    """
    with transaction.atomic():
        known = sent_and_back(source).get(product_id, SentAndBack())
        parts = lots_back.coming_back(product_id=product_id, quantity=quantity, source=source, code=lot)
        moves, pieces, told = [], 0, Decimal(0)
        for lot_id, number in parts:
            pieces += number
            worth = known.value_of(pieces)
            value = worth - told if known.sent else None
            moves.append(Move(product_id, number, None, location.pk, value=value, lot_id=lot_id))
            told = worth
        return _book(moves, MovementReason.RETURNED, source, actor)


def restock(
    *,
    product_id: int,
    quantity: int,
    from_location: Location,
    to_location: Location,
    source: Source,
    actor: Actor,
    lot: str = "",
) -> list[StockMovement]:
    """Pieces are as good as new: onto an e-commerce shelf, to be sold again. Of a withdrawn lot they are not sold there either.

    Raises:
        NotAShelf, NotAtLocation, LotDidNotLeave: nothing is booked.
    """
    if to_location.zone.kind != ZoneKind.ECOMMERCE or not to_location.is_active:
        raise NotAShelf(location=to_location.code)
    with transaction.atomic():
        parts = lots_back.waiting(product_id=product_id, quantity=quantity, source=source, code=lot)
        moves = [Move(product_id, number, from_location.pk, to_location.pk, lot_id=lot_id) for lot_id, number in parts]
        return move(moves=moves, reason=MovementReason.PUT_BACK, source=source, actor=actor)


def scrap(
    *, product_id: int, quantity: int, from_location: Location, source: Source, actor: Actor, note: str = "", lot: str = ""
) -> list[StockMovement]:
    """Pieces can be sold no more: out of the house, at moving average.

    Raises:
        NotAtLocation, LotDidNotLeave: nothing is booked.
    """
    with transaction.atomic():
        parts = lots_back.waiting(product_id=product_id, quantity=quantity, source=source, code=lot)
        moves = [Move(product_id, number, from_location.pk, None, lot_id=lot_id) for lot_id, number in parts]
        rows = _book(moves, MovementReason.SCRAPPED, source, actor, note)
        audit.record(actor=actor, action="stock.scrapped", subject=rows[0], subject_label=source.label, quantity=quantity)
    return rows


def _book(moves: Sequence[Move], reason: str, source: Source, actor: Actor, note: str = "") -> list[StockMovement]:
    """Move, and tell the books what came or went."""
    rows = move(moves=moves, reason=reason, source=source, actor=actor, note=note)
    tell_the_books(rows=rows, reason=reason, actor=actor)
    return rows
