"""Picking by scanning: location, then product, then quantity, one line after the other along the route.

A wrong scan changes nothing and is written down. Only the scan that completes a line moves units: from the shelf to
staging, out of the pool's stock. Locks: the order (where pieces turn out missing), the pick list, then stock.
"""

import uuid
from dataclasses import dataclass

from django.db import transaction

from core import audit, clock
from core.access import Actor, User
from core.errors import DomainError
from core.events import publish
from core.transitions import move_to
from fulfillment import scanning
from fulfillment.models import (
    PickLine,
    PickLineStatus,
    PickList,
    PickListStatus,
    PickStep,
    ScanEvent,
    ScanOverride,
    ScanResult,
    ScanStation,
    Shipment,
    ShipmentLine,
    ShipmentStatus,
    ShortReason,
)
from fulfillment.scanning import Scanned
from fulfillment.viewing import write_view
from inventory.events import ReservationRetryDue
from inventory.holding import NotHeld, report_missing, take_reserved
from inventory.moving import Source
from shop.catalogue.rows import page_texts
from shop.order.locating import OrderIsOver, lock_lines
from shop.order.timeline import add_entry

MOST_DIGITS_OF_A_QUANTITY = 4


class NotInWork(DomainError):
    """The pick list is not being picked: nobody started it, or it is done."""

    code = "not_in_work"


class NotASupervisor(DomainError):
    """Only a supervisor may let work advance without a scan."""

    code = "not_a_supervisor"


class NotFewer(DomainError):
    """A short pick finds fewer pieces than wanted, with a reason of the list."""

    code = "not_fewer"


@dataclass(frozen=True)
class Judgement:
    """What a scan means for a line: the result, what was wanted, and how far the line comes."""

    result: str
    expected: str
    step: int = PickStep.LOCATION
    counted: int = 0


def current_line(pick_list: PickList) -> PickLine | None:
    """The line the picker is at: the first waiting one along the route. One query."""
    return (
        PickLine.objects.filter(pick_list=pick_list, status=PickLineStatus.WAITING)
        .select_related("location", "product", "shipment_line__shipment", "reservation__lot")
        .defer(*page_texts("product__"))
        .order_by("location__walking_order", "location__code", "pk")
        .first()
    )


def scan(*, pick_list: PickList, code: str, scan_id: uuid.UUID, actor: Actor) -> Scanned:
    """Take one scan. A scan id that was seen before is answered as it was then and changes nothing.

    Raises:
        NotInWork: the list was not started or is done (the scan is not written down).
    """
    with transaction.atomic():
        locked = PickList.objects.select_for_update().get(pk=pick_list.pk)
        known = scanning.known_scan(scan_id)
        if known is not None:
            return Scanned(known, is_repeat=True)
        line = current_line(locked)
        if locked.status != PickListStatus.PICKING or line is None:
            raise NotInWork(pick_list=locked.number, status=locked.status)
        text = scanning.normalise(code)
        command = scanning.command_of(text)
        judged = Judgement(ScanResult.COMMAND, "") if command else _judge(line, text)
        if judged.step == PickStep.DONE and not _take(line, line.quantity, actor):
            judged = Judgement(ScanResult.BLOCKED, "")
        event = scanning.write_scan(
            scan_id=scan_id,
            station=ScanStation.PICK,
            code=text,
            result=judged.result,
            expected=judged.expected,
            actor=actor,
            pick_list=locked,
            pick_line=line,
            shipment=line.shipment_line.shipment,
        )
        if judged.result == ScanResult.OK:
            _advance(line, judged, event, actor)
        elif judged.result == ScanResult.BLOCKED:
            _strike(line, actor)
    return Scanned(event, command=command)


