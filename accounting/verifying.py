"""What must be true of the books, recomputed from their append-only rows. `bin/manage verify` runs all of it."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.db import connection
from django.db.models import F, Max, Min, Sum

from accounting.models import CreditNote, Debtor, Invoice, JournalEntry, OpenItem, Role, Settlement
from accounting.reports import control_balance
from accounting.revenue import currencies_with_revenue, revenue_by_channel
from accounting.transit import goods_on_the_way, is_being_told
from core.money import Money
from core.verification import check

#: The lines of each entry are added up once, in one pass over all of them.
_UNEVEN = """
SELECT e.number, s.currency, s.debit - s.credit FROM (
    SELECT entry_id, currency, sum(debit) AS debit, sum(credit) AS credit FROM accounting_entryline GROUP BY entry_id, currency
) AS s JOIN accounting_journalentry e ON e.id = s.entry_id WHERE s.debit <> s.credit ORDER BY e.id, s.currency
"""
_SHORT = """
SELECT e.number FROM accounting_journalentry e
LEFT JOIN (SELECT entry_id FROM accounting_entryline GROUP BY entry_id HAVING count(*) >= 2) AS l ON l.entry_id = e.id
WHERE l.entry_id IS NULL ORDER BY e.id
"""
_INVOICES = """
SELECT i.number, l.gross, i.total_incl_tax FROM accounting_invoice i LEFT JOIN (
    SELECT invoice_id, sum(excl_tax) AS net, sum(incl_tax) AS gross FROM accounting_invoiceline GROUP BY invoice_id
) AS l ON l.invoice_id = i.id
WHERE (l.net, l.gross) IS DISTINCT FROM (i.total_excl_tax, i.total_incl_tax) ORDER BY i.id
"""
#: A number is the head of its series and a count; a series is whole when it counts from one to as many as it has.
_SERIES = """
WITH counted AS (
    SELECT rtrim(number, '0123456789') AS head, nullif(substr(number, length(rtrim(number, '0123456789')) + 1), '')::bigint AS n
    FROM {table}
)
"""
_ENDS = f"{_SERIES} SELECT head, count(*), count(n), min(n), max(n) FROM counted GROUP BY head ORDER BY head"
_GAP = f"""{_SERIES} SELECT place, n FROM (
    SELECT n, row_number() OVER (ORDER BY n) AS place FROM counted WHERE head = %s
) AS numbered WHERE n <> place ORDER BY place LIMIT 1"""


_SUMS = """
SELECT a.code, coalesce(l.currency, s.currency), coalesce(l.balance, 0), coalesce(s.balance, 0), coalesce(l.date, s.date) FROM (
    SELECT date, account_id, currency, coalesce(channel_id, 0) AS channel, coalesce(market_id, 0) AS market,
        sum(debit - credit) AS balance, sum(debit) AS debit
    FROM accounting_entryline l JOIN accounting_journalentry e ON e.id = l.entry_id GROUP BY 1, 2, 3, 4, 5
) AS l FULL JOIN (
    SELECT date, account_id, currency, coalesce(channel_id, 0) AS channel, coalesce(market_id, 0) AS market,
        sum(debit - credit) AS balance, sum(debit) AS debit
    FROM accounting_summedline GROUP BY 1, 2, 3, 4, 5
) AS s USING (date, account_id, currency, channel, market) JOIN accounting_account a ON a.id = account_id
WHERE (l.balance, l.debit) IS DISTINCT FROM (s.balance, s.debit) ORDER BY 1, 2, 5
"""
_LEFT = """
SELECT i.id, i.currency, i.amount - coalesce(s.amount, 0), coalesce(o.amount, 0) FROM accounting_openitem i
LEFT JOIN (SELECT item_id, sum(amount) AS amount FROM accounting_settlement GROUP BY item_id) AS s ON s.item_id = i.id
LEFT JOIN accounting_outstanding o ON o.item_id = i.id
WHERE i.amount - coalesce(s.amount, 0) <> coalesce(o.amount, 0) ORDER BY i.id
"""
_TO_MAIL = """
SELECT i.number FROM accounting_invoice i
LEFT JOIN accounting_papermailed m ON m.kind = 'invoice' AND m.number = i.number
LEFT JOIN accounting_invoicetomail w ON w.invoice_id = i.id
WHERE (m.id IS NULL) <> (w.invoice_id IS NOT NULL) ORDER BY i.id
"""


def _rows(query: str, *values: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


@check("every journal entry balances in every currency")
def entries_balance() -> Iterator[str]:
    for number, currency, difference in _rows(_UNEVEN):
        yield f"Journal entry {number} does not balance: debit and credit differ by {Money(difference, currency)}."
    for (number,) in _rows(_SHORT):
        yield f"Journal entry {number} has fewer than two lines."


@check("sums by day equal the lines of the journal")
def sums_equal_lines() -> Iterator[str]:
    for account, currency, lines, sums, day in _rows(_SUMS):
        yield (
            f"Account {account} on {day}: lines come to {Money(lines, currency)}, sums say {Money(sums, currency)}. "
            "`bin/manage sum_books` makes them anew."
        )


@check("what is outstanding is what settlements leave of open items")
def outstanding_equals_settlements() -> Iterator[str]:
    for item, currency, left, stated in _rows(_LEFT):
        yield f"Of open item {item}, {Money(left, currency)} is left, {Money(stated, currency)} is said to be outstanding."


@check("an invoice was mailed or waits to be")
def invoices_mailed_or_waiting() -> Iterator[str]:
    for (number,) in _rows(_TO_MAIL):
        yield f"Invoice {number} is said to wait for mail although it went out, or not to wait although it did not."


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
        table = model._meta.db_table
        for head, rows, counted, first, last in _rows(_ENDS.format(table=table)):
            if counted != rows:
                yield f"{name} {head} has no running number."
            if counted and (first, last) != (1, counted):
                expected, number = _rows(_GAP.format(table=table), head)[0]
                yield f"{name} numbers {head}… have a gap: {expected} is missing, {number} exists."


@check("invoices equal their lines and what was posted for them")
def invoices_equal_their_lines() -> Iterator[str]:
    for number, made, total in _rows(_INVOICES):
        yield f"The lines of invoice {number} add up to {made}, its total says {total}."


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
