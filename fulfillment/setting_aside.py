"""When the tote is not as it should be: pieces are missing at the packing station, or packing is broken off.

Missing pieces are owed again and looked for elsewhere; what stays is packed and goes. Breaking off takes everything out of
the parcels that have no label yet: the tote waits to be packed again. Locks: the order, the shipment, then stock.
"""

import uuid

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from core import audit
from core.access import Actor
from core.errors import DomainError
from core.events import publish
from core.transitions import move_to
from fulfillment import scanning
from fulfillment.models import (
    Parcel,
    ParcelLine,
    ParcelStatus,
    ScanResult,
    ScanStation,
    Shipment,
    ShipmentLine,
    ShipmentStatus,
    ShortReason,
)
from fulfillment.packing import lock_picked
from fulfillment.scanning import Scanned
from fulfillment.viewing import write_view
from inventory.events import ReservationRetryDue
from inventory.holding import report_missing_picked
from inventory.models import Reservation, ReservationStatus
from shop.order.locating import lock_lines
from shop.order.timeline import add_entry


class NotMissing(DomainError):
    """So many pieces of the line are not waiting to be packed, or no reason of the list was given. Nothing was changed."""

    code = "not_missing"


class LabelExists(DomainError):
    """The carrier knows a parcel of this shipment already: it is finished, not broken off."""

    code = "label_exists"


class NoReason(DomainError):
    """Breaking off needs one of the reasons; nothing was changed."""

    code = "no_reason"


class AbortReason(models.TextChoices):
    WRONG_TOTE = "wrong_tote", _("Wrong tote")
    DAMAGED_GOODS = "damaged_goods", _("Damaged goods")
    NO_BOX = "no_box", _("No box fits")
    INTERRUPTED = "interrupted", _("Interrupted")


def pack_short(*, shipment: Shipment, line_id: int, missing: int, reason: str, scan_id: uuid.UUID, actor: Actor) -> Scanned:
    """`missing` pieces of a line are not in the tote: they are owed again, and the shipment goes without them.

    With nothing left in it, the shipment is called off. A scan id that was seen before changes nothing.

    Raises:
        NotToBePacked, NotMissing, NoQuarantine, OrderIsOver: nothing is changed.
    """
    with transaction.atomic():
        lock_lines(order_id=shipment.order_id)
        known = scanning.known_scan(scan_id)
        if known is not None:
            return Scanned(known, is_repeat=True)
        current = lock_picked(shipment)
        line = ShipmentLine.objects.select_related("product").filter(shipment=current, pk=line_id).first()
        if line is None or not 0 < missing <= line.picked - line.packed or reason not in ShortReason.values:
            raise NotMissing(line=line_id, missing=missing, reason=reason)
        _give_up(line, missing, reason, actor)
        event = scanning.write_scan(
            scan_id=scan_id,
            station=ScanStation.PACK,
            code=f"SHORT {missing} {reason}"[:120],
            result=ScanResult.SHORT,
            expected=str(line.picked - line.packed),
            actor=actor,
            shipment=current,
            shipment_line=line,
        )
        ShipmentLine.objects.filter(pk=line.pk).update(picked=line.picked - missing)
        add_entry(
            order_id=current.order_id,
            kind="short_pack",
            actor=actor,
            number=current.number,
            sku=line.product.sku,
            missing=missing,
            reason=reason,
        )
        publish(ReservationRetryDue(order_id=current.order_id, cause="short_pick"), actor=actor)
        _call_off_when_empty(current, actor)
    return Scanned(event)


def abort_packing(*, shipment: Shipment, reason: str, actor: Actor) -> None:
    """Everything goes back into the tote: what was scanned counts no more, and somebody packs it anew.

    Raises:
        NotToBePacked, LabelExists, NoReason: nothing is changed.
    """
    if reason not in AbortReason.values:
        raise NoReason(reason=reason)
    with transaction.atomic():
        current = lock_picked(shipment)
        parcels = Parcel.objects.filter(shipment=current)
        if parcels.exclude(status__in=[ParcelStatus.OPEN, ParcelStatus.CLOSED]).exists():
            raise LabelExists(shipment=current.number)
        ParcelLine.objects.filter(parcel__shipment=current).delete()
        parcels.delete()
        ShipmentLine.objects.filter(shipment=current).update(packed=0)
        Shipment.objects.filter(pk=current.pk).update(packer=None)
        audit.record(actor=actor, action="packing.aborted", subject=current, subject_label=current.number, reason=reason)
        add_entry(order_id=current.order_id, kind="packing_aborted", actor=actor, number=current.number, reason=reason)


def _give_up(line: ShipmentLine, missing: int, reason: str, actor: Actor) -> None:
    """Spread the missing pieces over what was picked for the line."""
    left = missing
    held = Reservation.objects.filter(pick_line__shipment_line=line, status=ReservationStatus.PICKED).order_by("-pk")
    for reservation in held:
        part = min(left, reservation.quantity)
        if part:
            report_missing_picked(reservation_id=reservation.pk, quantity=part, reason=reason, actor=actor)
            left -= part
    if left:
        raise NotMissing(line=line.pk, missing=missing)


def _call_off_when_empty(shipment: Shipment, actor: Actor) -> None:
    if ShipmentLine.objects.filter(shipment=shipment, picked__gt=0).exists():
        return
    Parcel.objects.filter(shipment=shipment, status=ParcelStatus.OPEN).delete()
    also = {"ended_reason": "nothing_found"}
    move_to(shipment, "status", ShipmentStatus.CANCELLED, actor=actor, reason="nothing_found", also=also)
    add_entry(order_id=shipment.order_id, kind="shipment_cancelled", actor=actor, number=shipment.number, reason="nothing_found")
    write_view(order_id=shipment.order_id, actor=actor)
