"""Forms about routes to market: channels, markets, what a channel does in a market, doors, stock pools."""

import zoneinfo
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.settings import effects
from backoffice.settings.editing import SettingsForm, Word, plain
from backoffice.settings.tongues import MultilingualForm
from core.access import Actor
from core.dates import say
from shop.catalogue.models import Product
from shop.catalogue.publishing import set_assortment
from shop.channels import editing
from shop.channels.models import Channel, ChannelMarket, Door, DoorKind, Market, RevenuePolicy, TaxDisplay
from shop.partner.models import Partner
from shop.payment.editing import save_payment_method
from shop.payment.models import PaymentMethod
from shop.pricing.copying import copy_price_list
from shop.pricing.models import PriceList

CODE_HELP = gettext_lazy("Small letters, digits and hyphens. It appears in addresses and exports and stays as it is.")


def words(text: str) -> list[str]:
    """What a field of comma or space separated words holds."""
    return [word for word in text.replace(",", " ").split() if word]


class CodedForm(MultilingualForm):
    """A record known by its code: chosen once, shown ever after."""

    code = forms.SlugField(label=gettext_lazy("Code"), max_length=20, help_text=CODE_HELP)
    model: type[Model]

    def __init__(self, subject: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(subject, *args, **kwargs)
        if subject is not None:
            del self.fields["code"]

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].lower()
        if self.model._default_manager.filter(code=code).exists():
            raise ValidationError(_("This code is taken. Choose another one."))
        return str(code)

    @property
    def values(self) -> dict[str, Any]:
        """Everything but the code."""
        return self.in_columns({name: value for name, value in self.cleaned_data.items() if name != "code"})

    def code_of(self) -> str:
        return self.subject.code if self.subject is not None else self.cleaned_data["code"]


class ChannelForm(CodedForm):
    model = Channel
    spoken = ("name",)
    refusals = {"prefix_taken": "prefix", "prefix_fixed": "prefix"}

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    prefix = forms.RegexField(
        r"^[1-9][0-9]?$",
        label=gettext_lazy("Prefix of transaction numbers"),
        help_text=gettext_lazy(
            "One or two digits, not beginning with 0. Fixed for good once the first number was drawn with it, "
            "because numbers on paper and in other systems carry it."
        ),
        error_messages={"invalid": gettext_lazy("One or two digits, the first from 1 to 9.")},
    )
    tax_display = forms.ChoiceField(label=gettext_lazy("Prices are shown"), choices=TaxDisplay.choices)
    is_trade = forms.BooleanField(
        label=gettext_lazy("Only for trade accounts"),
        required=False,
        help_text=gettext_lazy("Only companies with an account buy here."),
    )
    is_staffed = forms.BooleanField(
        label=gettext_lazy("Orders are entered by staff"), required=False, help_text=gettext_lazy("Phone desk, branch counter.")
    )
    position = forms.IntegerField(
        label=gettext_lazy("Place in lists and charts"),
        min_value=0,
        max_value=999,
        initial=50,
        help_text=gettext_lazy("Small numbers come first."),
    )

    def __init__(self, subject: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(subject, *args, **kwargs)
        if subject is not None and subject.first_number_drawn_at:
            self.fields["prefix"].disabled = True
            self.fields["prefix"].help_text = _(
                "Fixed: the first number was drawn on %(day)s. Numbers on paper and in other systems carry this prefix."
            ) % {"day": say(subject.first_number_drawn_at, "day")}

    def effects(self) -> Iterable[Word]:
        return effects.of_channel(self.subject, self.cleaned_data)

    def save(self, actor: Actor) -> Channel:
        if self.subject is None:
            return editing.open_channel(actor=actor, code=self.code_of(), **self.values)
        return editing.change_channel(actor=actor, channel=self.subject, **self.values)


class MarketForm(CodedForm):
    model = Market
    spoken = ("name",)

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label=gettext_lazy("Currency"), help_text=gettext_lazy("ISO code, such as VND or USD.")
    )
    countries = forms.CharField(
        label=gettext_lazy("Countries"), required=False, help_text=gettext_lazy("ISO codes with commas; empty: all others.")
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    time_zone = forms.CharField(label=gettext_lazy("Time zone"), initial="Asia/Ho_Chi_Minh")
    tax_regime = forms.SlugField(
        label=gettext_lazy("Tax regime"), initial="vat", max_length=20, help_text=gettext_lazy("Which set of tax rates applies.")
    )
    revenue_policy = forms.ChoiceField(label=gettext_lazy("Revenue is earned"), choices=RevenuePolicy.choices)
    phone = forms.CharField(label=gettext_lazy("Telephone of the order desk"), max_length=30, required=False)

    @classmethod
    def initial_of(cls, subject: Market) -> dict[str, Any]:
        return {**super().initial_of(subject), "countries": ", ".join(subject.countries)}

    def clean_countries(self) -> list[str]:
        codes = [code.upper() for code in words(self.cleaned_data["countries"])]
        if any(len(code) != 2 or not code.isalpha() for code in codes):
            raise ValidationError(_("Country codes have two letters, such as VN or US."))
        return codes

    def clean_time_zone(self) -> str:
        zone = self.cleaned_data["time_zone"]
        if zone not in zoneinfo.available_timezones():
            raise ValidationError(_("There is no such time zone. Write it like Asia/Ho_Chi_Minh."))
        return str(zone)

    def effects(self) -> Iterable[Word]:
        return effects.of_market(self.subject, self.cleaned_data)

    def save(self, actor: Actor) -> Market:
        return editing.save_market(actor=actor, code=self.code_of(), **self.values)


class PoolForm(CodedForm):
    model = Partner
    spoken = ("name",)

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)

    def save(self, actor: Actor) -> Partner:
        return editing.save_pool(actor=actor, code=self.code_of(), **self.values)


