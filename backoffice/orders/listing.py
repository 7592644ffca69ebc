"""All orders, narrowed by what a department looks for."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backoffice.listing import ChoiceFilter, Column, DayFilter, Export, Listing, Sort, View
from shop.channels.models import Channel, Market
from shop.order.models import FulfillmentView, Order, OrderStatus, PaymentView, PromiseState


def _channels() -> list[tuple[str, str]]:
    return [(str(channel.pk), f"{channel.prefix} {channel.name}") for channel in Channel.objects.all()]


def _markets() -> list[tuple[str, str]]:
    return [(str(market.pk), market.name) for market in Market.objects.all()]


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
        ChoiceFilter("market", _("Market"), _markets),
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
    empty_head = _("No order yet")
    empty_text = _("Orders of every channel appear here the moment they are placed.")
    empty_kind = "setup"
    exports = (
        Export("number", lambda order: order.number),
        Export("placed", lambda order: order.date_placed),
        Export("channel", lambda order: order.channel.name),
        Export("market", lambda order: order.market.code),
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

    def queryset(self) -> QuerySet:
        return Order.objects.select_related("channel", "market", "shipping_address")


def held() -> tuple[int, int]:
    """How many orders wait for a person; none of them late by itself. One query over the index by status."""
    return Order.objects.filter(status=OrderStatus.HELD).count(), 0
