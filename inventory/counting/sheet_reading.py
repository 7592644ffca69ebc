"""Reading a stock sheet: CSV in UTF-8 or a workbook, as rows of text under the names of their columns. Formulas stay formulas."""

import csv
import io
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import DomainError

COLUMNS = ("sku", "location", "quantity", "unit_cost", "lot", "expires_on")
NEEDED = COLUMNS[:3]
MOST_BYTES, MOST_ROWS = 1_000_000, 2_000


class SheetRefused(DomainError):
    """The file as a whole cannot be read, or not be booked; `why` says it in one word. Nothing was booked."""

    code = "sheet_refused"


def rows_of(raw: bytes) -> list[tuple[int, dict[str, str]]]:
    """Each row that says anything, with its number as a spreadsheet counts.

    Raises:
        SheetRefused: empty, too_big, not_read, head or too_many_rows.
    """
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
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        cell = cell.isoformat()
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
