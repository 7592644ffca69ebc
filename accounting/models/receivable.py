"""Who owes what: open items and what settled them. Their sum equals the control account, always (`bin/manage verify`)."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounting.models.invoice import Invoice
from accounting.models.journal import JournalEntry
from core import clock
from core.database import append_only
from core.money import AmountField

_WITHIN_ITEM = """
    PERFORM 1 FROM accounting_openitem WHERE id = NEW.item_id FOR NO KEY UPDATE;
    IF (SELECT sum(amount) FROM accounting_settlement WHERE item_id = NEW.item_id)
       > (SELECT amount FROM accounting_openitem WHERE id = NEW.item_id) THEN
        RAISE EXCEPTION 'more would be settled than is owed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'settled_within_item';
    END IF;
    RETURN NULL;
"""
#: What is left of each item, so that the few that are open are found among a million that are settled.
_OUTSTANDING = """
    INSERT INTO accounting_outstanding (item_id, amount) VALUES (NEW.id, NEW.amount);
    RETURN NULL;
"""
_LOWERED = """
    UPDATE accounting_outstanding SET amount = amount - NEW.amount WHERE item_id = NEW.item_id;
    DELETE FROM accounting_outstanding WHERE item_id = NEW.item_id AND amount = 0;
    RETURN NULL;
"""

_WITHIN_SHORT = """
    PERFORM 1 FROM accounting_remittanceline WHERE id = NEW.line_id FOR NO KEY UPDATE;
    IF (SELECT sum(amount) FROM accounting_shortpayclearing WHERE line_id = NEW.line_id)
       > (SELECT expected - received FROM accounting_remittanceline WHERE id = NEW.line_id) THEN
        RAISE EXCEPTION 'more would be cleared than was short-paid'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cleared_within_short_pay';
    END IF;
    RETURN NULL;
