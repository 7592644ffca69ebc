"""Delivery options with cost and promised date. Oscar's shipping tables stay empty."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.shipping.abstract_models import AbstractOrderAndItemCharges, AbstractWeightBand, AbstractWeightBased

from core.audit import tracked
from core.money import AmountField


@tracked
class Carrier(models.Model):
    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=80)
    adapter = models.CharField(_("adapter"), max_length=30, default="sandbox")
    service = models.CharField(_("service"), max_length=60, blank=True)
    credentials = models.CharField(
        _("credentials reference"), max_length=60, blank=True, help_text=_("Name of the environment variable, never the key")
    )
    takes_cash = models.BooleanField(_("collects cash on delivery"), default=False)
    is_active = models.BooleanField(_("carries for us"), default=True)

    class Meta:
        verbose_name = _("carrier")
        verbose_name_plural = _("carriers")

    def __str__(self) -> str:
        return self.name


class DeliveryOption(models.Model):
    """A way to deliver in a market. `price` is stated with tax where the market's consumers see tax; tax is derived."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    market = models.ForeignKey("channels.Market", models.PROTECT, related_name="delivery_options")
    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="delivery_options")
    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=200, blank=True)
    price = AmountField(_("price"))
    free_from = AmountField(_("free from goods worth"), null=True, blank=True)
    price_per_kg = AmountField(_("price of each further kg"), default=0)
    tax_category = models.ForeignKey("pricing.TaxCategory", models.PROTECT, related_name="+")
    transit_days = models.PositiveSmallIntegerField(_("working days on the way"))
    for_trade = models.BooleanField(_("for trade"), default=False)
    is_active = models.BooleanField(_("offered"), default=True)
    position = models.PositiveSmallIntegerField(default=50)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("delivery option")
        verbose_name_plural = _("delivery options")
        constraints = [models.CheckConstraint(name="delivery_price_not_negative", condition=Q(price__gte=0))]

    def __str__(self) -> str:
        return self.name


class DeliveryArea(models.Model):
    """Where an option costs more or takes longer: the longest matching postcode prefix of the country wins."""

    option = models.ForeignKey(DeliveryOption, models.CASCADE, related_name="areas")
    country = models.CharField(max_length=2)
    postcode_prefix = models.CharField(max_length=10, blank=True)
    extra_days = models.PositiveSmallIntegerField(default=0)
    surcharge = AmountField(default=0)
    is_served = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="delivery_area_once", fields=["option", "country", "postcode_prefix"]),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.postcode_prefix}"


class DeliveryProfile(models.Model):
    """Written down by inventory for pool × market: the cut-off and calendar of the slowest eligible warehouse."""

    pool = models.ForeignKey("partner.Partner", models.CASCADE, related_name="delivery_profiles")
    market = models.ForeignKey("channels.Market", models.CASCADE, related_name="delivery_profiles")
    cut_off = models.TimeField(_("cut-off"))
    time_zone = models.CharField(max_length=40, default="Asia/Ho_Chi_Minh")
    working_weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, help_text=_("Monday is 0"))
    holidays = ArrayField(models.DateField(), default=list, blank=True)
    handling_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_profile_per_pool_and_market", fields=["pool", "market"])]

    def __str__(self) -> str:
        return f"{self.pool} → {self.market}"


class OrderAndItemCharges(AbstractOrderAndItemCharges):
    price_per_order = AmountField(default=0)
    price_per_item = AmountField(default=0)
    free_shipping_threshold = AmountField(null=True, blank=True)


class WeightBased(AbstractWeightBased):
    pass


class WeightBand(AbstractWeightBand):
    charge = AmountField()
