"""What must be true of the books, recomputed from their append-only rows. `bin/manage verify` runs all of it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.db import connection
from django.db.models import F, Max, Min, Sum

from accounting.models import CreditNote, Debtor, EntryLine, Invoice, JournalEntry, OpenItem, Role, Settlement
from accounting.reports import control_balance
from accounting.revenue import currencies_with_revenue, revenue_by_channel
from accounting.transit import goods_on_the_way, is_being_told
from core.money import Money
from core.verification import check

_SHORT = (
    "SELECT number FROM accounting_journalentry e WHERE (SELECT count(*) FROM accounting_entryline WHERE entry_id = e.id) < 2"
)


@check("every journal entry balances in every currency")
def entries_balance() -> Iterator[str]:
    sums = EntryLine.objects.order_by().values("entry__number", "currency").annotate(d=Sum("debit"), c=Sum("credit"))
    for row in sums.exclude(d=F("c")):
        difference = Money(row["d"] - row["c"], row["currency"])
        yield f"Journal entry {row['entry__number']} does not balance: debit and credit differ by {difference}."
    with connection.cursor() as cursor:
        cursor.execute(_SHORT)
        for (number,) in cursor.fetchall():
            yield f"Journal entry {number} has fewer than two lines."


@check("open items equal their control accounts")
def open_items_equal_control_accounts() -> Iterator[str]:
    for debtor, role in ((Debtor.CUSTOMER, Role.RECEIVABLE), (Debtor.COURIER, Role.COURIER)):
        left: dict[str, Decimal] = defaultdict(Decimal)
        items = OpenItem.objects.filter(debtor=debtor).order_by().values_list("currency").annotate(s=Sum("amount"))
        settled = (
            Settlement.objects.filter(item__debtor=debtor).order_by().values_list("item__currency").annotate(s=Sum("amount"))
        )
        for currency, amount in items:
            left[currency] += amount
        for currency, amount in settled:
            left[currency] -= amount
        control = control_balance(role)
        for currency in sorted({*left, *control}):
            owed, booked = left[currency], control.get(currency, Decimal(0))
            if owed != booked:
                account = Role(role).label
                yield (
                    f"Open items of {Debtor(debtor).label.lower()}s are {Money(owed, currency)}, "
                    f"but the account “{account}” stands at {Money(booked, currency)}."
                )


@check("goods in transit are what left and neither arrived nor came back")
def transit_equals_what_is_on_the_way() -> Iterator[str]:
    if is_being_told():
        return
    away, booked = goods_on_the_way(), control_balance(Role.IN_TRANSIT)
    for currency in sorted({*away, *booked}):
        should, stands = away.get(currency, Decimal(0)), booked.get(currency, Decimal(0))
        if should != stands:
            yield (
                f"Goods worth {Money(should, currency)} are on the way, "
                f"but the account “{Role.IN_TRANSIT.label}” stands at {Money(stands, currency)}."
            )


@check("document numbers of the books have no gaps")
def numbers_have_no_gaps() -> Iterator[str]:
    for name, model in (("Invoice", Invoice), ("Credit note", CreditNote), ("Journal entry", JournalEntry)):
        counts: dict[str, list[int]] = defaultdict(list)
        for number in model._default_manager.order_by().values_list("number", flat=True).iterator():
            found = re.fullmatch(r"(.*?)(\d+)", number)
            if found is None:
                yield f"{name} {number} has no running number."
            else:
                counts[found[1]].append(int(found[2]))
        for series, numbers in sorted(counts.items()):
            yield from _gaps(name, series, sorted(numbers))


def _gaps(name: str, series: str, numbers: list[int]) -> Iterator[str]:
    for expected, number in enumerate(numbers, 1):
        if number != expected:
            yield f"{name} numbers {series}… have a gap: {expected} is missing, {number} exists."
            return


@check("invoices equal their lines and what was posted for them")
def invoices_equal_their_lines() -> Iterator[str]:
    sums = Invoice.objects.annotate(net=Sum("lines__excl_tax"), all=Sum("lines__incl_tax"))
    for invoice in sums.exclude(net=F("total_excl_tax"), all=F("total_incl_tax")).order_by("pk"):
        yield f"The lines of invoice {invoice.number} add up to {invoice.all}, its total says {invoice.total_incl_tax}."


@check("credit notes equal their lines")
def credit_notes_equal_their_lines() -> Iterator[str]:
    sums = CreditNote.objects.annotate(net=Sum("lines__excl_tax"), all=Sum("lines__incl_tax"))
    for note in sums.exclude(net=F("total_excl_tax"), all=F("total_incl_tax")).order_by("pk"):
        yield f"The lines of credit note {note.number} add up to {note.all}, its total says {note.total_incl_tax}."


@check("revenue by channel equals the ledger")
def revenue_equals_ledger() -> Iterator[str]:
    days = JournalEntry.objects.aggregate(first=Min("date"), last=Max("date"))
    if days["first"] is None:
        return
    for currency in currencies_with_revenue():
        invoiced = Invoice.objects.filter(currency=currency).aggregate(s=Sum("total_excl_tax"))["s"] or Decimal(0)
        credited = CreditNote.objects.filter(currency=currency).aggregate(s=Sum("total_excl_tax"))["s"] or Decimal(0)
        year = days["first"].replace(month=1, day=1)
        reported = Decimal(0)
        while year <= days["last"]:
            end = year.replace(month=12, day=31)
            report = revenue_by_channel(start=year, end=end, step="month", currency=currency)
            reported += report.total
            if report.difference:
                yield (
                    f"Revenue by channel in {year.year} is {Money(report.total, currency)}, "
                    f"the revenue accounts say {Money(report.ledger_total, currency)}."
                )
            year = year.replace(year=year.year + 1)
        if reported != invoiced - credited:
            yield (
                f"Revenue by channel is {Money(reported, currency)}, invoices less credit notes are "
                f"{Money(invoiced - credited, currency)}."
            )
