"""Bringing an existing stock sheet in: every row judged first, nothing booked until somebody confirms, then all or nothing.

The sheet says for each product and bin how many pieces lie there. More than booked comes in as a receipt where a cost is given,
else as a count gain; fewer is a count loss. A sheet is booked once: its own digest is the key.
"""

import csv
import hashlib
import io
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any
from zipfile import BadZipFile

from django.db import transaction
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from core import audit
from core.access import Actor
from core.errors import DomainError
from inventory import levels
from inventory.adjusting import adjust_count
from inventory.models import Location, StockLevel, StockSheet, Warehouse
from inventory.moving import Source
from inventory.receiving import ReceivedLine, receive_stock
from shop.catalogue.models import Product

COLUMNS = ("sku", "location", "quantity", "unit_cost")
NEEDED = COLUMNS[:3]
MOST_BYTES, MOST_ROWS, MOST_PIECES, LONGEST = 1_000_000, 2_000, 1_000_000, 64
#: What a spreadsheet would calculate instead of show.
FORMULA = re.compile(r"^\s*[=+\-@|]")
_SPACE = uuid.UUID("7f0a8d8b-5f43-4f0f-9a57-6a3a4d1f2c11")


class SheetRefused(DomainError):
    """The file as a whole cannot be read, or not be booked; `why` says it in one word. Nothing was booked."""

    code = "sheet_refused"


@dataclass(frozen=True)
class Judged:
    """One row of the sheet: what it would do, or in one word why it is refused. `row` counts as a spreadsheet does."""

    row: int
    sku: str
    place: str
    quantity: int = 0
    booked: int = 0
    unit_cost: Decimal | None = None
    fault: str = ""
    product: Product | None = None
    location: Location | None = None

    @property
    def difference(self) -> int:
        return self.quantity - self.booked


@dataclass(frozen=True)
class SheetReport:
    """What a sheet would do. `digest` names the file; `seen` what was judged, so that only that is booked."""

    rows: tuple[Judged, ...]
    digest: str
    sheet: StockSheet | None = None
    faults: tuple[Judged, ...] = field(default=())

    @property
    def seen(self) -> str:
        told = [(row.sku, row.place, row.quantity, row.booked, str(row.unit_cost)) for row in self.rows]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def check_sheet(*, warehouse: Warehouse, raw: bytes) -> SheetReport:
    """Judge every row of a sheet; nothing is written. Three queries whatever its length.

    Raises:
        SheetRefused: empty, too_big, not_read, head or too_many_rows.
    """
    digest = hashlib.sha256(raw + str(warehouse.pk).encode()).hexdigest()
    rows = tuple(_judge(warehouse, _rows(raw)))
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
        if report.seen != seen:
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
        lines = [ReceivedLine(row.product, row.difference, row.unit_cost, row.location) for row in came]  # type: ignore[arg-type]
        key = uuid.uuid5(_SPACE, sheet.digest)
        receive_stock(warehouse=warehouse, lines=lines, actor=actor, reference=sheet.number, key=key)
    source = Source("inventory.StockSheet", sheet.pk, sheet.number)
    for row in rows:
        if row in came or not row.difference:
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


def _judge(warehouse: Warehouse, rows: list[tuple[int, dict[str, str]]]) -> list[Judged]:
    skus = {cells.get("sku", "").upper() for _n, cells in rows}
    products = {p.sku.upper(): p for p in Product.objects.filter(sku__in=[*skus, *(s.lower() for s in skus)])}
    places = {place.code: place for place in Location.objects.filter(warehouse=warehouse, is_active=True).select_related("zone")}
    found = StockLevel.objects.filter(location__warehouse=warehouse, product__in=products.values())
    booked = {(level.product_id, level.location_id): level for level in found}
    seen: set[tuple[str, str]] = set()
    return [_judged(number, cells, products, places, booked, seen) for number, cells in rows]


