"""Forms about money and delivery: ways to pay, delivery options, price lists, prices, tax rates, order checks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.settings import effects
from backoffice.settings.editing import SettingsForm, Word, plain
from backoffice.settings.forms_selling import CodedForm
from core.access import Actor
from shop.catalogue.models import Product
from shop.channels.models import Channel, ChannelMarket, Market
from shop.payment.editing import save_payment_method
from shop.payment.models import PaymentKind, PaymentMethod
from shop.pricing import editing
from shop.pricing.copying import copy_price_list
from shop.pricing.models import Price, PriceList, TaxCategory, TaxRate
from shop.shipping.editing import save_delivery_option
from shop.shipping.models import Carrier, DeliveryOption

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
AMOUNT = {"max_digits": 15, "decimal_places": 4, "min_value": 0}


class TranslatedForm(CodedForm):
    """Name and description, as customers read them."""

    spoken = ("name_en", "description_en")

    name_en = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    description_en = forms.CharField(label=gettext_lazy("Description"), max_length=200, required=False)


class PaymentMethodForm(TranslatedForm):
    model = PaymentMethod
    refusals = {"amount_too_fine": "fee"}

    market = forms.ModelChoiceField(label=gettext_lazy("Market"), queryset=Market.objects.all())
    channels = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Channels"), queryset=Channel.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=PaymentKind.choices)
    adapter = forms.SlugField(
        label=gettext_lazy("Gateway adapter"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("For card and wallet only, e.g. sandbox."),
    )
    fee = forms.DecimalField(label=gettext_lazy("Fee"), initial=0, **AMOUNT)
    max_amount = forms.DecimalField(label=gettext_lazy("Offered up to"), required=False, **AMOUNT)
    expires_after = forms.IntegerField(
        label=gettext_lazy("Minutes until an unpaid order expires"),
        required=False,
        min_value=1,
        max_value=525_600,
        help_text=gettext_lazy("Empty: never (on delivery, on account)."),
    )
    bank_name = forms.CharField(
        label=gettext_lazy("Bank"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("For a bank transfer: this and the next fields stand on the customer’s payment instruction."),
    )
    bank_holder = forms.CharField(label=gettext_lazy("Account holder"), required=False, max_length=80)
    bank_number = forms.RegexField(
        r"^[0-9A-Za-z][0-9A-Za-z .-]{3,38}$", label=gettext_lazy("Account number or IBAN"), required=False,
        error_messages={"invalid": gettext_lazy("Letters and digits, perhaps with spaces or hyphens.")},
    )  # fmt: skip
    bank_bin = forms.RegexField(
        r"^\d{6}$", label=gettext_lazy("Bank’s number for VietQR"), required=False,
        help_text=gettext_lazy("Six digits, for accounts in đồng: banking apps then fill in everything from the code."),
        error_messages={"invalid": gettext_lazy("Six digits, such as 970436.")},
    )  # fmt: skip
    bank_bic = forms.CharField(
        label=gettext_lazy("BIC or branch"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Where the payer’s bank asks for it."),
    )
    is_active = forms.BooleanField(label=gettext_lazy("Offered"), required=False, initial=True)
    position = forms.IntegerField(label=gettext_lazy("Place in the list"), min_value=0, max_value=999, initial=50)

    @classmethod
    def initial_of(cls, subject: PaymentMethod) -> dict[str, Any]:
        given, account = super().initial_of(subject), subject.bank_account
        return {
            **given,
            "bank_name": account.get("bank", ""),
            "bank_holder": account.get("name", account.get("holder", "")),
            "bank_number": account.get("number", account.get("account", "")),
            "bank_bin": account.get("bin", ""),
            "bank_bic": account.get("bic", ""),
            "channels": list(subject.channels.all()),
            "fee": plain(subject.fee),
            "max_amount": plain(subject.max_amount),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == PaymentKind.TRANSFER and data.get("is_active"):
            for name in ("bank_name", "bank_holder", "bank_number"):
                if name not in self.errors and not data.get(name):
                    self.add_error(name, _("Customers who pay by transfer need to see this."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the account go into one value; keys are those that payment instructions read."""
        given = super().values
        parts = {
            "bank": given.pop("bank_name"),
            "name": given.pop("bank_holder"),
            "number": given.pop("bank_number"),
            "bin": given.pop("bank_bin"),
            "bic": given.pop("bank_bic"),
        }
        is_transfer = given["kind"] == PaymentKind.TRANSFER
        return {**given, "bank_account": {key: value for key, value in parts.items() if value} if is_transfer else {}}

    def effects(self) -> Iterable[Word]:
        return effects.of_method(self.subject, self.values)

    def save(self, actor: Actor) -> PaymentMethod:
        return save_payment_method(actor=actor, code=self.code_of(), **self.values)


