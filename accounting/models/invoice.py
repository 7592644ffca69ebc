"""Invoices and credit notes: snapshots with gapless numbers, never edited. Header sums equal the lines; the database checks."""

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounting.models.journal import JournalEntry
from core import clock
from core.database import append_only
from core.money import AmountField

_HEADER_EQUALS_LINES = """
    IF NOT EXISTS (
        SELECT 1 FROM accounting_invoiceline WHERE invoice_id = NEW.id
        HAVING count(*) > 0 AND sum(excl_tax) = NEW.total_excl_tax
           AND sum(tax) = NEW.total_tax AND sum(incl_tax) = NEW.total_incl_tax
    ) THEN
        RAISE EXCEPTION 'the lines of invoice % do not add up to its totals', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_header_equals_lines';
    END IF;
    RETURN NULL;
"""

#: So that the few that wait are found among a million that went out.
_TO_BE_MAILED = """
    INSERT INTO accounting_invoicetomail (invoice_id) VALUES (NEW.id);
    RETURN NULL;
"""

_CREDIT_WITHIN_INVOICE = """
    PERFORM 1 FROM accounting_invoice WHERE id = NEW.invoice_id FOR NO KEY UPDATE;
    IF (SELECT sum(total_incl_tax) FROM accounting_creditnote WHERE invoice_id = NEW.invoice_id)
       > (SELECT total_incl_tax FROM accounting_invoice WHERE id = NEW.invoice_id) THEN
        RAISE EXCEPTION 'more would be credited than was invoiced'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_within_invoice';
    END IF;
    RETURN NULL;
"""


_CREDIT_NOTE_EQUALS_LINES = """
    IF NOT EXISTS (
        SELECT 1 FROM accounting_creditnoteline WHERE credit_note_id = NEW.id
        HAVING count(*) > 0 AND sum(excl_tax) = NEW.total_excl_tax
           AND sum(tax) = NEW.total_tax AND sum(incl_tax) = NEW.total_incl_tax
    ) THEN
        RAISE EXCEPTION 'the lines of credit note % do not add up to its totals', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_equals_lines';
    END IF;
    RETURN NULL;
"""

_CREDIT_WITHIN_LINE = """
    IF EXISTS (
        SELECT 1 FROM accounting_invoiceline i JOIN accounting_creditnoteline c ON c.invoice_line_id = i.id
        WHERE i.id = NEW.invoice_line_id GROUP BY i.id
        HAVING sum(c.quantity) > i.quantity OR sum(c.excl_tax) > i.excl_tax OR sum(c.tax) > i.tax
    ) THEN
        RAISE EXCEPTION 'more of a line would be credited than was invoiced'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_within_line';
    END IF;
    RETURN NULL;
"""


class ChargeKind(models.TextChoices):
    GOODS = "goods", _("Goods")
    SERVICE = "service", _("Service")
    DELIVERY = "delivery", _("Delivery")
    FEE = "fee", _("Payment fee")


