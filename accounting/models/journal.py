"""The journal. An entry and its lines are written in one transaction and never again; the database holds that."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from accounting.models.chart import Account
from core import clock
from core.database import append_only
from core.money import AmountField


class EntryKind(models.TextChoices):
    PREPAYMENT = "prepayment", _("Prepayment received")
    RECEIPT = "receipt", _("Payment of an invoice")
    INVOICE = "invoice", _("Invoice")
    COST_OF_GOODS = "cost_of_goods", _("Goods dispatched before revenue")
    CREDIT_NOTE = "credit_note", _("Credit note")
    REFUND = "refund", _("Refund paid")
    CANCELLATION = "cancellation", _("Order cancelled with money held")
    DELIVERED_COD = "delivered_cod", _("Cash taken on delivery")
    REMITTANCE = "remittance", _("Courier remittance")
    REFUSED = "refused", _("Parcel refused")
    REFUSAL_COST = "refusal_cost", _("Cost of a refused parcel")
    SHORT_PAY = "short_pay", _("Short-paid remittance cleared")
    GOODS_RECEIPT = "goods_receipt", _("Goods received")
    STOCK_ADJUSTMENT = "stock_adjustment", _("Stock count or correction")
    UNAPPLIED = "unapplied", _("Unapplied cash")
    REVERSAL = "reversal", _("Reversal")


class TransactionId(models.Field):
    """PostgreSQL's xid8: the transaction that wrote the row, filled in by the database."""

    def db_type(self, connection: Any) -> str:
        return "xid8"


class _CurrentTransaction(Func):
    function = "pg_current_xact_id"
    output_field = TransactionId()


_BALANCED = """
    IF (SELECT count(*) FROM accounting_entryline WHERE entry_id = NEW.id) < 2 THEN
        RAISE EXCEPTION 'entry % has fewer than two lines', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_has_two_lines';
    END IF;
    IF EXISTS (
        SELECT 1 FROM accounting_entryline WHERE entry_id = NEW.id
        GROUP BY currency HAVING sum(debit) <> sum(credit)
    ) THEN
        RAISE EXCEPTION 'entry % does not balance in every currency', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_balances_per_currency';
    END IF;
    RETURN NULL;
"""

#: FOR SHARE waits for whoever is closing the period, and makes the closer wait for us.
_PERIOD_OPEN = """
    PERFORM 1 FROM accounting_fiscalperiod
        WHERE NEW.date BETWEEN starts_on AND ends_on AND state <> 'closed' FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no open period has the day %', NEW.date
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_in_open_period';
    END IF;
    NEW.written_in := pg_current_xact_id();
    RETURN NEW;
"""

_TO_BE_SUMMED = """
    INSERT INTO accounting_unsummedentry (entry_id) VALUES (NEW.id);
    RETURN NULL;
"""

_SAME_TRANSACTION = """
    NEW.written_in := pg_current_xact_id();
    IF NOT EXISTS (
        SELECT 1 FROM accounting_journalentry WHERE id = NEW.entry_id AND written_in = NEW.written_in
    ) THEN
        RAISE EXCEPTION 'a line is written together with its entry, never later'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'line_written_with_its_entry';
    END IF;
    RETURN NEW;
"""


class JournalEntry(models.Model):
    """What was booked, why and by whom. `source_event` names what caused it, so that nothing is booked twice."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    date = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=20, choices=EntryKind.choices)
    source_event = models.CharField(_("caused by"), max_length=120, null=True, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name=_("reverses")
    )
    memo = models.CharField(_("memo"), max_length=300, blank=True)
    order = models.ForeignKey(
        "order.Order", models.PROTECT, null=True, blank=True, related_name="journal_entries", verbose_name=_("order")
    )
    created_at = models.DateTimeField(_("posted at"), default=clock.now)
    actor_label = models.CharField(_("posted by"), max_length=200)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    written_in = TransactionId(db_default=_CurrentTransaction(), editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        indexes = [
            models.Index(fields=["date", "id"], name="entry_by_date"),
            models.Index(fields=["kind", "date", "id"], name="entry_by_kind"),
            models.Index(fields=["memo"], name="entry_by_memo", opclasses=["varchar_pattern_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(name="event_is_booked_once", fields=["source_event"]),
            models.CheckConstraint(name="entry_kind_known", condition=Q(kind__in=EntryKind.values)),
            models.CheckConstraint(name="entry_has_number", condition=~Q(number="")),
            models.CheckConstraint(
                name="reversal_names_its_entry",
                condition=Q(kind="reversal", reverses__isnull=False) | (~Q(kind="reversal") & Q(reverses__isnull=True)),
            ),
        ]
        triggers = [
            *append_only("journal_entry"),
            pgtrigger.Trigger(name="entry_in_open_period", when=pgtrigger.Before, operation=pgtrigger.Insert, func=_PERIOD_OPEN),
            pgtrigger.Trigger(
                name="entry_balances",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=_BALANCED,
            ),
            pgtrigger.Trigger(name="entry_to_be_summed", when=pgtrigger.After, operation=pgtrigger.Insert, func=_TO_BE_SUMMED),
        ]

    def __str__(self) -> str:
        return self.number


class EntryLine(models.Model):
    """One side of an entry, with the dimensions that reports group by."""

    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="lines", verbose_name=_("entry"))
    position = models.PositiveSmallIntegerField(default=1)
    account = models.ForeignKey(Account, models.PROTECT, related_name="lines", verbose_name=_("account"))
    currency = models.CharField(_("currency"), max_length=3)
    debit = AmountField(_("debit"), default=0)
    credit = AmountField(_("credit"), default=0)
    channel = models.ForeignKey("channels.Channel", models.PROTECT, null=True, blank=True, related_name="+")
    market = models.ForeignKey("channels.Market", models.PROTECT, null=True, blank=True, related_name="+")
    order = models.ForeignKey("order.Order", models.PROTECT, null=True, blank=True, related_name="entry_lines")
    customer = models.ForeignKey("customer.Customer", models.PROTECT, null=True, blank=True, related_name="+")
    written_in = TransactionId(db_default=_CurrentTransaction(), editable=False)

    class Meta:
        ordering = ["entry_id", "position"]
        verbose_name = _("entry line")
        verbose_name_plural = _("entry lines")
        indexes = [models.Index(fields=["account", "currency", "entry"], name="line_by_account")]
        constraints = [
            models.CheckConstraint(
                name="line_is_debit_or_credit",
                condition=Q(debit__gte=0, credit__gte=0) & (Q(debit=0, credit__gt=0) | Q(debit__gt=0, credit=0)),
            ),
            models.CheckConstraint(name="line_currency_is_iso_code", condition=Q(currency__regex=r"^[A-Z]{3}$")),
            models.UniqueConstraint(name="line_once_per_position", fields=["entry", "position"]),
        ]
        triggers = [
            *append_only("entry_line"),
            pgtrigger.Trigger(
                name="line_written_with_its_entry",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_SAME_TRANSACTION,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.debit or -self.credit} {self.currency}"

    @property
    def amount(self):
        return self.debit - self.credit


#: Debit minus credit, for sums.
BALANCE = F("debit") - F("credit")
