"""The channel report as a file: figures as numbers, days as dates, totals of channels beside those of their markets."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from accounting.revenue import ChannelRow, RevenueReport, Row
from backoffice.lists.exporting import cell
from core.money import decimals

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rows_of(report: RevenueReport) -> Iterator[list[Any]]:
    """The head, a row for each channel and for each market under it, and the total; cells keep their own types."""
    compared = ["before"] if report.compared else []
    yield ["prefix", "channel", "market", "currency", *(span.first for span in report.spans), "total", *compared]
    for row in report.rows:
        yield _line(report, row, row, "")
        for part in row.markets:
            yield _line(report, row, part, part.market.name if part.market else "–")
    before = [report.before] if report.compared else []
    yield ["", "total", "", report.currency, *(figure.amount for figure in report.totals), report.total, *before]


def _line(report: RevenueReport, channel: ChannelRow, row: Row, market: str) -> list[Any]:
    named = [channel.channel.prefix, channel.channel.name] if channel.channel else ["", "–"]
    before = [row.before] if report.compared else []
    return [*named, market, report.currency, *(figure.amount for figure in row.figures), row.total, *before]


def _named(response: HttpResponse, report: RevenueReport, ending: str) -> HttpResponse:
    name = f"revenue_{report.currency}_{report.start}_{report.end}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def as_csv(report: RevenueReport) -> HttpResponse:
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    for row in rows_of(report):
        writer.writerow([cell(value) for value in row])
    return _named(response, report, "csv")


def as_workbook(report: RevenueReport) -> HttpResponse:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(f"{report.currency}")
    sheet.freeze_panes = "E2"
    shape = "#,##0" + ("." + "0" * decimals(report.currency) if decimals(report.currency) else "")
    for number, row in enumerate(rows_of(report)):
        sheet.append([_cell(sheet, value, shape, is_head=number == 0) for value in row])
    file = io.BytesIO()
    book.save(file)
    return _named(HttpResponse(file.getvalue(), content_type=XLSX), report, "xlsx")


def _cell(sheet: Any, value: Any, shape: str, *, is_head: bool) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet, value)
    if isinstance(value, Decimal):
        made.number_format = shape
    elif isinstance(value, str):
        made.data_type = "s"  # text is never a formula
    else:
        made.number_format = "yyyy-mm-dd"
    if is_head:
        made.font = Font(bold=True)
    return made