class Paper(models.Model):
    """What an invoice and a credit note have in common. `taxes` is the breakdown: code, rate, base, tax."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    date = models.DateField(_("date"))
    currency = models.CharField(_("currency"), max_length=3)
    language = models.CharField(_("language"), max_length=10)
    total_excl_tax = AmountField(_("total without tax"))
    total_tax = AmountField(_("tax"))
    total_incl_tax = AmountField(_("total with tax"))
    taxes = models.JSONField(_("tax breakdown"), encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number


class Invoice(Paper):
    """What was sold, to whom, for how much, as it stood when issued. `source` names the shipment or order it is for."""

    order = models.ForeignKey("order.Order", models.PROTECT, related_name="invoices", verbose_name=_("order"))
    customer = models.ForeignKey("customer.Customer", models.PROTECT, related_name="invoices")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+")
    market = models.ForeignKey("channels.Market", models.PROTECT, related_name="+")
    source = models.CharField(_("for"), max_length=60, help_text=_("shipment:12, or services:34 of an order"))
    due_on = models.DateField(_("due on"))
    dispatched_on = models.DateField(_("dispatched on"), null=True, blank=True)
    prices_include_tax = models.BooleanField()
    payment_kind = models.CharField(max_length=12)
    payment_reference = models.CharField(max_length=30, blank=True)
    deposit_used = AmountField(_("paid before"), default=0)
    seller = models.JSONField(encoder=DjangoJSONEncoder)
    buyer = models.JSONField(encoder=DjangoJSONEncoder)
    delivered_to = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    entry = models.OneToOneField(JournalEntry, models.PROTECT, null=True, blank=True, related_name="invoice")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        indexes = [
            models.Index(fields=["-date", "-id"], name="invoice_by_date"),
            models.Index(fields=["-total_incl_tax", "-id"], name="invoice_by_total"),
        ]
        constraints = [
            models.UniqueConstraint(name="invoiced_once_per_source", fields=["source"]),
            models.CheckConstraint(
                name="invoice_total_is_net_and_tax",
                condition=Q(total_incl_tax=F("total_excl_tax") + F("total_tax")) & Q(total_tax__gte=0),
            ),
            models.CheckConstraint(
                name="invoice_deposit_within_total",
                condition=Q(deposit_used__gte=0) & Q(deposit_used__lte=F("total_incl_tax")),
            ),
        ]
        triggers = [
            *append_only("invoice"),
            pgtrigger.Trigger(
                name="invoice_header_equals_lines",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=_HEADER_EQUALS_LINES,
            ),
            pgtrigger.Trigger(name="invoice_to_be_mailed", when=pgtrigger.After, operation=pgtrigger.Insert, func=_TO_BE_MAILED),
        ]


class InvoiceLine(models.Model):
    """One charge. The stated side is exact, the other side is derived; net and tax always add up."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ChargeKind.choices)
    order_line = models.ForeignKey("order.Line", models.PROTECT, null=True, blank=True, related_name="invoice_lines")
    sku = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=255)
    quantity = models.PositiveIntegerField()
    unit_price = AmountField(help_text=_("On the side the order's prices were stated"))
    discount = AmountField(default=0, help_text=_("What offers took off, on the same side; the amounts below are without it"))
    tax_code = models.CharField(max_length=64, blank=True)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=4)
    excl_tax = AmountField()
    tax = AmountField()
    incl_tax = AmountField()

    class Meta:
        ordering = ["invoice_id", "position"]
        verbose_name = _("invoice line")
        verbose_name_plural = _("invoice lines")
        constraints = [
            models.CheckConstraint(name="invoice_line_adds_up", condition=Q(incl_tax=F("excl_tax") + F("tax")) & Q(tax__gte=0)),
            models.CheckConstraint(name="invoice_line_discount_not_negative", condition=Q(discount__gte=0)),
            models.CheckConstraint(name="invoice_line_has_quantity", condition=Q(quantity__gte=1)),
            models.UniqueConstraint(name="invoice_line_once_per_position", fields=["invoice", "position"]),
        ]
        triggers = append_only("invoice_line")

    def __str__(self) -> str:
        return f"{self.quantity} × {self.title}"


class CreditNote(Paper):
    """Takes an invoice back, in whole or in part. It names its invoice; the invoice is never touched."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="credit_notes", verbose_name=_("invoice"))
    reason = models.CharField(_("reason"), max_length=200)
    source = models.CharField(_("for"), max_length=80)
    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="credit_note")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("credit note")
        verbose_name_plural = _("credit notes")
        constraints = [
            models.UniqueConstraint(name="credited_once_per_source", fields=["source"]),
            models.CheckConstraint(
                name="credit_note_total_is_net_and_tax",
                condition=Q(total_incl_tax=F("total_excl_tax") + F("total_tax")) & Q(total_incl_tax__gt=0),
            ),
        ]
        triggers = [
            *append_only("credit_note"),
            pgtrigger.Trigger(
                name="credit_within_invoice",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=_CREDIT_WITHIN_INVOICE,
            ),
            pgtrigger.Trigger(
                name="credit_note_equals_lines",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=_CREDIT_NOTE_EQUALS_LINES,
            ),
        ]


class CreditNoteLine(models.Model):
    """What a credit note takes of one line of its invoice: pieces at their price, or (without pieces) a part of the amount."""

    credit_note = models.ForeignKey(CreditNote, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    invoice_line = models.ForeignKey(InvoiceLine, models.PROTECT, related_name="credits")
    quantity = models.PositiveIntegerField(default=0)
    excl_tax = AmountField()
    tax = AmountField()
    incl_tax = AmountField()

    class Meta:
        ordering = ["credit_note_id", "position"]
        verbose_name = _("credit note line")
        verbose_name_plural = _("credit note lines")
        constraints = [
            models.CheckConstraint(
                name="credit_line_adds_up",
                condition=Q(incl_tax=F("excl_tax") + F("tax")) & Q(tax__gte=0) & Q(excl_tax__gte=0),
            ),
            models.CheckConstraint(name="credit_line_takes_something", condition=Q(quantity__gte=1) | Q(incl_tax__gt=0)),
            models.UniqueConstraint(name="credit_line_once_per_position", fields=["credit_note", "position"]),
            models.UniqueConstraint(name="invoice_line_once_per_credit_note", fields=["credit_note", "invoice_line"]),
        ]
        triggers = [
            *append_only("credit_note_line"),
            pgtrigger.Trigger(
                name="credit_within_line",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=_CREDIT_WITHIN_LINE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.credit_note_id}/{self.position}"
