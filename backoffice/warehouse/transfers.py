"""Transfers between warehouses: the list, a new one by scanning, and one: sent, unloaded by scanning, written off.

Every scan sends the whole page, so nothing that was typed is lost; nothing is booked before somebody books it.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.validators import MaxValueValidator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.listing import render_list
from backoffice.warehouse.room import warn_of_overfull
from backoffice.warehouse.scanned import added_to_a_line, lines_sent, prefixed, scan_of, usual_place
from backoffice.warehouse.transfer_forms import HeadForm, SentForm, ToTransferForm, UnloadedForm, WriteOffForm
from backoffice.warehouse.transfer_lists import Transfers
from core.access import Actor
from core.access.http import staff
from core.transitions import IllegalTransition
from inventory import transferring
from inventory.holding import NoQuarantine
from inventory.levels import LevelBroken, NotAtLocation
from inventory.models import StockMovement, Transfer, TransferStatus, Warehouse, ZoneKind
from inventory.transferring import ARRIVING, Arrived, ToTransfer
from shop.catalogue.models import Product
from shop.partner.stock import StockCounterBroken

MOST_LINES = 100
LINE_NAMES = ("product", "location", "quantity", "lot")


@staff(GET="inventory.view")
def transfers(request: HttpRequest) -> HttpResponse:
    new = {"title": _("New transfer"), "icon": "plus", "url": reverse("backoffice:transfer_new")}
    return render_list(
        request,
        Transfers(request),
        title=_("Transfers"),
        sub=_("Goods on their way from one warehouse to another. No pool sells them before they have arrived."),
        crumbs=[{"title": _("Inventory")}],
        primary=new if request.user.can("inventory.move") else None,
    )


@staff(GET="inventory.move", POST="inventory.move")
def new(request: HttpRequest) -> HttpResponse:
    """What is to go, scanned line by line; written down at once, sent later."""
    if request.method != "POST":
        head = HeadForm(initial={"key": uuid.uuid4(), "origin": request.session.get("warehouse")})
        return _new_page(request, head, [])
    head = HeadForm(request.POST)
    origin = head.cleaned_data.get("origin") if head.is_valid() else None
    rows, place, problem = lines_sent(request, LINE_NAMES, MOST_LINES), request.POST.get("place", "").strip().upper(), ""
    if request.POST.get("step") != "book":
        rows, place, problem = _scanned(request, origin, rows, place)
        lines = [ToTransferForm(initial=row, prefix=f"line-{n}") for n, row in enumerate(rows)]
        return _new_page(request, head, lines, place=place, problem=problem, status=422 if problem else 200)
    lines = [ToTransferForm(prefixed(row, n), prefix=f"line-{n}", warehouse=origin) for n, row in enumerate(rows)]
    wrong = [line for line in lines if not line.is_valid()]
    if origin is None or not lines or wrong:
        problem = _("Nothing was written down: some lines need another look.") if lines else _("Scan what is to go first.")
        return _new_page(request, head, lines, place=place, problem=problem, status=422)
    wanted = [line.cleaned_data for line in lines]
    made = transferring.draft_transfer(
        from_warehouse=origin,
        to_warehouse=head.cleaned_data["target"],
        lines=[ToTransfer(one["product"], one["quantity"], one["location"], one["lot"]) for one in wanted],
        expected_on=head.cleaned_data["expected_on"],
        note=head.cleaned_data["note"],
        key=head.cleaned_data["key"],
        actor=Actor.of(request.user, request),
    )
    messages.success(request, _("%(number)s is written down. Send it when the truck leaves.") % {"number": made.number})
    return redirect("backoffice:transfer", number=made.number)


def _scanned(
    request: HttpRequest, origin: Warehouse | None, rows: list[dict[str, str]], place: str
) -> tuple[list[dict[str, str]], str, str]:
    """What the scan changed: the place that follows, or a line more (or more of a line). And what was wrong with it."""
    scan = scan_of(request, origin)
    if scan.place is not None:
        return rows, scan.place.code, ""
    if scan.product is None:
        return rows, place, scan.problem
    here = place or _lies_at(origin, scan.product)
    if added_to_a_line(rows, scan, here):
        return rows, place, ""
    if len(rows) >= MOST_LINES:
        return rows, place, _("A transfer has no more than %(n)s lines: write this one down first.") % {"n": MOST_LINES}
    line = {"product": scan.product.sku, "location": here, "quantity": str(scan.pieces), "lot": scan.lot}
    return [*rows, line], place, ""


def _lies_at(origin: Warehouse | None, product: Product) -> str:
    """Where most free pieces of it lie, bulk first."""
    levels = product.levels.filter(location__warehouse=origin, on_hand__gt=F("reserved"))
    fit = levels.filter(location__zone__kind__in=[ZoneKind.BULK, ZoneKind.ECOMMERCE]).select_related("location")
    found = fit.order_by("location__zone__kind", F("reserved") - F("on_hand")).first()
    return found.location.code if found else ""


def _new_page(
    request: HttpRequest,
    head: HeadForm,
    lines: Sequence[ToTransferForm],
    *,
    place: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    skus = [str(line["product"].value() or "") for line in lines]
    names = {p.sku: p.get_title() for p in Product.objects.filter(sku__in=skus)} if skus else {}
    context = {
        "head_form": head,
        "lines": [{"form": line, "name": names.get(skus[n], ""), "number": n} for n, line in enumerate(lines)],
        "place": place,
        "problem": problem,
        "title": _("New transfer"),
        "crumbs": [{"title": _("Inventory")}, {"title": _("Transfers"), "url": reverse("backoffice:transfers")}],
        "sub": _("Scan the location, then each product; a case counts its pieces."),
        "may_book": bool(lines),
    }
    return render(request, "backoffice/warehouse/transfer_new.html", context, status=status)


def _transfer(number: str) -> Transfer:
    found = Transfer.objects.select_related("from_warehouse", "to_warehouse").filter(number=number).first()
    if found is None:
        raise Http404("no such transfer")
    return found


@staff(GET="inventory.view")
def transfer(request: HttpRequest, number: str) -> HttpResponse:
    return show(request, _transfer(number))


def show(
    request: HttpRequest,
    found: Transfer,
    *,
    forms: dict[int, Any] | None = None,
    problem: str = "",
    write_off: WriteOffForm | None = None,
    place: str = "",
    key: str = "",
) -> HttpResponse:
    """One transfer: what was wanted, sent, arrived; and the one next step. A refused step keeps what was typed."""
    lines = list(found.lines.select_related("product", "from_location", "lot"))
    may_send = found.status == TransferStatus.DRAFT and request.user.can("inventory.move")
    may_receive = found.status in ARRIVING and request.user.can("inventory.receive")
    place = place or (usual_place(found.to_warehouse) if may_receive else "")
    step = SentForm if may_send else UnloadedForm if may_receive else None
    forms = forms or ({line.pk: step.of(line, place) for line in lines} if step else {})
    is_missing = any(line.missing for line in lines) and found.status in ARRIVING
    may_write_off = is_missing and request.user.can("inventory.adjust")
    moved = StockMovement.objects.filter(source_type="inventory.Transfer", source_id=str(found.pk)).order_by("-pk")
    moves = moved.select_related("product", "lot", "from_location__warehouse", "to_location__warehouse")
    context = {
        "transfer": found,
        "lines": [{"row": line, "form": forms.get(line.pk)} for line in lines],
        "may_send": may_send,
        "may_receive": may_receive,
        "key": key or uuid.uuid4(),
        "place": place,
        "problem": problem,
        "title": found.number,
        "crumbs": [{"title": _("Inventory")}, {"title": _("Transfers"), "url": reverse("backoffice:transfers")}],
        "pills": [{"table": "transfer", "value": found.status}],
        "sub": f"{found.from_warehouse.name} → {found.to_warehouse.name}",
        "moves": list(moves[:20]),
        "write_off_form": (write_off or WriteOffForm()) if may_write_off else None,
        "is_write_off_open": write_off is not None,
        "missing": sum(line.missing for line in lines),
        "others": ([{"title": _("Write off…"), "icon": "trash", "dialog": "write-off"}] if may_write_off else [])
        + ([{"title": _("Strike it…"), "icon": "circle-x", "dialog": "strike"}] if may_send else []),
    }
    return render(request, "backoffice/warehouse/transfer.html", context, status=422 if problem or write_off else 200)


@staff(POST="inventory.move")
def dispatch(request: HttpRequest, number: str) -> HttpResponse:
    found = _transfer(number)
    forms = {line.pk: SentForm(request.POST, prefix=f"line-{line.pk}") for line in found.lines.all()}
    if wrong_among(forms):
        return show(request, found, forms=forms, problem=_("Nothing left: some lines need another look."))
    sent = {pk: form.cleaned_data["sent"] for pk, form in forms.items()}
    try:
        transferring.dispatch_transfer(transfer=found, sent=sent, actor=Actor.of(request.user, request))
    except transferring.NothingToTransfer:
        return show(request, found, forms=forms, problem=_("Nothing left: say of at least one line how many pieces go."))
    except (NotAtLocation, LevelBroken) as refused:
        return show(request, found, forms=forms, problem=_not_there(found, refused))
    except StockCounterBroken:
        return show(request, found, forms=forms, problem=_("Nothing left: orders hold these pieces."))
    except IllegalTransition:
        messages.info(request, _("It was done already."))
        return redirect("backoffice:transfer", number=number)
    pieces = sum(sent.values())
    said = ngettext("%(n)d piece is on its way.", "%(n)d pieces are on their way.", pieces)
    messages.success(request, said % {"n": pieces})
    return redirect("backoffice:transfer", number=number)


def wrong_among(forms: dict[int, Any]) -> bool:
    """Whether any is wrong; each of them is looked at, so that each says so beside its fields."""
    return sum(1 for form in forms.values() if not form.is_valid()) > 0


def _not_there(found: Transfer, refused: NotAtLocation | LevelBroken) -> str:
    line = found.lines.filter(product=refused.data.get("product")).select_related("product", "from_location").first()
    if line is None:
        return _("Nothing left: fewer free pieces lie there.")
    said = _("Nothing left: of %(sku)s only %(n)s free pieces lie at %(place)s.")
    return said % {"sku": line.product.sku, "n": refused.data.get("available", 0), "place": line.from_location.code}


@staff(POST="inventory.receive")
def receive(request: HttpRequest, number: str) -> HttpResponse:
    """Unloading: each scan counts a piece (or a case) of its line; booked at once."""
    found = _transfer(number)
    lines = list(found.lines.select_related("product", "lot"))
    place, key = request.POST.get("place", "").strip().upper(), request.POST.get("key", "")[:36]
    if request.POST.get("step") != "book":
        typed, place, problem = _counted(request, found, lines, place)
        forms = {line.pk: UnloadedForm(initial=typed[line.pk], prefix=f"line-{line.pk}") for line in lines}
        return show(request, found, forms=forms, problem=problem, place=place, key=key)
    forms = {line.pk: UnloadedForm(request.POST, prefix=f"line-{line.pk}", warehouse=found.to_warehouse) for line in lines}
    if wrong_among(forms) or not _is_key(key):
        problem = _("Nothing was booked: some lines need another look.")
        return show(request, found, forms=forms, problem=problem, place=place, key=key)
    arrived = [
        Arrived(pk, form.cleaned_data["good"], form.cleaned_data["damaged"], form.cleaned_data["location"])
        for pk, form in forms.items()
        if form.cleaned_data["good"] or form.cleaned_data["damaged"]
    ]
    try:
        transferring.receive_transfer(transfer=found, arrived=arrived, key=uuid.UUID(key), actor=Actor.of(request.user, request))
    except transferring.NothingArrived:
        problem = _("Nothing was booked: count at least one piece.")
        return show(request, found, forms=forms, problem=problem, place=place, key=key)
    except transferring.TooManyArrived as refused:
        forms[refused.data["line"]].add_error("good", MaxValueValidator.message % {"limit_value": refused.data["most"]})
        problem = _("Nothing was booked: some lines need another look.")
        return show(request, found, forms=forms, problem=problem, place=place, key=key)
    except NoQuarantine:
        problem = _("Nothing was booked: this warehouse has no quarantine to put damaged pieces into.")
        return show(request, found, forms=forms, problem=problem, place=place, key=key)
    except transferring.NotOnTheWay:
        messages.info(request, _("It was done already."))
        return redirect("backoffice:transfer", number=number)
    _tell_arrival(request, found)
    warn_of_overfull(request, {one.location.pk for one in arrived if one.location})
    return redirect("backoffice:transfer", number=number)


def _is_key(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _tell_arrival(request: HttpRequest, found: Transfer) -> None:
    missing = sum(line.missing for line in found.lines.all())
    if missing:
        said = ngettext("Booked. %(n)d piece is still in transit.", "Booked. %(n)d pieces are still in transit.", missing)
        messages.warning(request, said % {"n": missing})
    else:
        messages.success(request, _("Booked. Everything that was sent has arrived."))


def _counted(
    request: HttpRequest, found: Transfer, lines: Sequence[Any], place: str
) -> tuple[dict[int, dict[str, str]], str, str]:
    """What the page says of each line after this scan; the place that follows; and what was wrong with the scan."""
    typed = {
        line.pk: {name: request.POST.get(f"line-{line.pk}-{name}", "")[:40] for name in ("good", "damaged", "location")}
        for line in lines
    }
    scan = scan_of(request, found.to_warehouse)
    if not scan.code:
        return typed, place, ""
    if scan.place is not None:
        return typed, scan.place.code, ""
    mine = [line for line in lines if scan.product is not None and line.product_id == scan.product.pk]
    if not mine:
        return typed, place, _("“%(code)s” is on no line of this transfer. Nothing was counted.") % {"code": scan.code}
    mine = [line for line in mine if line.lot and line.lot.code == scan.lot] or mine
    counts = {line.pk: int(typed[line.pk]["good"]) if typed[line.pk]["good"].isdecimal() else 0 for line in mine}
    line = next((one for one in mine if counts[one.pk] < one.missing), mine[-1])
    typed[line.pk]["good"] = str(counts[line.pk] + scan.pieces)
    typed[line.pk]["location"] = place or typed[line.pk]["location"]
    return typed, place, ""


@staff(POST="inventory.adjust")
def write_off(request: HttpRequest, number: str) -> HttpResponse:
    found, form = _transfer(number), WriteOffForm(request.POST)
    if not form.is_valid():
        return show(request, found, write_off=form)
    actor = Actor.of(request.user, request)
    try:
        pieces = transferring.write_off_missing(transfer=found, reason=form.cleaned_data["reason"], actor=actor)
    except transferring.NotOnTheWay:
        pieces = 0
    if pieces:
        said = ngettext("%(n)d piece is written off.", "%(n)d pieces are written off.", pieces)
        messages.success(request, said % {"n": pieces})
    else:
        messages.info(request, _("It was done already."))
    return redirect("backoffice:transfer", number=number)


@staff(POST="inventory.move")
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    try:
        transferring.cancel_transfer(transfer=_transfer(number), actor=Actor.of(request.user, request))
        messages.success(request, _("Struck off."))
    except IllegalTransition:
        messages.info(request, _("It was done already."))
    return redirect("backoffice:transfer", number=number)
