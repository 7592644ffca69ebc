"""Files out of lists: exactly the rows that are filtered, in their order, with cells a spreadsheet cannot take for a formula."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone

from core import audit, clock
from core.access import Actor

if TYPE_CHECKING:
    from backoffice.listing import Listing

#: A cell that begins with one of these would be run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
AT_A_TIME = 1000


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


def lines(listing: "Listing") -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([column.head for column in listing.exports])
    rows = listing.filtered.order_by(*listing.keyset.order())
    for row in rows.iterator(chunk_size=AT_A_TIME):
        yield writer.writerow([cell(column.value(row)) for column in listing.exports])


def export_csv(request: HttpRequest, listing: "Listing") -> StreamingHttpResponse:
    """The list as a file. Who took what is written to the audit trail."""
    actor = Actor.of(request.user, request)  # type: ignore[arg-type]
    audit.record(actor=actor, action="list.exported", subject_label=listing.name, filters=listing.active)
    stamp = timezone.localtime(clock.now()).strftime("%Y-%m-%d_%H%M")
    response = StreamingHttpResponse(lines(listing), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{listing.name}_{stamp}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
