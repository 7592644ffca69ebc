"""A sheet that a trade customer uploads, read as lines of a quick order: item numbers first, quantities second."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any
from zipfile import BadZipFile

from django.core.files.uploadedfile import UploadedFile
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import DomainError

#: More is no order that somebody typed. Bytes; a sheet is packed, so its rows are counted as well.
MOST_BYTES = 1_000_000
COLUMNS = 3


class SheetNotRead(DomainError):
    """The file is neither CSV in UTF-8 nor a workbook, or is too large."""

    code = "sheet_not_read"


def lines_of(upload: UploadedFile, *, most: int) -> list[str]:
    """The first `most` rows that say something, as `LL-1104 96` or `LL-1104 4 cases`. A row of headings is left out.

    Raises:
        SheetNotRead
    """
    if (upload.size or 0) > MOST_BYTES:
        raise SheetNotRead(name=upload.name)
    data = upload.read()
    rows = _workbook(data) if data[:2] == b"PK" else _text(data)
    found: list[str] = []
    for row in rows:
        words = [str(value).strip() for value in row[:COLUMNS] if value is not None and str(value).strip()]
        if words and any(character.isdigit() for character in "".join(words)):
            found.append(" ".join(words))
        if len(found) == most:
            break
    return found


def _workbook(data: bytes) -> Iterator[tuple[Any, ...]]:
    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        yield from sheet.iter_rows(max_row=2_000, max_col=COLUMNS, values_only=True)
    except (BadZipFile, InvalidFileException, KeyError, IndexError, ValueError) as error:
        raise SheetNotRead() from error


def _text(data: bytes) -> Iterable[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetNotRead() from error
    first = text.split("\n", 1)[0]
    return csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
