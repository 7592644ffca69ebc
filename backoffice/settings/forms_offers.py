"""Forms about what lowers prices: offers of a channel in a market, and the vouchers that open them."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.settings.editing import SettingsForm, plain
from backoffice.settings.forms_paying import AMOUNT
from backoffice.settings.forms_selling import words
from core import clock
from core.access import Actor
from shop.catalogue.models import Category, Product
from shop.channels.models import ChannelMarket
from shop.offer.editing import save_offer, save_voucher
from shop.offer.models import Benefit, Condition, ConditionalOffer
from shop.voucher.models import Voucher
from shop.voucher.using import normal_code

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class OfferForm(SettingsForm):
    """An offer holds in one channel of one market; its amounts are in that market's currency."""

    refusals = {"amount_too_fine": "value", "cap_below_taken": "most_orders"}

    name = forms.CharField(label=gettext_lazy("Name among us"), max_length=100)
    title_en = forms.CharField(label=gettext_lazy("Title for customers, English"), max_length=80)
    title_vi = forms.CharField(label=gettext_lazy("Title for customers, Vietnamese"), max_length=80, required=False)
    channel_market = forms.ModelChoiceField(
        label=gettext_lazy("Channel in market"),
        queryset=ChannelMarket.objects.select_related("channel", "market").order_by("channel__position", "market__name"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Takes off"),
        choices=[(Benefit.PERCENTAGE, gettext_lazy("per cent of each line")), (Benefit.FIXED, gettext_lazy("an amount, once"))],
    )
    value = forms.DecimalField(label=gettext_lazy("How much"), max_digits=15, decimal_places=4, min_value=0)
    categories = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Only these categories"),
        queryset=Category.objects.order_by("path"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None and no item number: everything."),
    )
    skus = forms.CharField(
        label=gettext_lazy("Only these item numbers"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    least_amount = forms.DecimalField(
        label=gettext_lazy("From goods worth"),
        required=False,
        help_text=gettext_lazy("As this channel states prices; counts what the offer holds for."),
        **AMOUNT,
    )
    least_pieces = forms.IntegerField(label=gettext_lazy("From pieces"), min_value=1, max_value=99_999, initial=1)
    needs_voucher = forms.BooleanField(label=gettext_lazy("Only with a voucher"), required=False)
    starts = forms.DateTimeField(label=gettext_lazy("Begins"), required=False, widget=MOMENT)
    ends = forms.DateTimeField(label=gettext_lazy("Ends"), required=False, widget=MOMENT)
    most_orders = forms.IntegerField(
        label=gettext_lazy("At most so many orders"),
        required=False,
        min_value=1,
        max_value=10_000_000,
        help_text=gettext_lazy("Counted while orders are placed; a cancelled order gives its share back."),
    )
    most_discount = forms.DecimalField(label=gettext_lazy("At most so much given in all"), required=False, **AMOUNT)
    priority = forms.IntegerField(
        label=gettext_lazy("Priority"),
        min_value=0,
        max_value=999,
        initial=0,
        help_text=gettext_lazy("A line is discounted once: by the higher priority, then by the larger discount."),
    )
    is_active = forms.BooleanField(label=gettext_lazy("Offered"), required=False, initial=True)

    @classmethod
    def initial_of(cls, subject: ConditionalOffer) -> dict[str, Any]:
        held_for, condition = subject.benefit.range, subject.condition
        by_value = condition.type == Condition.VALUE
        return {
            "name": subject.name,
            "title_en": subject.title_en,
            "title_vi": subject.title_vi,
            "channel_market": subject.channel_market_id,
            "kind": subject.benefit.type,
            "value": plain(subject.benefit.value),
            "categories": list(held_for.included_categories.all()) if held_for else [],
            "skus": "\n".join(held_for.included_products.values_list("sku", flat=True)) if held_for else "",
            "least_amount": plain(condition.value) if by_value else None,
            "least_pieces": 1 if by_value else int(condition.value or 1),
            "needs_voucher": subject.offer_type == ConditionalOffer.VOUCHER,
            "starts": subject.start_datetime,
            "ends": subject.end_datetime,
            "most_orders": subject.max_global_applications,
            "most_discount": plain(subject.max_discount),
            "priority": subject.priority,
            "is_active": not subject.is_suspended,
        }

    def clean_skus(self) -> list[Product]:
        wanted = dict.fromkeys(sku.upper() for sku in words(self.cleaned_data["skus"].replace("\n", " ")))
        found = {product.sku.upper(): product for product in Product.objects.filter(sku__in=wanted)}
        missing = [sku for sku in wanted if sku not in found]
        if missing:
            raise ValidationError(_("No product has the item number %(skus)s.") % {"skus": ", ".join(missing[:5])})
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("value") is not None and (
            not data["value"] or (data.get("kind") == Benefit.PERCENTAGE and data["value"] > 100)
        ):
            self.add_error("value", _("More than 0, and not more than 100 per cent."))
        _refuse_backwards(self, data)
        return data

    def save(self, actor: Actor) -> ConditionalOffer:
        data = {**self.cleaned_data, "title_vi": self.cleaned_data["title_vi"] or None}
        return save_offer(actor=actor, offer=self.subject, products=data.pop("skus"), **data)


class VoucherForm(SettingsForm):
    """A code that opens one offer."""

    code = forms.RegexField(
        r"^[A-Za-z0-9\-]{4,40}$",
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("4 to 40 letters, digits and dashes. Customers may type it in small letters."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=100, help_text=gettext_lazy("Customers read it beside the code.")
    )
    offer = forms.ModelChoiceField(
        label=gettext_lazy("Opens the offer"), queryset=ConditionalOffer.objects.filter(offer_type=ConditionalOffer.VOUCHER)
    )
    usage = forms.ChoiceField(
        label=gettext_lazy("How often"),
        choices=[
            (Voucher.MULTI_USE, gettext_lazy("by anybody, as often as the offer allows")),
            (Voucher.ONCE_PER_CUSTOMER, gettext_lazy("once by each customer")),
            (Voucher.SINGLE_USE, gettext_lazy("once")),
        ],
    )
    starts = forms.DateTimeField(label=gettext_lazy("Begins"), widget=MOMENT, initial=clock.now)
    ends = forms.DateTimeField(label=gettext_lazy("Ends"), widget=MOMENT)

    @classmethod
    def initial_of(cls, subject: Voucher) -> dict[str, Any]:
        return {
            "code": subject.code,
            "name": subject.name,
            "offer": subject.offers.first(),
            "usage": subject.usage,
            "starts": subject.start_datetime,
            "ends": subject.end_datetime,
        }

    def clean_code(self) -> str:
        code = normal_code(self.cleaned_data["code"])
        if Voucher.objects.filter(code=code).exclude(pk=self.subject.pk if self.subject else None).exists():
            raise ValidationError(_("This code is taken. Choose another one."))
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        _refuse_backwards(self, data)
        return data

    def save(self, actor: Actor) -> Voucher:
        return save_voucher(actor=actor, voucher=self.subject, **self.cleaned_data)


def _refuse_backwards(form: SettingsForm, data: dict[str, Any]) -> None:
    starts, ends = data.get("starts"), data.get("ends")
    if isinstance(starts, datetime) and isinstance(ends, datetime) and ends <= starts:
        form.add_error("ends", _("The end lies before the beginning."))
