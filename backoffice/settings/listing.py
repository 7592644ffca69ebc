"""Lists of settings: a few plain columns, the first of which opens the record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backoffice.listing import ChoiceFilter, Column, Export, Listing, Sort, TextFilter
from backoffice.settings.editing import plain
from core import clock
from core.dates import say
from core.numbers import say_number
from core.templatetags.ui import channel_badge
from shop.channels.models import Channel, ChannelMarket, Door, DoorKind, Market
from shop.offer.models import Benefit, ConditionalOffer
from shop.partner.models import Partner
from shop.payment.models import PaymentMethod
from shop.pricing.models import Price, PriceList, TaxCategory, TaxRate
from shop.shipping.models import DeliveryOption
from shop.voucher.models import Voucher

Word = str | Promise


@dataclass(frozen=True)
class Cell:
    """A column of a settings list: its title, its value of a row, and the markup that shows more than the value."""

    title: Word
    value: Callable[[Any], Any]
    num: bool = False
    shown: Callable[[Any], SafeString] | None = None


def shown(value: Any) -> Any:
    """A cell as people read it; the export keeps the day or moment itself."""
    if value is None:
        return "–"
    if isinstance(value, date):
        return say(value)
    return say_number(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else value


class SettingsList(Listing):
    """`cells` are columns and export at once; `opens` names the address of a record, which takes its key."""

    page_size = 100
    cells: ClassVar[Sequence[Cell]] = ()
    opens: ClassVar[str] = ""
    row_template = "backoffice/settings/row.html"
    empty_kind = "setup"

    def __init__(self, request: Any, **scope: Any) -> None:
        super().__init__(request, **scope)
        self.columns = [Column(cell.title, num=cell.num) for cell in self.cells]  # type: ignore[misc]
        self.exports = [Export(str(cell.title), cell.value) for cell in self.cells]  # type: ignore[misc]

    def decorate(self, rows: list[Any]) -> list[Any]:
        for row in rows:
            row.href = reverse(f"backoffice:{self.opens}", args=[row.pk])
            row.cells = [
                {"value": cell.shown(row) if cell.shown else shown(cell.value(row)), "num": cell.num} for cell in self.cells
            ]
        return rows


def _markets() -> list[tuple[str, str]]:
    return [(str(market.pk), market.name) for market in Market.objects.all()]


def _places(channel: Channel) -> str:
    return ", ".join(place.market.name for place in channel.in_markets.all()) or "–"


class Channels(SettingsList):
    name, caption, opens = "channels", _("Channels"), "channel"
    sorts = {"position": Sort(_("Place"), "position")}
    cells = (
        Cell(_("Channel"), lambda row: row.name, shown=channel_badge),
        Cell(_("Prefix"), lambda row: row.prefix),
        Cell(_("Prices"), lambda row: row.get_tax_display_display()),
        Cell(_("For trade"), lambda row: bool(row.is_trade)),
        Cell(_("Sells in"), _places),
        Cell(_("Prefix fixed since"), lambda row: row.first_number_drawn_at),
    )
    empty_head = _("No channel yet")
    empty_text = _("A channel is a route to market; its prefix opens every transaction number.")

    def queryset(self) -> QuerySet:
        return Channel.objects.prefetch_related("in_markets__market")


class Markets(SettingsList):
    name, caption, opens = "markets", _("Markets"), "market"
    sorts = {"name": Sort(_("Name"), "name")}
    cells = (
        Cell(_("Market"), lambda row: row.name),
        Cell(_("Currency"), lambda row: row.currency),
        Cell(_("Countries"), lambda row: ", ".join(row.countries) or _("all others")),
        Cell(_("Languages"), lambda row: ", ".join(row.languages)),
        Cell(_("Tax regime"), lambda row: row.tax_regime),
        Cell(_("Revenue is earned"), lambda row: row.get_revenue_policy_display()),
    )
    empty_head = _("No market yet")

    def queryset(self) -> QuerySet:
        return Market.objects.all()


class Doors(SettingsList):
    name, caption, opens = "doors", _("Doors"), "door"
    sorts = {"name": Sort(_("Name"), "name")}
    filters = (ChoiceFilter("kind", _("Kind"), DoorKind.choices),)
    cells = (
        Cell(_("Door"), lambda row: row.name),
        Cell(_("Kind"), lambda row: row.get_kind_display()),
        Cell(_("Host or path"), lambda row: row.value or "–"),
        Cell(_("Leads to"), lambda row: str(row.channel_market)),
        Cell(_("Open"), lambda row: bool(row.is_open)),
    )
    empty_head = _("No door yet")
    empty_text = _("Without a door nobody comes in. The path * is the door of whoever comes through no other.")

    def queryset(self) -> QuerySet:
        return Door.objects.select_related("channel_market__channel", "channel_market__market")


class PaymentMethods(SettingsList):
    name, caption, opens = "payment_methods", _("Ways to pay"), "payment_method"
    sorts = {"position": Sort(_("Place"), "position")}
    filters = (ChoiceFilter("market", _("Market"), _markets),)
    cells = (
        Cell(_("Way to pay"), lambda row: row.name),
        Cell(_("Market"), lambda row: row.market.name),
        Cell(_("Kind"), lambda row: row.get_kind_display()),
        Cell(_("Channels"), lambda row: ", ".join(channel.name for channel in row.channels.all()) or "–"),
        Cell(_("Offered"), lambda row: bool(row.is_active)),
    )
    empty_head = _("No way to pay yet")

    def queryset(self) -> QuerySet:
        return PaymentMethod.objects.select_related("market").prefetch_related("channels")


class DeliveryOptions(SettingsList):
    name, caption, opens = "delivery_options", _("Delivery options"), "delivery_option"
    sorts = {"position": Sort(_("Place"), "position")}
    filters = (ChoiceFilter("market", _("Market"), _markets),)
    cells = (
        Cell(_("Option"), lambda row: row.name),
        Cell(_("Market"), lambda row: row.market.name),
        Cell(_("Carrier"), lambda row: row.carrier.name),
        Cell(_("For trade"), lambda row: bool(row.for_trade)),
        Cell(_("Working days"), lambda row: row.transit_days, num=True),
        Cell(_("Price"), lambda row: f"{row.market.currency} {plain(row.price)}", num=True),
        Cell(_("Offered"), lambda row: bool(row.is_active)),
    )
    empty_head = _("No delivery option yet")

    def queryset(self) -> QuerySet:
        return DeliveryOption.objects.select_related("market", "carrier")


def _belongs_to(row: PriceList) -> Word:
    if row.account_id:
        return str(row.account)
    return str(row.channel_market) if row.channel_market_id else _("every channel without a list of its own")


class PriceLists(SettingsList):
    name, caption, opens = "price_lists", _("Price lists"), "price_list"
    sorts = {"name": Sort(_("Name"), "name")}
    cells = (
        Cell(_("Price list"), lambda row: row.name),
        Cell(_("For"), _belongs_to),
        Cell(_("Currency"), lambda row: row.currency),
        Cell(_("Amounts with tax"), lambda row: bool(row.includes_tax)),
        Cell(_("Prices"), lambda row: row.price_count, num=True),
    )
    empty_head = _("No price list yet")

    def queryset(self) -> QuerySet:
        return PriceList.objects.select_related(
            "channel_market__channel", "channel_market__market", "account__customer"
        ).annotate(price_count=Count("prices"))


class Prices(SettingsList):
    """The prices of one list (`scope`: price_list)."""

    name, caption, opens = "prices", _("Prices"), "price"
    sorts = {"product": Sort(_("Item number"), "product__sku")}
    filters = (TextFilter("q", _("Item number or title"), ("product__sku__istartswith", "product__title__icontains")),)
    cells = (
        Cell(_("Item number"), lambda row: row.product.sku),
        Cell(_("Product"), lambda row: row.product.title),
        Cell(_("From quantity"), lambda row: row.min_quantity, num=True),
        Cell(_("Amount"), lambda row: row.amount.normalize(), num=True),
        Cell(_("Valid from"), lambda row: row.valid_from),
        Cell(_("Until"), lambda row: row.valid_to),
    )
    empty_head = _("No price in this list yet")

    def queryset(self) -> QuerySet:
        return Price.objects.filter(price_list=self.scope["price_list"]).select_related("product")


class TaxRates(SettingsList):
    name, caption, opens = "tax_rates", _("Tax rates"), "tax_rate"
    sorts = {"from": Sort(_("Valid from"), "valid_from", descending=True)}
    cells = (
        Cell(_("Tax code"), lambda row: row.code),
        Cell(_("Category"), lambda row: row.category.name),
        Cell(_("Regime"), lambda row: row.regime),
        Cell(_("Rate"), lambda row: f"{plain(row.rate * 100)} %", num=True),
        Cell(_("Valid from"), lambda row: row.valid_from),
    )
    empty_head = _("No tax rate yet")

    def queryset(self) -> QuerySet:
        return TaxRate.objects.select_related("category")


def _rates_today(row: TaxCategory) -> str:
    """The rate that holds today in each regime; rates come oldest first."""
    today = clock.today()
    now = {rate.regime: f"{rate.regime} {plain(rate.rate * 100)} %" for rate in row.rates.all() if rate.valid_from <= today}
    return ", ".join(now.values()) or "–"


class TaxCategories(SettingsList):
    name, caption, opens = "tax_categories", _("Tax categories"), "tax_category"
    sorts = {"code": Sort(_("Code"), "code")}
    cells = (
        Cell(_("Category"), lambda row: row.name),
        Cell(_("Code"), lambda row: row.code),
        Cell(_("Rates today"), _rates_today),
        Cell(_("Products"), lambda row: row.product_count, num=True),
    )
    empty_head = _("No tax category yet")
    empty_text = _("A category is what is taxed alike: tea, ware, services.")

    def queryset(self) -> QuerySet:
        return TaxCategory.objects.prefetch_related("rates").annotate(product_count=Count("products"))


class Pools(SettingsList):
    name, caption, opens = "pools", _("Stock pools"), "pool"
    sorts = {"code": Sort(_("Code"), "code")}
    cells = (
        Cell(_("Stock pool"), lambda row: row.name),
        Cell(_("Code"), lambda row: row.code),
        Cell(_("Sold by"), lambda row: ", ".join(str(place) for place in row.sold_by.all()) or "–"),
    )
    empty_head = _("No stock pool yet")

    def queryset(self) -> QuerySet:
        return Partner.objects.prefetch_related("sold_by__channel", "sold_by__market")


def _taken_off(row: ConditionalOffer) -> str:
    if row.benefit.type == Benefit.PERCENTAGE:
        return f"{plain(row.benefit.value)} %"
    return f"{row.channel_market.market.currency} {plain(row.benefit.value)}"


class Offers(SettingsList):
    name, caption, opens = "offers", _("Offers"), "offer"
    sorts = {"name": Sort(_("Name"), "name")}
    filters = (ChoiceFilter("channel_market__market", _("Market"), _markets),)
    cells = (
        Cell(_("Offer"), lambda row: row.name),
        Cell(_("Holds in"), lambda row: str(row.channel_market)),
        Cell(_("Takes off"), _taken_off, num=True),
        Cell(_("Needs a voucher"), lambda row: bool(row.is_voucher_offer_type)),
        Cell(_("Ends"), lambda row: row.end_datetime),
        Cell(
            _("Orders"),
            lambda row: f"{row.num_applications} / {row.max_global_applications or '∞'}" if row.is_capped else "–",
            num=True,
        ),
        Cell(_("Offered"), lambda row: bool(not row.is_suspended)),
    )
    empty_head = _("No offer yet")
    empty_text = _("An offer lowers prices in one channel of one market, for everybody there or with a voucher.")

    def queryset(self) -> QuerySet:
        return ConditionalOffer.objects.select_related("benefit", "channel_market__channel", "channel_market__market")


class Vouchers(SettingsList):
    name, caption, opens = "vouchers", pgettext_lazy("shop", "Vouchers"), "voucher"
    sorts = {"code": Sort(_("Code"), "code")}
    filters = (TextFilter("q", _("Code or name"), ("code__istartswith", "name__icontains")),)
    cells = (
        Cell(_("Code"), lambda row: row.code),
        Cell(_("Name"), lambda row: row.name),
        Cell(_("Opens"), lambda row: ", ".join(offer.name for offer in row.offers.all()) or "–"),
        Cell(_("Begins"), lambda row: row.start_datetime),
        Cell(_("Ends"), lambda row: row.end_datetime),
        Cell(_("Orders"), lambda row: row.num_orders, num=True),
    )
    empty_head = _("No voucher yet")
    empty_text = _("A voucher is a code that opens an offer. Make the offer first.")

    def queryset(self) -> QuerySet:
        return Voucher.objects.prefetch_related("offers")


class ChannelMarkets(SettingsList):
    """Where one channel sells (`scope`: channel)."""

    name, caption, opens = "channel_markets", _("Channel in markets"), "channel_market"
    sorts = {"market": Sort(_("Market"), "market__name")}
    cells = (
        Cell(_("Market"), lambda row: row.market.name),
        Cell(_("Stock pool"), lambda row: row.pool.name),
        Cell(_("Products"), lambda row: row.product_count, num=True),
        Cell(_("Open"), lambda row: bool(row.is_open)),
    )
    empty_head = _("This channel sells nowhere yet")

    def queryset(self) -> QuerySet:
        rows = ChannelMarket.objects.filter(channel=self.scope["channel"]).select_related("channel", "market", "pool")
        return rows.annotate(product_count=Count("assortment"))
