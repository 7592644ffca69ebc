"""Lots of a product: beginning to keep them, naming one when goods come in, withdrawing it and letting it be sold again.

A lot is withdrawn where it lies, in one deed: from that moment no pool counts its free pieces and nobody is reserved any.
What orders hold of it is let go order by order right after, each under its own locks (`handlers.let_go_of_lot`).
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Sum

from core import audit, clock
from core.access import Actor
from core.audit.recording import Doer
from core.errors import DomainError
from core.events import publish
from core.transitions import move_to
from inventory import lot_levels
from inventory.events import LotWithdrawn, StockBecameReservable
from inventory.models import Lot, LotKeeping, LotLevel, LotStatus, Reservation, ReservationStatus, StockLevel
from shop.catalogue.models import Product
from shop.partner import stock
from shop.partner.records import ensure_records


class LotWanted(DomainError):
    """The product keeps lots, and none was named; or it needs a day on which the lot expires. Nothing was booked."""

    code = "lot_wanted"


class ExpiryDiffers(DomainError):
    """The lot is known with another day on which it expires. Nothing was booked."""

    code = "expiry_differs"


class LotsWithdrawn(DomainError):
    """Pieces of withdrawn lots still lie somewhere: without lots they would be sold. Nothing was changed."""

    code = "lots_withdrawn"


class ReasonWanted(DomainError):
    """A lot is blocked for a reason."""

    code = "reason_wanted"


def keep_lots(*, product: Product, actor: Actor, needs_expiry: bool = True, days_before_expiry: int = 0) -> LotKeeping:
    """From now on each movement of the product names a lot. What lies there already is of the unknown lot.

    Doing it again changes how lots are kept; open lots are sold until the new day.
    """
    with transaction.atomic():
        _stop_all_stock()
        values = {"needs_expiry": needs_expiry, "days_before_expiry": days_before_expiry}
        kept, is_new = LotKeeping.objects.update_or_create(product=product, defaults=values)
        if is_new:
            _begin(product)
        last_day = F("expires_on") - timedelta(days=days_before_expiry)
        Lot.objects.filter(product=product, expires_on__isnull=False).update(sell_until=last_day)
        audit.record(actor=actor, action="stock.lots_kept", subject=kept, subject_label=product.sku, **values)
    return kept


def stop_keeping_lots(*, product: Product, actor: Actor) -> None:
    """Movements name no lots any more; lots and what they did stay on record.

    Raises:
        LotsWithdrawn: nothing is changed.
    """
    with transaction.atomic():
        _stop_all_stock()
        levels = LotLevel.objects.filter(lot__product=product)
        if levels.filter(on_hand__gt=0).exclude(lot__status=LotStatus.OPEN).exists():
            raise LotsWithdrawn(product=product.sku)
        levels.delete()
        _holding(product).update(lot=None)
        LotKeeping.objects.filter(product=product).delete()
        audit.record(actor=actor, action="stock.lots_not_kept", subject=product, subject_label=product.sku)


def _stop_all_stock() -> None:
    """Whether a product keeps lots is read where levels are locked; so nothing moves while it changes."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE inventory_stocklevel IN EXCLUSIVE MODE")
    lot_levels.hold_still()


def _begin(product: Product) -> None:
    """What lies there already, held or free, is of the unknown lot."""
    there = list(StockLevel.objects.filter(product=product, on_hand__gt=0))
    if not there:
        return
    unknown = lot_levels.unknown_lot(product.pk)
    LotLevel.objects.bulk_create(
        [LotLevel(lot=unknown, location_id=x.location_id, on_hand=x.on_hand, reserved=x.reserved) for x in there]
    )
    _holding(product).update(lot=unknown)


def _holding(product: Product) -> Any:
    return Reservation.objects.filter(product=product, status__in=[ReservationStatus.ACTIVE, ReservationStatus.PICKED])


def keeping(product_ids: Iterable[int]) -> dict[int, LotKeeping]:
    """How those of these products that keep lots keep them. One query."""
    return LotKeeping.objects.in_bulk(list(product_ids))