def pick_short(*, pick_list: PickList, found: int, reason: str, scan_id: uuid.UUID, actor: Actor) -> Scanned:
    """Fewer pieces are there than wanted: take what is there, owe the rest again, queue a count.

    Raises:
        NotInWork, NotFewer, NoQuarantine: nothing is changed.
    """
    with transaction.atomic():
        line = current_line(pick_list)
        if line is not None:
            _lock_order(line)
        locked = PickList.objects.select_for_update().get(pk=pick_list.pk)
        known = scanning.known_scan(scan_id)
        if known is not None:
            return Scanned(known, is_repeat=True)
        line = current_line(locked)
        if locked.status != PickListStatus.PICKING or line is None:
            raise NotInWork(pick_list=locked.number, status=locked.status)
        if not 0 <= found < line.quantity or reason not in ShortReason.values:
            raise NotFewer(found=found, wanted=line.quantity, reason=reason)
        taken = _take_short(line, found, reason, actor)
        event = scanning.write_scan(
            scan_id=scan_id,
            station=ScanStation.PICK,
            code=f"SHORT {found} {reason}"[:120],
            result=ScanResult.SHORT if taken else ScanResult.BLOCKED,
            expected=str(line.quantity),
            actor=actor,
            pick_list=locked,
            pick_line=line,
            shipment=line.shipment_line.shipment,
        )
        if taken:
            _finish_short(line, found, reason, event, actor)
        else:
            _strike(line, actor)
    return Scanned(event)


def override_line(*, line: PickLine, supervisor: User, reason: str, actor: Actor) -> PickLine:
    """A supervisor says that a line is picked although it could not be scanned (a torn barcode); it is written down.

    Raises:
        NotASupervisor, NotInWork, NotHeld: nothing is changed.
    """
    if not supervisor.can("fulfillment.override") or not reason.strip():
        raise NotASupervisor(user=supervisor.pk)
    with transaction.atomic():
        locked = PickList.objects.select_for_update().get(pk=line.pick_list_id)
        current = PickLine.objects.select_related("reservation", "shipment_line__shipment").get(pk=line.pk)
        if locked.status != PickListStatus.PICKING or current.status != PickLineStatus.WAITING:
            raise NotInWork(pick_list=locked.number, status=current.status)
        if not _take(current, current.quantity, actor):
            raise NotHeld(line=line.pk)
        word = ScanOverride.objects.create(
            pick_line=current, supervisor=supervisor, quantity=current.quantity, reason=reason.strip()[:200], at=clock.now()
        )
        audit.record(actor=actor, action="picking.override", subject=current, subject_label=locked.number, reason=reason)
        also = {**_done(current.quantity), "override_id": word.pk}
        move_to(current, "status", PickLineStatus.PICKED, actor=actor, reason=reason, also=also)
        _count_picked(current, current.quantity)
        close_what_is_done(pick_list=locked, actor=actor)
    return current


def close_what_is_done(*, pick_list: PickList, actor: Actor) -> None:
    """Shipments whose lines are all decided are picked, or cancelled when nothing was found; then the list is done."""
    for shipment in Shipment.objects.filter(pick_list=pick_list, status=ShipmentStatus.PICKING).order_by("pk"):
        lines = PickLine.objects.filter(pick_list=pick_list, shipment_line__shipment=shipment)
        if lines.filter(status=PickLineStatus.WAITING).exists():
            continue
        found_any = ShipmentLine.objects.filter(shipment=shipment, picked__gt=0).exists()
        new = ShipmentStatus.PICKED if found_any else ShipmentStatus.CANCELLED
        also = {"picked_at": clock.now()} if found_any else {"ended_reason": "nothing_found"}
        move_to(shipment, "status", new, actor=actor, also=also)
        kind = "picked" if found_any else "shipment_cancelled"
        add_entry(order_id=shipment.order_id, kind=kind, actor=actor, number=shipment.number)
        write_view(order_id=shipment.order_id, actor=actor)
    if not PickLine.objects.filter(pick_list=pick_list, status=PickLineStatus.WAITING).exists():
        move_to(pick_list, "status", PickListStatus.DONE, actor=actor, also={"finished_at": clock.now()})


def _judge(line: PickLine, code: str) -> Judgement:
    if line.step == PickStep.LOCATION:
        return _judge_location(line, code)
    typed = code.isdigit() and len(code) <= MOST_DIGITS_OF_A_QUANTITY
    if line.step == PickStep.QUANTITY and typed:
        if int(code) == line.quantity:
            return Judgement(ScanResult.OK, str(line.quantity), PickStep.DONE, line.quantity)
        return Judgement(ScanResult.WRONG_QUANTITY, str(line.quantity))
    return _judge_product(line, code)


def _judge_location(line: PickLine, code: str) -> Judgement:
    place = line.location
    if code in (place.barcode.upper(), place.code.upper()):
        return Judgement(ScanResult.OK, place.code, PickStep.PRODUCT, 0)
    return Judgement(ScanResult.WRONG_LOCATION, place.code)


