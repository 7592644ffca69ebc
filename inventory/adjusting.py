"""Adjusting: what was counted differs from what is booked, or units were damaged or taken out. Each leaves its reason."""

from collections.abc import Iterable

from django.db import transaction

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.events import publish
from inventory import levels
from inventory.costing import company_currency
from inventory.events import StockAdjusted
from inventory.models import Location, MovementReason, StockMovement, StockTask, TaskKind, TaskStatus
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
) -> StockMovement | None:
    """Book what was counted. `seen` is the booked figure the counter was shown, so that a second click books nothing.

    Returns None when the count agrees. `reason` says why there are fewer; `source` is what it was counted for (none: the place).

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
        if counted < held:
            raise UnitsAreHeld(counted=counted, held=held)
        finish_count_tasks(product=product, location=location, actor=actor)
        if counted == booked:
            return None
        source = source or Source("inventory.Location", location.pk, location.code)
        movement = _book(product, location, counted - booked, reason, note, source, actor)
    return movement


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
