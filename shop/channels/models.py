"""Routes to market. Everything here is data that a company decides by screen; code never asks for a particular channel."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import tracked


class TaxDisplay(models.TextChoices):
    WITH_TAX = "with_tax", _("Prices with tax")
    WITHOUT_TAX = "without_tax", _("Prices without tax")


class RevenuePolicy(models.TextChoices):
    AT_DISPATCH = "dispatch", _("When the goods are dispatched")
    AT_DELIVERY = "delivery", _("When the goods are delivered")


class Market(models.Model):
    """A country or group of countries that shares currency, languages, tax regime and ways to pay and deliver."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=80)
    currency = models.CharField(_("currency"), max_length=3, validators=[RegexValidator(r"^[A-Z]{3}$")])
    countries = ArrayField(
        models.CharField(max_length=2),
        default=list,
        verbose_name=_("countries"),
        help_text=_("ISO codes; empty: all others"),
    )
    languages = ArrayField(models.CharField(max_length=10), default=list, verbose_name=_("languages"))
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Ho_Chi_Minh")
    tax_regime = models.CharField(_("tax regime"), max_length=20, default="vat", help_text=_("Which set of tax rates applies"))
    revenue_policy = models.CharField(
        _("revenue is earned"), max_length=10, choices=RevenuePolicy.choices, default=RevenuePolicy.AT_DISPATCH
    )
    phone = models.CharField(_("telephone of the order desk"), max_length=30, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("market")
        verbose_name_plural = _("markets")
        constraints = [
            models.CheckConstraint(name="market_currency_is_iso_code", condition=Q(currency__regex=r"^[A-Z]{3}$")),
        ]

    def __str__(self) -> str:
        return self.name


class Channel(models.Model):
    """A route to market, named by the digit that opens its transaction numbers.

    The prefix is fixed once a number was drawn with it: `first_number_drawn_at` is set by placing, and a trigger
    refuses a change afterwards. Prefixes are prefix-free: with 6 in use, 61 cannot be.
    """

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=80)
    prefix = models.CharField(_("prefix"), max_length=2, unique=True, validators=[RegexValidator(r"^[1-9][0-9]?$")])
    tax_display = models.CharField(_("tax display"), max_length=12, choices=TaxDisplay.choices, default=TaxDisplay.WITH_TAX)
    is_trade = models.BooleanField(_("for trade accounts"), default=False, help_text=_("Only companies with an account buy here"))
    is_staffed = models.BooleanField(_("entered by staff"), default=False, help_text=_("Phone desk, branch counter"))
    first_number_drawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(_("place in lists and charts"), default=50)

    class Meta:
        ordering = ["position", "prefix"]
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        constraints = [
            models.CheckConstraint(name="channel_prefix_is_one_or_two_digits", condition=Q(prefix__regex=r"^[1-9][0-9]?$")),
        ]
        triggers = [
            pgtrigger.Protect(
                name="prefix_fixed_once_drawn",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__first_number_drawn_at__isnull=False, old__prefix__df=pgtrigger.F("new__prefix")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class ChannelMarket(models.Model):
    """A channel in a market: what price lists, assortment, doors, quotas and reports hang on."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="in_markets", verbose_name=_("channel"))
    market = models.ForeignKey(Market, models.PROTECT, related_name="channels", verbose_name=_("market"))
    pool = models.ForeignKey("partner.Partner", models.PROTECT, related_name="sold_by", verbose_name=_("stock pool"))
    is_open = models.BooleanField(_("open for orders"), default=True)
    min_order_amount = models.DecimalField(_("smallest order"), max_digits=19, decimal_places=4, default=0)

    class Meta:
        ordering = ["channel__position", "market_id"]
        verbose_name = _("channel in a market")
        verbose_name_plural = _("channels in markets")
        constraints = [models.UniqueConstraint(name="channel_once_per_market", fields=["channel", "market"])]

    def __str__(self) -> str:
        return f"{self.channel} · {self.market}"


class DoorKind(models.TextChoices):
    HOST = "host", _("Host name")
    PATH = "path", _("Path")
    ACCOUNT = "account", _("Sign-in of a trade account")
    DESK = "desk", _("Staff desk")
    COUNTER = "counter", _("Branch counter")
    API = "api", _("API client")


@tracked
class Door(models.Model):
    """How a customer comes in; it decides channel and market.

    `value` is a host name for `host`, a first path segment for `path`, and empty for the others. A host or path
    value of `*` is the door for whoever comes through no other one.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=DoorKind.choices)
    value = models.CharField(_("host or path"), max_length=120, blank=True)
    channel_market = models.ForeignKey(ChannelMarket, models.PROTECT, related_name="doors", verbose_name=_("leads to"))
    is_open = models.BooleanField(_("open"), default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("door")
        verbose_name_plural = _("doors")
        constraints = [
            models.UniqueConstraint(
                name="door_value_leads_to_one_place", fields=["kind", "value"], condition=Q(kind__in=["host", "path"])
            ),
            models.CheckConstraint(name="door_of_host_or_path_has_value", condition=~Q(kind__in=["host", "path"]) | ~Q(value="")),
        ]

    def __str__(self) -> str:
        return self.name


class DoorDay(models.Model):
    """What came through a door on a day: visitors, and those of them who put something into a basket.

    Counted without cookies and without keeping who came (see docs/doors.md). Orders are counted from orders.
    """

    door = models.ForeignKey(Door, models.PROTECT, related_name="days", verbose_name=_("door"))
    day = models.DateField(_("day"))
    visits = models.PositiveIntegerField(_("visits"), default=0)
    baskets = models.PositiveIntegerField(_("baskets"), default=0)

    class Meta:
        ordering = ["-day", "door_id"]
        verbose_name = _("day at a door")
        verbose_name_plural = _("days at doors")
        constraints = [models.UniqueConstraint(name="door_once_per_day", fields=["day", "door"])]

    def __str__(self) -> str:
        return f"{self.door_id} {self.day}"


class DoorSighting(models.Model):
    """Somebody came through a door, or put something into a basket; rows wait here until they are folded into the day.

    The door is not checked by the database, which would lock its row for every visitor.
    """

    door = models.ForeignKey(
        Door, models.PROTECT, related_name="sightings", db_constraint=False, db_index=False, verbose_name=_("door")
    )
    day = models.DateField(_("day"))
    visits = models.PositiveIntegerField(_("visits"), default=0)
    baskets = models.PositiveIntegerField(_("baskets"), default=0)

    def __str__(self) -> str:
        return f"{self.door_id} {self.day}"
