"""The three views of an order and which steps are legal. Payment and fulfilment are derived; nobody sets them by hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrderStatus(models.TextChoices):
    PLACED = "placed", _("Placed")
    HELD = "held", _("Held")
    RELEASED = "released", _("Released")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


ORDER_TRANSITIONS = {
    OrderStatus.PLACED: {OrderStatus.HELD, OrderStatus.RELEASED, OrderStatus.CANCELLED},
    OrderStatus.HELD: {OrderStatus.RELEASED, OrderStatus.CANCELLED},
    OrderStatus.RELEASED: {OrderStatus.COMPLETED, OrderStatus.CANCELLED},
    OrderStatus.COMPLETED: set(),
    OrderStatus.CANCELLED: set(),
}


class PaymentView(models.TextChoices):
    UNPAID = "unpaid", _("Unpaid")
    AUTHORISED = "authorised", _("Authorised")
    PART_PAID = "part_paid", _("Part paid")
    PAID = "paid", _("Paid")
    REFUNDED = "refunded", _("Refunded")
    PART_REFUNDED = "part_refunded", _("Part refunded")
    ON_TERMS = "on_terms", _("On terms")
    CASH_DUE = "cash_due", _("Cash due on delivery")


class FulfillmentView(models.TextChoices):
    UNFULFILLED = "unfulfilled", _("Unfulfilled")
    RESERVED = "reserved", _("Reserved")
    IN_PICKING = "in_picking", _("In picking")
    PART_SHIPPED = "part_shipped", _("Part shipped")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    RETURNED = "returned", _("Returned")
    PART_RETURNED = "part_returned", _("Part returned")


class PromiseState(models.TextChoices):
    ON_TIME = "on_time", _("On time")
    AT_RISK = "at_risk", _("At risk")
    KEPT = "kept", _("Kept")
    BREACHED = "breached", _("Breached")


#: Late work may be made good before the cut-off; a late dispatch only by a delivery in time.
PROMISE_TRANSITIONS = {
    PromiseState.ON_TIME: {PromiseState.AT_RISK, PromiseState.BREACHED, PromiseState.KEPT},
    PromiseState.AT_RISK: {PromiseState.ON_TIME, PromiseState.BREACHED, PromiseState.KEPT},
    PromiseState.BREACHED: {PromiseState.KEPT},
    PromiseState.KEPT: set(),
}
