"""The door where a purchase order arrives: scanned piece by piece, booked at once.

Every scan sends the whole page, so nothing that was typed is lost. What is not on the order is said and adds nothing.
"""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.buying.orders import find, to_list
from backoffice.buying.suppliers import crumbs
from backoffice.buying.words import said
from backoffice.forms import OfficeForm, dress
from backoffice.warehouse.naming_lots import wrong_lot
from backoffice.warehouse.room import warn_of_overfull
from backoffice.warehouse.scanned import find_place, scan_of, usual_place
from core.access import Actor
from core.access.http import staff
from core.errors import DomainError
from core.money import decimals
from inventory.buying.arriving import Came, Charges, receive_delivery
from inventory.costing import company_currency
from inventory.lotting import keeping
from inventory.models import PurchaseOrder, PurchaseOrderLine

NUMBER_TOO_LONG = 7


class HeadForm(OfficeForm):
    """What holds for the whole truck."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    reference = forms.CharField(label=gettext_lazy("Delivery note"), max_length=60, required=False)
    exchange_rate = forms.DecimalField(
        label=gettext_lazy("Exchange rate"), min_value=Decimal("0.000001"), max_value=1_000_000, max_digits=13, decimal_places=6
    )

    def __init__(self, *args: Any, order: PurchaseOrder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = company_currency()
        self.fields["freight"] = _charge(_("Freight, %(currency)s"), own, help_text=_("Spread over the goods by their value."))
        self.fields["duty"] = _charge(_("Duty, %(currency)s"), own)
        if order.currency == own:
            del self.fields["exchange_rate"]
        else:
            said_rate = _("How many %(own)s a unit of %(currency)s is worth today.")
            self.fields["exchange_rate"].help_text = said_rate % {"own": own, "currency": order.currency}
        self.order_fields(["key", "reference", "freight", "duty", "exchange_rate"])

    @property
    def charges(self) -> Charges:
        data = self.cleaned_data
        return Charges(data["freight"] or Decimal(0), data["duty"] or Decimal(0), data.get("exchange_rate") or Decimal(1))


def _charge(label: str, currency: str, **kwargs: Any) -> forms.DecimalField:
    """An amount in the company's own currency, with as many decimals as that has."""
    said_label = label % {"currency": currency}
    field = forms.DecimalField(
        label=said_label, min_value=0, max_digits=15, decimal_places=decimals(currency), required=False, **kwargs
    )
    dress(field)
    return field


@staff(GET="inventory.receive", POST="inventory.receive")
def receive(request: HttpRequest, number: str) -> HttpResponse:
    """What a truck brought of an order: counted line by line, booked at once."""
    order = find(number)
    if not order.is_awaited and not _is_booked(request):
        messages.error(request, _("Nothing of this order is on its way."))
        return redirect("backoffice:purchase_order", number=number)
    lines = list(order.lines.select_related("product"))
    if request.method != "POST":
        head = HeadForm(initial={"key": uuid.uuid4()}, order=order)
        return _page(request, order, head, _rows(lines, {}), place=usual_place(order.warehouse))
    head = HeadForm(request.POST, order=order)
    rows = _rows(lines, request.POST)
    place = request.POST.get("place", "").strip().upper()[:40] or usual_place(order.warehouse)
    problem = ""
    if request.POST.get("step") != "book":
        place, problem = _scanned(request, order, rows, place)
        head.full_clean()
        return _page(request, order, head, rows, place=place, problem=problem, status=422 if problem else 200)
    came = _came(order, rows, place)
    if head.is_valid() and not any("error" in row for row in rows):
        try:
            return _book(request, order, head, came)
        except DomainError as refusal:
            problem = said(refusal)
    problem = problem or _("Nothing was booked: some lines need another look.")
    return _page(request, order, head, rows, place=place, problem=problem, status=422)


def _is_booked(request: HttpRequest) -> bool:
    """A second press on a page whose order is done by now: the job answers with the first receipt."""
    return request.method == "POST" and request.POST.get("step") == "book"


def _book(request: HttpRequest, order: PurchaseOrder, head: HeadForm, came: list[Came]) -> HttpResponse:
    receipt = receive_delivery(
        order=order,
        came=came,
        actor=Actor.of(request.user, request),
        key=head.cleaned_data["key"],
        reference=head.cleaned_data["reference"],
        charges=head.charges,
    )
    pieces = sum(one.good + one.damaged for one in came)
    booked = ngettext("%(number)s: %(n)d piece is booked in.", "%(number)s: %(n)d pieces are booked in.", pieces)
    messages.success(request, booked % {"number": receipt.number, "n": pieces})
    warn_of_overfull(request, {one.location.pk for one in came if one.location})
    return redirect("backoffice:purchase_order", number=order.number)


