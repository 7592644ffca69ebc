"""What else hangs on an order: addresses as they were, and Oscar's tables with columns wide enough for VND."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.address.abstract_models import AbstractBillingAddress, AbstractShippingAddress
from oscar.apps.order.abstract_models import (
    AbstractOrderDiscount,
    AbstractOrderLineDiscount,
    AbstractPaymentEvent,
    AbstractSurcharge,
)

from core.money import AmountField


class ShippingAddress(AbstractShippingAddress):
    """`first_name` holds the whole name; `line4` is the city, `state` the district or state."""

    POSTCODE_REQUIRED = False
    POSTCODES_REGEX = {**AbstractShippingAddress.POSTCODES_REGEX, "VN": r"^[0-9]{5,6}$"}


class BillingAddress(AbstractBillingAddress):
    company = models.CharField(_("company"), max_length=200, blank=True)
    tax_number = models.CharField(_("tax number"), max_length=30, blank=True)
    POSTCODE_REQUIRED = False
    POSTCODES_REGEX = {**AbstractBillingAddress.POSTCODES_REGEX, "VN": r"^[0-9]{5,6}$"}


class PaymentEvent(AbstractPaymentEvent):
    amount = AmountField()


class OrderDiscount(AbstractOrderDiscount):
    amount = AmountField(default=0)


class OrderLineDiscount(AbstractOrderLineDiscount):
    amount = AmountField(default=0)


class Surcharge(AbstractSurcharge):
    incl_tax = AmountField(default=0)
    excl_tax = AmountField(default=0)
