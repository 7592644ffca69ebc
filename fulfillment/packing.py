"""Packing by scanning: each piece is scanned into a parcel; nothing can be finished before every piece was.

Command barcodes (CMD-FINISH, CMD-NEXT, CMD-SHORT, CMD-ABORT) are written down here and carried out by the caller's
next job: finishing talks to the carrier, which no lock may wait for.
"""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Sum

from core import audit, clock
from core.access import Actor, User
from core.errors import DomainError
from core.transitions import move_to
from fulfillment import scanning
from fulfillment.models import (
    Parcel,
    ParcelLine,
    ParcelStatus,
    ScanOverride,
    ScanResult,
    ScanStation,
    Shipment,
    ShipmentLine,
    ShipmentStatus,
)
from fulfillment.picking import NotASupervisor
from fulfillment.scanning import Scanned

COMMANDS = ("FINISH", "NEXT", "SHORT", "ABORT")
EMPTY_BOX_G = 120
#: What a scan is judged by.
_SCANNED = ("shipment_id", "product_id", "picked", "packed", "product__sku")


class NotToBePacked(DomainError):
    """The shipment is not waiting to be packed: not picked yet, packed already, or cancelled."""

    code = "not_to_be_packed"


class NotAllVerified(DomainError):
    """Pieces are still to be scanned; the label stays blocked."""

    code = "not_all_verified"


class EmptyParcel(DomainError):
    """There is nothing in the open parcel yet."""

    code = "empty_parcel"


@dataclass(frozen=True)
class Progress:
    """How far a shipment is packed, in pieces, and what its open parcel should weigh, in grams."""

    packed: int
    expected: int
    weight_g: int

    @property
    def missing(self) -> int:
        return self.expected - self.packed

    @property
    def is_complete(self) -> bool:
        return self.expected > 0 and self.missing == 0


def start_packing(*, shipment: Shipment, packer: User, actor: Actor) -> Parcel:
    """Open the first parcel of a picked shipment. Doing it again finds the open one.

    Raises:
        NotToBePacked
    """
    with transaction.atomic():
        current = lock_picked(shipment)
        if current.packer_id is None:
            Shipment.objects.filter(pk=current.pk).update(packer=packer)
        return open_parcel(current)


def scan(*, shipment: Shipment, code: str, scan_id: uuid.UUID, actor: Actor) -> Scanned:
    """Take one scan at the packing station: a piece goes into the open parcel, or a command is understood.

    Raises:
        NotToBePacked (the scan is not written down).
    """
    with transaction.atomic():
        current = _lock(shipment)
        known = scanning.known_scan(scan_id)
        if known is not None:
            return Scanned(known, is_repeat=True)
        _require_picked(current)
        text = scanning.normalise(code)
        command = scanning.command_of(text)
        lines = list(current.lines.select_related("product").only(*_SCANNED).order_by("pk"))
        line, pieces, result = (None, 0, _judge_command(current, command)) if command else _judge(lines, text)
        event = scanning.write_scan(
            scan_id=scan_id,
            station=ScanStation.PACK,
            code=text,
            result=result,
            expected=_expected(lines),
            actor=actor,
            shipment=current,
            shipment_line=line,
        )
        if result == ScanResult.OK and line is not None:
            ShipmentLine.objects.filter(pk=line.pk).update(packed=F("packed") + pieces, last_scan=event)
            _into_parcel(open_parcel(current), line, pieces)
    return Scanned(event, command=command if result == ScanResult.COMMAND else "")


def override_line(*, line: ShipmentLine, supervisor: User, reason: str, actor: Actor) -> None:
    """A supervisor says that all picked pieces of a line are in the box although they could not be scanned.

    Raises:
        NotASupervisor, NotToBePacked: nothing is changed.
    """
    if not supervisor.can("fulfillment.override") or not reason.strip():
        raise NotASupervisor(user=supervisor.pk)
    with transaction.atomic():
        shipment = lock_picked(line.shipment)
        current = ShipmentLine.objects.get(pk=line.pk)
        pieces = current.picked - current.packed
        if pieces <= 0:
            return
        word = ScanOverride.objects.create(
            shipment_line=current, supervisor=supervisor, quantity=pieces, reason=reason.strip()[:200], at=clock.now()
        )
        audit.record(actor=actor, action="packing.override", subject=current, subject_label=shipment.number, reason=reason)
        ShipmentLine.objects.filter(pk=current.pk).update(packed=F("packed") + pieces, override=word)
        _into_parcel(open_parcel(shipment), current, pieces)


