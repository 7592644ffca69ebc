"""The accountants' screens: what they show, what they cost, what they refuse."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounting import printing
from accounting.models import CourierRemittance, CreditNote, FiscalPeriod, JournalEntry, OpenItem
from accounting.posting import post
from accounting.recipes import goods_received
from core import clock
from core.events import deliver_everything
from shop.payment.models import Payment, PaymentKind
from tests.factories import books, shop

pytestmark = pytest.mark.django_db


def at(name: str, *args, **query) -> str:
    text = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"backoffice:{name}", args=args) + (f"?{text}" if text else "")


@pytest.fixture
def accountant(signed_in_as):
    return signed_in_as("accountant")


@pytest.fixture
def traded(db, monkeypatch):
    """One prepaid order and one paid in cash, both dispatched, the cash with the courier; nothing is printed."""
    for job in ("print_invoice", "print_credit_note"):
        monkeypatch.setattr(printing, job, lambda **_what: None)
    prepaid, cash = shop.order_paid(), shop.order_placed(kind=PaymentKind.COD)
    books.dispatched(prepaid)
    books.delivered(cash, books.dispatched(cash), cash=cash.total_incl_tax)
    return prepaid, cash


PAGES = (
    "payments", "unapplied", "refunds", "journal", "invoices", "accounts", "revenue", "receivables", "ageing", "couriers",
    "short_pays", "refused_parcels", "periods",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_screen_opens_within_its_budget(accountant, traded, assert_budget, name):
    accountant.get(at(name))
    with assert_budget(20):
        assert accountant.get(at(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_every_screen_opens_before_anything_was_posted(accountant, name):
    assert accountant.get(at(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_picker_sees_none_of_them(signed_in_as, name):
    assert signed_in_as("picker").get(at(name)).status_code == 403


def test_a_transfer_is_confirmed_once_and_the_journal_books_it(accountant):
    order = shop.order_placed(kind=PaymentKind.TRANSFER)
    payment = shop.payment_of(order)
    page = at("payment_to_confirm", payment.pk)
    for _twice in range(2):
        accountant.post(page, {"amount": "138000", "reference": "FT-77"})
    deliver_everything()
    payment.refresh_from_db()
    assert payment.captured == order.total_incl_tax
    (entry,) = JournalEntry.objects.all()
    assert books.sides(entry)[0] == ("1121", "Dr", order.total_incl_tax, "VND")


@pytest.mark.parametrize("amount", ["", "0", "-5", "1.5", "abc", "99999999999999999999999"])
def test_a_wrong_amount_is_refused_beside_its_field_and_nothing_is_booked(accountant, amount):
    payment = shop.payment_of(shop.order_placed(kind=PaymentKind.TRANSFER))
    answer = accountant.post(at("payment_to_confirm", payment.pk), {"amount": amount, "reference": "FT-<1>"})
    assert answer.status_code == 422
    assert "FT-&lt;1&gt;" in answer.content.decode()
    assert Payment.objects.get(pk=payment.pk).captured == 0


def test_every_figure_of_the_revenue_report_opens_lines_that_add_up_to_it(accountant, traded):
    page = accountant.get(at("revenue", step="day"))
    report = page.context["report"]
    assert report.difference == 0
    row = page.context["rows"][0]
    figure = row["figures"][-1]
    journal = accountant.get(figure["url"])
    assert figure["amount"] == Decimal(255_556)
    assert "−255,556" in journal.content.decode()
    assert len(journal.context["rows"]) == 2


def test_the_exported_report_has_the_figures_and_totals_of_the_screen(accountant, traded):
    report = accountant.get(at("revenue", step="week")).context["report"]
    answer = accountant.get(at("revenue_export", step="week"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert Decimal(rows[-1][-1]) == report.total == Decimal(255_556)
    assert rows[1][0] == "6"


def test_the_workbook_has_real_numbers_and_dates_and_the_totals_of_the_screen(accountant, traded):
    report = accountant.get(at("revenue", step="day", compare="before", split="market")).context["report"]
    answer = accountant.get(at("revenue_export", step="day", compare="before", file="xlsx"))
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0][4].date() == report.spans[0].first
    assert rows[0][-2:] == ("total", "before")
    assert rows[-1][-2] == report.total
    assert sum(row[-2] for row in rows[1:-1] if not row[2]) == report.total
    assert sum(row[-2] for row in rows[1:-1] if row[2]) == report.total


def test_figures_of_markets_and_of_the_time_before_open_their_entries_too(accountant, traded):
    page = accountant.get(at("revenue", step="day", split="market", compare="year"))
    (part,) = page.context["rows"][0]["parts"]
    for url in (part["url"], part["figures"][-1]["url"], page.context["before_url"]):
        assert accountant.get(url).status_code == 200
    assert "−255,556" in accountant.get(part["url"]).content.decode()


def test_nonsense_in_the_address_of_a_report_shows_the_usual_report(accountant, traded):
    for query in (
        {"since": "2026-02-31", "step": "century"},
        {"until": "x", "market": "y"},
        {"since": "0001-01-01", "step": "day"},
    ):
        assert accountant.get(at("revenue", **query)).status_code == 200
    assert accountant.get(at("accounts", on="nonsense")).status_code == 200
    assert accountant.get(at("journal", since="9999-99-99", account="x")).status_code == 200


def test_an_entry_page_shows_both_sides_and_what_is_under_it(accountant, traded):
    entry = books.invoice_of(traded[0]).entry
    page = accountant.get(at("journal_entry", entry.number)).content.decode()
    assert entry.invoice.number in page
    assert "Customer deposits" in page
    assert "issue a credit note instead" in page


def test_an_entry_is_reversed_with_a_reason_and_refused_without(accountant):
    lines = goods_received(value=Decimal(1000), currency="VND")
    entry = post(date=clock.today(), kind="goods_receipt", lines=lines, source_event=None, memo="", actor=shop.ACTOR)
    address = at("journal_reverse", entry.number)
    assert accountant.post(address, {"reason": " "}).status_code == 422
    assert JournalEntry.objects.count() == 1
    accountant.post(address, {"reason": "wrong truck"})
    assert JournalEntry.objects.get(kind="reversal").reverses == entry
    accountant.post(address, {"reason": "again"})
    assert JournalEntry.objects.count() == 2


def test_an_invoice_page_opens_its_pdf(accountant):
    order = shop.order_paid()
    books.dispatched(order)
    invoice = books.invoice_of(order)
    assert accountant.get(at("invoice", invoice.number)).status_code == 200
    pdf = accountant.get(at("invoice_pdf", invoice.number))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    assert accountant.get(at("invoice_pdf", "INV-2026-999999")).status_code == 404


def test_an_invoice_is_credited_by_an_amount_within_it(accountant, traded):
    invoice = books.invoice_of(traded[0])
    address = at("invoice_credit", invoice.number)
    assert accountant.post(address, {"amount": "999999999", "reason": "broken", "nth": "0"}).status_code == 422
    assert not CreditNote.objects.exists()
    accountant.post(address, {"amount": "10800", "reason": "broken cup", "nth": "0"})
    note = CreditNote.objects.get()
    assert (note.total_incl_tax, note.total_tax) == (Decimal(10_800), Decimal(800))


def test_pressing_twice_credits_once_and_says_so(accountant, traded):
    invoice = books.invoice_of(traded[0])
    page = accountant.get(at("invoice", invoice.number))
    typed = {"amount": "10800", "reason": "broken cup", "nth": page.context["form"]["nth"].value()}
    first, second = (accountant.post(at("invoice_credit", invoice.number), typed) for _time in range(2))
    assert (first.status_code, second.status_code) == (302, 422)
    assert "It has changed since you looked." in second.content.decode() and 'value="broken cup"' in second.content.decode()
    assert CreditNote.objects.count() == 1
    again = {**typed, "nth": second.context["form"]["nth"].value()}
    assert accountant.post(at("invoice_credit", invoice.number), again).status_code == 302
    assert CreditNote.objects.count() == 2


def test_a_remittance_is_booked_parcel_by_parcel(accountant, traded):
    (item,) = OpenItem.objects.filter(debtor="courier")
    answer = accountant.post(at("couriers"), {"reference": "R1", "received_on": "2026-03-11"})
    assert answer.status_code == 422
    form = {"reference": "R1", "received_on": str(clock.today()), f"parcel-{item.pk}": "130000"}
    accountant.post(at("couriers"), form)
    assert CourierRemittance.objects.get().short == item.amount - 130_000


def test_a_period_is_closed_and_opened_again_with_a_reason(accountant, traded):
    period = FiscalPeriod.objects.get()
    address = at("period_change", period.pk)
    accountant.post(address, {"step": "close"})
    accountant.post(address, {"step": "open"})
    period.refresh_from_db()
    assert period.is_closed
    accountant.post(address, {"step": "open", "reason": "late bill"})
    period.refresh_from_db()
    assert not period.is_closed