"""


class Debtor(models.TextChoices):
    CUSTOMER = "customer", _("Customer")
    COURIER = "courier", _("Courier")


class OpenItems(models.QuerySet["OpenItem"]):
    def with_left(self) -> "OpenItems":
        """Each with `left`: what its settlements leave."""
        return self.annotate(left=Coalesce(F("outstanding__amount"), Decimal(0), output_field=AmountField()))

    def still_open(self) -> "OpenItems":
        """Those of which anything is left, with `left`. It costs what is open, however much was settled."""
        return self.filter(outstanding__amount__gt=0).annotate(left=F("outstanding__amount"))


class OpenItem(models.Model):
    """An amount somebody owes from a day on. It is open by what its settlements leave."""

    debtor = models.CharField(_("owed by"), max_length=8, choices=Debtor.choices)
    order = models.ForeignKey("order.Order", models.PROTECT, related_name="open_items")
    customer = models.ForeignKey("customer.Customer", models.PROTECT, related_name="open_items")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+")
    invoice = models.ForeignKey(Invoice, models.PROTECT, null=True, blank=True, related_name="open_items")
    shipment_id = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3)
    amount = AmountField()
    due_on = models.DateField()
    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="open_items")
    created_at = models.DateTimeField(default=clock.now)

    #: What is left, where `with_left` was asked.
    left: Decimal

    objects = OpenItems.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = _("open item")
        verbose_name_plural = _("open items")
        indexes = [models.Index(fields=["debtor", "due_on", "id"], name="open_item_by_due_date")]
        constraints = [
            models.CheckConstraint(name="open_item_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="open_item_debtor_known", condition=Q(debtor__in=Debtor.values)),
        ]
        triggers = [
            *append_only("open_item"),
            pgtrigger.Trigger(name="item_is_outstanding", when=pgtrigger.After, operation=pgtrigger.Insert, func=_OUTSTANDING),
        ]

    def __str__(self) -> str:
        return f"{self.debtor} {self.amount} {self.currency}"


class Outstanding(models.Model):
    """What is left of an open item. The triggers of items and settlements keep it; a settled item has none."""

    item = models.OneToOneField(OpenItem, models.PROTECT, primary_key=True, related_name="outstanding")
    amount = AmountField()

    class Meta:
        constraints = [models.CheckConstraint(name="outstanding_not_negative", condition=Q(amount__gte=0))]

    def __str__(self) -> str:
        return f"{self.amount} of {self.item_id}"


class Settlement(models.Model):
    """Part of an open item that is no longer owed, by the entry that says why. Never more than was owed."""

    item = models.ForeignKey(OpenItem, models.PROTECT, related_name="settlements")
    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="settlements")
    amount = AmountField()
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        constraints = [models.CheckConstraint(name="settlement_positive", condition=Q(amount__gt=0))]
        triggers = [
            *append_only("settlement"),
            pgtrigger.Trigger(name="settled_within_item", when=pgtrigger.After, operation=pgtrigger.Insert, func=_WITHIN_ITEM),
            # By name after the one that refuses: triggers of a kind run in the order of their names.
            pgtrigger.Trigger(name="settlement_lowers_item", when=pgtrigger.After, operation=pgtrigger.Insert, func=_LOWERED),
        ]

    def __str__(self) -> str:
        return f"{self.amount} of {self.item_id}"


class CourierRemittance(models.Model):
    """What a courier paid us of the cash it took at the doors, in one bank transfer."""

    reference = models.CharField(_("bank reference"), max_length=120, unique=True)
    received_on = models.DateField(_("received on"))
    currency = models.CharField(_("currency"), max_length=3)
    received = AmountField(_("received"))
    expected = AmountField(_("expected"))
    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="remittance")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("courier remittance")
        verbose_name_plural = _("courier remittances")
        constraints = [
            models.CheckConstraint(name="remittance_not_negative", condition=Q(received__gte=0, expected__gt=0)),
        ]
        triggers = append_only("courier_remittance")

    def __str__(self) -> str:
        return self.reference

    @property
    def short(self):
        return self.expected - self.received


class RemittanceLines(models.QuerySet["RemittanceLine"]):
    def with_short(self) -> "RemittanceLines":
        """Each with `short`: what the courier kept and nobody has cleared."""
        cleared = Coalesce(Sum("clearings__amount"), Decimal(0), output_field=AmountField())
        return self.annotate(short=F("expected") - F("received") - cleared)


class RemittanceLine(models.Model):
    """One parcel's cash in a remittance. Short pay is an exception that has to be cleared with the courier."""

    remittance = models.ForeignKey(CourierRemittance, models.PROTECT, related_name="lines")
    item = models.OneToOneField(OpenItem, models.PROTECT, related_name="remittance_line")
    expected = AmountField()
    received = AmountField()

    #: What is still missing, where `with_short` was asked.
    short: Decimal

    objects = RemittanceLines.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("remittance line")
        verbose_name_plural = _("remittance lines")
        constraints = [
            models.CheckConstraint(
                name="remitted_within_expected",
                condition=Q(received__gte=0) & Q(received__lte=models.F("expected")) & Q(expected__gt=0),
            )
        ]
        triggers = append_only("remittance_line")

    def __str__(self) -> str:
        return f"{self.received} of {self.expected}"


class Clearing(models.TextChoices):
    """What became of cash a courier kept."""

    RECOVERED = "recovered", _("The courier has paid it after all")
    SET_OFF = "set_off", _("Set off against what we owe the courier")
    WRITTEN_OFF = "written_off", _("We bear it: written off")


class ShortPayClearing(models.Model):
    """Part of a short pay that is no longer open, how and why. Never more than was short."""

    line = models.ForeignKey(RemittanceLine, models.PROTECT, related_name="clearings")
    how = models.CharField(max_length=12, choices=Clearing.choices)
    amount = AmountField()
    reason = models.CharField(max_length=200)
    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="short_pay_clearing")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("cleared short pay")
        verbose_name_plural = _("cleared short pays")
        constraints = [
            models.CheckConstraint(name="short_pay_clearing_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="short_pay_clearing_known", condition=Q(how__in=Clearing.values)),
        ]
        triggers = [
            *append_only("short_pay_clearing"),
            pgtrigger.Trigger(
                name="cleared_within_short_pay", when=pgtrigger.After, operation=pgtrigger.Insert, func=_WITHIN_SHORT
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.how}"
