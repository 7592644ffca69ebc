"""What accountants type."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backoffice.forms import OfficeForm, dress
from core import clock
from core.money import decimals


def amount_field(currency: str, label: Any, **kwargs: Any) -> forms.DecimalField:
    """An amount with the currency's own number of decimals."""
    return forms.DecimalField(label=label, max_digits=19, decimal_places=decimals(currency), min_value=Decimal(0), **kwargs)


class ConfirmTransfer(OfficeForm):
    reference = forms.CharField(label=_("The bank's reference"), max_length=120)

    def __init__(self, *args: Any, currency: str, left: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = amount_field(currency, _("Amount that arrived, %(currency)s") % {"currency": currency})
        self.fields["amount"].initial = left.quantize(Decimal(1).scaleb(-decimals(currency)))
        dress(self.fields["amount"])
        self.order_fields(["amount", "reference"])


class Reason(OfficeForm):
    reason = forms.CharField(label=_("Reason, printed on the entry"), max_length=200)


class ReturnCash(OfficeForm):
    bank_reference = forms.CharField(label=_("The bank's reference of the transfer back"), max_length=120)


class Credit(OfficeForm):
    """`nth` says how many credit notes the page showed: a second press of the same page credits nothing."""

    reason = forms.CharField(label=_("Reason, printed on the credit note"), max_length=200)
    nth = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10_000)

    def __init__(self, *args: Any, currency: str, left: Decimal, notes: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"nth": notes}, **kwargs)
        label = _("Amount with tax, %(currency)s") % {"currency": currency}
        self.fields["amount"] = amount_field(currency, label, max_value=left)
        self.fields["amount"].initial = left.quantize(Decimal(1).scaleb(-decimals(currency)))
        dress(self.fields["amount"])
        self.order_fields(["amount", "reason"])
        self.notes = notes

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("nth") != self.notes:
            self.data = {**self.data.dict(), "nth": str(self.notes)}
            self.add_error("amount", _("It has changed since you looked. Nothing was done: look again, then press once more."))
        return data


class Remittance(OfficeForm):
    """One amount per ticked parcel; parcels without an amount are left out."""

    reference = forms.CharField(label=_("The bank's reference"), max_length=120)
    received_on = forms.DateField(label=_("Received on"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, items: list[Any], currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = clock.today()
        self.currency = currency
        self.parcels = []
        for item in items:
            name = f"parcel-{item.pk}"
            self.fields[name] = amount_field(currency, item.order.number, required=False, max_value=item.left)
            dress(self.fields[name])
            self.fields[name].widget.attrs["class"] += " form-control-sm text-end"
            self.parcels.append((item, self[name]))

    def received(self) -> dict[int, Decimal]:
        values = {item.pk: self.cleaned_data.get(f"parcel-{item.pk}") for item, _field in self.parcels}
        return {pk: value for pk, value in values.items() if value is not None}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.received():
            raise forms.ValidationError(_("Type what was received for at least one parcel."))
        return cleaned