def _judge_product(line: PickLine, code: str) -> Judgement:
    wanted = line.product.sku
    barcode = scanning.find_barcode(code)
    is_sku = code == wanted.upper()
    if barcode is None and not is_sku:
        return Judgement(ScanResult.UNKNOWN, wanted)
    if not is_sku and barcode is not None and barcode.product_id != line.product_id:
        return Judgement(ScanResult.WRONG_PRODUCT, wanted)
    counted = line.counted + (barcode.pieces if barcode is not None else 1)
    if counted > line.quantity:
        return Judgement(ScanResult.TOO_MANY, str(line.quantity))
    step = PickStep.DONE if counted == line.quantity else PickStep.QUANTITY
    return Judgement(ScanResult.OK, wanted, step, counted)


def _take(line: PickLine, quantity: int, actor: Actor) -> bool:
    """Carry the pieces to staging; false when the order no longer holds them (it was cancelled)."""
    pick_list = line.pick_list
    try:
        take_reserved(
            reservation_id=line.reservation_id,
            quantity=quantity,
            to_location_id=pick_list.staging_id,
            source=Source("fulfillment.PickList", pick_list.pk, pick_list.number),
            actor=actor,
        )
    except NotHeld:
        return False
    return True


def _advance(line: PickLine, judged: Judgement, event: ScanEvent, actor: Actor) -> None:
    if judged.step != PickStep.DONE:
        PickLine.objects.filter(pk=line.pk).update(step=judged.step, counted=judged.counted, last_scan=event)
        return
    also = {**_done(line.quantity), "last_scan_id": event.pk}
    move_to(line, "status", PickLineStatus.PICKED, actor=actor, also=also)
    _count_picked(line, line.quantity)
    close_what_is_done(pick_list=line.pick_list, actor=actor)


def _done(pieces: int) -> dict:
    return {"step": PickStep.DONE, "counted": pieces, "picked": pieces, "finished_at": clock.now()}


def _count_picked(line: PickLine, pieces: int) -> None:
    shipment_line = ShipmentLine.objects.select_for_update().get(pk=line.shipment_line_id)
    ShipmentLine.objects.filter(pk=shipment_line.pk).update(picked=shipment_line.picked + pieces)


def _take_short(line: PickLine, found: int, reason: str, actor: Actor) -> bool:
    """Take what was found and report the rest missing; false when the order is over."""
    pick_list = line.pick_list
    try:
        with transaction.atomic():
            missing_id = line.reservation_id
            if found:
                rest = take_reserved(
                    reservation_id=line.reservation_id,
                    quantity=found,
                    to_location_id=pick_list.staging_id,
                    source=Source("fulfillment.PickList", pick_list.pk, pick_list.number),
                    actor=actor,
                )
                if rest is None:
                    raise NotHeld(line=line.pk)
                missing_id = rest.pk
            report_missing(reservation_id=missing_id, reason=reason, actor=actor)
    except (NotHeld, OrderIsOver):
        return False
    return True


def _finish_short(line: PickLine, found: int, reason: str, event: ScanEvent, actor: Actor) -> None:
    also = {**_done(found), "last_scan_id": event.pk, "short_reason": reason}
    move_to(line, "status", PickLineStatus.SHORT, actor=actor, reason=reason, also=also)
    _count_picked(line, found)
    shipment = line.shipment_line.shipment
    add_entry(
        order_id=shipment.order_id,
        kind="short_pick",
        actor=actor,
        number=shipment.number,
        sku=line.product.sku,
        found=found,
        wanted=line.quantity,
        reason=reason,
    )
    publish(ReservationRetryDue(order_id=shipment.order_id, cause="short_pick"), actor=actor)
    close_what_is_done(pick_list=line.pick_list, actor=actor)


def _strike(line: PickLine, actor: Actor) -> None:
    """The order is over: its line needs no picking any more."""
    move_to(line, "status", PickLineStatus.CANCELLED, actor=actor)
    close_what_is_done(pick_list=line.pick_list, actor=actor)


def _lock_order(line: PickLine) -> None:
    """Before the list: reporting pieces missing locks the order, and cancelling locks order before list."""
    try:
        lock_lines(order_id=line.shipment_line.shipment.order_id)
    except OrderIsOver:
        return
