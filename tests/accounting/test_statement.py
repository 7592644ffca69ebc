"""A customer's statement of account: it runs as the ledger does, and says what is open."""

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest

from accounting import printing
from accounting.crediting import credit_invoice
from accounting.models import EntryKind, Invoice
from accounting.reports import open_items
from accounting.statement import MOST_DAYS, USUAL_DAYS, chosen_days, currencies_of, statement_of
from accounting.statement_paper import paper_context, statement_csv, statement_pdf
from core import clock
from core.events import deliver_everything
from shop.payment.capturing import capture
from shop.payment.models import PaymentKind
from tests.factories import books, shop

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _nothing_is_printed(monkeypatch):
    for job in ("print_invoice", "print_credit_note"):
        monkeypatch.setattr(printing, job, lambda **_what: None)


@pytest.fixture
def account():
    return shop.trade_account(shop.trade_channel_market())


def sold_on_terms(account, days_ago: int, price: int = 100_000, pieces: int = 1):
    """An order of the account, dispatched so many days ago."""
    with clock.at(clock.now() - dt.timedelta(days=days_ago)):
        product = shop.product_on_sale(account.channel_market, price=price, stock=500)
        basket = shop.basket_with(product, at=account.channel_market, quantity=pieces)
        order = shop.place(basket, PaymentKind.TERMS, account=account).order
        books.dispatched(order)
    return order


def pay(order) -> None:
    payment = shop.payment_of(order)
    capture(payment=payment, amount=payment.amount, reference=f"bank-{order.number}", actor=shop.ACTOR)
    deliver_everything()


def look(account, first: int = 400, last: int = 0):
    today = clock.today()
    return statement_of(
        customer_id=account.customer_id,
        currency="VND",
        first=today - dt.timedelta(days=first),
        last=today - dt.timedelta(days=last),
    )


def test_the_balance_runs_from_invoice_to_payment_and_credit_note(account):
    first, second = sold_on_terms(account, 60), sold_on_terms(account, 10, price=200_000)
    pay(first)
    invoice = Invoice.objects.get(order=second)
    credit_invoice(invoice=invoice, amount=D(20_000), reason="short", actor=shop.ACTOR, source="short")

    seen = look(account)
    assert [one.kind for one in seen.bookings] == [
        EntryKind.INVOICE, EntryKind.INVOICE, EntryKind.RECEIPT, EntryKind.CREDIT_NOTE,
    ]  # fmt: skip
    running = D(0)
    for one in seen.bookings:
        running += one.amount
        assert one.balance == running and (one.charged is None) != (one.credited is None)
    assert seen.closing == seen.charged - seen.credited == invoice.total_incl_tax - D(20_000)
    assert seen.bookings[1].number == invoice.number and seen.bookings[1].due_on == invoice.due_on
    assert seen.bookings[1].paper == "invoice" and seen.bookings[2].paper == "" and seen.bookings[3].paper == "credit_note"


def test_one_time_begins_where_the_time_before_ends(account):
    for days in (80, 50, 20):
        sold_on_terms(account, days)
    whole = look(account)
    for cut in (100, 80, 79, 50, 30, 20, 1):
        earlier, later = look(account, 400, cut), look(account, cut - 1, 0)
        assert later.opening == earlier.closing and later.closing == whole.closing
        assert len(earlier.bookings) + len(later.bookings) == 3


def test_what_is_open_equals_the_open_items_by_days_overdue(account):
    for days in (130, 95, 40, 5):
        sold_on_terms(account, days)
    seen = look(account, 1)
    assert [bool(part) for part in seen.parts] == [True, True, False, True, True]
    assert seen.owed == sum(item.left for item in open_items()) == seen.closing
    assert seen.overdue == seen.owed - seen.parts[0]


def test_money_paid_in_advance_stands_in_the_customers_favour_until_the_goods_leave():
    order = shop.order_paid()
    first = last = clock.today()
    before = statement_of(customer_id=order.customer_id, currency="VND", first=first, last=last)
    assert before.closing == -order.total_incl_tax and not before.open_items
    books.dispatched(order)
    after = statement_of(customer_id=order.customer_id, currency="VND", first=first, last=last)
    assert after.closing == 0 and [one.kind for one in after.bookings] == [EntryKind.PREPAYMENT, EntryKind.INVOICE]


def test_nobody_sees_what_was_booked_for_somebody_else(account):
    sold_on_terms(account, 5)
    other = shop.trade_account(account.channel_market)
    assert look(other).is_empty and not look(account).is_empty
    assert currencies_of(other.customer_id) == [] and currencies_of(account.customer_id) == ["VND"]


def test_a_statement_costs_three_statements_however_long_it_is(account, assert_budget):
    for days in (40, 30, 20, 10):
        sold_on_terms(account, days)
    with assert_budget(3):
        assert len(look(account).bookings) == 4


@pytest.mark.parametrize(
    ("first", "last"),
    [("", ""), ("nonsense", "2026-99-99"), ("0001-01-01", "9999-12-31"), ("2026-05-01\x00", " "), ("2999-01-01", "")],
)
def test_days_that_are_none_become_the_usual_ones(first, last):
    since, until = chosen_days(first, last)
    assert until == clock.today() and since == until - dt.timedelta(days=USUAL_DAYS - 1)


def test_days_are_taken_as_asked_but_never_more_than_can_be_shown():
    assert chosen_days("2026-05-01", "2026-05-31") == (dt.date(2026, 5, 1), dt.date(2026, 5, 31))
    since, until = chosen_days("2001-01-01", "2026-05-31")
    assert (until - since).days + 1 == MOST_DAYS


def test_the_sheet_has_the_same_figures_as_the_statement(account):
    sold_on_terms(account, 20)
    pay(sold_on_terms(account, 10))
    seen = look(account)
    rows = list(csv.reader(io.StringIO(statement_csv(seen).removeprefix("\ufeff"))))
    assert rows[1][1] == "Brought forward" and len(rows) == 2 + len(seen.bookings)
    assert sum(D(row[5] or 0) - D(row[6] or 0) for row in rows[2:]) == D(rows[-1][7]) == seen.closing
    assert {row[8] for row in rows[1:]} == {"VND"}


def test_the_paper_is_drawn_and_leaves_out_what_is_open_today_where_the_time_is_over(account):
    sold_on_terms(account, 40)
    pdf = statement_pdf(statement=look(account), customer=account.customer, account=account, language="vi")
    assert pdf.startswith(b"%PDF")
    assert paper_context(look(account), account.customer, account)["until_now"]
    assert not paper_context(look(account, 400, 30), account.customer, account)["until_now"]