def name_lot(*, product: Product, kept: LotKeeping, code: str, expires_on: date | None, supplier: str = "") -> Lot:
    """The lot that comes in, known or new. One that expired before it came is withdrawn at once.

    Raises:
        LotWanted, ExpiryDiffers
    """
    code = code.strip().upper()[:40]
    if not code:
        raise LotWanted(product=product.sku)
    known = Lot.objects.filter(product=product, code=code).first()
    if known is not None:
        if expires_on is not None and known.expires_on != expires_on:
            raise ExpiryDiffers(product=product.sku, lot=code, expires_on=known.expires_on, named=expires_on)
        return known
    if expires_on is None and kept.needs_expiry:
        raise LotWanted(product=product.sku, lot=code)
    last_day = expires_on - timedelta(days=kept.days_before_expiry) if expires_on else None
    status = LotStatus.EXPIRED if last_day is not None and last_day < clock.today() else LotStatus.OPEN
    return Lot.objects.create(
        product=product,
        code=code,
        expires_on=expires_on,
        sell_until=last_day,
        received_on=clock.today(),
        supplier=supplier[:120],
        status=status,
    )


def block_lot(*, lot: Lot, reason: str, actor: Actor) -> None:
    """Nobody is sold or reserved any of this lot from now on; what orders hold of it on shelves is let go.

    Raises:
        ReasonWanted, IllegalTransition (it is blocked already): nothing is changed.
    """
    if not reason.strip():
        raise ReasonWanted(lot=lot.pk)
    _withdraw(lot, LotStatus.BLOCKED, reason.strip(), actor)


def unblock_lot(*, lot: Lot, reason: str, actor: Actor) -> None:
    """A blocked lot may be sold again; one that expired meanwhile stays withdrawn.

    Raises:
        IllegalTransition: it is not blocked.
    """
    with transaction.atomic():
        lot_levels.hold_still()
        current = Lot.objects.get(pk=lot.pk)
        is_over = current.sell_until is not None and current.sell_until < clock.today()
        move_to(current, "status", LotStatus.EXPIRED if is_over else LotStatus.OPEN, actor=actor, also=_marks(reason, actor))
        if not is_over:
            _count_in_pools(current, sign=1)
            publish(StockBecameReservable(product_ids=(current.product_id,)), actor=actor)
        audit.record(actor=actor, action="stock.lot_unblocked", subject=current, reason=reason)


def expire_lots(*, actor: Doer) -> int:
    """Withdraw every open lot whose last day is over. Returns how many."""
    over = Lot.objects.filter(status=LotStatus.OPEN, sell_until__lt=clock.today()).order_by("pk")
    for lot in over:
        _withdraw(lot, LotStatus.EXPIRED, "", actor)
    return len(over)


def _withdraw(lot: Lot, to: str, reason: str, actor: Doer) -> None:
    with transaction.atomic():
        lot_levels.hold_still()
        current = Lot.objects.get(pk=lot.pk)
        was_counted = not current.is_withdrawn
        move_to(current, "status", to, actor=actor, reason=reason, also=_marks(reason, actor))
        if was_counted:
            _count_in_pools(current, sign=-1)
        audit.record(actor=actor, action=f"stock.lot_{to}", subject=current, reason=reason)
        publish(LotWithdrawn(lot_id=current.pk, status=to), actor=actor)


def _marks(reason: str, actor: Doer) -> Mapping[str, Any]:
    return {"status_reason": reason[:200], "status_at": clock.now(), "status_by": actor.label[:200]}


def _count_in_pools(lot: Lot, *, sign: int) -> None:
    """Add (or take) the lot's free pieces to (from) the pools that sell where they lie. No piece of a lot moves meanwhile."""
    rows = (
        LotLevel.objects.filter(lot=lot, location__zone__pools__isnull=False)
        .order_by()
        .values_list("location__zone__pools__pool")
        .annotate(pieces=Sum(F("on_hand") - F("reserved")))
    )
    free = {(pool, lot.product_id): pieces for pool, pieces in rows if pieces}
    if free:
        records = ensure_records(free)
        stock.write_down({records[pair]: sign * pieces for pair, pieces in free.items()})
