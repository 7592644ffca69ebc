"""Stock from a sheet: looked at row by row first, then booked all together or not at all, once per file."""

import base64
import csv

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.warehouse.houses import houses
from core.access import Actor
from core.access.http import staff
from inventory.adjusting import UnitsAreHeld
from inventory.counting import sheets
from inventory.counting.sheets import SheetRefused, SheetReport
from inventory.models import Warehouse

SALT = "backoffice.stock_sheets"
#: Seconds for which a sheet that was looked at may be booked.
KEPT = 30 * 60
WHY = {
    "empty": gettext_lazy("The file holds no rows."),
    "too_big": gettext_lazy("The file is too big: at most 1 MB."),
    "not_read": gettext_lazy("This is neither a CSV file in UTF-8 nor a workbook."),
    "head": gettext_lazy(
        "The first row has to name the columns: sku, location, quantity, and perhaps unit_cost, lot and expires_on."
    ),
    "too_many_rows": gettext_lazy("A sheet has at most 2,000 rows: divide it."),
    "faults": gettext_lazy("Some rows are refused: nothing was booked."),
    "changed": gettext_lazy("Stock moved since you looked: nothing was booked. Look again at what it would be now."),
}
FAULTS = {
    "negative": gettext_lazy("Refused: fewer than nothing cannot lie there."),
    "formula": gettext_lazy("Refused: this is a formula. Put its value there."),
    "too_long": gettext_lazy("Refused: too long."),
    "missing": gettext_lazy("Refused: something is missing."),
    "no_number": gettext_lazy("Refused: this is no number."),
    "huge": gettext_lazy("Refused: too large to be true."),
    "twice": gettext_lazy("Refused: this product and location stood in an earlier row."),
    "lot_wanted": gettext_lazy("Refused: this product keeps lots. Say which one; UNKNOWN where nobody knows."),
    "no_lots": gettext_lazy("Refused: this product keeps no lots."),
    "no_day": gettext_lazy("Refused: this is no day. Write it like 2027-05-31."),
    "expiry_wanted": gettext_lazy("Refused: a new lot needs the day on which it expires."),
    "other_day": gettext_lazy("Refused: this lot is known with another day."),
    "unknown_product": gettext_lazy("Refused: no product has this item number."),
    "keeps_no_stock": gettext_lazy("Refused: this is a service and keeps no stock."),
    "unknown_location": gettext_lazy("Refused: this warehouse has no such location."),
    "held": gettext_lazy("Refused: orders hold more pieces there."),
}


@staff(GET="inventory.adjust", POST="inventory.adjust")
def page(request: HttpRequest) -> HttpResponse:
    """The form; a file that was sent is judged and nothing is booked."""
    if request.method == "GET":
        return _show(request)
    house, sent = _house(request.POST.get("warehouse", "")), request.FILES.get("file")
    if house is None or sent is None:
        return _show(request, house=house, error=_("Choose a warehouse and a file."))
    if (sent.size or 0) > sheets.MOST_BYTES:
        return _show(request, house=house, error=WHY["too_big"])
    return _judged(request, house, sent.read(sheets.MOST_BYTES + 1), str(sent.name or "")[:120])


@staff(POST="inventory.adjust")
def book(request: HttpRequest) -> HttpResponse:
    """Book the sheet that was looked at. A second press books nothing more."""
    try:
        kept = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        kept = None
    house = _house(kept["house"]) if kept and kept["user"] == request.user.pk else None
    if kept is None or house is None:
        return _show(request, error=_("That was looked at too long ago. Choose the file again."))
    raw, actor = base64.b64decode(kept["raw"]), Actor.of(request.user, request)
    try:
        made = sheets.book_sheet(warehouse=house, raw=raw, seen=kept["seen"], actor=actor, name=kept["name"])
    except SheetRefused as refusal:
        return _judged(request, house, raw, kept["name"], error=WHY[refusal.data["why"]])
    except UnitsAreHeld:
        return _judged(request, house, raw, kept["name"], error=FAULTS["held"])
    messages.success(request, _("%(number)s is booked.") % {"number": made.number})
    return _show(request, house=house)


@staff(GET="inventory.adjust")
def template(request: HttpRequest) -> HttpResponse:
    """An empty sheet with its head."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="stock.csv"'
    answer.write("\ufeff")
    csv.writer(answer).writerow(sheets.COLUMNS)
    return answer


def _judged(request: HttpRequest, house: Warehouse, raw: bytes, name: str, *, error: object = "") -> HttpResponse:
    try:
        report = sheets.check_sheet(warehouse=house, raw=raw)
    except SheetRefused as refusal:
        return _show(request, house=house, error=WHY[refusal.data["why"]])
    token = ""
    if report.sheet is not None:
        error = error or _("This file was booked already as %(number)s.") % {"number": report.sheet.number}
    elif not report.faults:
        kept = {"house": house.code, "user": request.user.pk, "seen": report.seen, "name": name}
        token = signing.dumps({**kept, "raw": base64.b64encode(raw).decode()}, salt=SALT, compress=True)
    return _show(request, house=house, report=report, token=token, error=error)


def _house(code: str) -> Warehouse | None:
    return Warehouse.objects.filter(code=code, is_active=True).first() if code else None


def _show(request: HttpRequest, *, report: SheetReport | None = None, **context: object) -> HttpResponse:
    rows = [{"row": row, "said": FAULTS[row.fault] if row.fault else _effect(row)} for row in report.rows] if report else []
    bad = bool(context.get("error")) or bool(report and report.faults)
    context |= {
        "title": _("Stock from a sheet"),
        "crumbs": [{"title": _("Inventory")}],
        "sub": _("Every row is judged first; nothing is booked until you confirm, and then all of it or nothing."),
        "others": [{"title": _("Template"), "url": reverse("backoffice:stock_sheets_template"), "icon": "download"}],
        "houses": houses(),
        "report": report,
        "rows": sorted(rows, key=lambda one: (not one["row"].fault, one["row"].row))[:500],
    }
    return render(request, "backoffice/warehouse/stock_sheets.html", context, status=422 if bad else 200)


def _effect(row: sheets.Judged) -> str:
    if not row.difference:
        return _("Agrees: nothing is booked.")
    if row.difference < 0:
        return _("%(n)s fewer: a count loss.") % {"n": -row.difference}
    if row.unit_cost is not None:
        return _("%(n)s more: received at %(cost)s each.") % {"n": row.difference, "cost": row.unit_cost}
    return _("%(n)s more: a count gain at the average cost.") % {"n": row.difference}
