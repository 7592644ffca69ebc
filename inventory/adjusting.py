"""Adjusting: what was counted differs from what is booked, or units were damaged or taken out. Each leaves its reason."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.events import publish
from inventory import levels, lot_levels
from inventory.costing import company_currency
from inventory.events import StockAdjusted
from inventory.models import Location, Lot, MovementReason, StockMovement, StockTask, TaskKind, TaskStatus
from inventory.moving import Move, Source, move
from shop.catalogue.models import Product

#: Why there may be fewer; more is always a count gain.
LOSS_REASONS = (MovementReason.COUNT_LOSS, MovementReason.DAMAGED, MovementReason.SAMPLE)


class CountedOnOldFigures(DomainError):
    """The level changed since the counter saw it; nothing was booked."""

    code = "counted_on_old_figures"


class UnitsAreHeld(DomainError):
    """Fewer were counted than are held for orders: those reservations have to be resolved first. Nothing was booked."""

    code = "units_are_held"


class NotALossReason(DomainError):
    """The reason does not explain why there are fewer."""

    code = "not_a_loss_reason"


def adjust_count(
    *,
    product: Product,
    location: Location,
    counted: int,
    seen: int,
    actor: Actor,
    reason: str = MovementReason.COUNT_LOSS,
    note: str = "",
    source: Source | None = None,
    lot: Lot | None = None,
) -> StockMovement | None:
    """Book what was counted. `seen` is the booked figure the counter was shown, so that a second click books nothing.

    Returns None when the count agrees. `reason` says why there are fewer; `source` is what it was counted for (none: the place).
    With a `lot` only its pieces were counted; `seen` is of all that lie there, as ever.

    Raises:
        CountedOnOldFigures, UnitsAreHeld, NotALossReason: nothing is booked.
    """
    if reason not in LOSS_REASONS:
        raise NotALossReason(reason=reason)
    key = (product.pk, location.pk)
    with transaction.atomic():
        level = levels.lock_levels([key]).get(key)
        booked, held = (level.on_hand, level.reserved) if level else (0, 0)
        if booked != seen:
            raise CountedOnOldFigures(booked=booked, seen=seen)
        if lot is not None:
            booked, held = _of_lot(lot, location)
        if counted < held:
            raise UnitsAreHeld(counted=counted, held=held)
        finish_count_tasks(product=product, location=location, actor=actor)
        if counted == booked:
            return None
        source = source or Source("inventory.Location", location.pk, location.code)
        if lot is not None:
            changes = {lot.pk: counted - booked}
            return adjust_lots(
                product=product, location=location, changes=changes, actor=actor, reason=reason, note=note, source=source
            )[0]
        movement = _book(product, location, counted - booked, reason, note, source, actor)
    return movement


def adjust_lots(
    *,
    product: Product,
    location: Location,
    changes: Mapping[int, int],
    actor: Actor,
    source: Source,
    reason: str = MovementReason.COUNT_LOSS,
    note: str = "",
) -> list[StockMovement]:
    """Add to each lot at a place, or take from it, what a count found there; a movement for each that changes.

    Gains go first: pieces that were only booked in a wrong lot are never missing to a pool in between. Inside the caller's
    transaction.

    Raises:
        UnitsAreHeld: orders hold more of a lot than would be left; nothing is booked.
    """
    key = (product.pk, location.pk)
    levels.open_levels([key])
    levels.lock_levels([key])
    there = {row.lot_id: row for row in lot_levels.lock([product.pk], [location.pk])}
    for lot, change in changes.items():
        booked, held = (there[lot].on_hand, there[lot].reserved) if lot in there else (0, 0)
        if booked + change < held:
            raise UnitsAreHeld(counted=booked + change, held=held)
    finish_count_tasks(product=product, location=location, actor=actor)
    gains = [Move(product.pk, n, None, location.pk, lot_id=lot) for lot, n in sorted(changes.items()) if n > 0]
    losses = [Move(product.pk, -n, location.pk, None, lot_id=lot) for lot, n in sorted(changes.items()) if n < 0]
    rows: list[StockMovement] = []
    for moves, why in ((gains, MovementReason.COUNT_GAIN), (losses, reason)):
        if moves:
            made = move(moves=moves, reason=why, source=source, actor=actor, note=note)
            tell_the_books(rows=made, reason=why, actor=actor)
            rows += made
    if rows:
        audit.record(
            actor=actor,
            action="stock.adjusted",
            subject=rows[0],
            subject_label=product.sku,
            quantity=sum(changes.values()),
            lots=len(rows),
            reason=reason,
        )
    return rows


def _of_lot(lot: Lot, location: Location) -> tuple[int, int]:
    """On hand and held of a lot at a place, locked behind its level."""
    row = next((one for one in lot_levels.lock([lot.product_id], [location.pk]) if one.lot_id == lot.pk), None)
    return (row.on_hand, row.reserved) if row else (0, 0)


def _book(
    product: Product, location: Location, difference: int, reason: str, note: str, source: Source, actor: Actor
) -> StockMovement:
    gain = difference > 0
    one = Move(
        product.pk,
        abs(difference),
        None if gain else location.pk,
        location.pk if gain else None,
    )
    why = MovementReason.COUNT_GAIN if gain else reason
    rows = move(moves=[one], reason=why, source=source, actor=actor, note=note)
    audit.record(
        actor=actor, action="stock.adjusted", subject=rows[0], subject_label=product.sku, quantity=difference, reason=why
    )
    tell_the_books(rows=rows, reason=why, actor=actor)
    return rows[0]


def tell_the_books(*, rows: Iterable[StockMovement], reason: str, actor: Actor) -> None:
    """What came in or left otherwise than bought or sold: one event per movement."""
    for row in rows:
        sign = 1 if row.from_location_id is None else -1
        publish(
            StockAdjusted(
                movement_id=row.pk,
                product_id=row.product_id,
                quantity=sign * row.quantity,
                value=sign * row.value,
                currency=company_currency(),
                reason=str(reason),
                adjusted_at=row.at,
            ),
            actor=actor,
        )


def finish_count_tasks(*, product: Product, location: Location, actor: Actor) -> None:
    """It was counted: whatever task asked for that is done."""
    StockTask.objects.filter(kind=TaskKind.COUNT, status=TaskStatus.OPEN, product=product, from_location=location).update(
        status=TaskStatus.DONE, done_at=clock.now(), done_by=actor.label[:200]
    )