class DeliveryOptionForm(TranslatedForm):
    model = DeliveryOption
    refusals = {"amount_too_fine": "price"}

    market = forms.ModelChoiceField(label=gettext_lazy("Market"), queryset=Market.objects.all())
    carrier = forms.ModelChoiceField(label=gettext_lazy("Carrier"), queryset=Carrier.objects.order_by("name"))
    price = forms.DecimalField(
        label=gettext_lazy("Price of the first kilogram"), help_text=gettext_lazy("With tax where customers see tax."), **AMOUNT
    )
    price_per_kg = forms.DecimalField(label=gettext_lazy("Price of each further kilogram"), initial=0, **AMOUNT)
    free_from = forms.DecimalField(label=gettext_lazy("Free from goods worth"), required=False, **AMOUNT)
    tax_category = forms.ModelChoiceField(label=gettext_lazy("Tax category"), queryset=TaxCategory.objects.order_by("code"))
    transit_days = forms.IntegerField(label=gettext_lazy("Working days on the way"), min_value=0, max_value=120)
    for_trade = forms.BooleanField(label=gettext_lazy("For trade channels"), required=False)
    is_active = forms.BooleanField(label=gettext_lazy("Offered"), required=False, initial=True)
    position = forms.IntegerField(label=gettext_lazy("Place in the list"), min_value=0, max_value=999, initial=50)

    @classmethod
    def initial_of(cls, subject: DeliveryOption) -> dict[str, Any]:
        amounts = {name: plain(getattr(subject, name)) for name in ("price", "price_per_kg", "free_from")}
        return {**super().initial_of(subject), **amounts}

    def save(self, actor: Actor) -> DeliveryOption:
        return save_delivery_option(actor=actor, code=self.code_of(), **self.values)


