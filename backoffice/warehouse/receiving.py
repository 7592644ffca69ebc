"""Receiving by scanning: a location's sign says where, each product scanned adds a line; all of it is booked at once.

Every scan sends the whole page, so nothing that was typed is lost; a code that nobody knows is said and adds nothing.
"""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.forms import OfficeForm
from backoffice.warehouse.naming_lots import wrong_lot
from backoffice.warehouse.room import warn_of_overfull
from backoffice.warehouse.scanned import added_to_a_line, find_place, find_product, lines_sent, prefixed, scan_of, usual_place
from core.access import Actor
from core.access.http import staff
from core.money import round_amount
from inventory import receiving
from inventory.costing import company_currency
from inventory.lotting import ExpiryDiffers, LotWanted
from inventory.models import GoodsReceipt, Location, LotKeeping, ProductCost, Warehouse
from inventory.receiving import ReceivedLine
from shop.catalogue.models import Product

MOST_LINES = 200
LINE_NAMES = ("product", "location", "quantity", "unit_cost", "lot", "expires_on")


class HeadForm(OfficeForm):
    """What holds for the whole truck."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    warehouse = forms.ModelChoiceField(
        Warehouse.objects.filter(is_active=True), label=gettext_lazy("Warehouse"), to_field_name="code", empty_label=None
    )
    reference = forms.CharField(label=gettext_lazy("Delivery note"), max_length=60, required=False)
    supplier = forms.CharField(label=gettext_lazy("Supplier"), max_length=120, required=False)


def cost_label() -> str:
    """What stands over the cost of a piece: in the company's own currency, as the books keep it."""
    return _("Cost of a piece, %(currency)s") % {"currency": company_currency()}


