"""The order sheet: every product of a supplier with what is there and on its way, and a field for how many are wanted."""

import uuid
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.forms import OfficeForm
from core.money import round_amount
from inventory.buying import asking
from inventory.buying.ordering import NEVER_BOUGHT, Wanted
from inventory.buying.suppliers import prices_for
from inventory.models import PurchaseOrder, Supplier, Warehouse
from shop.partner.models import StockRecord

MOST_ROWS = 300


class ChooseForm(OfficeForm):
    """From whom, for which warehouse."""

    supplier = forms.ModelChoiceField(Supplier.objects.filter(is_active=True), label=gettext_lazy("Supplier"))
    warehouse = forms.ModelChoiceField(
        Warehouse.objects.filter(is_active=True), label=gettext_lazy("Warehouse"), to_field_name="code", empty_label=None
    )


class SheetForm(OfficeForm):
    """What holds for the whole order."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    expected_on = forms.DateField(
        label=gettext_lazy("Wished for on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Empty: after the lead time."),
    )  # fmt: skip
    note = forms.CharField(label=gettext_lazy("Note for the supplier"), max_length=500, required=False)

    @classmethod
    def begun(cls, order: PurchaseOrder | None) -> "SheetForm":
        if order is None:
            return cls(initial={"key": uuid.uuid4()})
        return cls(initial={"key": order.key, "expected_on": order.expected_on, "note": order.note})


def rows_of(
    supplier: Supplier, warehouse: Warehouse, typed: Mapping[str, Any], order: PurchaseOrder | None = None
) -> list[dict[str, Any]]:
    """The rows of a sheet with what was typed, or else what the draft says. Seven statements."""
    listed = supplier.products.exclude(product__lifecycle__in=NEVER_BOUGHT)
    terms = list(listed.select_related("product", "supplier").prefetch_related("prices").order_by("product__sku")[:MOST_ROWS])
    ids = [row.product_id for row in terms]
    drafted = {line.product_id: line for line in order.lines.all()} if order else {}
    coming = asking.on_order(ids, warehouse)
    ready: dict[int, int] = {}
    for record in StockRecord.objects.filter(product__in=ids):
        ready[record.product_id] = ready.get(record.product_id, 0) + record.atp
    listed_prices = prices_for({row.pk: drafted[row.product_id].quantity for row in terms if row.product_id in drafted})
    rows = []
    for row in terms:
        pk, line = row.product_id, drafted.get(row.product_id)
        own = line is not None and line.unit_price != listed_prices.get(row.pk)
        said = {
            "q": str(line.quantity) if line else "",
            "p": f"{round_amount(line.unit_price, supplier.currency):f}" if line and own else "",
        }
        rows.append(
            {
                "terms": row,
                "product": row.product,
                "ready": ready.get(pk, 0),
                "coming": coming.get(pk, 0),
                "prices": row.prices.all(),
                "quantity": typed.get(f"q-{pk}", said["q"]) if typed else said["q"],
                "price": typed.get(f"p-{pk}", said["p"]) if typed else said["p"],
            }
        )
    return rows


def wanted(rows: list[dict[str, Any]]) -> list[Wanted]:
    """What the sheet asks for; a row that makes no sense gets its `error`."""
    found = []
    for row in rows:
        quantity, price = str(row["quantity"]).strip(), str(row["price"]).strip()
        if not quantity or quantity == "0":
            continue
        if not quantity.isdecimal() or len(quantity) > 7:
            row["error"] = _("Whole pieces, please: 1 to 1,000,000.")
            continue
        try:
            own = Decimal(price) if price else None
        except InvalidOperation:
            row["error"] = _("Not a price.")
            continue
        found.append(Wanted(row["product"].pk, int(quantity), own))
    return found


def chosen(request: HttpRequest) -> tuple[ChooseForm, Supplier | None, Warehouse | None]:
    """Supplier and warehouse as the address names them."""
    values = request.GET.copy()
    values.setdefault("warehouse", request.session.get("warehouse") or _first_house())
    form = ChooseForm(values if "supplier" in request.GET else None, initial={"warehouse": values["warehouse"]})
    if form.is_bound and form.is_valid():
        return form, form.cleaned_data["supplier"], form.cleaned_data["warehouse"]
    return form, None, None


def _first_house() -> str:
    return Warehouse.objects.filter(is_active=True).order_by("code").values_list("code", flat=True).first() or ""
