"""The returns desk: a parcel that nobody took is scanned in, its goods are booked back piece by piece, and decided.

What is scanned goes into the returns zone at what it had cost when it left, of products that keep lots into the lot it left
with. From there it is restocked or scrapped. Closing writes off what did not come back, and calls the order off when all of it
came back. Locks: the order, the shipment, then stock.
"""

import uuid
from collections import defaultdict
from decimal import Decimal

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.events import publish
from fulfillment import scanning
from fulfillment.carriers.port import CarrierEvent
from fulfillment.contents import pieces_in, source_of
from fulfillment.events import ReturnClosed
from fulfillment.models import (
    Parcel,
    ParcelStatus,
    ScanResult,
    ScanStation,
    Shipment,
    ShipmentLine,
    ShipmentReturn,
    ShipmentStatus,
    TrackingKind,
)
from fulfillment.scanning import Scanned
from fulfillment.tracking import record_event
from fulfillment.viewing import left_pieces, open_pieces, write_view
from inventory import taking_back
from inventory.costing import company_currency
from inventory.models import Location, Reservation, ReservationStatus, ZoneKind
from shop.order.cancelling import cancel_returned
from shop.order.models import FulfillmentView, Order, OrderStatus
from shop.order.timeline import add_entry

DESK = "returns_desk"
#: A parcel can stand at the desk once its shipment left and as long as it was not delivered.
MAY_COME_BACK = (ShipmentStatus.DISPATCHED, ShipmentStatus.REFUSED, ShipmentStatus.RETURNED)


class UnknownParcel(DomainError):
    """No parcel of ours has this tracking number; nothing was changed."""

    code = "unknown_parcel"


class NotComingBack(DomainError):
    """The parcel never left, or was delivered: it is nothing for the returns desk. Nothing was changed."""

    code = "not_coming_back"


class NotOpen(DomainError):
    """The shipment is not at the returns desk, or its return is closed; nothing was changed."""

    code = "return_not_open"


class NotThatMany(DomainError):
    """Fewer pieces wait to be decided; nothing was changed."""

    code = "not_that_many"


class StillUndecided(DomainError):
    """Pieces that came back are neither restocked nor scrapped; the return stays open."""

    code = "still_undecided"


class Disposition(models.TextChoices):
    RESTOCK = "restock", _("Restock")
    SCRAP = "scrap", _("Scrap")


def take_in(*, code: str, actor: Actor) -> Shipment:
    """A parcel stands at the desk, found by its tracking number. One that was taken in already only finds its shipment.

    Raises:
        UnknownParcel, NotComingBack: nothing is changed.
    """
    text = scanning.normalise(code)
    parcel = Parcel.objects.filter(tracking_number=text).exclude(tracking_number="").select_related("shipment").first()
    if parcel is None:
        raise UnknownParcel(code=text)
    if parcel.status == ParcelStatus.DELIVERED or parcel.shipment.status not in MAY_COME_BACK:
        raise NotComingBack(parcel=text, status=parcel.shipment.status)
    if parcel.status != ParcelStatus.RETURNED:
        seen = CarrierEvent(
            event_id=f"{text}-{TrackingKind.RETURNED}", tracking_number=text, kind=TrackingKind.RETURNED, happened_at=clock.now()
        )
        record_event(adapter=DESK, event=seen, actor=actor)
    return Shipment.objects.get(pk=parcel.shipment_id)


def scan_back(*, shipment: Shipment, code: str, scan_id: uuid.UUID, actor: Actor, lot: str = "") -> Scanned:
    """A piece out of the parcel is scanned: it lies in the returns zone now. A wrong scan changes nothing and is written down.

    `lot` is what is printed on the piece, where somebody says so; a GS1 code says it by itself.

    Raises:
        NotOpen, NoReturnsZone, LotDidNotLeave: the scan is not written down.
    """
    with transaction.atomic():
        known = scanning.known_scan(scan_id)
        if known is not None:
            return Scanned(known, is_repeat=True)
        current = _lock_open(shipment)
        text = scanning.normalise(code)
        line, pieces, result = _judge(current, text)
        event = scanning.write_scan(
            scan_id=scan_id, station=ScanStation.BACK, code=text, result=result, actor=actor, shipment=current, shipment_line=line
        )
        if result == ScanResult.OK and line is not None:
            taking_back.take_back(
                product_id=line.product_id,
                quantity=pieces,
                location=taking_back.returns_location(current.warehouse_id),
                source=source_of(current),
                actor=actor,
                lot=lot or scanning.lot_of(text),
            )
            ShipmentLine.objects.filter(pk=line.pk).update(returned=F("returned") + pieces, last_scan=event)
    return Scanned(event)


def decide(
    *,
    line: ShipmentLine,
    quantity: int,
    disposition: str,
    actor: Actor,
    to_location: Location | None = None,
    note: str = "",
    lot: str = "",
) -> None:
    """Put pieces that came back onto a shelf (their old one unless another is named), or scrap them. `lot`: only of this one.

    Raises:
        NotOpen, NotThatMany, NotAShelf, NotAtLocation, LotDidNotLeave: nothing is changed.
    """
    with transaction.atomic():
        shipment = _lock_open(line.shipment)
        current = ShipmentLine.objects.select_for_update().get(pk=line.pk)
        if not 0 < quantity <= current.undecided:
            raise NotThatMany(wanted=quantity, waiting=current.undecided)
        here = taking_back.returns_location(shipment.warehouse_id)
        source = source_of(shipment)
        if disposition == Disposition.RESTOCK:
            target = to_location or shelf_of(current)
            if target is None:
                raise taking_back.NotAShelf(location="")
            taking_back.restock(
                product_id=current.product_id,
                quantity=quantity,
                from_location=here,
                to_location=target,
                source=source,
                actor=actor,
                lot=lot,
            )
            ShipmentLine.objects.filter(pk=current.pk).update(restocked=F("restocked") + quantity)
        else:
            taking_back.scrap(
                product_id=current.product_id,
                quantity=quantity,
                from_location=here,
                source=source,
                actor=actor,
                note=note,
                lot=lot,
            )
            ShipmentLine.objects.filter(pk=current.pk).update(scrapped=F("scrapped") + quantity)