class LineForm(OfficeForm):
    """One product on one location."""

    product = forms.CharField(label=gettext_lazy("Item number or barcode"), max_length=60)
    location = forms.CharField(label=gettext_lazy("Put on"), max_length=40)
    quantity = forms.IntegerField(label=gettext_lazy("Pieces"), min_value=1, max_value=1_000_000)
    unit_cost = forms.DecimalField(min_value=Decimal(0), max_digits=14, decimal_places=4)
    lot = forms.CharField(label=gettext_lazy("Lot"), max_length=40, required=False)
    expires_on = forms.DateField(
        label=gettext_lazy("Expires on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, warehouse: Warehouse | None = None, **kwargs: Any) -> None:
        self.warehouse = warehouse
        super().__init__(*args, **kwargs)
        self.fields["unit_cost"].label = cost_label()
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = field.label
            if name in ("quantity", "unit_cost"):
                add = field.widget.attrs.get("class", "")
                field.widget.attrs["class"] = f"{add} num".strip()

    def clean_product(self) -> Product:
        text = self.cleaned_data["product"].strip()
        found = find_product(text)
        if found is None:
            raise forms.ValidationError(_("No product has this item number or barcode."))
        if not found.is_stocked:
            raise forms.ValidationError(_("This is a service: it keeps no stock."))
        return found

    def clean_location(self) -> Location:
        found = find_place(self.warehouse, self.cleaned_data["location"])
        if found is None:
            raise forms.ValidationError(_("This warehouse has no such location to receive at."))
        return found

    def clean(self) -> dict[str, Any]:
        """A product that keeps lots wants its lot, and a new lot its expiry."""
        data = super().clean() or self.cleaned_data
        product = data.get("product")
        kept = LotKeeping.objects.filter(product=product).first() if product else None
        if kept is None:
            return {**data, "lot": "", "expires_on": None}
        code, day = data.get("lot", "").strip().upper(), data.get("expires_on")
        wrong = wrong_lot(product=product, kept=kept, code=code, expires_on=day)
        if wrong is not None and wrong[0] not in self.errors:
            self.add_error(*wrong)
        return {**data, "lot": code}


@staff(GET="inventory.receive", POST="inventory.receive")
def receive(request: HttpRequest) -> HttpResponse:
    """What a truck brought: scanned line by line, booked at once."""
    if request.method != "POST":
        head = HeadForm(initial={"key": uuid.uuid4(), "warehouse": request.session.get("warehouse")})
        return _page(request, head, [], place=usual_place(Warehouse.objects.filter(is_active=True).first()))
    head = HeadForm(request.POST)
    head.full_clean()
    house = head.cleaned_data.get("warehouse") if head.is_valid() else None
    rows = lines_sent(request, LINE_NAMES, MOST_LINES)
    place = request.POST.get("place", "").strip().upper() or usual_place(house)
    problem = ""
    if request.POST.get("step") != "book":
        rows, place, problem = _scanned(request, house, rows, place)
        lines = [LineForm(initial=row, prefix=f"line-{n}") for n, row in enumerate(rows)]
        return _page(request, head, lines, place=place, problem=problem, status=422 if problem else 200)
    lines = [LineForm(prefixed(row, n), prefix=f"line-{n}", warehouse=house) for n, row in enumerate(rows)]
    wrong = [line for line in lines if not line.is_valid()]
    if not lines:
        problem = _("Nothing was booked: scan what the truck brought first.")
    if house is None or problem or wrong:
        problem = problem or _("Nothing was booked: some lines need another look.")
        return _page(request, head, lines, place=place, problem=problem, status=422)
    try:
        return _book(request, house, head.cleaned_data, lines)
    except (ExpiryDiffers, LotWanted) as refused:
        said = _("Nothing was booked: lot %(lot)s is said to expire on different days.")
        problem = said % {"lot": refused.data.get("lot", "")}
        return _page(request, head, lines, place=place, problem=problem, status=422)


def _book(request: HttpRequest, house: Warehouse, data: dict[str, Any], lines: Sequence[LineForm]) -> HttpResponse:
    wanted = [line.cleaned_data for line in lines]
    receipt = receiving.receive_stock(
        warehouse=house,
        lines=[
            ReceivedLine(
                one["product"], one["quantity"], one["unit_cost"], one["location"], lot=one["lot"], expires_on=one["expires_on"]
            )
            for one in wanted
        ],
        reference=data["reference"],
        supplier=data["supplier"],
        key=data["key"],
        actor=Actor.of(request.user, request),
    )
    pieces = sum(one["quantity"] for one in wanted)
    said = ngettext("%(number)s: %(n)d piece is booked in.", "%(number)s: %(n)d pieces are booked in.", pieces)
    messages.success(request, said % {"number": receipt.number, "n": pieces})
    warn_of_overfull(request, {one["location"].pk for one in wanted})
    return redirect("backoffice:receive")


def _scanned(
    request: HttpRequest, house: Warehouse | None, rows: list[dict[str, str]], place: str
) -> tuple[list[dict[str, str]], str, str]:
    """What the scan changed: the place that follows, or a line more (or more of a line). And what was wrong with it."""
    scan = scan_of(request, house)
    if scan.place is not None:
        return rows, scan.place.code, ""
    if scan.product is None:
        return rows, place, scan.problem
    if not scan.product.is_stocked:
        return rows, place, _("This is a service: it keeps no stock. Nothing was added.")
    if added_to_a_line(rows, scan, place):
        return rows, place, ""
    if len(rows) >= MOST_LINES:
        return rows, place, _("A receipt has no more than %(n)s lines: book this one first.") % {"n": MOST_LINES}
    line = {"product": scan.product.sku, "location": place, "quantity": str(scan.pieces)}
    line |= {"unit_cost": _usual_cost(scan.product), "lot": scan.lot, "expires_on": ""}
    return [*rows, line], place, ""


def _usual_cost(product: Product) -> str:
    """What pieces of it cost on average so far; nothing for a product that never came."""
    cost = ProductCost.objects.filter(pk=product.pk, quantity__gt=0).first()
    return f"{round_amount(cost.average, company_currency()):f}" if cost else ""


def _page(
    request: HttpRequest, head: HeadForm, lines: Sequence[LineForm], *, place: str, problem: str = "", status: int = 200
) -> HttpResponse:
    skus = [str(line["product"].value() or "") for line in lines]
    names = {p.sku: p.get_title() for p in Product.objects.filter(sku__in=skus)} if skus else {}
    kept = set(LotKeeping.objects.filter(product__sku__in=skus).values_list("product__sku", flat=True)) if skus else set()
    context = {
        "head_form": head,
        "lines": [
            {"form": line, "name": names.get(skus[n], ""), "number": n, "keeps_lots": skus[n] in kept}
            for n, line in enumerate(lines)
        ],
        "has_lots": bool(kept),
        "cost_label": cost_label(),
        "place": place,
        "problem": problem,
        "title": _("Receive goods"),
        "crumbs": [{"title": _("Inventory")}],
        "sub": _("Scan the location, then each product; a case counts its pieces."),
        "receipts": GoodsReceipt.objects.select_related("warehouse")[:12],
        "may_book": bool(lines),
    }
    return render(request, "backoffice/warehouse/receive.html", context, status=status)
