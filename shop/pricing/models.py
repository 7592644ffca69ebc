"""Price lists and tax rates.

An amount in a price list is exact on the side the list states (with or without tax); the other side is derived
per rate. A list without channel × market and account is the base list of its currency.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.audit import tracked
from core.money import AmountField


class TaxCategory(models.Model):
    """What a product is to the tax office: tea and coffee, ware, service."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("tax category")
        verbose_name_plural = _("tax categories")

    def __str__(self) -> str:
        return self.name


@tracked
class TaxRate(models.Model):
    """The rate of a category in a tax regime from a date until the next one begins."""

    regime = models.CharField(_("tax regime"), max_length=20)
    category = models.ForeignKey(TaxCategory, models.PROTECT, related_name="rates", verbose_name=_("category"))
    code = models.CharField(_("tax code"), max_length=20, help_text=_("As shown on invoices, e.g. VAT8"))
    rate = models.DecimalField(_("rate"), max_digits=6, decimal_places=4, help_text=_("0.08 is 8 per cent"))
    valid_from = models.DateField(_("valid from"))

    class Meta:
        ordering = ["regime", "category_id", "valid_from"]
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        constraints = [
            models.UniqueConstraint(name="tax_rate_once_per_day", fields=["regime", "category", "valid_from"]),
            models.CheckConstraint(name="tax_rate_between_0_and_1", condition=Q(rate__gte=0) & Q(rate__lt=1)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.rate:.2%}"


@tracked
class PriceList(models.Model):
    name = models.CharField(_("name"), max_length=80)
    currency = models.CharField(_("currency"), max_length=3)
    includes_tax = models.BooleanField(_("amounts include tax"), default=True)
    channel_market = models.ForeignKey(
        "channels.ChannelMarket",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="price_lists",
        verbose_name=_("channel in a market"),
    )
    account = models.ForeignKey(
        "customer.TradeAccount",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="price_lists",
        verbose_name=_("trade account"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("price list")
        verbose_name_plural = _("price lists")
        constraints = [
            models.UniqueConstraint(
                name="one_price_list_per_channel_market", fields=["channel_market"], condition=Q(account__isnull=True)
            ),
            models.UniqueConstraint(name="one_price_list_per_account", fields=["account"]),
            models.UniqueConstraint(
                name="one_base_price_list_per_currency",
                fields=["currency"],
                condition=Q(account__isnull=True, channel_market__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class Price(models.Model):
    """What one piece costs from a quantity on, between two dates (`valid_to` is the last day, empty: until further notice)."""

    price_list = models.ForeignKey(PriceList, models.PROTECT, related_name="prices", verbose_name=_("price list"))
    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="prices", verbose_name=_("product"))
    min_quantity = models.PositiveIntegerField(_("from quantity"), default=1)
    amount = AmountField(_("amount"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        ordering = ["product_id", "min_quantity", "-valid_from"]
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        indexes = [models.Index(name="price_of_product", fields=["product", "price_list", "min_quantity", "valid_from"])]
        constraints = [
            models.UniqueConstraint(
                name="price_once_per_quantity_and_day", fields=["price_list", "product", "min_quantity", "valid_from"]
            ),
            models.CheckConstraint(name="price_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(name="price_quantity_at_least_one", condition=Q(min_quantity__gte=1)),
            models.CheckConstraint(
                name="price_ends_after_it_begins", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.amount} {self.price_list.currency}"