def shelf_of(line: ShipmentLine) -> Location | None:
    """The shelf that the pieces came from, else any of the warehouse's e-commerce zone. Two queries."""
    held = Reservation.objects.filter(
        pick_line__shipment_line=line, status=ReservationStatus.CONSUMED, picked_from__is_active=True
    ).select_related("picked_from__zone")
    found = held.first()
    if found is not None and found.picked_from is not None and found.picked_from.zone.kind == ZoneKind.ECOMMERCE:
        return found.picked_from
    return Location.objects.filter(
        warehouse=line.shipment.warehouse_id, zone__kind=ZoneKind.ECOMMERCE, is_active=True
    ).select_related("zone").first()  # fmt: skip


def close_return(*, shipment: Shipment, actor: Actor) -> ShipmentReturn:
    """All that came back is booked and decided: what is missing is written off. An order whose goods all went is called off.

    Closing a closed return changes nothing.

    Raises:
        NotOpen, StillUndecided: nothing is changed.
    """
    with transaction.atomic():
        order = Order.objects.select_for_update(of=("self",)).get(pk=shipment.order_id)
        known = ShipmentReturn.objects.filter(shipment=shipment, closed_at__isnull=False).first()
        if known is not None:
            return known
        current = _lock_open(shipment)
        lines = list(ShipmentLine.objects.filter(shipment=current).order_by("pk"))
        undecided = sum(line.undecided for line in lines)
        if undecided:
            raise StillUndecided(pieces=undecided)
        now = clock.now()
        lost_pieces, lost_value = _missing(current, lines)
        found = ShipmentReturn.objects.get(shipment=current)
        found.closed_at, found.closed_by = now, actor.label[:200]
        found.lost_pieces, found.lost_value = lost_pieces, lost_value
        found.save(update_fields=["closed_at", "closed_by", "lost_pieces", "lost_value"])
        add_entry(
            order_id=order.pk,
            kind="return_closed",
            actor=actor,
            number=current.number,
            restocked=sum(line.restocked for line in lines),
            scrapped=sum(line.scrapped for line in lines),
            missing=lost_pieces,
        )
        audit.record(actor=actor, action="shipment.return_closed", subject=current, lost=lost_pieces, value=str(lost_value))
        publish(
            ReturnClosed(shipment_id=current.pk, order_id=order.pk, lost=lost_value, currency=company_currency(), closed_at=now),
            actor=actor,
        )
        _end(order, actor)
    return found


def _missing(shipment: Shipment, lines: list[ShipmentLine]) -> tuple[int, Decimal]:
    """Pieces of the parcels that came back which were not in them, and what those had cost."""
    expected = expected_back(shipment)
    products: dict[int, int] = defaultdict(int)
    for line in lines:
        products[line.product_id] += expected.get(line.pk, 0) - line.returned
    went = taking_back.sent_and_back(source_of(shipment))
    value = sum((went[product].value_of(pieces) for product, pieces in products.items() if product in went), Decimal(0))
    return sum(products.values()), value


def _end(order: Order, actor: Actor) -> None:
    """With the return closed, the order may be done, or called off when nothing of it is with its buyer or on its way."""
    write_view(order_id=order.pk, actor=actor)
    order.refresh_from_db()
    _call_off(order, actor)


def _call_off(order: Order, actor: Actor) -> None:
    """Nothing of the order is with its buyer or on its way: it ends, and what was paid for it is due back."""
    all_went = left_pieces(order.pk) >= open_pieces(order.pk)
    still_open = ShipmentReturn.objects.filter(shipment__order=order, closed_at__isnull=True).exists()
    if order.status != OrderStatus.RELEASED or order.fulfillment_view != FulfillmentView.RETURNED or not all_went or still_open:
        return
    cancel_returned(order=order, reason="came_back", actor=actor)


def _lock_open(shipment: Shipment) -> Shipment:
    """The shipment under its lock, while its return is open.

    Raises:
        NotOpen
    """
    current = Shipment.objects.select_for_update(of=("self",)).get(pk=shipment.pk)
    is_open = ShipmentReturn.objects.filter(shipment=current, closed_at__isnull=True).exists()
    if current.status != ShipmentStatus.RETURNED or not is_open:
        raise NotOpen(shipment=current.number, status=current.status)
    return current


def expected_back(shipment: Shipment) -> dict[int, int]:
    """Pieces by shipment line in the parcels that came back. One query."""
    return pieces_in(shipment, [ParcelStatus.RETURNED])


def _judge(shipment: Shipment, code: str) -> tuple[ShipmentLine | None, int, str]:
    """Which line the scanned piece belongs to; more than the parcels held is refused."""
    barcode = scanning.find_barcode(code)
    lines = list(shipment.lines.select_related("product").order_by("pk"))
    pieces = barcode.pieces if barcode else 1
    mine = [line for line in lines if (barcode and line.product_id == barcode.product_id) or line.product.sku.upper() == code]
    if not mine:
        return None, 0, ScanResult.WRONG_PRODUCT if barcode else ScanResult.UNKNOWN
    expected = expected_back(shipment)
    room = [line for line in mine if expected.get(line.pk, 0) - line.returned >= pieces]
    return (room[0], pieces, ScanResult.OK) if room else (mine[0], 0, ScanResult.TOO_MANY)
