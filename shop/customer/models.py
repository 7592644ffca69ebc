"""Who buys. A customer is a person or company, not a login: guests and callers without e-mail have one too."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import tracked
from core.money import AmountField


class CustomerKind(models.TextChoices):
    PERSON = "person", _("Person")
    COMPANY = "company", _("Company")


@tracked
class Customer(models.Model):
    """`phone` is E.164, `phone_digits` its digits; `search_name` holds accent-folded words. Jobs in
    `shop.customer.registering` keep the derived columns right."""

    kind = models.CharField(_("kind"), max_length=10, choices=CustomerKind.choices, default=CustomerKind.PERSON)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    phone_digits = models.CharField(max_length=20, blank=True, editable=False)
    search_name = models.CharField(max_length=400, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=10, default="en")
    tax_number = models.CharField(_("tax number"), max_length=30, blank=True)
    came_by = models.CharField(_("came by"), max_length=40, blank=True, help_text=_("The door of the first contact"))
    users = models.ManyToManyField("access.User", through="CustomerUser", related_name="customers")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        indexes = [
            models.Index(Upper("email"), name="customer_by_email"),  # as iexact asks
            models.Index(fields=["phone_digits"], name="customer_by_phone", opclasses=["varchar_pattern_ops"]),
            GinIndex(SearchVector("search_name", config="simple"), name="customer_by_name"),
        ]

    def __str__(self) -> str:
        return self.name


class CustomerUser(models.Model):
    """A login that may act for a customer: oneself, or a buyer of a company."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="memberships")
    user = models.ForeignKey("access.User", models.CASCADE, related_name="memberships")
    is_main = models.BooleanField(default=True, help_text=_("Whom this login stands for when nothing else is said"))

    class Meta:
        verbose_name = _("login of a customer")
        verbose_name_plural = _("logins of customers")
        constraints = [
            models.UniqueConstraint(name="login_acts_once_for_a_customer", fields=["customer", "user"]),
            models.UniqueConstraint(name="login_has_one_main_customer", fields=["user"], condition=Q(is_main=True)),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.customer}"


@tracked
class TradeAccount(models.Model):
    """A company that buys on its own terms. `credit_used` is taken by placing and given back as invoices are paid."""

    customer = models.OneToOneField(Customer, models.PROTECT, related_name="trade_account")
    channel_market = models.ForeignKey("channels.ChannelMarket", models.PROTECT, related_name="accounts")
    number = models.CharField(_("account number"), max_length=20, unique=True)
    terms_days = models.PositiveSmallIntegerField(_("days to pay"), default=30)
    credit_limit = AmountField(_("credit limit"), default=0)
    credit_used = AmountField(_("credit used"), default=0, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["number"]
        verbose_name = _("trade account")
        verbose_name_plural = _("trade accounts")
        constraints = [
            models.CheckConstraint(name="trade_credit_limit_not_negative", condition=Q(credit_limit__gte=0)),
            models.CheckConstraint(name="trade_credit_used_not_negative", condition=Q(credit_used__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.customer}"

    @property
    def credit_left(self):
        return max(self.credit_limit - self.credit_used, 0)


class CustomerAddress(models.Model):
    """An address in a customer's book. Orders keep their own copy and never follow a change here."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="addresses")
    name = models.CharField(_("name"), max_length=200)
    line1 = models.CharField(_("street and number"), max_length=255)
    line2 = models.CharField(_("flat, building"), max_length=255, blank=True)
    city = models.CharField(_("city or province"), max_length=120)
    district = models.CharField(_("district or state"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    country = models.ForeignKey("address.Country", models.PROTECT, related_name="+", verbose_name=_("country"))
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    is_default = models.BooleanField(_("usual address"), default=False)

    class Meta:
        ordering = ["-is_default", "pk"]
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(name="one_usual_address", fields=["customer"], condition=Q(is_default=True)),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.line1}, {self.city}"


from oscar.apps.customer.models import *  # noqa: E402, F403
