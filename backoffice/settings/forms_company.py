"""The form of who sells: the particulars on papers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting.chart import describe_company
from accounting.models import Company, JournalEntry
from backoffice.settings.editing import SettingsForm, Word
from core.access import Actor


class SellerForm(SettingsForm):
    name = forms.CharField(label=gettext_lazy("Legal name"), max_length=160)
    logo_line = forms.CharField(
        label=gettext_lazy("Line under the name"), max_length=120, required=False,
        help_text=gettext_lazy("What the company is, in a few words, as on its sign."),
    )  # fmt: skip
    address = forms.CharField(label=gettext_lazy("Address"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    tax_number = forms.RegexField(
        r"^[0-9A-Za-z][0-9A-Za-z ./-]{3,38}$", label=gettext_lazy("Tax number"), required=False,
        error_messages={"invalid": gettext_lazy("Letters and digits, at least four of them.")},
    )  # fmt: skip
    phone = forms.RegexField(
        r"^[+0-9][0-9 ().-]{5,38}$", label=gettext_lazy("Telephone"), required=False,
        error_messages={"invalid": gettext_lazy("Digits, perhaps with + before them and spaces between.")},
    )  # fmt: skip
    bank = forms.CharField(
        label=gettext_lazy("Bank account, as printed"), max_length=160, required=False,
        help_text=gettext_lazy("For invoices that are paid by transfer. What checkout shows stands under Ways to pay."),
    )  # fmt: skip
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label=gettext_lazy("Company currency"), help_text=gettext_lazy("What costs are counted in."),
        error_messages={"invalid": gettext_lazy("Three capital letters, such as VND.")},
    )  # fmt: skip

    def clean_currency(self) -> str:
        wanted: str = self.cleaned_data["currency"]
        if wanted != self.subject.currency and JournalEntry.objects.exists():
            raise forms.ValidationError(
                _("Costs are booked in %(currency)s already; it stays.") % {"currency": self.subject.currency}
            )
        return wanted

    def effects(self) -> Iterable[Word]:
        if self.changes():
            yield _(
                "Invoices and credit notes issued from now on carry it. Issued ones keep the particulars they were issued with."
            )

    def save(self, actor: Actor) -> Company:
        data: dict[str, Any] = self.cleaned_data
        return describe_company(actor=actor, **data)
