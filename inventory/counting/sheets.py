"""Bringing an existing stock sheet in: every row judged first, nothing booked until somebody confirms, then all or nothing.

The sheet says for each product and bin how many pieces lie there, of products that keep lots for each lot. More than booked comes
in as a receipt where a cost is given, else as a count gain; fewer is a count loss. A sheet is booked once: its own digest is
the key.
"""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from core import audit
from core.access import Actor
from inventory import levels, lot_levels
from inventory.adjusting import adjust_count, adjust_lots
from inventory.counting.sheet_judging import Judged, judge
from inventory.counting.sheet_reading import COLUMNS, MOST_BYTES, SheetRefused, rows_of
from inventory.lotting import keeping, name_lot
from inventory.models import StockSheet, Warehouse
from inventory.moving import Source
from inventory.receiving import ReceivedLine, receive_stock

__all__ = ["COLUMNS", "MOST_BYTES", "Judged", "SheetRefused", "SheetReport", "book_sheet", "check_sheet"]

_SPACE = uuid.UUID("7f0a8d8b-5f43-4f0f-9a57-6a3a4d1f2c11")


@dataclass(frozen=True)
class SheetReport:
    """What a sheet would do. `digest` names the file; `seen` what was judged, so that only that is booked."""

    rows: tuple[Judged, ...]
    digest: str
    sheet: StockSheet | None = None
    faults: tuple[Judged, ...] = field(default=())

    @property
    def seen(self) -> str:
        told = [
            (row.sku, row.place, row.lot, str(row.expires_on), row.quantity, row.booked, str(row.unit_cost)) for row in self.rows
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def check_sheet(*, warehouse: Warehouse, raw: bytes) -> SheetReport:
    """Judge every row of a sheet; nothing is written. Seven queries at most, whatever its length.

    Raises:
        SheetRefused: empty, too_big, not_read, head or too_many_rows.
    """
    digest = hashlib.sha256(raw + str(warehouse.pk).encode()).hexdigest()
    rows = tuple(judge(warehouse, rows_of(raw)))
    known = StockSheet.objects.filter(digest=digest).first()
    return SheetReport(rows, digest, known, tuple(row for row in rows if row.fault))


def book_sheet(*, warehouse: Warehouse, raw: bytes, seen: str, actor: Actor, name: str = "") -> StockSheet:
    """Book what was judged: all rows or none. The same file again answers with what was booked the first time.

    Raises:
        SheetRefused: `faults` in it, or `changed` since it was judged. UnitsAreHeld: nothing is booked.
    """
    with transaction.atomic():
        Warehouse.objects.select_for_update().get(pk=warehouse.pk)
        report = check_sheet(warehouse=warehouse, raw=raw)
        if report.sheet is not None:
            return report.sheet
        if report.faults:
            raise SheetRefused(why="faults", rows=len(report.faults))
        levels.open_levels((row.product.pk, row.location.pk) for row in report.rows if row.product and row.location)
        levels.lock_levels((row.product.pk, row.location.pk) for row in report.rows if row.product and row.location)
        report = check_sheet(warehouse=warehouse, raw=raw)
        if report.seen != seen or report.faults:
            raise SheetRefused(why="changed")
        sheet = StockSheet.objects.create(
            warehouse=warehouse, digest=report.digest, name=name[:120], rows=len(report.rows), actor_label=actor.label[:200]
        )
        _book(sheet, warehouse, report.rows, actor)
        audit.record(actor=actor, action="stock.sheet_booked", subject=sheet, rows=len(report.rows))
    return sheet


def _book(sheet: StockSheet, warehouse: Warehouse, rows: Iterable[Judged], actor: Actor) -> None:
    came = [row for row in rows if row.difference > 0 and row.unit_cost is not None]
    if came:
        key = uuid.uuid5(_SPACE, sheet.digest)
        receive_stock(warehouse=warehouse, lines=map(_received, came), actor=actor, reference=sheet.number, key=key)
    source = Source("inventory.StockSheet", sheet.pk, sheet.number)
    for row in rows:
        if row in came or not row.difference:
            continue
        if row.lot:
            _book_lot(row, source, actor)
            continue
        adjust_count(
            product=row.product,  # type: ignore[arg-type]
            location=row.location,  # type: ignore[arg-type]
            counted=row.quantity,
            seen=row.booked,
            actor=actor,
            note=sheet.number,
            source=source,
        )


def _received(row: Judged) -> ReceivedLine:
    """What came in at a cost; pieces of the unknown lot name none."""
    lot = "" if row.lot == lot_levels.UNKNOWN else row.lot
    return ReceivedLine(
        row.product,  # type: ignore[arg-type]
        row.difference,
        row.unit_cost,  # type: ignore[arg-type]
        row.location,  # type: ignore[arg-type]
        lot=lot,
        expires_on=row.expires_on,
    )


def _book_lot(row: Judged, source: Source, actor: Actor) -> None:
    """What differs of a lot, which is opened where it is new. Its level is locked by the caller."""
    product, location = row.product, row.location
    if product is None or location is None:
        raise ValueError("a row that was refused is never booked")
    if row.lot == lot_levels.UNKNOWN:
        lot = lot_levels.unknown_lot(product.pk)
    else:
        lot = name_lot(product=product, kept=keeping([product.pk])[product.pk], code=row.lot, expires_on=row.expires_on)
    adjust_lots(
        product=product,
        location=location,
        changes={lot.pk: row.difference},
        actor=actor,
        source=source,
        note=source.label,
    )
