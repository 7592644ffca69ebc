"""What becomes of a reservation after it was made: taken to staging, sent out, released, or found missing.

Locks: the order and its lines (where they are owed again), then reservations in key order, then levels, then stock
records. Pieces count as reserved at their location for as long as somebody holds them, in staging too; the pool's
stock record counts only the zones it sells from.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db import transaction

from core import audit
from core.access import Actor
from core.errors import DomainError
from core.transitions import move_to
from inventory import levels, lot_levels
from inventory.models import (
    Location,
    Lot,
    LotStatus,
    MovementReason,
    Reservation,
    ReservationStatus,
    StockTask,
    TaskKind,
    ZoneKind,
)
from inventory.moving import Move, Source, move, places_of
from shop.order.locating import OrderIsOver, lock_lines, owe_again, unlocate_lines
from shop.order.marking import unmark_reserved
from shop.partner import stock
from shop.partner.records import ensure_records


class NotHeld(DomainError):
    """The reservation was released or used meanwhile (the order was cancelled); nothing was moved."""

    code = "not_held"


class LotIsBlocked(DomainError):
    """Pieces of a blocked lot (`lots`) were picked; nothing leaves."""

    code = "lot_is_blocked"


class NoQuarantine(DomainError):
    """The warehouse has no quarantine location to put doubtful units into."""

    code = "no_quarantine"


def take_reserved(*, reservation_id: int, quantity: int, to_location_id: int, source: Source, actor: Actor) -> Reservation | None:
    """Carry held pieces to a staging location: at this moment they leave the pool's stock.

    Fewer pieces than held divide the reservation; the remainder is returned, still active where it was.

    Raises:
        NotHeld: the order no longer holds them.
    """
    with transaction.atomic():
        held = _lock(reservation_id, ReservationStatus.ACTIVE, at_least=quantity)
        remainder = _divide(held, quantity)
        origin = held.location_id
        move(
            moves=[Move(held.product_id, quantity, origin, to_location_id, held=True, lot_id=held.lot_id)],
            reason=MovementReason.PICKED,
            source=source,
            actor=actor,
        )
        also = {"location_id": to_location_id, "picked_from_id": origin}
        move_to(held, "status", ReservationStatus.PICKED, actor=actor, also=also)
    return remainder


def send_out(*, reservation_ids: Iterable[int], source: Source, actor: Actor) -> Decimal:
    """Picked pieces leave the house. Returns what they cost at moving average, in the company's currency.

    Raises:
        NotHeld, LotIsBlocked: one of them is not picked, or of a lot that was recalled meanwhile (nothing leaves).
    """
    wanted = sorted(set(reservation_ids))
    with transaction.atomic():
        held = list(Reservation.objects.filter(pk__in=wanted).order_by("pk").select_for_update(of=("self",)))
        if len(held) != len(wanted) or any(r.status != ReservationStatus.PICKED for r in held):
            raise NotHeld(reservations=wanted)
        rows = move(
            moves=[Move(r.product_id, r.quantity, r.location_id, None, held=True, lot_id=r.lot_id) for r in held],
            reason=MovementReason.DISPATCHED,
            source=source,
            actor=actor,
        )
        _refuse_blocked(held)
        for reservation in held:
            move_to(reservation, "status", ReservationStatus.CONSUMED, actor=actor)
    return sum((row.value for row in rows), Decimal(0))


def _refuse_blocked(held: Iterable[Reservation]) -> None:
    """Asked once the levels are locked: whoever blocks a lot waits until they are free, or was there before."""
    wanted = {one.lot_id for one in held if one.lot_id is not None}
    blocked = Lot.objects.filter(pk__in=wanted, status=LotStatus.BLOCKED).order_by("code") if wanted else []
    if lots := [lot.code for lot in blocked]:
        raise LotIsBlocked(lots=lots)


def release_reservations(*, order_id: int, actor: Actor, reason: str = "") -> int:
    """Give back everything an order holds: pieces on the shelf may be sold again, picked ones are to be put back.

    Returns how many pieces were released. Doing it again finds nothing to release.
    """
    with transaction.atomic():
        held = list(
            Reservation.objects.filter(
                order_line__order_id=order_id, status__in=[ReservationStatus.ACTIVE, ReservationStatus.PICKED]
            )
            .order_by("pk")
            .select_for_update(of=("self",))
        )
        if not held:
            return 0
        _let_go(held)
        for reservation in held:
            if reservation.status == ReservationStatus.PICKED:
                _ask_to_put_back(reservation, reason)
            move_to(reservation, "status", ReservationStatus.RELEASED, actor=actor, reason=reason)
        audit.record(
            actor=actor,
            action="stock.reservations_released",
            subject_label=f"order {order_id}",
            order=order_id,
            pieces=sum(r.quantity for r in held),
        )
    return sum(r.quantity for r in held)


def release_one(*, reservation: Reservation, pieces: int, reason: str, actor: Actor) -> None:
    """Give back pieces of one reservation that the caller has locked; picked ones are to be put back.

    Inside the caller's transaction.
    """
    _divide(reservation, pieces)
    _let_go([reservation])
    if reservation.status == ReservationStatus.PICKED:
        _ask_to_put_back(reservation, reason)
    move_to(reservation, "status", ReservationStatus.RELEASED, actor=actor, reason=reason)


def report_missing(*, reservation_id: int, reason: str, actor: Actor) -> None:
    """A picker did not find held pieces: they are owed again, and what is booked there is put in quarantine to be counted.

    The order is no longer wholly reserved. The booked pieces leave the pool's stock at once, so that nobody else is
    sold what is not there.

    Raises:
        NotHeld: the order no longer holds them.
    """
    order_id = Reservation.objects.values_list("order_line__order_id", flat=True).get(pk=reservation_id)
    with transaction.atomic():
        lock_lines(order_id=order_id)
        held = _lock(reservation_id, ReservationStatus.ACTIVE)
        quarantine = quarantine_of(held.location_id)
        give_up(order_id=order_id, held=[held], reason=reason, actor=actor)
        move(
            moves=[Move(held.product_id, held.quantity, held.location_id, quarantine.pk, lot_id=held.lot_id)],
            reason=MovementReason.PICK_SHORT,
            source=Source("inventory.Reservation", held.pk),
            actor=actor,
            note=reason,
        )
        _ask_to_count(held, reason)
        unmark_reserved(order_id=order_id, actor=actor)


def report_missing_picked(*, reservation_id: int, quantity: int, reason: str, actor: Actor) -> None:
    """Picked pieces are not in the tote: they are owed again, and what is booked in staging is put in quarantine.

    They left the pool's stock when they were picked, so its counters only owe them once more. A count of the shelf
    that they came from is asked for.

    Raises:
        NotHeld, OrderIsOver: nothing is changed.
    """
    order_id = Reservation.objects.values_list("order_line__order_id", flat=True).get(pk=reservation_id)
    with transaction.atomic():
        lock_lines(order_id=order_id)
        held = _lock(reservation_id, ReservationStatus.PICKED, at_least=quantity)
        quarantine = quarantine_of(held.location_id)
        _unhold([held], quantity)
        owe_again(order_id=order_id, pieces={held.order_line_id: quantity})
        if quantity == held.quantity:
            move_to(held, "status", ReservationStatus.RELEASED, actor=actor, reason=reason)
        else:
            Reservation.objects.filter(pk=held.pk).update(quantity=held.quantity - quantity)
        move(
            moves=[Move(held.product_id, quantity, held.location_id, quarantine.pk, lot_id=held.lot_id)],
            reason=MovementReason.PICK_SHORT,
            source=Source("inventory.Reservation", held.pk),
            actor=actor,
            note=reason,
        )
        StockTask.objects.create(
            kind=TaskKind.COUNT,
            product_id=held.product_id,
            from_location_id=held.picked_from_id or held.location_id,
            cause=reason[:200],
        )
        unmark_reserved(order_id=order_id, actor=actor)


def let_go_of_lot(*, reservation_id: int, reason: str, actor: Actor) -> bool:
    """The lot of held pieces was withdrawn: the order is owed them again, and another lot may be found. Whether it was held.

    Picked pieces stay in their tote: whoever recalls the lot stops the parcel.
    """
    order_id = Reservation.objects.values_list("order_line__order_id", flat=True).get(pk=reservation_id)
    with transaction.atomic():
        try:
            lock_lines(order_id=order_id)
            held = _lock(reservation_id, ReservationStatus.ACTIVE)
        except (OrderIsOver, NotHeld):
            return False
        give_up(order_id=order_id, held=[held], reason=reason, actor=actor)
        unmark_reserved(order_id=order_id, actor=actor)
    return True


def give_up(*, order_id: int, held: Sequence[Reservation], reason: str, actor: Actor) -> None:
    """Pieces held on shelves are owed again and lie there free; of a withdrawn lot the pool no longer counts them.

    The order, its lines and the reservations are locked by the caller.
    """
    if not held:
        return
    _unhold(held)
    pieces: dict[int, int] = defaultdict(int)
    for one in held:
        pieces[one.order_line_id] += one.quantity
    unlocate_lines(order_id=order_id, pieces=pieces)
    for one in held:
        move_to(one, "status", ReservationStatus.RELEASED, actor=actor, reason=reason)
    gone = lot_levels.withdrawn(one.lot_id for one in held)
    if not gone:
        return
    places = places_of(one.location_id for one in held)
    leaving: dict[tuple[int, int], int] = defaultdict(int)
    for one in held:
        pool = places[one.location_id].pool_id
        if pool is not None and one.lot_id in gone:
            leaving[pool, one.product_id] -= one.quantity
    records = ensure_records(leaving)
    stock.write_down({records[pair]: quantity for pair, quantity in leaving.items()})


def _unhold(held: Sequence[Reservation], quantity: int | None = None) -> None:
    """These pieces (or `quantity` of the only one) are no longer held at their levels; the levels are locked first."""
    deltas: dict[levels.Key, tuple[int, int]] = defaultdict(lambda: (0, 0))
    lots: dict[lot_levels.LotKey, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for r in held:
        pieces = r.quantity if quantity is None else quantity
        deltas[r.product_id, r.location_id] = (0, deltas[r.product_id, r.location_id][1] - pieces)
        if r.lot_id is not None:
            lots[r.lot_id, r.location_id] = (0, lots[r.lot_id, r.location_id][1] - pieces)
    levels.lock_levels(deltas)
    levels.change(deltas)
    lot_levels.change(lots)


def quarantine_of(location_id: int) -> Location:
    """Where doubtful units of a location's warehouse go.

    Raises:
        NoQuarantine
    """
    here = Location.objects.only("warehouse_id").get(pk=location_id)
    found = Location.objects.filter(warehouse=here.warehouse_id, zone__kind=ZoneKind.QUARANTINE, is_active=True).first()
    if found is None:
        raise NoQuarantine(location=location_id)
    return found


def _lock(reservation_id: int, status: str, at_least: int = 1) -> Reservation:
    held = Reservation.objects.select_for_update(of=("self",)).get(pk=reservation_id)
    if held.status != status or held.quantity < at_least:
        raise NotHeld(reservation=reservation_id, status=held.status, quantity=held.quantity)
    return held


def _divide(held: Reservation, quantity: int) -> Reservation | None:
    """Leave `quantity` in this reservation and make another of the rest."""
    if quantity == held.quantity:
        return None
    rest = Reservation.objects.create(
        order_line_id=held.order_line_id,
        product_id=held.product_id,
        location_id=held.location_id,
        lot_id=held.lot_id,
        quantity=held.quantity - quantity,
        status=held.status,
        picked_from_id=held.picked_from_id,
        created_at=held.created_at,
    )
    Reservation.objects.filter(pk=held.pk).update(quantity=quantity)
    held.quantity = quantity
    return rest


def _let_go(held: list[Reservation]) -> None:
    """Free the pieces on their levels and, where a pool sells from there, on its stock record.

    Pieces of a withdrawn lot leave the pool: it counted them only for as long as they were held.
    """
    _unhold(held)
    places = places_of(r.location_id for r in held)
    gone = lot_levels.withdrawn(r.lot_id for r in held)
    per_pool: dict[tuple[int, int], int] = defaultdict(int)
    leaving: dict[tuple[int, int], int] = defaultdict(int)
    for r in held:
        pool = places[r.location_id].pool_id
        if pool is not None:
            (leaving if r.lot_id in gone else per_pool)[pool, r.product_id] += r.quantity
    if per_pool or leaving:
        records = ensure_records([*per_pool, *leaving])
        if per_pool and leaving:
            stock.lock(list(records.values()))
        stock.release({records[pair]: quantity for pair, quantity in per_pool.items()})
        stock.consume({records[pair]: quantity for pair, quantity in leaving.items()})


def _ask_to_put_back(reservation: Reservation, reason: str) -> None:
    StockTask.objects.create(
        kind=TaskKind.PUT_BACK,
        product_id=reservation.product_id,
        from_location_id=reservation.location_id,
        to_location_id=reservation.picked_from_id,
        quantity=reservation.quantity,
        cause=reason[:200],
    )


def _ask_to_count(reservation: Reservation, reason: str) -> None:
    StockTask.objects.create(
        kind=TaskKind.COUNT,
        product_id=reservation.product_id,
        from_location_id=reservation.location_id,
        cause=reason[:200],
    )
