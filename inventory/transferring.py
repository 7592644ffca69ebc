"""Transfers: goods leave one warehouse, lie in the transit location of the other, and arrive there, all of them or not.

Every step is movements with the transfer as their source. What does not arrive stays in transit, for everybody to see,
until it is found or written off with a reason. No pool sells from transit.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.numbering import next_document_number
from core.transitions import move_to
from inventory.adjusting import tell_the_books
from inventory.holding import quarantine_of
from inventory.models import (
    Location,
    Lot,
    MovementReason,
    StockMovement,
    Transfer,
    TransferLine,
    TransferReceipt,
    TransferStatus,
    Warehouse,
)
from inventory.moving import Move, Source, move
from inventory.receiving import WrongWarehouse
from inventory.warehousing import transit_of
from shop.catalogue.models import Product

SERIES, PATTERN = "transfer", "TR-{n:06d}"
ARRIVING = (TransferStatus.ON_THE_WAY, TransferStatus.RECEIVED_SHORT)
#: More than so many times what was sent is a slip of the scanner.
MOST_TIMES = 2


class NothingToTransfer(DomainError):
    """A transfer needs at least one line with at least one piece; nothing was changed."""

    code = "nothing_to_transfer"


class SameWarehouse(DomainError):
    """A transfer goes to another warehouse; within one, stock is moved."""

    code = "same_warehouse"


class NotOnTheWay(DomainError):
    """The transfer has not left, or has arrived wholly; nothing was booked."""

    code = "not_on_the_way"


class NothingArrived(DomainError):
    """Nothing was counted, or a count is no number of pieces; nothing was booked."""

    code = "nothing_arrived"


class TooManyArrived(DomainError):
    """More than twice what was to go or was sent of a line (`line`, `most`): a slip of the scanner; nothing was booked."""

    code = "too_many_arrived"


class WrittenOffWithoutReason(DomainError):
    """What is missing is written off for a reason; nothing was booked."""

    code = "written_off_without_reason"


class ToTransfer(NamedTuple):
    """Pieces of a product at a location; of which lot, where that matters (else what expires first)."""

    product: Product
    quantity: int
    from_location: Location
    lot: Lot | None = None


class Arrived(NamedTuple):
    """What was unloaded of a line: good pieces, put on a location, and damaged ones, put in quarantine."""

    line_id: int
    good: int
    damaged: int
    location: Location


def source_of(transfer: Transfer) -> Source:
    """What a transfer's movements name."""
    return Source("inventory.Transfer", transfer.pk, transfer.number)


def draft_transfer(
    *,
    from_warehouse: Warehouse,
    to_warehouse: Warehouse,
    lines: Iterable[ToTransfer | tuple[Product, int, Location]],
    actor: Actor,
    expected_on: date | None = None,
    note: str = "",
    key: uuid.UUID | None = None,
) -> Transfer:
    """Write down what is to go. The same `key` (it comes with the form) is written once.

    Raises:
        NothingToTransfer, SameWarehouse, WrongWarehouse: nothing is written.
    """
    wanted = [ToTransfer(*line) for line in lines]
    if from_warehouse.pk == to_warehouse.pk:
        raise SameWarehouse(warehouse=from_warehouse.code)
    if not wanted or any(x.quantity < 1 for x in wanted):
        raise NothingToTransfer(warehouse=from_warehouse.code)
    strangers = [x.from_location.code for x in wanted if x.from_location.warehouse_id != from_warehouse.pk]
    if strangers:
        raise WrongWarehouse(warehouse=from_warehouse.code, locations=strangers)
    key = key or uuid.uuid4()
    with transaction.atomic():
        number = next_document_number(SERIES, PATTERN)
        known = Transfer.objects.filter(key=key).first()
        if known is not None:
            transaction.set_rollback(True)
            return known
        transfer = Transfer.objects.create(
            number=number,
            key=key,
            from_warehouse=from_warehouse,
            to_warehouse=to_warehouse,
            expected_on=expected_on,
            note=note[:200],
            created_at=clock.now(),
            created_by=actor.label[:200],
        )
        TransferLine.objects.bulk_create(
            [TransferLine(transfer=transfer, product=x.product, from_location=x.from_location, lot=x.lot, quantity=x.quantity)
             for x in wanted]
        )  # fmt: skip
        audit.record(actor=actor, action="transfer.drafted", subject=transfer, pieces=sum(x.quantity for x in wanted))
    return transfer


