"""What becomes of pieces that cannot be sold as they are: set aside into quarantine, scrapped, sent back, put on a shelf again.

Each is a movement with its reason in words. What leaves the house leaves it at moving average, and the books are told.
"""

from django.db import models, transaction
from django.utils.translation import pgettext_lazy

from core import audit
from core.access import Actor
from core.errors import DomainError
from inventory.adjusting import tell_the_books
from inventory.holding import quarantine_of
from inventory.models import Location, Lot, MovementReason, StockMovement
from inventory.moving import Move, Source, move, refuse_when_moved
from shop.catalogue.models import Product


class Disposition(models.TextChoices):
    QUARANTINE = "quarantined", pgettext_lazy("disposition", "Into quarantine")
    SCRAP = "scrapped", pgettext_lazy("disposition", "Scrap")
    SUPPLIER = "to_supplier", pgettext_lazy("disposition", "Back to the supplier")


class DisposedWithoutReason(DomainError):
    """It has to be said why; nothing was moved."""

    code = "disposed_without_reason"


class LiesThereAlready(DomainError):
    """The pieces lie in quarantine already; nothing was moved."""

    code = "lies_there_already"


def dispose(
    *,
    product: Product,
    from_location: Location,
    quantity: int,
    to: str,
    reason: str,
    actor: Actor,
    lot: Lot | None = None,
    seen: int | None = None,
    source: Source | None = None,
) -> list[StockMovement]:
    """Set free pieces aside, scrap them or send them back. `seen` is what was said to lie there: a second press is refused.

    Raises:
        DisposedWithoutReason, LiesThereAlready, NoQuarantine, MovedMeanwhile, NotAtLocation, NotThisLot: nothing is moved.
    """
    if not reason.strip():
        raise DisposedWithoutReason(product=product.sku)
    disposition = Disposition(to)
    target = quarantine_of(from_location.pk) if disposition == Disposition.QUARANTINE else None
    if target is not None and target.pk == from_location.pk:
        raise LiesThereAlready(location=from_location.code)
    one = Move(product.pk, quantity, from_location.pk, target.pk if target else None, lot_id=lot.pk if lot else None)
    with transaction.atomic():
        if seen is not None:
            refuse_when_moved(one, seen)
        rows = move(
            moves=[one],
            reason=MovementReason(disposition.value),
            source=source or Source("inventory.Location", from_location.pk, from_location.code),
            actor=actor,
            note=reason.strip(),
        )
        if target is None:
            tell_the_books(rows=rows, reason=disposition.value, actor=actor)
        audit.record(
            actor=actor,
            action=f"stock.{disposition.value}",
            subject=rows[0],
            subject_label=product.sku,
            quantity=quantity,
            reason=reason,
        )
    return rows
