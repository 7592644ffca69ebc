"""Nouns of the order: see order.py (order, lines, timeline), snapshots.py (addresses), states.py (what may follow what)."""

from shop.order.models.order import Line, LinePrice, Order, TimelineEntry
from shop.order.models.snapshots import (
    BillingAddress,
    OrderDiscount,
    OrderLineDiscount,
    PaymentEvent,
    ShippingAddress,
    Surcharge,
)
from shop.order.models.states import ORDER_TRANSITIONS, FulfillmentView, OrderStatus, PaymentView, PromiseState

from oscar.apps.order.models import *  # isort: skip # noqa: F403

__all__ = [
    "ORDER_TRANSITIONS", "BillingAddress", "FulfillmentView", "Line", "LinePrice", "Order", "OrderDiscount",
    "OrderLineDiscount", "OrderStatus", "PaymentEvent", "PaymentView", "PromiseState", "ShippingAddress",
    "Surcharge", "TimelineEntry",
]  # fmt: skip
