"""All orders, narrowed by what a department looks for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from backoffice.listing import ChoiceFilter, Column, DayFilter, Export, FlagFilter, FromDayFilter, Listing, Sort, View
from core import clock
from fulfillment.models import Shipment, ShipmentStatus
from sales.models import Owner, Territory
from sales.portfolio import placed_for
from shop.channels.models import Channel, ChannelMarket, Door, Market
from shop.order.models import FulfillmentView, Order, OrderStatus, PaymentView, PromiseState

ARRIVED = (FulfillmentView.DELIVERED, FulfillmentView.RETURNED, FulfillmentView.PART_RETURNED)


def _channels() -> list[tuple[str, str]]:
    return [(str(channel.pk), f"{channel.prefix} {channel.name}") for channel in Channel.objects.all()]


def _markets() -> list[tuple[str, str]]:
    return [(str(market.pk), market.name) for market in Market.objects.all()]


def _currencies() -> list[tuple[str, str]]:
    return [(code, code) for code in sorted({market.currency for market in Market.objects.all()})]


def places(**where: Any) -> dict[str, list[tuple[str, str]]]:
    """Channels, markets and currencies that are sold in, for three filters by one statement."""
    found = ChannelMarket.objects.filter(**where).select_related("channel", "market")
    channels = sorted({place.channel for place in found}, key=lambda channel: (channel.position, channel.pk))
    markets = sorted({place.market for place in found}, key=lambda market: market.name)
    return {
        "channel": [(str(channel.pk), f"{channel.prefix} {channel.name}") for channel in channels],
        "market": [(str(market.pk), market.name) for market in markets],
        "currency": [(code, code) for code in sorted({market.currency for market in markets})],
    }


def owners() -> list[tuple[str, str]]:
    return [(str(owner.pk), owner.name) for owner in Owner.objects.all()]


def territories() -> list[tuple[str, str]]:
    return [(str(territory.pk), territory.name) for territory in Territory.objects.all()]


def _doors() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Door.objects.order_by("name").values_list("pk", "name")]


@dataclass(frozen=True)
class WhoseFilter(ChoiceFilter):
    """Orders of an owner or territory (`field`), as it was when they were placed."""

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        return placed_for(rows, **{self.field or self.name: value})


@dataclass(frozen=True)
class MarketFilter(ChoiceFilter):
    """A market; its currency is asked for as well, by which the largest amounts are found."""

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(market=value, currency=Market.objects.filter(pk=value).values("currency")[:1])


def _late() -> Q:
    """Promised for a day of the last week that has passed, and not arrived."""
    today = timezone.localtime(clock.now()).date()
    due = Q(deliver_by__lt=today, deliver_by__gte=today - timedelta(days=7), status=OrderStatus.RELEASED)
    return due & ~Q(fulfillment_view__in=ARRIVED)


def _refused() -> Q:
    return Q(pk__in=Shipment.objects.filter(status=ShipmentStatus.REFUSED).values("order_id"))


class Orders(Listing):
    """Newest first. Searching by number, phone or name is the search box's work, on every page."""

    name = "orders"
    caption = _("Orders")
    sorts = {
        "placed": Sort(_("Placed"), "date_placed", descending=True),
        "dispatch": Sort(_("Dispatch by"), "dispatch_by", nullable=True),
        "total": Sort(_("Total"), "total_incl_tax", descending=True),
    }
    filters = (
        ChoiceFilter("status", _("Status"), OrderStatus.choices),
        ChoiceFilter("payment", _("Payment"), PaymentView.choices, field="payment_view"),
        ChoiceFilter("fulfilment", _("Fulfilment"), FulfillmentView.choices, field="fulfillment_view"),
        DayFilter("dispatch", _("Dispatch by"), field="dispatch_by", until=True, words=("today", "tomorrow", "late")),
        ChoiceFilter("promise", _("Promise"), PromiseState.choices, field="promise_state"),
        ChoiceFilter("channel", _("Channel"), _channels),
        MarketFilter("market", _("Market"), _markets),
        DayFilter("placed", _("Placed"), field="date_placed", words=("today", "yesterday")),
        WhoseFilter("owner", _("Owner"), owners),
        WhoseFilter("territory", _("Territory"), territories),
        FromDayFilter("since", _("Placed from"), field="date_placed", words=(), is_rare=True),
        DayFilter("until", _("Placed until"), field="date_placed", until=True, words=(), is_rare=True),
        DayFilter("deliver", _("Promised for"), field="deliver_by", is_moment=False, words=("today", "tomorrow"), is_rare=True),
        FlagFilter("late", _("Should be there already"), _late, is_rare=True),
        FlagFilter("phone", _("Taken by phone"), Q(placed_by__isnull=False), is_rare=True),
        FlagFilter("refused", _("Refused at the door"), _refused, is_rare=True),
        ChoiceFilter("currency", _("Currency"), _currencies, is_rare=True),
        ChoiceFilter("door", _("Door"), _doors, is_rare=True),
    )
    views = (
        View(_("All"), {}),
        View(_("To ship today"), {"status": "released", "dispatch": "today", "sort": "dispatch"}),
        View(_("Held for approval"), {"status": "held"}),
        View(_("Promise at risk"), {"promise": "at_risk", "sort": "dispatch"}),
        View(_("Cash on delivery, out"), {"payment": "cash_due", "fulfilment": "shipped"}),
        View(_("Payment awaited"), {"payment": "unpaid"}),
    )
    columns = (
        Column(_("Transaction"), sort="placed"),
        Column(_("Customer")),
        Column(_("Status")),
        Column(_("Payment")),
        Column(_("Fulfilment")),
        Column(_("Dispatch by"), sort="dispatch"),
        Column(_("Total"), num=True, sort="total"),
    )
    row_template = "backoffice/orders/row.html"
    is_personal = True
    empty_head = _("No order yet")
    empty_text = _("Orders of every channel appear here the moment they are placed.")
    empty_kind = "setup"
    exports = (
        Export("number", lambda order: order.number),
        Export("placed", lambda order: order.date_placed),
        Export("channel", lambda order: order.channel.name),
        Export("market", lambda order: order.market.code),
        Export("door", lambda order: order.door.name if order.door_id else ""),
        Export("customer", lambda order: order.contact_name),
        Export("status", lambda order: order.status),
        Export("payment", lambda order: order.payment_view),
        Export("fulfilment", lambda order: order.fulfillment_view),
        Export("dispatch_by", lambda order: order.dispatch_by),
        Export("deliver_by", lambda order: order.deliver_by),
        Export("currency", lambda order: order.currency),
        Export("total_excl_tax", lambda order: order.total_excl_tax),
        Export("total_incl_tax", lambda order: order.total_incl_tax),
    )

    @cached_property
    def shared_options(self) -> dict[str, list[tuple[str, str]]]:
        return places()

    def queryset(self) -> QuerySet:
        return Order.objects.select_related("channel", "market", "door", "shipping_address")


def held() -> tuple[int, int]:
    """How many orders wait for a person; none of them late by itself. One query over the index by status."""
    return Order.objects.filter(status=OrderStatus.HELD).count(), 0
