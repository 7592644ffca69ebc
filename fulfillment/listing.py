"""Pick lists: which shipments one picker walks for, in which tote slots, along which route."""

from collections.abc import Iterable

from django.db import transaction

from core import audit, clock
from core.access import Actor, User
from core.errors import DomainError
from core.numbering import next_document_number
from core.transitions import move_to
from fulfillment.models import PickLine, PickList, PickListStatus, Shipment, ShipmentStatus
from fulfillment.viewing import write_view
from inventory.models import Location, Reservation, ReservationStatus, Warehouse, ZoneKind
from shop.order.timeline import add_entry

SERIES, PATTERN = "pick_list", "W-{n:04d}"
ROWS, COLUMNS = "ABC", 4
MOST_SHIPMENTS = len(ROWS) * COLUMNS


class NothingToPick(DomainError):
    """No shipment of the warehouse waits to be picked."""

    code = "nothing_to_pick"


class NoStaging(DomainError):
    """The warehouse has no staging location to put totes down."""

    code = "no_staging"


class TakenByAnother(DomainError):
    """Another picker walks this list."""

    code = "taken_by_another"


def make_pick_list(*, warehouse: Warehouse, actor: Actor, shipment_ids: Iterable[int] | None = None, size: int = 1) -> PickList:
    """Put waiting shipments on a pick list: the given ones, else the `size` most urgent. At most twelve, one per slot.

    Shipments that somebody else is putting on a list at this moment are passed over.

    Raises:
        NothingToPick, NoStaging: nothing is changed.
    """
    with transaction.atomic():
        staging = Location.objects.filter(warehouse=warehouse, zone__kind=ZoneKind.STAGING, is_active=True).first()
        if staging is None:
            raise NoStaging(warehouse=warehouse.code)
        chosen = _waiting(warehouse, shipment_ids, size)
        reservations = {one.pk: _held(one) for one in chosen}
        chosen = [one for one in chosen if reservations[one.pk]]
        if not chosen:
            raise NothingToPick(warehouse=warehouse.code)
        number = next_document_number(SERIES, PATTERN)
        pick_list = PickList.objects.create(
            number=number,
            warehouse=warehouse,
            staging=staging,
            tote=f"T-{100 + int(number[2:]) % 900}",
            created_at=clock.now(),
        )
        for index, shipment in enumerate(chosen):
            slot = f"{ROWS[index // COLUMNS]}{index % COLUMNS + 1}"
            also = {"pick_list_id": pick_list.pk, "slot": slot}
            move_to(shipment, "status", ShipmentStatus.RELEASED, actor=actor, also=also)
            _add_lines(pick_list, shipment, slot, reservations[shipment.pk])
        audit.record(actor=actor, action="pick_list.made", subject=pick_list, shipments=[one.number for one in chosen])
    return pick_list


def start_picking(*, pick_list: PickList, picker: User, actor: Actor) -> PickList:
    """A picker takes a list. Taking one's own again changes nothing.

    Raises:
        TakenByAnother, IllegalTransition (done or cancelled).
    """
    with transaction.atomic():
        current = PickList.objects.select_for_update().get(pk=pick_list.pk)
        if current.status == PickListStatus.PICKING:
            if current.picker_id != picker.pk:
                raise TakenByAnother(pick_list=current.number, picker=str(current.picker))
            return current
        move_to(
            current,
            "status",
            PickListStatus.PICKING,
            actor=actor,
            also={"picker_id": picker.pk, "started_at": clock.now()},
        )
        for shipment in Shipment.objects.filter(pick_list=current, status=ShipmentStatus.RELEASED).order_by("pk"):
            move_to(shipment, "status", ShipmentStatus.PICKING, actor=actor)
            add_entry(
                order_id=shipment.order_id,
                kind="picking_started",
                actor=actor,
                number=shipment.number,
                pick_list=current.number,
            )
            write_view(order_id=shipment.order_id, actor=actor)
    return current


def next_pick_list(*, warehouse: Warehouse, picker: User, actor: Actor) -> PickList:
    """The picker's own unfinished list, else the oldest that nobody took, else a new one for the most urgent shipment.

    Raises:
        NothingToPick
    """
    own = PickList.objects.filter(warehouse=warehouse, picker=picker, status=PickListStatus.PICKING).order_by("pk").first()
    if own is not None:
        return own
    with transaction.atomic():
        free = (
            PickList.objects.filter(warehouse=warehouse, status=PickListStatus.OPEN)
            .order_by("pk")
            .select_for_update(skip_locked=True)
            .first()
        )
        chosen = free or make_pick_list(warehouse=warehouse, actor=actor)
        return start_picking(pick_list=chosen, picker=picker, actor=actor)


def _waiting(warehouse: Warehouse, shipment_ids: Iterable[int] | None, size: int) -> list[Shipment]:
    rows = Shipment.objects.filter(warehouse=warehouse, status=ShipmentStatus.WAITING)
    if shipment_ids is not None:
        rows = rows.filter(pk__in=list(shipment_ids))
        size = MOST_SHIPMENTS
    rows = rows.order_by("dispatch_by", "pk").select_for_update(of=("self",), skip_locked=True)
    return list(rows[: min(size, MOST_SHIPMENTS)])


def _held(shipment: Shipment) -> list[Reservation]:
    return list(
        Reservation.objects.filter(
            order_line__order=shipment.order_id,
            location__warehouse=shipment.warehouse_id,
            status=ReservationStatus.ACTIVE,
            pick_line__isnull=True,
        ).order_by("pk")
    )


def _add_lines(pick_list: PickList, shipment: Shipment, slot: str, held: list[Reservation]) -> None:
    lines = {line.order_line_id: line for line in shipment.lines.all()}
    PickLine.objects.bulk_create(
        [
            PickLine(
                pick_list=pick_list,
                shipment_line=lines[reservation.order_line_id],
                reservation=reservation,
                product_id=reservation.product_id,
                location_id=reservation.location_id,
                quantity=reservation.quantity,
                slot=slot,
            )
            for reservation in held
        ]
    )
