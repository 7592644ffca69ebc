"""A branch's orders from a file: looked at first, row by row, then placed all together or not at all."""

import csv

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from backoffice.support.branch_words import COLUMNS, choices_at, sentence, why_refused
from core.access import Actor
from core.access.http import staff
from shop.channels.doors import counter_doors
from shop.channels.models import Door
from support import branch_orders, order_files
from support.branch_orders import FileReport
from support.order_files import OrderFileRefused

SALT = "backoffice.branch_files"
#: Seconds for which a checked file may be placed without being checked again.
KEPT = 30 * 60


@staff(GET="support.order_files", POST="support.order_files")
def page(request: HttpRequest) -> HttpResponse:
    """The page with its form; a file that was sent is looked at and nothing is kept."""
    if request.method == "GET":
        return _show(request)
    door, sent = _door(request.POST.get("door")), request.FILES.get("file")
    if door is None:
        return _show(request, door_error=_("Choose the branch whose orders these are."))
    if sent is None:
        return _show(request, door=door, file_error=_("Choose a file."))
    if (sent.size or 0) > order_files.MOST_BYTES:
        return _show(request, door=door, file_error=why_refused(OrderFileRefused(why="too_big")))
    raw = sent.read(order_files.MOST_BYTES + 1)
    try:
        report = branch_orders.check_file(door=door, raw=raw, agent=request.user, actor=Actor.of(request.user, request))
    except OrderFileRefused as refusal:
        return _show(request, door=door, file_error=why_refused(refusal))
    return _show(request, door=door, report=report, token=_token(request, door, raw, report))


@staff(POST="support.order_files")
def place(request: HttpRequest) -> HttpResponse:
    """Place the file that was looked at. A second press answers with the same orders."""
    try:
        kept = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return _show(request, file_error=_("That was looked at too long ago. Choose the file again."))
    door = _door(str(kept["door"]))
    if door is None or kept["user"] != request.user.pk:
        return _show(request, file_error=_("That was looked at too long ago. Choose the file again."))
    raw, actor = kept["text"].encode(), Actor.of(request.user, request)
    try:
        report = branch_orders.place_file(door=door, raw=raw, agent=request.user, seen=kept["seen"], actor=actor)
    except branch_orders.OrdersNotAsChecked:
        again = branch_orders.check_file(door=door, raw=raw, agent=request.user, actor=actor)
        said = _("Prices or stock changed since you looked. Nothing was placed; look again at what it would be now.")
        return _show(request, door=door, report=again, token=_token(request, door, raw, again), place_error=said)
    return _show(request, door=door, report=report, is_placed=True)


@staff(GET="support.order_files")
def template(request: HttpRequest) -> HttpResponse:
    """An empty file with the head and an example, which is refused until its item number is filled in."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="branch-orders.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    writer.writerow(order_files.COLUMNS)
    writer.writerow(order_files.EXAMPLE)
    return answer


def _door(text: str | None) -> Door | None:
    return next((door for door in counter_doors() if str(door.pk) == text), None)


def _token(request: HttpRequest, door: Door, raw: bytes, report: FileReport) -> str:
    """The file as it was looked at, signed: what is placed is what was seen. Empty when there is nothing to place."""
    if report.faults or not report.fresh:
        return ""
    kept = {"door": door.pk, "user": request.user.pk, "seen": report.seen, "text": raw.decode("utf-8-sig")}
    return signing.dumps(kept, salt=SALT, compress=True)


def _show(request: HttpRequest, *, report: FileReport | None = None, is_placed: bool = False, **context) -> HttpResponse:
    bad = any(context.get(name) for name in ("door_error", "file_error", "place_error")) or bool(report and report.faults)
    if is_placed:
        messages.success(request, _("The orders are placed."))
    context |= {
        "title": _("Branch orders from a file"),
        "crumbs": [{"title": _("Support"), "url": reverse("backoffice:search")}],
        "others": [{"title": _("Template"), "url": reverse("backoffice:branch_files_template"), "icon": "download"}],
        "doors": counter_doors(),
        "report": report,
        "is_placed": is_placed,
        "faults": [(fault.row, fault.column, sentence(fault)) for fault in report.faults] if report else [],
        "columns": COLUMNS.items(),
        "needed": order_files.NEEDED,
        "most_rows": order_files.MOST_ROWS,
        "choices": [] if report else choices_at(counter_doors()),
    }
    return render(request, "backoffice/support/branch_files.html", context, status=422 if bad else 200)
