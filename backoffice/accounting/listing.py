"""The lists of accounting: payments that wait, the journal, invoices, what is owed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounting.mailing import not_mailed
from accounting.models import BALANCE, Account, AccountType, EntryKind, EntryLine, Invoice, JournalEntry, SummedLine
from accounting.reports import open_items
from backoffice.listing import ChoiceFilter, Column, DayFilter, Export, FoundFilter, Listing, Sort, TextFilter, View
from backoffice.lists.words import in_invoices, in_journal
from backoffice.orders.listing import owners, territories
from core import clock
from sales.portfolio import placed_for
from shop.channels.models import Channel, Market
from shop.customer.models import Customer
from shop.order.models import Order
from shop.payment.confirming import BY_BANK
from shop.payment.models import Payment, PaymentKind, PaymentState, UnappliedCash

PAYMENT_WORDS = ("reference__icontains", "order__number__startswith", "order__contact_name__icontains")
ITEM_WORDS = ("order__number__startswith", "customer__name__icontains", "invoice__number__iendswith")
AWAITED = (PaymentState.PENDING, PaymentState.FAILED, PaymentState.AUTHORISED)


def waiting_payments() -> tuple[int, int]:
    """Transfers that have not arrived. One query."""
    return Payment.objects.filter(kind=PaymentKind.TRANSFER, state__in=AWAITED).count(), 0


def unapplied_waiting() -> tuple[int, int]:
    """Cash nobody has decided about; all of it is late by nature. One query."""
    undecided = (UnappliedCash.State.OPEN, UnappliedCash.State.ASKED)
    return UnappliedCash.objects.filter(state__in=undecided).count(), 0


def channels() -> list[tuple[str, str]]:
    return [(str(channel.pk), f"{channel.prefix} {channel.name}") for channel in Channel.objects.all()]


def markets() -> list[tuple[str, str]]:
    return [(str(market.pk), market.name) for market in Market.objects.all()]


def accounts() -> list[tuple[str, str]]:
    return [(str(account.pk), str(account)) for account in Account.objects.all()]


@dataclass(frozen=True)
class SinceFilter(DayFilter):
    """From a day on."""

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(**{f"{self.field or self.name}__gte": self._day(value)})


@dataclass(frozen=True)
class LineFilter(ChoiceFilter):
    """Narrows the journal by its lines; all of these have to fit one and the same line (see Journal)."""

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        return rows

    def lookup(self, value: str) -> Q:
        return Q(**{self.field: value})


@dataclass(frozen=True)
class WhoseLine(LineFilter):
    """Lines of orders whose customer an owner looked after, or that came from a territory, when they were placed."""

    def lookup(self, value: str) -> Q:
        return Q(order__in=placed_for(Order.objects.order_by(), **{self.field: value}).values("pk"))


@dataclass(frozen=True)
class TypedLine(LineFilter):
    """Exact text, such as an order's number."""

    kind = "text"

    def options(self) -> list[tuple[str, Any]]:
        return []

    def clean(self, value: str) -> str:
        return "".join(letter for letter in value if letter.isalnum())[:40]

    def say(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class OneCustomer(TypedLine):
    """A customer by key, shown by name."""

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(customer=value)

    def clean(self, value: str) -> str:
        return value if value.isdecimal() and len(value) < 18 else ""

    def say(self, value: str) -> str:
        return Customer.objects.filter(pk=value).values_list("name", flat=True).first() or value


class PaymentsToConfirm(Listing):
    """Payments that come by bank: what has not arrived, oldest first."""

    name = "payments"
    caption = _("Payments to confirm")
    sorts = {"since": Sort(_("Waiting since"), "created_at"), "amount": Sort(_("Amount"), "amount", descending=True)}
    filters = (
        TextFilter(
            "q", _("Search"), fields=("reference__icontains", "order__number__startswith", "order__contact_name__icontains")
        ),
        ChoiceFilter("kind", _("Way to pay"), [(k.value, k.label) for k in PaymentKind if k in BY_BANK]),
        ChoiceFilter("channel", _("Channel"), channels, field="order__channel"),
    )
    views = (View(_("All"), {}), View(_("Bank transfers"), {"kind": "transfer"}), View(_("On account"), {"kind": "terms"}))
    columns = (
        Column(_("Reference")),
        Column(_("Order")),
        Column(_("Customer")),
        Column(_("Waiting since"), sort="since"),
        Column(_("Expires")),
        Column(_("Arrived"), num=True),
        Column(_("Expected"), num=True, sort="amount"),
    )
    row_template = "backoffice/accounting/payment_row.html"
    empty_head = _("No transfer is waiting")
    empty_text = _("Orders to be paid by transfer or on account appear here until their money is confirmed.")
    exports = (
        Export("reference", lambda p: p.reference),
        Export("order", lambda p: p.order.number),
        Export("customer", lambda p: p.order.contact_name),
        Export("kind", lambda p: p.kind),
        Export("since", lambda p: p.created_at),
        Export("currency", lambda p: p.currency),
        Export("expected", lambda p: p.amount),
        Export("arrived", lambda p: p.captured),
    )

    def queryset(self) -> QuerySet:
        return Payment.objects.filter(kind__in=BY_BANK, state__in=AWAITED).select_related("order__channel", "method")


class Unapplied(Listing):
    """Money that belongs to no open payment."""

    name = "unapplied_cash"
    caption = _("Unapplied cash")
    sorts = {"at": Sort(_("Received"), "at", descending=True)}
    filters = (ChoiceFilter("state", _("State"), UnappliedCash.State.choices),)
    views = (
        View(_("To be decided"), {"state": "open"}),
        View(_("Return asked"), {"state": "asked"}),
        View(_("All"), {}),
    )
    columns = (
        Column(_("Bank reference")),
        Column(_("Came for")),
        Column(_("Why it fits nothing")),
        Column(_("Received"), sort="at"),
        Column(_("Amount"), num=True),
        Column(_("Decide")),
    )
    row_template = "backoffice/accounting/unapplied_row.html"
    empty_head = _("No unapplied cash")
    empty_text = _("Money that comes too late, twice or in excess waits here for a decision.")
    exports = (
        Export("reference", lambda c: c.reference),
        Export("came_for", lambda c: c.payment.order.number if c.payment else ""),
        Export("reason", lambda c: c.reason),
        Export("received_at", lambda c: c.at),
        Export("currency", lambda c: c.currency),
        Export("amount", lambda c: c.amount),
        Export("state", lambda c: c.state),
        Export("decision", lambda c: c.decision),
    )

    def queryset(self) -> QuerySet:
        return UnappliedCash.objects.select_related("payment__order__channel")


#: Filters of the journal whose lines are summed by day (see `accounting.summing`): any year of them costs the same.
SUMMED_BY = {"account", "type", "channel", "market", "currency", "since", "until"}


class Journal(Listing):
    """Entries, newest first. Filters by line (account, channel, currency) also say what the fitting lines add up to."""

    name = "journal"
    caption = _("Journal")
    sorts = {"date": Sort(_("Date"), "date", descending=True)}
    filters = (
        FoundFilter("q", _("Number or memo"), find=in_journal),
        ChoiceFilter("kind", _("Kind"), EntryKind.choices),
        SinceFilter("since", _("From"), field="date", is_moment=False, words=()),
        DayFilter("until", _("To"), field="date", is_moment=False, until=True, words=()),
        LineFilter("account", pgettext_lazy("ledger", "Account"), accounts, field="account"),
        LineFilter("type", _("Type"), AccountType.choices, field="account__type"),
        LineFilter("channel", _("Channel"), channels, field="channel"),
        LineFilter("market", _("Market"), markets, field="market"),
        TypedLine("currency", _("Currency"), field="currency"),
        TypedLine("order", _("Order"), field="order__number"),
        WhoseLine("owner", _("Owner"), owners, field="owner", is_rare=True),
        WhoseLine("territory", _("Territory"), territories, field="territory", is_rare=True),
    )
    views = (View(_("All"), {}), View(_("Invoices"), {"kind": "invoice"}), View(_("Reversals"), {"kind": "reversal"}))
    columns = (
        Column(_("Entry")),
        Column(_("Date"), sort="date"),
        Column(_("What happened")),
        Column(_("Order")),
        Column(_("Posted by")),
        Column(_("Amount"), num=True),
    )
    row_template = "backoffice/accounting/journal_row.html"
    empty_head = _("Nothing has been posted")
    empty_text = _("Entries are written when money arrives and goods leave.")
    exports = (
        Export("entry", lambda e: e.number),
        Export("date", lambda e: e.date),
        Export("kind", lambda e: e.kind),
        Export("memo", lambda e: e.memo),
        Export("order", lambda e: e.order.number if e.order else ""),
        Export("source_event", lambda e: e.source_event),
        Export("posted_by", lambda e: e.actor_label),
        Export("posted_at", lambda e: e.created_at),
    )

    def queryset(self) -> QuerySet:
        return JournalEntry.objects.select_related("order__channel", "reversed_by")

    @cached_property
    def line_filters(self) -> Q:
        found = Q()
        for one in self.filters:
            if isinstance(one, LineFilter) and one.name in self.active:
                found &= one.lookup(self.active[one.name])
        return found

    @cached_property
    def filtered(self) -> QuerySet:
        rows = self.queryset()
        for one in self.filters:
            if one.name in self.active:
                rows = one.apply(rows, self.active[one.name])
        if self.line_filters:
            rows = rows.filter(pk__in=EntryLine.objects.filter(self.line_filters).values("entry"))
        return rows

    def fitting_lines(self) -> list[tuple[str, Decimal]]:
        """What the lines that fit add up to, by currency (debit less credit). One query; none without a line filter."""
        if not self.line_filters:
            return []
        if set(self.active) <= SUMMED_BY:
            days = {
                f"date__{side}": self.active[name] for name, side in (("since", "gte"), ("until", "lte")) if name in self.active
            }
            sums = SummedLine.objects.filter(self.line_filters, **days)
            return list(sums.order_by("currency").values_list("currency").annotate(balance=Sum(BALANCE)))
        lines = EntryLine.objects.filter(self.line_filters, entry__in=self.filtered.order_by().values("pk"))
        return list(lines.order_by("currency").values_list("currency").annotate(balance=Sum(BALANCE)))

    def decorate(self, rows: list[Any]) -> list[Any]:
        sums: dict[int, list[tuple[str, Decimal]]] = {}
        lines = EntryLine.objects.filter(entry__in=rows).order_by("currency").values_list("entry", "currency")
        for entry, currency, amount in lines.annotate(amount=Sum("debit")):
            sums.setdefault(entry, []).append((currency, amount))
        for row in rows:
            row.amounts = sums.get(row.pk, [])
        return rows


@dataclass(frozen=True)
class MailedFilter(ChoiceFilter):
    """Invoices that went out by mail, and those that did not."""

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        waiting = not_mailed().values("pk")
        return rows.filter(pk__in=waiting) if value == "no" else rows.exclude(pk__in=waiting)


class Invoices(Listing):
    name = "invoices"
    caption = _("Invoices")
    sorts = {"date": Sort(_("Date"), "date", descending=True), "total": Sort(_("Total"), "total_incl_tax", descending=True)}
    filters = (
        FoundFilter("q", _("Search"), find=in_invoices),
        ChoiceFilter("channel", _("Channel"), channels),
        ChoiceFilter("market", _("Market"), markets),
        SinceFilter("since", _("From"), field="date", is_moment=False, words=()),
        DayFilter("until", _("To"), field="date", is_moment=False, until=True, words=()),
        MailedFilter("mailed", _("Mailed"), (("yes", _("yes")), ("no", _("not yet")))),
    )
    views = (View(_("All"), {}), View(_("Not mailed"), {"mailed": "no"}))
    columns = (
        Column(_("Invoice")),
        Column(_("Date"), sort="date"),
        Column(_("Order")),
        Column(_("Customer")),
        Column(_("State")),
        Column(_("Net"), num=True),
        Column(_("Tax"), num=True),
        Column(_("Total"), num=True, sort="total"),
    )
    row_template = "backoffice/accounting/invoice_row.html"
    empty_head = _("No invoice yet")
    empty_text = _("An invoice is issued when goods are dispatched.")
    exports = (
        Export("invoice", lambda i: i.number),
        Export("date", lambda i: i.date),
        Export("due_on", lambda i: i.due_on),
        Export("order", lambda i: i.order.number),
        Export("channel", lambda i: i.channel.name),
        Export("customer", lambda i: i.customer.name),
        Export("currency", lambda i: i.currency),
        Export("net", lambda i: i.total_excl_tax),
        Export("tax", lambda i: i.total_tax),
        Export("total", lambda i: i.total_incl_tax),
    )

    def queryset(self) -> QuerySet:
        return Invoice.objects.select_related("order", "channel", "customer")

    def decorate(self, rows: list[Any]) -> list[Any]:
        left: dict[int, Decimal] = {}
        for item in open_items().filter(invoice__in=rows):
            left[item.invoice_id] = left.get(item.invoice_id, Decimal(0)) + item.left
        for row in rows:
            row.left = left.get(row.pk, Decimal(0))
            row.state = state_of(row, row.left)
        return rows


def state_of(invoice: Invoice, left: Decimal) -> str:
    """How an invoice stands, in the words of core.ui_statuses."""
    if not left:
        return "settled"
    if invoice.due_on < clock.today():
        return "overdue"
    return "open" if left == invoice.total_incl_tax else "part_paid"


class Receivables(Listing):
    """Open items, by due date."""

    name = "receivables"
    caption = _("Receivables")
    sorts = {"due": Sort(_("Due"), "due_on")}
    filters = (
        TextFilter(
            "q", _("Search"), fields=("order__number__startswith", "customer__name__icontains", "invoice__number__iendswith")
        ),
        ChoiceFilter("channel", _("Channel"), channels),
        DayFilter("due", _("Due by"), field="due_on", is_moment=False, until=True, words=("today",)),
        OneCustomer("customer", _("Customer")),
    )
    views = (View(_("All"), {}), View(_("Due"), {"due": "today"}))
    columns = (
        Column(_("Invoice")),
        Column(_("Order")),
        Column(_("Customer")),
        Column(_("Due"), sort="due"),
        Column(_("Owed"), num=True),
        Column(_("Left"), num=True),
    )
    row_template = "backoffice/accounting/item_row.html"
    empty_head = _("Nobody owes anything")
    empty_text = _("Invoices that are not paid yet appear here.")
    exports = (
        Export("invoice", lambda i: i.invoice.number if i.invoice else ""),
        Export("order", lambda i: i.order.number),
        Export("customer", lambda i: i.customer.name),
        Export("due_on", lambda i: i.due_on),
        Export("currency", lambda i: i.currency),
        Export("owed", lambda i: i.amount),
        Export("left", lambda i: i.left),
    )

    def queryset(self) -> QuerySet:
        return open_items()