def cancel_transfer(*, transfer: Transfer, actor: Actor) -> None:
    """Strike a transfer that has not left.

    Raises:
        IllegalTransition: it has left, or is struck already.
    """
    move_to(transfer, "status", TransferStatus.CANCELLED, actor=actor)


def dispatch_transfer(*, transfer: Transfer, actor: Actor, sent: Mapping[int, int] | None = None) -> Transfer:
    """The truck leaves: the pieces move into transit. `sent` says of which line how many (left out: all that was wanted).

    Doing it again changes nothing.

    Raises:
        NothingToTransfer, NotAtLocation, StockCounterBroken, IllegalTransition (struck): nothing leaves.
    """
    with transaction.atomic():
        current = Transfer.objects.select_for_update(of=("self",)).select_related("to_warehouse").get(pk=transfer.pk)
        if current.status not in (TransferStatus.DRAFT, TransferStatus.CANCELLED):
            return current
        lines = list(current.lines.order_by("pk"))
        pieces = {line.pk: line.quantity if sent is None else sent.get(line.pk, 0) for line in lines}
        if any(n < 0 for n in pieces.values()) or not any(pieces.values()):
            raise NothingToTransfer(transfer=current.number)
        move_to(current, "status", TransferStatus.ON_THE_WAY, actor=actor, also={"dispatched_at": clock.now()})
        transit = transit_of(current.to_warehouse)
        going = [line for line in lines if pieces[line.pk]]
        rows = move(
            moves=[
                Move(line.product_id, pieces[line.pk], line.from_location_id, transit.pk, lot_id=line.lot_id) for line in going
            ],
            reason=MovementReason.TRANSFERRED,
            source=source_of(current),
            actor=actor,
            note=current.note,
        )
        _write_sent(going, pieces, rows)
        audit.record(actor=actor, action="transfer.dispatched", subject=current, pieces=sum(pieces.values()))
    return current


def _write_sent(lines: Sequence[TransferLine], pieces: Mapping[int, int], rows: Iterable[StockMovement]) -> None:
    """What went of each line; a line that took several lots becomes one line per lot."""
    left = iter(rows)
    for line in lines:
        first = next(left)
        TransferLine.objects.filter(pk=line.pk).update(sent=first.quantity, lot=first.lot_id)
        rest = pieces[line.pk] - first.quantity
        while rest:
            more = next(left)
            rest -= more.quantity
            TransferLine.objects.create(
                transfer_id=line.transfer_id,
                product_id=line.product_id,
                from_location_id=line.from_location_id,
                lot_id=more.lot_id,
                quantity=more.quantity,
                sent=more.quantity,
            )
            TransferLine.objects.filter(pk=line.pk).update(quantity=F("quantity") - more.quantity)


def receive_transfer(*, transfer: Transfer, arrived: Iterable[Arrived], key: uuid.UUID, actor: Actor) -> Transfer:
    """Book what was unloaded. Fewer than were sent stay in transit; more come in at moving average; damaged ones are put in
    quarantine. The same `key` (it comes with the form) is booked once.

    Raises:
        NotOnTheWay, NothingArrived, TooManyArrived, WrongWarehouse, NoQuarantine: nothing is booked.
    """
    counted = list(arrived)
    with transaction.atomic():
        current = Transfer.objects.select_for_update(of=("self",)).select_related("to_warehouse").get(pk=transfer.pk)
        if TransferReceipt.objects.filter(key=key).exists():
            return current
        lines = {line.pk: line for line in current.lines.all()}
        _require_arrival(current, lines, counted)
        TransferReceipt.objects.create(transfer=current, key=key, at=clock.now(), actor_label=actor.label[:200])
        transit = transit_of(current.to_warehouse)
        within, beyond = [], []
        for one in counted:
            line = lines[one.line_id]
            some_within, some_beyond = _moves(line, one, transit)
            within += some_within
            beyond += some_beyond
        if within:
            move(moves=within, reason=MovementReason.TRANSFERRED, source=source_of(current), actor=actor)
        if beyond:
            rows = move(moves=beyond, reason=MovementReason.COUNT_GAIN, source=source_of(current), actor=actor, note="over")
            tell_the_books(rows=rows, reason=MovementReason.COUNT_GAIN, actor=actor)
        _conclude(current, actor, received_at=clock.now())
        audit.record(actor=actor, action="transfer.received", subject=current, pieces=sum(x.good + x.damaged for x in counted))
    return current


