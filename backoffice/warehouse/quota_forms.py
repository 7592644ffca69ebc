"""Forms of quotas: for whom, of what, how much, from when until when, and who may borrow."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.forms import OfficeForm
from backoffice.settings.forms_offers import MOMENT
from core import clock
from shop.catalogue.models import Category, Product
from shop.channels.models import Channel
from shop.partner.models import Partner
from shop.quota.editing import Borrower, Scope, Terms
from shop.quota.models import Quota

#: More pieces than any pool has of anything.
MOST = 10_000_000


class QuotaForm(OfficeForm):
    """A quota from now or later on. `seen` holds the one that was there when the page was opened."""

    pool = forms.ModelChoiceField(label=gettext_lazy("Stock pool"), queryset=Partner.objects.order_by("name"))
    channel = forms.ModelChoiceField(
        label=gettext_lazy("Kept for"), queryset=Channel.objects.all(), empty_label=gettext_lazy("Choose…")
    )
    sku = forms.CharField(
        label=gettext_lazy("Item number"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("One product. Without item number and category: every product of the pool."),
    )
    category = forms.ModelChoiceField(
        label=gettext_lazy("Category"),
        queryset=Category.objects.order_by("path"),
        required=False,
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("Each product in it and below it."),
    )
    units = forms.IntegerField(label=gettext_lazy("Pieces kept"), required=False, min_value=0, max_value=MOST)
    share = forms.IntegerField(
        label=gettext_lazy("Per cent kept"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=gettext_lazy("Pieces or per cent, one of the two."),
    )
    rank = forms.IntegerField(
        label=gettext_lazy("Rank"),
        min_value=1,
        max_value=999,
        initial=50,
        help_text=gettext_lazy("Where less is left than is kept in all, the lower rank is served first."),
    )
    starts = forms.DateTimeField(
        label=gettext_lazy("Begins"), required=False, widget=MOMENT, help_text=gettext_lazy("Empty: at once.")
    )
    ends = forms.DateTimeField(label=gettext_lazy("Ends"), required=False, widget=MOMENT, help_text=gettext_lazy("Empty: open."))
    borrowers = forms.ModelMultipleChoiceField(
        label=gettext_lazy("May borrow what is left over"),
        queryset=Channel.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lent_until = forms.DateTimeField(label=gettext_lazy("Borrowing ends"), required=False, widget=MOMENT)
    protected = forms.IntegerField(
        label=gettext_lazy("Pieces that always stay"), required=False, min_value=0, max_value=MOST, initial=0
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("Kept with the change, for whoever asks later.")
    )

    def clean_sku(self) -> str:
        """The product is kept in `product`; the field goes on saying what was typed."""
        typed = str(self.cleaned_data["sku"]).strip()
        self.product = Product.objects.filter(sku__iexact=typed, product_class__track_stock=True).first() if typed else None
        if typed and self.product is None:
            raise forms.ValidationError(_("No stocked product has this item number."))
        return typed

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("sku") and data.get("category"):
            self.add_error("category", _("A product or a category, not both."))
        if (data.get("units") is None) == (data.get("share") is None) and not {"units", "share"} & set(self.errors):
            self.add_error("units", _("Pieces or per cent: exactly one of the two."))
        now, starts, ends = clock.now(), data.get("starts"), data.get("ends")
        if starts and starts < now:
            self.add_error("starts", _("This moment has passed. Leave it empty to begin at once."))
        if ends and ends <= (starts or now):
            self.add_error("ends", _("The end lies before the beginning."))
        if data.get("lent_until") and data["lent_until"] <= (starts or now):
            self.add_error("lent_until", _("The end lies before the beginning."))
        if data.get("channel") and data["channel"] in (data.get("borrowers") or ()):
            self.add_error("borrowers", _("A channel takes from its own quota without borrowing."))
        return data

    @property
    def scope(self) -> Scope:
        data = self.cleaned_data
        return Scope(data["pool"], data["channel"], self.product, data["category"])

    @property
    def terms(self) -> Terms:
        data = self.cleaned_data
        return Terms(data["units"], data["share"], data["rank"], data["starts"], data["ends"])

    @property
    def lends(self) -> list[Borrower]:
        data = self.cleaned_data
        return [Borrower(channel, data["lent_until"], data["protected"] or 0) for channel in data["borrowers"]]

    @staticmethod
    def of(quota: Quota) -> dict[str, Any]:
        """What a form begins with that follows a quota."""
        loans = list(quota.loans.all())
        return {
            "pool": quota.pool_id,
            "channel": quota.channel_id,
            "sku": quota.product.sku if quota.product else "",
            "category": quota.category_id,
            "units": quota.units,
            "share": quota.share,
            "rank": quota.rank,
            "ends": quota.ends_at,
            "borrowers": [loan.borrower_id for loan in loans],
            "lent_until": loans[0].until if loans else None,
            "protected": loans[0].protected if loans else 0,
        }


class EndForm(OfficeForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("Kept with the change, for whoever asks later.")
    )