def _judged(
    number: int,
    cells: dict[str, str],
    products: dict[str, Product],
    places: dict[str, Location],
    booked: dict[tuple[int, int], StockLevel],
    seen: set[tuple[str, str]],
) -> Judged:
    sku, code = cells.get("sku", "").upper(), cells.get("location", "").upper()
    bare = Judged(number, sku[:LONGEST], code[:LONGEST])
    fault = next((one for one in (_cell_fault(name, cells.get(name, "")) for name in COLUMNS) if one), "")
    product, place = products.get(sku), places.get(code)
    if not fault and (sku, code) in seen:
        fault = "twice"
    seen.add((sku, code))
    if not fault and product is None:
        fault = "unknown_product"
    if not fault and product is not None and not product.is_stocked:
        fault = "keeps_no_stock"
    if not fault and place is None:
        fault = "unknown_location"
    if fault or product is None or place is None:
        return Judged(bare.row, bare.sku, bare.place, fault=fault)
    level = booked.get((product.pk, place.pk))
    quantity = int(cells["quantity"])
    cost = Decimal(cells["unit_cost"]) if cells.get("unit_cost") else None
    if level is not None and quantity < level.reserved:
        fault = "held"
    on_hand = level.on_hand if level else 0
    return Judged(number, product.sku, place.code, quantity, on_hand, cost, fault, product, place)


def _cell_fault(name: str, text: str) -> str:
    if name == "quantity" and re.fullmatch(r"-\d+", text):
        return "negative"
    if FORMULA.match(text):
        return "formula"
    if len(text) > LONGEST:
        return "too_long"
    if not text:
        return "" if name == "unit_cost" else "missing"
    if name == "quantity":
        if not (text.isascii() and text.isdecimal()):
            return "no_number"
        return "huge" if len(text) > 7 or int(text) > MOST_PIECES else ""
    return _cost_fault(text) if name == "unit_cost" else ""


def _cost_fault(text: str) -> str:
    try:
        cost = Decimal(text)
    except InvalidOperation:
        return "no_number"
    if not cost.is_finite() or cost < 0:
        return "no_number"
    return "huge" if cost > 10**12 else ""


def _rows(raw: bytes) -> list[tuple[int, dict[str, str]]]:
    if len(raw) > MOST_BYTES:
        raise SheetRefused(why="too_big")
    if not raw.strip():
        raise SheetRefused(why="empty")
    table = _workbook(raw) if raw[:2] == b"PK" else _text(raw)
    head = [str(name).strip().lower() for name in table[0]] if table else []
    if len(set(head)) != len(head) or set(head) - set(COLUMNS) or set(NEEDED) - set(head):
        raise SheetRefused(why="head")
    rows = [
        (number, dict(zip(head, cells, strict=False)))
        for number, cells in enumerate(table[1:], start=2)
        if any(cell for cell in cells)
    ]
    if not rows:
        raise SheetRefused(why="empty")
    if len(rows) > MOST_ROWS:
        raise SheetRefused(why="too_many_rows")
    return rows


def _workbook(raw: bytes) -> list[list[str]]:
    """The first sheet as it was typed: formulas stay formulas, so that they can be refused."""
    try:
        sheet = load_workbook(io.BytesIO(raw), read_only=True, data_only=False).worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=len(COLUMNS), values_only=True)
        table = [[_said(cell) for cell in row] for row in rows]
    except (BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, EOFError) as error:
        raise SheetRefused(why="not_read") from error
    return [_trimmed(row) if n == 0 else row for n, row in enumerate(table)]


def _said(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _trimmed(head: list[str]) -> list[str]:
    while head and not head[-1]:
        head = head[:-1]
    return head


def _text(raw: bytes) -> list[list[str]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetRefused(why="not_read") from error
    if "\0" in text:
        raise SheetRefused(why="not_read")
    first = text.lstrip().split("\n", 1)[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=separator, strict=True)
        return [[cell.strip() for cell in row] for row in rows]
    except csv.Error as error:
        raise SheetRefused(why="not_read") from error