class PriceListForm(SettingsForm):
    """A new list, for a channel in a market or as the base of a currency; perhaps begun as a copy."""

    refusals = {"other_currency": "source", "list_exists": "channel_market"}

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    channel_market = forms.ModelChoiceField(
        label=gettext_lazy("For"),
        queryset=ChannelMarket.objects.select_related("channel", "market"),
        required=False,
        empty_label=gettext_lazy("Every channel without a list of its own"),
    )
    currency = forms.RegexField(
        r"^[A-Z]{3}$",
        label=gettext_lazy("Currency"),
        required=False,
        help_text=gettext_lazy("A channel's list has the currency of its market."),
    )
    includes_tax = forms.BooleanField(
        label=gettext_lazy("Amounts include tax"),
        required=False,
        help_text=gettext_lazy("The stated side is exact; the other is derived."),
    )
    source = forms.ModelChoiceField(
        label=gettext_lazy("Copy the prices from"),
        queryset=PriceList.objects.all(),
        required=False,
        empty_label=gettext_lazy("Begin empty"),
    )
    percent = forms.DecimalField(
        label=gettext_lazy("Change copied prices by per cent"), required=False, min_value=-90, max_value=500, decimal_places=2
    )

    def __init__(self, subject: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(subject, *args, **kwargs)
        if subject is not None:
            for name in ("channel_market", "currency", "includes_tax", "source", "percent"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.subject is None and not data.get("channel_market"):
            if not data.get("currency"):
                self.add_error("currency", _("A base list needs its currency."))
            elif PriceList.objects.filter(currency=data["currency"], channel_market=None, account=None).exists():
                self.add_error("currency", _("This currency has its base list already."))
            if data.get("source"):
                self.add_error("source", _("Only the list of a channel can begin as a copy."))
        return data

    def save(self, actor: Actor) -> PriceList:
        data = self.cleaned_data
        if self.subject is not None:
            one = self.subject
            return editing.save_price_list(
                actor=actor, name=data["name"], currency=one.currency, includes_tax=one.includes_tax,
                channel_market=one.channel_market, account=one.account,
            )  # fmt: skip
        place = data["channel_market"]
        if data["source"]:
            return copy_price_list(
                actor=actor, source=data["source"], channel_market=place, name=data["name"], percent=data["percent"] or 0
            )
        currency = place.market.currency if place else data["currency"]
        return editing.save_price_list(
            actor=actor, name=data["name"], currency=currency, includes_tax=data["includes_tax"], channel_market=place
        )


class PriceForm(SettingsForm):
    """One price of a list; product, quantity and first day say which, so a new day keeps the old price as history."""

    refusals = {"amount_too_fine": "amount"}

    sku = forms.CharField(label=gettext_lazy("Item number"), max_length=40)
    min_quantity = forms.IntegerField(label=gettext_lazy("From quantity"), min_value=1, max_value=1_000_000, initial=1)
    amount = forms.DecimalField(label=gettext_lazy("Amount of one piece"), **AMOUNT)
    valid_from = forms.DateField(
        label=gettext_lazy("Valid from"), widget=DAY, required=False, help_text=gettext_lazy("Empty: today.")
    )
    valid_to = forms.DateField(
        label=gettext_lazy("Last day"), widget=DAY, required=False, help_text=gettext_lazy("Empty: until further notice.")
    )

    def __init__(self, subject: Any = None, *args: Any, price_list: PriceList, **kwargs: Any) -> None:
        self.price_list = price_list
        super().__init__(subject, *args, **kwargs)
        if subject is not None:
            for name in ("sku", "min_quantity", "valid_from"):
                del self.fields[name]

    @classmethod
    def initial_of(cls, subject: Price) -> dict[str, Any]:
        return {"amount": plain(subject.amount), "valid_to": subject.valid_to}

    def clean_sku(self) -> Product:
        product = Product.objects.filter(sku__iexact=self.cleaned_data["sku"].strip()).first()
        if product is None:
            raise ValidationError(_("No product has this item number."))
        return product

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins: date | None = self.subject.valid_from if self.subject else data.get("valid_from")
        if begins and data.get("valid_to") and data["valid_to"] < begins:
            self.add_error("valid_to", _("The last day lies before the first."))
        return data

    def save(self, actor: Actor) -> Price:
        data, old = self.cleaned_data, self.subject
        return editing.set_price(
            actor=actor,
            price_list=self.price_list,
            product=old.product if old else data["sku"],
            min_quantity=old.min_quantity if old else data["min_quantity"],
            valid_from=old.valid_from if old else data["valid_from"],
            amount=data["amount"],
            valid_to=data["valid_to"],
        )


class TaxCategoryForm(CodedForm):
    """What is taxed alike. Its rates stand under Tax rates, by regime and day."""

    model = TaxCategory
    spoken = ("name",)

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)

    def save(self, actor: Actor) -> TaxCategory:
        return editing.save_tax_category(actor=actor, code=self.code_of(), **self.values)


class TaxRateForm(SettingsForm):
    """A category's rate in a regime from a day on. The same day again corrects the rate; another day begins a new one."""

    regime = forms.SlugField(label=gettext_lazy("Tax regime"), max_length=20, initial="vat")
    category = forms.ModelChoiceField(label=gettext_lazy("Category"), queryset=TaxCategory.objects.order_by("code"))
    code = forms.CharField(
        label=gettext_lazy("Tax code"), max_length=20, help_text=gettext_lazy("As shown on invoices, e.g. VAT8.")
    )
    percent = forms.DecimalField(label=gettext_lazy("Rate in per cent"), min_value=0, max_value=99, decimal_places=2)
    valid_from = forms.DateField(label=gettext_lazy("Valid from"), widget=DAY)

    @classmethod
    def initial_of(cls, subject: TaxRate) -> dict[str, Any]:
        return {**super().initial_of(subject), "percent": plain(subject.rate * 100)}

    def effects(self) -> Iterable[Word]:
        return effects.of_rate(self.subject, self.cleaned_data)

    def save(self, actor: Actor) -> TaxRate:
        data = self.cleaned_data
        return editing.set_tax_rate(
            actor=actor, regime=data["regime"], category=data["category"], code=data["code"],
            rate=data["percent"] / 100, valid_from=data["valid_from"],
        )  # fmt: skip
