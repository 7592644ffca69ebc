"""Reading a branch's file of orders: comma or semicolon separated, one row per product, rows of one reference are one order.

Nothing is believed: the file comes from outside. What is no such file is refused as a whole; what is wrong in a row is told by
its number, counted as a spreadsheet does (the head is row 1). Nothing here looks into the database.
"""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field

from core.errors import DomainError

CUSTOMER = ("name", "phone", "email", "line1", "line2", "district", "city", "postcode", "country", "delivery", "payment")
COLUMNS = ("reference", *CUSTOMER[:3], "sku", "quantity", *CUSTOMER[3:])
NEEDED = ("reference", "name", "phone", "sku", "quantity", "payment")
EXAMPLE = ("HB-0001", "Trần Thu Hà", "0912 047 718", "ha@example.vn", "", "2", "14 Quán Thánh", "", "Ba Đình", "Hà Nội", "11114",
           "VN", "", "")  # fmt: skip
MOST_BYTES, MOST_ROWS, MOST_LETTERS, LONGEST = 64 * 1024, 100, 200, {"reference": 40, "sku": 64, "postcode": 20, "country": 2}
MOST_PIECES_DIGITS = 5
#: What a spreadsheet would calculate instead of show. A telephone may begin with its plus.
FORMULA = re.compile(r"^\s*[=+\-@|]")
TELEPHONE = re.compile(r"^\+[0-9][0-9 ().-]*$")


class OrderFileRefused(DomainError):
    """The file as a whole cannot be read; `why` says it in one word."""

    code = "order_file_refused"


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row; `column` is empty when it is about the order as a whole."""

    row: int
    column: str
    code: str
    data: dict = field(default_factory=dict)


@dataclass(frozen=True)
class FileLine:
    row: int
    sku: str
    quantity: int


@dataclass(frozen=True)
class FileOrder:
    """The rows of one reference. `said` holds name, address and choices by column."""

    row: int
    reference: str
    said: dict[str, str]
    lines: tuple[FileLine, ...]


@dataclass(frozen=True)
class OrderFile:
    orders: tuple[FileOrder, ...]
    faults: tuple[Fault, ...]


def read_orders(raw: bytes) -> OrderFile:
    """The orders of a file and what is wrong in its rows; an order with a wrong row is not among the orders.

    Raises:
        OrderFileRefused: `why` is empty, too_big, spreadsheet, not_text, head, or too_many_rows.
    """
    head, *records = _records(_text(raw))
    columns = _columns(head)
    rows = [
        (number, dict(zip(columns, [cell.strip() for cell in record], strict=False)), len(record))
        for number, record in enumerate(records, start=2)
        if any(cell.strip() for cell in record)
    ]
    if not rows:
        raise OrderFileRefused(why="empty")
    if len(rows) > MOST_ROWS:
        raise OrderFileRefused(why="too_many_rows", rows=len(rows), most=MOST_ROWS)
    faults = [fault for number, cells, width in rows for fault in _faults(number, cells, width, len(columns))]
    return _grouped([(number, cells) for number, cells, _width in rows], faults)


def _text(raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        raise OrderFileRefused(why="too_big", most=MOST_BYTES)
    if raw[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise OrderFileRefused(why="spreadsheet")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OrderFileRefused(why="not_text") from error
    if "\0" in text:
        raise OrderFileRefused(why="not_text")
    if not text.strip():
        raise OrderFileRefused(why="empty")
    return text


def _records(text: str) -> list[list[str]]:
    """Spreadsheets of half the world separate by semicolons; the head tells which."""
    first = text.lstrip().split("\n", 1)[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    try:
        return list(csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise OrderFileRefused(why="not_text") from error


def _columns(head: list[str]) -> list[str]:
    names = [name.strip().lower() for name in head]
    if len(set(names)) != len(names) or set(names) - set(COLUMNS) or set(NEEDED) - set(names):
        raise OrderFileRefused(why="head", missing=[name for name in NEEDED if name not in names])
    return names


def _faults(number: int, cells: dict[str, str], width: int, columns: int) -> list[Fault]:
    if width > columns:
        return [Fault(number, "", "too_many_cells")]
    found = []
    for column in COLUMNS:
        code = wrong(column, cells.get(column, ""))
        if code:
            found.append(Fault(number, column, code))
    return found


def wrong(column: str, text: str) -> str:
    """What is wrong with a text in a column, in one word; nothing when it may stand."""
    if FORMULA.match(text) and not (column == "phone" and TELEPHONE.match(text)):
        return "formula"
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs") for letter in text):
        return "odd_letters"
    if len(text) > LONGEST.get(column, MOST_LETTERS):
        return "too_long"
    if column in ("reference", "sku") and not text:
        return "missing"
    if column == "quantity" and not _is_quantity(text):
        return "bad_quantity"
    return ""


def _is_quantity(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_PIECES_DIGITS and int(text) > 0


def _grouped(rows: list[tuple[int, dict[str, str]]], faults: list[Fault]) -> OrderFile:
    """Rows of one reference are one order; the customer may be given on its first row only, but never differently."""
    wrong_rows = {fault.row for fault in faults}
    by_reference: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for number, cells in rows:
        by_reference.setdefault(cells.get("reference", ""), []).append((number, cells))
    orders = []
    for reference, members in by_reference.items():
        told = _told(members) if not wrong_rows & {number for number, _cells in members} else None
        if told is None:
            continue
        faults += told
        if not told:
            first, cells = members[0]
            said = {column: cells.get(column, "") for column in CUSTOMER}
            lines = tuple(FileLine(number, each["sku"], int(each["quantity"])) for number, each in members)
            orders.append(FileOrder(first, reference, said, lines))
    return OrderFile(tuple(orders), tuple(sorted(faults, key=lambda fault: fault.row)))


def _told(members: list[tuple[int, dict[str, str]]]) -> list[Fault]:
    """What is wrong between the rows of one order."""
    first, said = members[0]
    faults = [Fault(first, column, "missing") for column in ("name", "phone", "payment") if not said.get(column)]
    seen: set[str] = set()
    for number, cells in members:
        faults += [Fault(number, c, "differs") for c in CUSTOMER if cells.get(c) and cells[c] != said.get(c, "")]
        if cells["sku"].lower() in seen:
            faults.append(Fault(number, "sku", "sku_twice"))
        seen.add(cells["sku"].lower())
    return faults
