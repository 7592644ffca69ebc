"""Reports that equal the ledger, and the sentences that say so when it was tampered with."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection

from accounting import printing, verifying
from accounting.collecting import NothingToRemit, record_remittance
from accounting.models import CourierRemittance, OpenItem
from accounting.reports import ageing, open_items, trial_balance
from accounting.revenue import compared_with, revenue_by_channel, totals_by_currency
from core import clock
from shop.payment.models import PaymentKind
from tests.factories import books, shop

pytestmark = pytest.mark.django_db
CHECKS = (
    verifying.entries_balance,
    verifying.open_items_equal_control_accounts,
    verifying.numbers_have_no_gaps,
    verifying.invoices_equal_their_lines,
    verifying.revenue_equals_ledger,
)


def sentences() -> list[str]:
    return [sentence for look in CHECKS for sentence in look()]


def tamper(statement: str) -> None:
    """Change what the triggers protect, as somebody with the owner's password could."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def a_day_of_trade(db, monkeypatch):
    """A prepaid consumer order, one in cash that was delivered, one that was refused, one on terms; nothing is printed."""
    for job in ("print_invoice", "print_credit_note"):
        monkeypatch.setattr(printing, job, lambda **_what: None)
    books.dispatched(shop.order_paid())
    cash = shop.order_placed(kind=PaymentKind.COD)
    books.delivered(cash, books.dispatched(cash), cash=cash.total_incl_tax)
    back = shop.order_placed(kind=PaymentKind.COD)
    books.refused(back, books.dispatched(back))
    place = shop.trade_channel_market()
    account = shop.trade_account(place)
    product = shop.product_on_sale(place, price=100_000)
    books.dispatched(shop.place(shop.basket_with(product, at=place), PaymentKind.TERMS, account=account).order)


def test_revenue_by_channel_equals_the_ledger_by_day_week_month_and_quarter(a_day_of_trade):
    today = clock.today()
    for step in ("day", "week", "month", "quarter"):
        report = revenue_by_channel(start=today - dt.timedelta(days=20), end=today, step=step, currency="VND")
        assert report.difference == 0
        assert sum(figure.amount for figure in report.totals) == report.total
        assert {row.channel.prefix for row in report.rows} == {"6", "7"}
        assert report.rows[0].total == Decimal(2 * 127_778)
        for row in report.rows:
            assert sum(part.total for part in row.markets) == row.total
            assert [part.market.code for part in row.markets] == ["vietnam"]


def test_revenue_costs_four_statements_however_much_there_is_and_five_compared(a_day_of_trade, assert_budget):
    today = clock.today()
    for budget, compare in ((4, ""), (5, "before")):
        with assert_budget(budget):
            revenue_by_channel(start=today.replace(month=1, day=1), end=today, step="month", currency="VND", compare=compare)


def test_revenue_is_compared_with_the_time_just_before_and_with_the_year_before(a_day_of_trade):
    today = clock.today()
    for days, compare in ((1, "before"), (365, "year")):
        later = today + dt.timedelta(days=days)
        report = revenue_by_channel(start=later, end=later, step="day", currency="VND", compare=compare)
        assert (report.total, report.before) == (0, revenue_by_channel(start=today, end=today, step="day").total)
    both = revenue_by_channel(start=today, end=today, step="day", compare="before")
    assert (both.before, both.change, both.rows[0].before) == (0, None, 0)
    assert compared_with(dt.date(2028, 2, 29), dt.date(2028, 3, 31), "year") == (dt.date(2027, 2, 28), dt.date(2027, 3, 31))
    assert compared_with(dt.date(2026, 3, 1), dt.date(2026, 3, 31), "before") == (dt.date(2026, 1, 29), dt.date(2026, 2, 28))


def test_currencies_stand_beside_each_other_and_are_never_added(a_day_of_trade):
    place = books.usd_channel_market()
    product = shop.product_on_sale(place, price="25.00")
    address = replace(shop.ADDRESS, country="US", postcode="94110")
    order = shop.place(shop.basket_with(product, at=place), PaymentKind.COD, address=address).order
    books.dispatched(order)
    today = clock.today()
    totals = totals_by_currency(start=today, end=today)
    assert set(totals) == {"VND", "USD"}
    for currency, total in totals.items():
        assert revenue_by_channel(start=today, end=today, step="day", currency=currency).total == total


