"""Forms of a transfer: what is to go, how many went, how many arrived."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.forms import OfficeForm
from backoffice.warehouse.scanned import find_place, find_product
from inventory.models import Location, Lot, TransferLine, Warehouse
from shop.catalogue.models import Product

MOST = 1_000_000


class HeadForm(OfficeForm):
    """Where from, where to, when."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    origin = forms.ModelChoiceField(Warehouse.objects.all(), label=gettext_lazy("From"), to_field_name="code", empty_label=None)
    target = forms.ModelChoiceField(Warehouse.objects.all(), label=gettext_lazy("To"), to_field_name="code")
    expected_on = forms.DateField(
        label=gettext_lazy("Expected on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("origin") and data.get("origin") == data.get("target"):
            self.add_error("target", _("Choose another warehouse than the one it leaves from."))
        return data


class _Small(OfficeForm):
    """A line of a table: its labels are read out, not shown."""

    def __init__(self, *args: Any, warehouse: Warehouse | None = None, **kwargs: Any) -> None:
        self.warehouse = warehouse
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
            if isinstance(field, forms.IntegerField):
                add = field.widget.attrs.get("class", "")
                field.widget.attrs["class"] = f"{add} num".strip()


class ToTransferForm(_Small):
    """Pieces of one product from one location; a lot where it matters which."""

    product = forms.CharField(label=gettext_lazy("Item number or barcode"), max_length=60)
    location = forms.CharField(label=gettext_lazy("Lies at"), max_length=40)
    quantity = forms.IntegerField(label=gettext_lazy("Pieces"), min_value=1, max_value=MOST)
    lot = forms.CharField(label=gettext_lazy("Lot"), max_length=40, required=False)

    def clean_product(self) -> Product:
        found = find_product(self.cleaned_data["product"].strip())
        if found is None:
            raise forms.ValidationError(_("No product has this item number or barcode."))
        if not found.is_stocked:
            raise forms.ValidationError(_("This is a service: it keeps no stock."))
        return found

    def clean_location(self) -> Location:
        found = find_place(self.warehouse, self.cleaned_data["location"])
        if found is None:
            raise forms.ValidationError(_("This warehouse has no such location."))
        return found

    def clean_lot(self) -> Lot | None:
        return known_lot(self.cleaned_data.get("product"), self.cleaned_data["lot"])


def known_lot(product: Product | None, code: str) -> Lot | None:
    """The lot of a product by its code; none where none was typed."""
    code = code.strip().upper()
    if not code or product is None:
        return None
    found = Lot.objects.filter(product=product, code=code).first()
    if found is None:
        raise forms.ValidationError(_("This product has no such lot."))
    return found


class SentForm(_Small):
    """How many of a line went onto the truck."""

    sent = forms.IntegerField(label=gettext_lazy("Goes now"), min_value=0, max_value=MOST)

    @classmethod
    def of(cls, line: TransferLine, place: str) -> "SentForm":
        return cls(initial={"sent": line.quantity}, prefix=f"line-{line.pk}")


class UnloadedForm(_Small):
    """How many of a line arrived, good and damaged, and where the good ones were put."""

    good = forms.IntegerField(label=gettext_lazy("Arrived good"), min_value=0, max_value=MOST)
    damaged = forms.IntegerField(label=gettext_lazy("Arrived damaged"), min_value=0, max_value=MOST)
    location = forms.CharField(label=gettext_lazy("Put on"), max_length=40)

    @classmethod
    def of(cls, line: TransferLine, place: str) -> "UnloadedForm":
        return cls(initial={"good": 0, "damaged": 0, "location": place}, prefix=f"line-{line.pk}")

    def clean_location(self) -> Location:
        found = find_place(self.warehouse, self.cleaned_data["location"])
        if found is None:
            raise forms.ValidationError(_("This warehouse has no such location to receive at."))
        return found


class WriteOffForm(OfficeForm):
    reason = forms.CharField(label=gettext_lazy("Why it is lost"), max_length=200)