def next_parcel(*, shipment: Shipment, weight_g: int | None = None, actor: Actor) -> Parcel:
    """Close the open parcel and begin another. The weight is what it should weigh unless the scale says otherwise.

    Raises:
        NotToBePacked, EmptyParcel: nothing is changed.
    """
    with transaction.atomic():
        current = lock_picked(shipment)
        close_parcel(shipment=current, weight_g=weight_g, actor=actor)
        return open_parcel(current)


def progress(shipment: Shipment) -> Progress:
    """How far packing has come. Two queries."""
    sums = shipment.lines.aggregate(packed=Sum("packed"), picked=Sum("picked"))
    rows = ParcelLine.objects.filter(parcel__shipment=shipment, parcel__status=ParcelStatus.OPEN).values_list(
        "quantity", "shipment_line__product__shipping_weight_g"
    )
    goods = sum(quantity * weight for quantity, weight in rows)
    return Progress(sums["packed"] or 0, sums["picked"] or 0, goods + EMPTY_BOX_G)


def lock_picked(shipment: Shipment) -> Shipment:
    """The shipment under its lock.

    Raises:
        NotToBePacked
    """
    current = _lock(shipment)
    _require_picked(current)
    return current


def _lock(shipment: Shipment) -> Shipment:
    return Shipment.objects.select_for_update(of=("self",)).get(pk=shipment.pk)


def _require_picked(shipment: Shipment) -> None:
    if shipment.status != ShipmentStatus.PICKED:
        raise NotToBePacked(shipment=shipment.number, status=shipment.status)


def open_parcel(shipment: Shipment) -> Parcel:
    """The parcel that scans go into now."""
    found = Parcel.objects.filter(shipment=shipment, status=ParcelStatus.OPEN).first()
    if found is not None:
        return found
    position = Parcel.objects.filter(shipment=shipment).count() + 1
    return Parcel.objects.create(shipment=shipment, position=position, created_at=clock.now())


def close_parcel(*, shipment: Shipment, weight_g: int | None, actor: Actor) -> None:
    """Close the open parcel of a locked shipment; an empty one that follows others is dropped.

    Raises:
        EmptyParcel
    """
    parcel = Parcel.objects.filter(shipment=shipment, status=ParcelStatus.OPEN).first()
    if parcel is None:
        return
    if not parcel.lines.exists():
        if Parcel.objects.filter(shipment=shipment).count() == 1:
            raise EmptyParcel(shipment=shipment.number)
        parcel.delete()
        return
    weight = weight_g or progress(shipment).weight_g
    move_to(parcel, "status", ParcelStatus.CLOSED, actor=actor, also={"weight_g": weight})


def _judge_command(shipment: Shipment, command: str) -> str:
    if command not in COMMANDS:
        return ScanResult.UNKNOWN
    state = progress(shipment)
    if (command == "FINISH" and not state.is_complete) or (command == "SHORT" and not state.missing):
        return ScanResult.BLOCKED
    return ScanResult.COMMAND


def _judge(lines: list[ShipmentLine], code: str) -> tuple[ShipmentLine | None, int, str]:
    barcode = scanning.find_barcode(code)
    if barcode is None:
        mine = [line for line in lines if line.product.sku.upper() == code]
        pieces = 1
    else:
        mine = [line for line in lines if line.product_id == barcode.product_id]
        pieces = barcode.pieces
    if not mine:
        return None, 0, ScanResult.WRONG_PRODUCT if barcode else ScanResult.UNKNOWN
    room = [line for line in mine if line.picked - line.packed >= pieces]
    return (room[0], pieces, ScanResult.OK) if room else (mine[0], 0, ScanResult.TOO_MANY)


def _expected(lines: list[ShipmentLine]) -> str:
    return ", ".join([line.product.sku for line in lines if line.packed < line.picked][:5])


def _into_parcel(parcel: Parcel, line: ShipmentLine, pieces: int) -> None:
    updated = ParcelLine.objects.filter(parcel=parcel, shipment_line=line).update(quantity=F("quantity") + pieces)
    if not updated:
        ParcelLine.objects.create(parcel=parcel, shipment_line=line, quantity=pieces)
