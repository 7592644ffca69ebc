"""The order: written once by placing, read by every department."""

from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.abstract_models import AbstractLine, AbstractLinePrice, AbstractOrder

from core import clock
from core.money import AmountField
from shop.order.models.states import (
    ORDER_TRANSITIONS,
    PROMISE_TRANSITIONS,
    FulfillmentView,
    OrderStatus,
    PaymentView,
    PromiseState,
)


class Order(AbstractOrder):
    """`number` is the transaction number; `channel` and `market` are recorded, the number only shows them.

    Jobs in `shop.order` change it; `status` moves by `move_to`, `payment_view` and `fulfillment_view` are written
    down from payments and shipments. Contact fields are snapshots; `search_text` holds accent-folded words.
    """

    STATUS_TRANSITIONS = ORDER_TRANSITIONS
    PROMISE_STATE_TRANSITIONS = PROMISE_TRANSITIONS

    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="orders")
    market = models.ForeignKey("channels.Market", models.PROTECT, related_name="orders")
    door = models.ForeignKey("channels.Door", models.PROTECT, null=True, related_name="orders", db_index=False)
    door_reason = models.CharField(max_length=40, help_text=_("Why this channel: host, trade_account, phone_desk, ..."))
    customer = models.ForeignKey("customer.Customer", models.PROTECT, related_name="orders")
    trade_account = models.ForeignKey("customer.TradeAccount", models.PROTECT, null=True, blank=True, related_name="orders")
    pool = models.ForeignKey("partner.Partner", models.PROTECT, related_name="orders")
    placed_by = models.ForeignKey("access.User", models.PROTECT, null=True, blank=True, related_name="orders_taken")
    checkout_key = models.UUIDField(unique=True)

    status = models.CharField(max_length=10, choices=OrderStatus.choices, default=OrderStatus.PLACED)
    payment_view = models.CharField(max_length=14, choices=PaymentView.choices, default=PaymentView.UNPAID)
    fulfillment_view = models.CharField(max_length=14, choices=FulfillmentView.choices, default=FulfillmentView.UNFULFILLED)
    hold_reason = models.CharField(max_length=60, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    payable_at = models.DateTimeField(null=True, blank=True, help_text=_("Paid, or to be paid on delivery or on terms"))
    reserved_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True, help_text=_("When the last of the three marks was set"))

    language = models.CharField(max_length=10, default="en")
    contact_name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    phone_digits = models.CharField(max_length=20, blank=True)
    search_text = models.CharField(max_length=500, blank=True)
    buyer_reference = models.CharField(max_length=60, blank=True, help_text=_("The buyer's own order number"))
    gift_message = models.CharField(max_length=300, blank=True)

    total_incl_tax = AmountField()
    total_excl_tax = AmountField()
    shipping_incl_tax = AmountField(default=0)
    shipping_excl_tax = AmountField(default=0)
    shipping_tax_rate = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    fee_incl_tax = AmountField(default=0, help_text=_("Fee of the way to pay"))
    fee_excl_tax = AmountField(default=0)
    fee_tax_rate = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    fee_tax_code = models.CharField(max_length=20, blank=True)
    prices_include_tax = models.BooleanField(default=True, help_text=_("Which side of the prices is the stated, exact one"))

    delivery_option = models.ForeignKey("shipping.DeliveryOption", models.PROTECT, null=True, blank=True, related_name="orders")
    dispatch_by = models.DateTimeField(null=True, blank=True)
    deliver_by = models.DateField(null=True, blank=True)
    promise_state = models.CharField(max_length=10, choices=PromiseState.choices, default=PromiseState.ON_TIME)
    promise_cause = models.CharField(max_length=30, blank=True, help_text=_("Why the promise is at risk or breached"))
    is_phone_call_wanted = models.BooleanField(default=False)

    # Not used: the order's own status, and offers, live elsewhere.
    guest_email = None
    analytics_tracked = None

    class Meta(AbstractOrder.Meta):
        indexes = [
            models.Index(fields=["-date_placed", "-id"], name="order_by_date"),
            models.Index(fields=["status", "-date_placed", "-id"], name="order_by_status"),
            models.Index(fields=["channel", "market", "-date_placed"], name="order_by_channel"),
            models.Index(fields=["customer", "-id"], name="order_by_customer"),
            models.Index(fields=["phone_digits"], name="order_by_phone", opclasses=["varchar_pattern_ops"]),
            # As iexact asks; in the order of the answer, so that no planner looks for a rare address among all orders.
            models.Index(Upper("email"), F("date_placed").desc(), F("id").desc(), name="order_by_email"),
            models.Index(fields=["dispatch_by"], name="order_to_dispatch", condition=Q(status="released")),
            GinIndex(SearchVector("search_text", config="simple"), name="order_by_name"),
            # One for each sort and each view of the list of orders, so that no page sorts or reads a whole table.
            models.Index(fields=["dispatch_by", "id"], name="order_by_dispatch"),
            models.Index(F("dispatch_by").desc(nulls_last=True), F("id").desc(), name="order_by_dispatch_turned"),
            models.Index(fields=["-total_incl_tax", "-id"], name="order_by_total"),
            models.Index(fields=["payment_view", "-date_placed", "-id"], name="order_by_payment"),
            models.Index(fields=["fulfillment_view", "-date_placed", "-id"], name="order_by_fulfilment"),
            models.Index(
                fields=["promise_state", "dispatch_by", "id"], name="order_by_promise", condition=~Q(promise_state="on_time")
            ),
            models.Index(fields=["market", "-date_placed", "-id"], name="order_by_market"),
            models.Index(fields=["door", "-date_placed", "-id"], name="order_by_door"),
            models.Index(fields=["deliver_by", "-date_placed", "-id"], name="order_by_promised_day"),
            # Amounts of several currencies are not of one size: the largest of a market are not among the largest of all.
            models.Index(fields=["currency", "-total_incl_tax", "-id"], name="order_by_currency_and_total"),
            models.Index(fields=["-date_placed", "-id"], name="order_by_phone_desk", condition=Q(placed_by__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(name="basket_is_placed_once", fields=["basket"]),
            models.CheckConstraint(name="order_number_is_13_digits", condition=Q(number__regex=r"^[0-9]{13}$")),
            models.CheckConstraint(
                name="order_total_with_tax_covers_total_without", condition=Q(total_incl_tax__gte=F("total_excl_tax"))
            ),
            models.CheckConstraint(name="order_total_not_negative", condition=Q(total_excl_tax__gte=0)),
            models.CheckConstraint(
                name="order_ready_only_with_three_marks",
                condition=Q(ready_at__isnull=True)
                | Q(released_at__isnull=False, payable_at__isnull=False, reserved_at__isnull=False),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.status not in (OrderStatus.COMPLETED, OrderStatus.CANCELLED)

    @property
    def total_tax(self):
        return self.total_incl_tax - self.total_excl_tax


class Line(AbstractLine):
    """`promised_quantity` is what is not yet located in a warehouse; its sum over open lines is the pool's promised stock."""

    sku = models.CharField(max_length=40)
    is_stocked = models.BooleanField(default=True)
    requires_shipping = models.BooleanField(default=True)
    promised_quantity = models.PositiveIntegerField(default=0)
    cancelled_quantity = models.PositiveIntegerField(default=0)
    line_price_incl_tax = AmountField()
    line_price_excl_tax = AmountField()
    line_price_before_discounts_incl_tax = AmountField()
    line_price_before_discounts_excl_tax = AmountField()
    unit_price_incl_tax = AmountField()
    unit_price_excl_tax = AmountField()
    tax_rate = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    price_explanation = models.JSONField(default=dict, blank=True)
    num_allocated = models.PositiveIntegerField(default=0)

    class Meta(AbstractLine.Meta):
        # Few of all lines ever sold are waited for; whoever looks for them reads no others.
        indexes = [models.Index(fields=["id"], name="order_line_promised", condition=Q(promised_quantity__gt=0))]
        constraints = [
            models.CheckConstraint(name="order_line_has_a_piece", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="order_line_promise_within_quantity",
                condition=Q(promised_quantity__lte=F("quantity") - F("cancelled_quantity")),
            ),
        ]

    @property
    def open_quantity(self) -> int:
        return self.quantity - self.cancelled_quantity


class LinePrice(AbstractLinePrice):
    price_incl_tax = AmountField()
    price_excl_tax = AmountField()
    shipping_incl_tax = AmountField(default=0)
    shipping_excl_tax = AmountField(default=0)


class TimelineEntry(models.Model):
    """What happened to an order, for people to read. `kind` picks the sentence, `data` fills it; a note has a `body`."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="timeline")
    kind = models.CharField(max_length=40)
    at = models.DateTimeField(default=clock.now)
    actor_label = models.CharField(max_length=120)
    actor = models.ForeignKey("access.User", models.SET_NULL, null=True, blank=True, related_name="+")
    data = models.JSONField(default=dict, blank=True)
    body = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline entries")
        indexes = [
            models.Index(fields=["order", "-id"], name="timeline_of_order"),
            BrinIndex(fields=["at"], name="timeline_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
