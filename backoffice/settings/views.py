"""Settings screens: each noun has a list, a page for a new one and a page to change one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounting.chart import the_company
from backoffice.listing import render_list
from backoffice.sales import owner_forms, owner_lists
from backoffice.settings import delivery, forms_offers, forms_paying, forms_selling, listing
from backoffice.settings.editing import SettingsForm, edit
from backoffice.settings.forms_company import SellerForm
from core.access.http import staff
from sales.models import Owner, Territory
from shop.channels.models import Channel, ChannelMarket, Door, Market
from shop.offer.models import ConditionalOffer
from shop.partner.models import Partner
from shop.payment.models import PaymentMethod
from shop.pricing.models import Price, PriceList, TaxCategory, TaxRate
from shop.shipping.models import Carrier, DeliveryArea, DeliveryOption
from shop.voucher.models import Voucher

Word = str | Promise


@dataclass(frozen=True)
class Noun:
    """One kind of setting. Its addresses are named `<plural>`, `<name>_new` and `<name>`."""

    name: str
    plural: str
    model: type[Model]
    form: type[SettingsForm]
    rows: type[listing.SettingsList]
    title: Word
    new: Word
    intro: Word = ""
    permission: str = "settings.edit"
    address: str = ""
    seen_by: str = "settings.view"

    def urls(self) -> list[URLPattern]:
        base = self.address or self.plural.replace("_", "-")
        return [
            path(f"{base}/", self.list_view(), name=self.plural),
            path(f"{base}/new/", self.new_view(), name=f"{self.name}_new"),
            path(f"{base}/<int:pk>/", self.edit_view(), name=self.name),
        ]

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"title": _("Settings")}, {"title": self.title, "url": reverse(f"backoffice:{self.plural}")}]

    def list_view(self) -> Callable[..., HttpResponse]:
        @staff(GET=self.seen_by)
        def show(request: HttpRequest) -> HttpResponse:
            primary = {"title": self.new, "icon": "plus", "url": reverse(f"backoffice:{self.name}_new")}
            return render_list(
                request,
                self.rows(request),
                title=self.title,
                sub=self.intro,
                crumbs=[{"title": _("Settings")}],
                primary=primary if request.user.can(self.permission) else None,
            )

        return show

    def new_view(self) -> Callable[..., HttpResponse]:
        @staff(GET=self.permission, POST=self.permission)
        def new(request: HttpRequest) -> HttpResponse:
            back = reverse(f"backoffice:{self.plural}")
            return edit(request, self.form, None, title=self.new, back=back, crumbs=self.crumbs())

        return new

    def edit_view(self) -> Callable[..., HttpResponse]:
        @staff(GET=self.seen_by, POST=self.permission)
        def change(request: HttpRequest, pk: int) -> HttpResponse:
            subject = get_object_or_404(self.model, pk=pk)
            return edit(
                request,
                self.form,
                subject,
                title=str(subject),
                back=reverse(f"backoffice:{self.plural}"),
                crumbs=self.crumbs(),
                read_only=not request.user.can(self.permission),
            )

        return change


NOUNS = (
    Noun(
        "market", "markets", Market, forms_selling.MarketForm, listing.Markets, gettext_lazy("Markets"),
        gettext_lazy("New market"), gettext_lazy("Countries that share currency, languages, tax and ways to pay and deliver."),
    ),
    Noun(
        "door", "doors", Door, forms_selling.DoorForm, listing.Doors, gettext_lazy("Doors"), gettext_lazy("New door"),
        gettext_lazy("How a customer comes in. The door decides channel and market; the order keeps the reason."),
    ),
    Noun(
        "pool", "pools", Partner, forms_selling.PoolForm, listing.Pools, gettext_lazy("Stock pools"),
        gettext_lazy("New stock pool"), gettext_lazy("The units that a set of channels draws on."),
    ),
    Noun(
        "payment_method", "payment_methods", PaymentMethod, forms_paying.PaymentMethodForm, listing.PaymentMethods,
        gettext_lazy("Ways to pay"), gettext_lazy("New way to pay"), gettext_lazy("Offered by market, to the channels named."),
        address="ways-to-pay",
    ),
    Noun(
        "delivery_option", "delivery_options", DeliveryOption, forms_paying.DeliveryOptionForm, listing.DeliveryOptions,
        gettext_lazy("Delivery options"), gettext_lazy("New delivery option"), gettext_lazy("With cost and days."),
    ),
    Noun(
        "tax_category", "tax_categories", TaxCategory, forms_paying.TaxCategoryForm, listing.TaxCategories,
        gettext_lazy("Tax categories"), gettext_lazy("New tax category"),
        gettext_lazy("What is taxed alike; its rates are dated, under Tax rates."), "settings.prices",
    ),
    Noun(
        "carrier", "carriers", Carrier, delivery.CarrierForm, delivery.Carriers,
        gettext_lazy("Carriers"), gettext_lazy("New carrier"), gettext_lazy("Who carries parcels, and how they are spoken to."),
    ),
    Noun(
        "delivery_area", "delivery_areas", DeliveryArea, delivery.DeliveryAreaForm, delivery.DeliveryAreas,
        gettext_lazy("Delivery areas"), gettext_lazy("New delivery area"),
        gettext_lazy("Where an option goes, costs more or takes longer. Without any it goes everywhere in its market."),
    ),
    Noun(
        "tax_rate", "tax_rates", TaxRate, forms_paying.TaxRateForm, listing.TaxRates, gettext_lazy("Tax rates"),
        gettext_lazy("New tax rate"), gettext_lazy("A rate holds from its day until the next one begins."), "settings.prices",
    ),
    Noun(
        "offer", "offers", ConditionalOffer, forms_offers.OfferForm, listing.Offers, gettext_lazy("Offers"),
        gettext_lazy("New offer"), gettext_lazy("What lowers prices, in one channel of one market."),
    ),
    Noun(
        "voucher", "vouchers", Voucher, forms_offers.VoucherForm, listing.Vouchers, pgettext_lazy("shop", "Vouchers"),
        gettext_lazy("New voucher"), gettext_lazy("Codes that open an offer. Customers type them in the basket."),
    ),
    Noun(
        "territory", "territories", Territory, owner_forms.TerritoryForm, owner_lists.Territories, gettext_lazy("Territories"),
        gettext_lazy("New territory"), gettext_lazy("Parts of a market that somebody looks after."), "sales.owners",
        seen_by="sales.view",
    ),
    Noun(
        "owner", "owners", Owner, owner_forms.OwnerForm, owner_lists.Owners, gettext_lazy("Owners"), gettext_lazy("New owner"),
        gettext_lazy("Agents, representatives and the house: whom a customer can belong to."), "sales.owners",
        seen_by="sales.view",
    ),
)  # fmt: skip


@staff(GET="settings.view", POST="settings.edit")
def seller(request: HttpRequest) -> HttpResponse:
    """Who sells: what stands at the head of invoices and credit notes."""
    return edit(
        request,
        SellerForm,
        the_company(),
        title=_("The seller"),
        back=reverse("backoffice:seller"),
        crumbs=[{"title": _("Settings")}],
        template="backoffice/settings/seller.html",
        read_only=not request.user.can("settings.edit"),
    )


# -- channels: a record page with the markets a channel sells in


@staff(GET="settings.view")
def channels(request: HttpRequest) -> HttpResponse:
    new = {"title": _("New channel"), "icon": "plus", "url": reverse("backoffice:channel_new")}
    return render_list(
        request,
        listing.Channels(request),
        title=_("Channels"),
        sub=_("Routes to market. The prefix opens every transaction number of the channel."),
        crumbs=[{"title": _("Settings")}],
        primary=new if request.user.can("settings.edit") else None,
    )


def _channel_crumbs(channel: Channel | None = None) -> list[dict[str, Any]]:
    crumbs = [{"title": _("Settings")}, {"title": _("Channels"), "url": reverse("backoffice:channels")}]
    if channel:
        crumbs.append({"title": channel.name, "url": reverse("backoffice:channel", args=[channel.pk])})
    return crumbs


@staff(GET="settings.edit", POST="settings.edit")
def channel_new(request: HttpRequest) -> HttpResponse:
    back = reverse("backoffice:channels")
    return edit(
        request,
        forms_selling.ChannelForm,
        None,
        title=_("New channel"),
        back=back,
        crumbs=_channel_crumbs(),
        onward=lambda made: reverse("backoffice:channel", args=[made.pk]),  # it sells nowhere yet, and the next step is there
    )


@staff(GET="settings.view", POST="settings.edit")
def channel(request: HttpRequest, pk: int) -> HttpResponse:
    subject = get_object_or_404(Channel, pk=pk)
    rows, _pager = listing.ChannelMarkets(request, channel=subject).page()
    return edit(
        request,
        forms_selling.ChannelForm,
        subject,
        title=subject.name,
        back=reverse("backoffice:channels"),
        crumbs=_channel_crumbs(),
        template="backoffice/settings/channel.html",
        places=rows,
        columns=listing.ChannelMarkets(request, channel=subject).columns,
        read_only=not request.user.can("settings.edit"),
    )


@staff(GET="settings.edit", POST="settings.edit")
def channel_market_new(request: HttpRequest, pk: int) -> HttpResponse:
    subject = get_object_or_404(Channel, pk=pk)
    return edit(
        request,
        forms_selling.ChannelMarketForm,
        None,
        title=_("Sell in a market"),
        back=reverse("backoffice:channel", args=[pk]),
        crumbs=_channel_crumbs(subject),
        form_arguments={"channel": subject},
    )


@staff(GET="settings.view", POST="settings.edit")
def channel_market(request: HttpRequest, pk: int) -> HttpResponse:
    subject = get_object_or_404(ChannelMarket.objects.select_related("channel", "market"), pk=pk)
    return edit(
        request,
        forms_selling.ChannelMarketForm,
        subject,
        title=str(subject),
        back=reverse("backoffice:channel", args=[subject.channel_id]),
        crumbs=_channel_crumbs(subject.channel),
        form_arguments={"channel": subject.channel},
        template="backoffice/settings/channel_market.html",
        product_count=subject.assortment.count(),
        price_list=subject.price_lists.filter(account=None).first(),
        doors=subject.doors.all(),
        read_only=not request.user.can("settings.edit"),
    )


@staff(GET="settings.edit", POST="settings.edit")
def assortment(request: HttpRequest, pk: int) -> HttpResponse:
    subject = get_object_or_404(ChannelMarket.objects.select_related("channel", "market"), pk=pk)
    here = reverse("backoffice:channel_market", args=[pk])
    return edit(
        request,
        forms_selling.AssortmentForm,
        subject,
        title=_("Add to the assortment"),
        back=here,
        crumbs=[*_channel_crumbs(subject.channel), {"title": subject.market.name, "url": here}],
    )


# -- price lists: a list whose records are lists of prices


def _price_crumbs() -> list[dict[str, Any]]:
    return [{"title": _("Settings")}, {"title": _("Price lists"), "url": reverse("backoffice:price_lists")}]


@staff(GET="settings.view")
def price_lists(request: HttpRequest) -> HttpResponse:
    new = {"title": _("New price list"), "icon": "plus", "url": reverse("backoffice:price_list_new")}
    return render_list(
        request,
        listing.PriceLists(request),
        title=_("Price lists"),
        sub=_("An account's own list wins, then its channel's in the market, then the base list of the currency."),
        crumbs=[{"title": _("Settings")}],
        primary=new if request.user.can("settings.prices") else None,
    )


@staff(GET="settings.prices", POST="settings.prices")
def price_list_new(request: HttpRequest) -> HttpResponse:
    back = reverse("backoffice:price_lists")
    return edit(request, forms_paying.PriceListForm, None, title=_("New price list"), back=back, crumbs=_price_crumbs())


@staff(GET="settings.view")
def price_list(request: HttpRequest, pk: int) -> HttpResponse:
    subject = get_object_or_404(PriceList, pk=pk)
    may = request.user.can("settings.prices")
    new = {"title": _("New price"), "icon": "plus", "url": reverse("backoffice:price_new", args=[pk])}
    rename = {"title": _("Rename"), "icon": "pencil", "url": reverse("backoffice:price_list_rename", args=[pk])}
    stated = _("amounts with tax") if subject.includes_tax else _("amounts without tax")
    return render_list(
        request,
        listing.Prices(request, price_list=subject),
        title=subject.name,
        sub=f"{subject.currency}, {stated}",
        crumbs=_price_crumbs(),
        primary=new if may else None,
        others=[rename] if may else [],
    )


@staff(GET="settings.prices", POST="settings.prices")
def price_list_rename(request: HttpRequest, pk: int) -> HttpResponse:
    subject = get_object_or_404(PriceList, pk=pk)
    back = reverse("backoffice:price_list", args=[pk])
    return edit(request, forms_paying.PriceListForm, subject, title=subject.name, back=back, crumbs=_price_crumbs())


@staff(GET="settings.prices", POST="settings.prices")
def price_new(request: HttpRequest, pk: int) -> HttpResponse:
    subject = get_object_or_404(PriceList, pk=pk)
    back = reverse("backoffice:price_list", args=[pk])
    return edit(
        request,
        forms_paying.PriceForm,
        None,
        title=_("New price"),
        back=back,
        crumbs=[*_price_crumbs(), {"title": subject.name, "url": back}],
        form_arguments={"price_list": subject},
    )


@staff(GET="settings.view", POST="settings.prices")
def price(request: HttpRequest, pk: int) -> HttpResponse:
    subject = get_object_or_404(Price.objects.select_related("price_list", "product"), pk=pk)
    back = reverse("backoffice:price_list", args=[subject.price_list_id])
    return edit(
        request,
        forms_paying.PriceForm,
        subject,
        title=f"{subject.product.sku} {subject.product.title}",
        back=back,
        crumbs=[*_price_crumbs(), {"title": subject.price_list.name, "url": back}],
        form_arguments={"price_list": subject.price_list},
        read_only=not request.user.can("settings.prices"),
    )
