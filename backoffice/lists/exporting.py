"""Files out of lists: exactly the rows that are filtered, in their order, with cells a spreadsheet cannot take for a formula."""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

from django.db import connections
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from core import audit, clock
from core.access import Actor
from core.copies import Source, source_for

if TYPE_CHECKING:
    from backoffice.listing import Listing

#: A cell that begins with one of these would be run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
AT_A_TIME = 1000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Rows that a sheet can hold, and characters that a cell can.
SHEET_ROWS, CELL_TEXT = 1_048_575, 32_767


@dataclass(frozen=True)
class Export:
    """A column of the file: its head (a plain word, the same in every language) and how a row gives its value."""

    head: str
    value: Callable[[Any], Any]


def cell(value: Any) -> str:
    """A value as text: numbers and dates as programs read them, other text never as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, Decimal)):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


class _Echo:
    """A file that hands each line back, so that a hundred thousand rows never stand in memory."""

    def write(self, line: str) -> str:
        return line


def values(listing: "Listing", source: Source) -> Iterator[list[Any]]:
    """The rows of the file, as values."""
    for row in _rows(listing, source):
        yield [column.value(row) for column in listing.exports]


def _rows(listing: "Listing", source: Source) -> Iterator[Any]:
    """All rows, never all of them in memory. Behind a pooler no cursor stays open between transactions: then page by page."""
    rows = listing.filtered.using(source.alias)
    if not connections[source.alias].settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
        yield from rows.order_by(*listing.keyset.order()).iterator(chunk_size=AT_A_TIME)
        return
    mark = None
    while mark != "":
        found, _before, mark = listing.keyset.page(rows, AT_A_TIME, after=mark or "")
        yield from found


def lines(listing: "Listing", source: Source) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([column.head for column in listing.exports])
    for row in values(listing, source):
        yield writer.writerow([cell(value) for value in row])


def sheet_cell(sheet: Any, value: Any) -> Any:
    """A cell with a real number or a real date; text stays text, whatever it begins with."""
    if value is None or isinstance(value, bool):
        return cell(value)
    if isinstance(value, datetime):
        made = WriteOnlyCell(sheet, timezone.localtime(value).replace(tzinfo=None, microsecond=0))
        made.number_format = "yyyy-mm-dd hh:mm:ss"
    elif isinstance(value, date):
        made = WriteOnlyCell(sheet, value)
        made.number_format = "yyyy-mm-dd"
    elif isinstance(value, (int, Decimal)):
        return value if isinstance(value, int) else value.normalize()
    else:
        made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value))[:CELL_TEXT])
        made.data_type = "s"  # openpyxl would take a leading "=" for a formula
    return made


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> IO[bytes]:
    """A workbook of one sheet, written row by row to a file that vanishes when it is closed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    head = [WriteOnlyCell(sheet, head) for head in heads]
    for made in head:
        made.font = Font(bold=True)
        made.data_type = "s"
    sheet.append(head)
    for number, row in enumerate(rows):
        if number == SHEET_ROWS:
            break
        sheet.append([sheet_cell(sheet, value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    book.save(file)
    file.seek(0)
    return file


def attached(response: HttpResponseBase, name: str, ending: str) -> HttpResponseBase:
    """Name a file for the moment it was made."""
    stamp = timezone.localtime(clock.now()).strftime("%Y-%m-%d_%H%M")
    response["Content-Disposition"] = f'attachment; filename="{name}_{stamp}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def export(request: HttpRequest, listing: "Listing", kind: str) -> HttpResponseBase:
    """The list as a file of this kind (csv or xlsx). Who took what is written to the audit trail."""
    source = source_for(request)
    actor = Actor.of(request.user, request)  # type: ignore[arg-type]
    audit.record(actor=actor, action="list.exported", subject_label=listing.name, filters=listing.active, format=kind)
    if kind == "xlsx":
        file = workbook(listing.name, [column.head for column in listing.exports], values(listing, source))
        return attached(FileResponse(file, content_type=XLSX), listing.name, kind)
    return attached(StreamingHttpResponse(lines(listing, source), content_type="text/csv; charset=utf-8"), listing.name, kind)