class DoorForm(CodedForm):
    model = Door

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=DoorKind.choices)
    value = forms.CharField(
        label=gettext_lazy("Host name or path word"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("For a host: shop.example.com. For a path: the word after the slash. * is for everybody else."),
    )
    channel_market = forms.ModelChoiceField(
        label=gettext_lazy("Leads to"), queryset=ChannelMarket.objects.select_related("channel", "market")
    )
    is_open = forms.BooleanField(label=gettext_lazy("Open"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") in (DoorKind.HOST, DoorKind.PATH) and not data.get("value"):
            self.add_error("value", _("A door of this kind needs its host name or path word."))
        return data

    def effects(self) -> Iterable[Word]:
        return effects.of_door(self.subject, self.cleaned_data)

    def save(self, actor: Actor) -> Door:
        return editing.open_door(actor=actor, code=self.code_of(), **self.values)


class ChannelMarketForm(SettingsForm):
    """Everything a channel needs to sell in a market at once; `channel` is fixed by the page."""

    refusals = {"other_currency": "prices_from", "list_exists": "prices_from"}

    market = forms.ModelChoiceField(label=gettext_lazy("Market"), queryset=Market.objects.all())
    pool = forms.ModelChoiceField(
        label=gettext_lazy("Stock pool"),
        queryset=Partner.objects.order_by("name"),
        help_text=gettext_lazy("Whose units it sells."),
    )
    is_open = forms.BooleanField(label=gettext_lazy("Open for orders"), required=False, initial=True)
    min_order_amount = forms.DecimalField(
        label=gettext_lazy("Smallest order"), min_value=0, max_digits=15, decimal_places=4, initial=0
    )
    assortment_from = forms.ModelChoiceField(
        label=gettext_lazy("Copy the assortment from"),
        queryset=ChannelMarket.objects.select_related("channel", "market"),
        required=False,
        help_text=gettext_lazy("What may be seen and bought here. Products are added; none is taken away."),
    )
    prices_from = forms.ModelChoiceField(
        label=gettext_lazy("Copy the prices from"),
        queryset=PriceList.objects.all(),
        required=False,
        empty_label=gettext_lazy("No own list: the base list of the currency holds"),
    )
    price_change = forms.DecimalField(
        label=gettext_lazy("Change copied prices by per cent"), required=False, min_value=-90, max_value=500, decimal_places=2,
        help_text=gettext_lazy("−10 makes them a tenth cheaper."),
    )  # fmt: skip
    methods = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Ways to pay"),
        queryset=PaymentMethod.objects.select_related("market").order_by("market", "position"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    path = forms.SlugField(
        label=gettext_lazy("Open a door with this path word"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Customers who come by this word in the address buy through this channel."),
    )

    def __init__(self, subject: Any = None, *args: Any, channel: Channel, **kwargs: Any) -> None:
        self.channel = channel
        super().__init__(subject, *args, **kwargs)
        self.fields["methods"].label_from_instance = lambda method: f"{method.market}: {method.name}"  # type: ignore[attr-defined]
        if subject is not None:
            del self.fields["market"], self.fields["path"]
            if subject.price_lists.filter(account=None).exists():
                del self.fields["prices_from"], self.fields["price_change"]

    @classmethod
    def initial_of(cls, subject: ChannelMarket) -> dict[str, Any]:
        kept = {"pool": subject.pool, "is_open": subject.is_open, "min_order_amount": plain(subject.min_order_amount)}
        methods = PaymentMethod.objects.filter(market=subject.market, channels=subject.channel)
        return {**kept, "methods": list(methods)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        market = self.subject.market if self.subject else data.get("market")
        foreign = [method for method in data.get("methods") or () if method.market != market]
        if market and foreign:
            names = ", ".join(str(method) for method in foreign)
            self.add_error("methods", _("These belong to another market: %(methods)s.") % {"methods": names})
        if market and not self.subject and self.channel.in_markets.filter(market=market).exists():
            self.add_error("market", _("This channel sells in this market already."))
        if data.get("path") and Door.objects.filter(kind=DoorKind.PATH, value=data["path"].lower()).exists():
            self.add_error("path", _("Another door has this path word."))
        return data

    def effects(self) -> Iterable[Word]:
        return effects.of_place(self.subject, self.cleaned_data)

    def save(self, actor: Actor) -> ChannelMarket:
        data = self.cleaned_data
        entered = editing.enter_market(
            actor=actor,
            channel=self.channel,
            market=self.subject.market if self.subject else data["market"],
            pool=data["pool"],
            copy_assortment_from=data["assortment_from"],
            is_open=data["is_open"],
            min_order_amount=data["min_order_amount"],
        )
        if data.get("prices_from"):
            copy_price_list(
                actor=actor, source=data["prices_from"], channel_market=entered, name=f"{entered}",
                percent=data["price_change"] or Decimal(0),
            )  # fmt: skip
        self._offer(entered, set(data["methods"]), actor)
        if data.get("path"):
            path = data["path"].lower()
            editing.open_door(
                actor=actor, code=f"path-{path}"[:40], name=f"/{path}", kind=DoorKind.PATH, value=path, channel_market=entered
            )
        return entered

    def _offer(self, entered: ChannelMarket, wanted: set[PaymentMethod], actor: Actor) -> None:
        """Let the channel use exactly these ways to pay of the market."""
        for method in PaymentMethod.objects.filter(market=entered.market).prefetch_related("channels"):
            channels = set(method.channels.all())
            now = channels | {entered.channel} if method in wanted else channels - {entered.channel}
            if now != channels:
                save_payment_method(actor=actor, code=method.code, channels=now)


class AssortmentForm(SettingsForm):
    """Add products to what a channel may sell in a market, by item numbers."""

    done = gettext_lazy("The products were added to the assortment.")

    skus = forms.CharField(
        label=gettext_lazy("Item numbers to add"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("With spaces, commas or one on each line."),
    )

    @classmethod
    def initial_of(cls, subject: ChannelMarket) -> dict[str, Any]:
        return {}

    def clean_skus(self) -> list[Product]:
        wanted = list(dict.fromkeys(words(self.cleaned_data["skus"])))
        found = {product.sku: product for product in Product.objects.filter(sku__in=wanted)}
        missing = [sku for sku in wanted if sku not in found]
        if missing:
            raise ValidationError(_("No product has these item numbers: %(skus)s.") % {"skus": ", ".join(missing)})
        return [found[sku] for sku in wanted]

    def save(self, actor: Actor) -> ChannelMarket:
        set_assortment(actor=actor, channel_market=self.subject, products=self.cleaned_data["skus"])
        return self.subject