def _require_arrival(transfer: Transfer, lines: Mapping[int, TransferLine], counted: Sequence[Arrived]) -> None:
    if transfer.status not in ARRIVING:
        raise NotOnTheWay(transfer=transfer.number, status=transfer.status)
    if any(x.good < 0 or x.damaged < 0 or x.line_id not in lines for x in counted) or not any(
        x.good + x.damaged for x in counted
    ):
        raise NothingArrived(transfer=transfer.number)
    for x in counted:
        line = lines[x.line_id]
        most = MOST_TIMES * max(line.sent, line.quantity) - line.good - line.damaged - line.over
        if x.good + x.damaged > most:
            raise TooManyArrived(line=line.pk, most=max(most, 0))
    strangers = [x.location.code for x in counted if x.location.warehouse_id != transfer.to_warehouse_id]
    if strangers:
        raise WrongWarehouse(warehouse=transfer.to_warehouse_id, locations=strangers)


def _moves(line: TransferLine, one: Arrived, transit: Location) -> tuple[list[Move], list[Move]]:
    """Moves out of transit, and moves of what is more than was sent; the line's own counts are written."""
    damaged = min(one.damaged, line.missing)
    good = min(one.good, line.missing - damaged)
    over_good, over_damaged = one.good - good, one.damaged - damaged
    aside = quarantine_of(one.location.pk) if one.damaged else one.location
    parts = [(good, one.location, ""), (damaged, aside, "damaged")]
    more = [(over_good, one.location), (over_damaged, aside)]
    TransferLine.objects.filter(pk=line.pk).update(
        good=F("good") + good, damaged=F("damaged") + damaged, over=F("over") + over_good + over_damaged
    )
    within = [Move(line.product_id, n, transit.pk, to.pk, lot_id=line.lot_id, note=note) for n, to, note in parts if n]
    beyond = [Move(line.product_id, n, None, to.pk, lot_id=line.lot_id) for n, to in more if n]
    return within, beyond


def write_off_missing(*, transfer: Transfer, reason: str, actor: Actor) -> int:
    """What did not arrive is lost: it leaves transit, and the books, for a reason. Returns the pieces; again, none.

    Raises:
        WrittenOffWithoutReason, NotOnTheWay (it never left): nothing is booked.
    """
    if not reason.strip():
        raise WrittenOffWithoutReason(transfer=transfer.number)
    with transaction.atomic():
        current = Transfer.objects.select_for_update(of=("self",)).select_related("to_warehouse").get(pk=transfer.pk)
        if current.status in (TransferStatus.DRAFT, TransferStatus.CANCELLED):
            raise NotOnTheWay(transfer=current.number, status=current.status)
        lines = [line for line in current.lines.all() if line.missing]
        if not lines:
            return 0
        transit = transit_of(current.to_warehouse)
        rows = move(
            moves=[Move(line.product_id, line.missing, transit.pk, None, lot_id=line.lot_id) for line in lines],
            reason=MovementReason.LOST,
            source=source_of(current),
            actor=actor,
            note=reason.strip(),
        )
        tell_the_books(rows=rows, reason=MovementReason.LOST, actor=actor)
        for line in lines:
            TransferLine.objects.filter(pk=line.pk).update(written_off=F("written_off") + line.missing)
        _conclude(current, actor)
        pieces = sum(line.missing for line in lines)
        audit.record(actor=actor, action="transfer.written_off", subject=current, pieces=pieces, reason=reason)
    return pieces


def _conclude(transfer: Transfer, actor: Actor, **also: object) -> None:
    """Whether anything is still missing decides the state."""
    is_short = any(line.missing for line in transfer.lines.all())
    new = TransferStatus.RECEIVED_SHORT if is_short else TransferStatus.RECEIVED
    if transfer.status != new:
        move_to(transfer, "status", new, actor=actor, also=also)