def test_spans_of_quarters_begin_in_january_april_july_and_october():
    report = revenue_by_channel(start=dt.date(2025, 11, 15), end=dt.date(2026, 8, 3), step="quarter")
    assert [(s.first.isoformat(), s.is_part) for s in report.spans] == [
        ("2025-11-15", True), ("2026-01-01", False), ("2026-04-01", False), ("2026-07-01", True),
    ]  # fmt: skip


def test_the_trial_balance_balances_in_every_currency(a_day_of_trade, assert_budget):
    with assert_budget(2):
        balance = trial_balance(on=clock.today())
    assert balance.totals
    assert all(debits == credits for _currency, debits, credits in balance.totals)
    assert not trial_balance(on=clock.today() - dt.timedelta(days=1)).rows


def test_ageing_puts_what_is_overdue_into_its_bucket(a_day_of_trade):
    (item,) = open_items()
    (row,) = ageing(on=clock.today() + dt.timedelta(days=30 + 45))
    assert row.parts == [0, 0, item.left, 0, 0]


def test_a_remittance_clears_the_courier_and_leaves_what_is_short_as_a_claim(a_day_of_trade):
    (item,) = open_items("courier")
    short = item.amount - 8_000
    remittance = record_remittance(
        reference="COD 38", received_on=clock.today(), currency="VND", received={item.pk: short}, actor=shop.ACTOR
    )
    assert remittance.short == 8_000
    assert not open_items("courier").exists()
    assert ("1388", "Dr", Decimal(8_000), "VND") in books.sides(remittance.entry)
    assert sentences() == []


def test_a_remittance_over_a_settled_parcel_or_with_too_much_books_nothing(a_day_of_trade):
    (item,) = open_items("courier")
    for received in ({item.pk: item.amount + 1}, {item.pk: Decimal(1), item.pk + 999: Decimal(1)}, {}):
        with pytest.raises(NothingToRemit):
            record_remittance(reference="X", received_on=clock.today(), currency="VND", received=received, actor=shop.ACTOR)
    assert not CourierRemittance.objects.exists()
    assert OpenItem.objects.with_left().get(pk=item.pk).left == item.amount


def test_untouched_books_verify_without_a_word(a_day_of_trade):
    assert sentences() == []


FIRST_CREDIT = "(SELECT min(id) FROM accounting_entryline WHERE credit > 0)"
FIRST_ENTRY = "(SELECT min(id) FROM accounting_journalentry)"
TAMPERED = [
    (f"UPDATE accounting_entryline SET credit = credit + 5 WHERE id = {FIRST_CREDIT}", "does not balance"),
    (f"DELETE FROM accounting_entryline WHERE entry_id = {FIRST_ENTRY}", "fewer than two lines"),
    (
        "UPDATE accounting_openitem SET amount = amount + 1 WHERE id = (SELECT max(id) FROM accounting_openitem)",
        "but the account “Receivables from customers” stands at",
    ),
    (
        "UPDATE accounting_invoice SET number = 'INV-2026-900000' WHERE id = (SELECT max(id) FROM accounting_invoice)",
        "have a gap: 4 is missing",
    ),
    (
        "UPDATE accounting_invoiceline SET incl_tax = incl_tax + 1, excl_tax = excl_tax + 1 WHERE position = 1",
        "The lines of invoice",
    ),
    (
        "UPDATE accounting_invoice SET total_excl_tax = total_excl_tax + 7, total_incl_tax = total_incl_tax + 7",
        "invoices less credit notes are",
    ),
]


@pytest.mark.parametrize(("statement", "sentence"), TAMPERED)
def test_tampered_books_are_told_in_a_sentence(a_day_of_trade, statement, sentence):
    tamper(statement)
    assert any(sentence in said for said in sentences())