def _rows(lines: list[PurchaseOrderLine], typed: Any) -> list[dict[str, Any]]:
    """Each line as it was typed, with how its product keeps lots, if it does. One query."""
    kept = keeping(line.product_id for line in lines)
    return [
        {
            "pk": line.pk,
            "product": line.product,
            "awaited": line.outstanding,
            "good": typed.get(f"g-{line.pk}", "0").strip()[:12] or "0",
            "damaged": typed.get(f"d-{line.pk}", "0").strip()[:12] or "0",
            "place": typed.get(f"l-{line.pk}", "").strip().upper()[:40],
            "kept": kept.get(line.product_id),
            "lot": typed.get(f"b-{line.pk}", "").strip().upper()[:40],
            "expires": typed.get(f"x-{line.pk}", "").strip()[:10],
        }
        for line in lines
    ]


def _count(text: str) -> int | None:
    """Pieces as they were typed; none for what is no count."""
    return int(text) if text.isdecimal() and len(text) <= NUMBER_TOO_LONG else None


def _scanned(request: HttpRequest, order: PurchaseOrder, rows: list[dict[str, Any]], place: str) -> tuple[str, str]:
    """What the scan changed: the place that follows, or pieces of a line. And what was wrong with it."""
    scan = scan_of(request, order.warehouse)
    if scan.place is not None:
        return scan.place.code, ""
    if scan.product is None:
        return place, scan.problem
    row = next((row for row in rows if row["product"].pk == scan.product.pk), None)
    if row is None:
        wrong = _("%(title)s is not on this order. Nothing was added; what was not ordered is received without an order.")
        return place, wrong % {"title": scan.product.get_title()}
    field = "damaged" if request.POST.get("damaged") else "good"
    before = _count(row[field])
    if before is None:
        row["error"] = _("Whole pieces, please: 1 to 1,000,000.")
        return place, _("Nothing was added: the count of this line cannot be read.")
    row[field] = str(before + scan.pieces)
    if field == "good":
        row["place"] = place
    if row["kept"] and not row["lot"]:
        row["lot"] = scan.lot
    return place, ""


def _came(order: PurchaseOrder, rows: list[dict[str, Any]], place: str) -> list[Came]:
    """What the page says came; a row that makes no sense gets its `error`."""
    came = []
    for row in rows:
        good, damaged = _count(row["good"]), _count(row["damaged"])
        if good is None or damaged is None:
            row["error"] = _("Whole pieces, please: 1 to 1,000,000.")
            continue
        if not good and not damaged:
            continue
        row["place"] = row["place"] or place
        found = find_place(order.warehouse, row["place"])
        if good and found is None:
            row["error"] = _("This warehouse has no such location to receive at.")
            continue
        expires_on = _expiry(row) if row["kept"] else None
        if "error" not in row:
            came.append(Came(row["product"].pk, good, damaged, found, row["lot"] if row["kept"] else "", expires_on))
    return came


def _expiry(row: dict[str, Any]) -> date | None:
    """The day on which the lot that came expires; what is wrong with day or lot is the row's `error`."""
    try:
        expires_on = forms.DateField(required=False).clean(row["expires"])
    except forms.ValidationError as wrong_day:
        row["error"] = wrong_day.messages[0]
        return None
    wrong = wrong_lot(product=row["product"], kept=row["kept"], code=row["lot"], expires_on=expires_on)
    if wrong is not None:
        row["error"] = wrong[1]
    return expires_on


def _page(
    request: HttpRequest,
    order: PurchaseOrder,
    head: HeadForm,
    rows: list[dict[str, Any]],
    *,
    place: str,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    for row in rows:
        total = (_count(row["good"]) or 0) + (_count(row["damaged"]) or 0)
        row["over"], row["short"] = max(total - row["awaited"], 0), max(row["awaited"] - total, 0)
    context = {
        "head_form": head,
        "rows": rows,
        "has_lots": any(row["kept"] for row in rows),
        "place": place,
        "problem": problem,
        "damaged": bool(request.POST.get("damaged")),
        "may_book": any(row["good"] != "0" or row["damaged"] != "0" for row in rows),
        "title": _("Receive %(number)s") % {"number": order.number},
        "sub": _("Scan the location, then each product; a case counts its pieces."),
        "crumbs": crumbs(to_list(), {"title": order.number, "url": reverse("backoffice:purchase_order", args=[order.number])}),
    }
    return render(request, "backoffice/buying/receive.html", context, status=status)
