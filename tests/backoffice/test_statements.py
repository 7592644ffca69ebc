"""A customer's statement of account for staff: support from the customer's page, accounting from the ageing."""

import pytest
from django.urls import reverse

from accounting import printing
from accounting.models import Invoice
from core.audit.models import AuditEntry
from core.events import deliver_everything
from shop.payment.models import PaymentKind
from tests.factories import books, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(monkeypatch):
    monkeypatch.setattr(printing, "print_invoice", lambda **_what: None)
    at = shop.trade_channel_market()
    account = shop.trade_account(at)
    product = shop.product_on_sale(at, price=100_000)
    books.dispatched(shop.place(shop.basket_with(product, at=at), PaymentKind.TERMS, account=account).order)
    deliver_everything()
    return account.customer


@pytest.mark.parametrize(("role", "name"), [("accountant", "statement"), ("support_agent", "customer_statement")])
def test_staff_see_what_the_customer_sees_within_twelve_statements(signed_in_as, customer, assert_budget, role, name):
    browser = signed_in_as(role)
    at = reverse(f"backoffice:{name}", args=[customer.pk])
    page = browser.get(at)
    assert Invoice.objects.get().number in page.content.decode()
    assert page.context["statement"].closing == Invoice.objects.get().total_incl_tax
    with assert_budget(16):
        browser.get(at)


def test_it_is_found_from_the_customers_page_and_from_the_ageing(signed_in_as, customer):
    page = signed_in_as("support_agent").get(reverse("backoffice:customer", args=[customer.pk])).content.decode()
    assert reverse("backoffice:customer_statement", args=[customer.pk]) in page
    page = signed_in_as("accountant").get(reverse("backoffice:ageing")).content.decode()
    assert reverse("backoffice:statement", args=[customer.pk]) in page


def test_who_may_not_open_the_books_gets_no_links_into_them(signed_in_as, customer):
    page = signed_in_as("support_agent").get(reverse("backoffice:customer_statement", args=[customer.pk])).content.decode()
    assert "/office/accounting/" not in page.split("<main", 1)[1]


def test_files_are_the_same_statement_and_who_took_them_is_written_down(signed_in_as, customer):
    accountant = signed_in_as("accountant")
    sheet = accountant.get(reverse("backoffice:statement_file", args=[customer.pk, "csv"]))
    assert Invoice.objects.get().number in sheet.content.decode()
    assert accountant.get(reverse("backoffice:statement_file", args=[customer.pk, "pdf"])).content.startswith(b"%PDF")
    assert AuditEntry.objects.filter(action="statement.exported").count() == 2
    assert accountant.get(reverse("backoffice:statement_file", args=[customer.pk, "exe"])).status_code == 404
    assert accountant.get(reverse("backoffice:statement", args=[10**9])).status_code == 404


def test_a_customer_of_whom_nothing_was_ever_booked_is_told_so(signed_in_as):
    nobody = shop.trade_account(shop.trade_channel_market()).customer
    page = signed_in_as("accountant").get(reverse("backoffice:statement", args=[nobody.pk])).content.decode()
    assert "Nothing was ever booked" in page
