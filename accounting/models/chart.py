"""Accounts, the seller's own particulars, and the months that are open for posting.

Recipes never name an account by its code: they ask for the account of a role, so that a company keeps its own chart.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import tracked


class AccountType(models.TextChoices):
    ASSET = "asset", _("Asset")
    LIABILITY = "liability", _("Liability")
    EQUITY = "equity", _("Equity")
    REVENUE = "revenue", _("Revenue")
    EXPENSE = "expense", _("Expense")


class Role(models.TextChoices):
    """What an account is for. Exactly one account per role and currency (or one for all currencies)."""

    BANK = "bank", _("Bank")
    GATEWAY = "gateway", _("Payment gateway clearing")
    RECEIVABLE = "receivable", _("Receivables from customers")
    COURIER = "courier", _("Receivables from couriers")
    SHORT_PAID = "short_paid", _("Short-paid remittances, to be cleared")
    DEPOSITS = "deposits", _("Customer deposits")
    REFUNDS_DUE = "refunds_due", _("Refunds due to customers")
    UNAPPLIED = "unapplied", _("Unapplied cash")
    COURIER_PAYABLE = "courier_payable", _("Payable to couriers")
    OUTPUT_TAX = "output_tax", _("Output tax")
    REVENUE_GOODS = "revenue_goods", _("Revenue, goods")
    REVENUE_SERVICES = "revenue_services", _("Revenue, services")
    REVENUE_DELIVERY = "revenue_delivery", _("Revenue, delivery")
    REVENUE_FEES = "revenue_fees", _("Revenue, payment fees")
    SALES_RETURNS = "sales_returns", _("Sales returns and allowances")
    COST_OF_GOODS = "cost_of_goods", _("Cost of goods sold")
    INVENTORY = "inventory", _("Inventory")
    IN_TRANSIT = "in_transit", _("Goods in transit")
    INVENTORY_ADJUSTMENT = "inventory_adjustment", _("Inventory adjustment")
    NOT_INVOICED = "not_invoiced", _("Goods received, not invoiced")
    REFUSED_PARCELS = "refused_parcels", _("Cost of refused parcels")
    WRITE_OFF = "write_off", _("Receivables written off")


@tracked
class Account(models.Model):
    """One account of the chart. `currency` is empty where one account serves all currencies (lines carry their own)."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=120)
    type = models.CharField(_("type"), max_length=10, choices=AccountType.choices)
    role = models.CharField(_("role"), max_length=24, choices=Role.choices, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(name="one_account_per_role_and_currency", fields=["role", "currency"], condition=~Q(role="")),
            models.CheckConstraint(name="account_type_known", condition=Q(type__in=AccountType.values)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    @property
    def label(self) -> str:
        """The name in the reader's language; names given by the company stay as they are."""
        return gettext(self.name)

    @property
    def is_debit_natured(self) -> bool:
        return self.type in (AccountType.ASSET, AccountType.EXPENSE)


@tracked
class Company(models.Model):
    """The seller as it stands on its invoices, and the currency its costs are counted in. One row."""

    is_only = models.BooleanField(default=True, editable=False)
    name = models.CharField(_("legal name"), max_length=160)
    logo_line = models.CharField(_("line under the name on papers"), max_length=120, blank=True)
    address = models.TextField(_("address"), blank=True)
    tax_number = models.CharField(_("tax number"), max_length=40, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    bank = models.CharField(_("bank account"), max_length=160, blank=True)
    currency = models.CharField(_("company currency"), max_length=3, default="VND")

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("company")
        constraints = [
            models.UniqueConstraint(name="one_company", fields=["is_only"]),
            models.CheckConstraint(name="company_is_only", condition=Q(is_only=True)),
        ]

    def __str__(self) -> str:
        return self.name


class PeriodState(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSING = "closing", _("Closing")
    CLOSED = "closed", _("Closed")


class FiscalPeriod(models.Model):
    """Days that are posted, closed and opened together; both days belong to it. Periods never overlap."""

    STATE_TRANSITIONS = {
        PeriodState.OPEN: {PeriodState.CLOSING, PeriodState.CLOSED},
        PeriodState.CLOSING: {PeriodState.OPEN, PeriodState.CLOSED},
        PeriodState.CLOSED: {PeriodState.OPEN},
    }

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    state = models.CharField(_("state"), max_length=8, choices=PeriodState.choices, default=PeriodState.OPEN)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-starts_on"]
        verbose_name = _("fiscal period")
        verbose_name_plural = _("fiscal periods")
        constraints = [
            models.CheckConstraint(name="period_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="period_state_known", condition=Q(state__in=PeriodState.values)),
            ExclusionConstraint(
                name="periods_do_not_overlap",
                expressions=[
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="daterange",
                        ),
                        RangeOperators.OVERLAPS,
                    )
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m}"

    @property
    def is_closed(self) -> bool:
        return self.state == PeriodState.CLOSED
