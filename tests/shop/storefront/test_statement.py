"""The statement of account at the trade desk: one's own, and nobody else's."""

import pytest

from accounting import printing
from accounting.models import Invoice
from core.events import deliver_everything
from shop.channels.models import Door, DoorKind
from shop.customer.registering import let_act_for
from shop.payment.models import PaymentKind
from tests.factories import books, shop

PAGES = ("/trade/statement/", "/trade/statement/pdf/", "/trade/statement/csv/")


@pytest.fixture
def desk(consumer, visitor):
    """Somebody signed in for a trade account that has an open invoice."""
    at = shop.trade_channel_market()
    Door.objects.create(code="trade", name="Trade", kind=DoorKind.ACCOUNT, channel_market=at)
    account, person = shop.trade_account(at), shop.user()
    let_act_for(actor=shop.ACTOR, user=person, customer=account.customer)
    visitor.force_login(person)
    product = shop.product_on_sale(at, price=100_000)
    books.dispatched(shop.place(shop.basket_with(product, at=at), PaymentKind.TERMS, account=account).order)
    deliver_everything()
    return visitor


@pytest.fixture(autouse=True)
def _nothing_is_printed(monkeypatch):
    monkeypatch.setattr(printing, "print_invoice", lambda **_what: None)


def test_a_trade_customer_reads_what_is_owed_and_how_it_came_about(desk):
    page = desk.get("/trade/statement/")
    invoice = Invoice.objects.get()
    said = page.content.decode()
    assert page.status_code == 200 and invoice.number in said
    assert page.context["statement"].closing == invoice.total_incl_tax
    assert "Statement of account" in desk.get("/trade/").content.decode()


def test_the_days_in_the_address_are_those_of_the_page_and_of_its_files(desk):
    page = desk.get("/trade/statement/?from=2026-01-01&to=2026-01-31")
    assert not page.context["statement"].bookings
    assert "from=2026-01-01&amp;to=2026-01-31" in page.content.decode()
    sheet = desk.get("/trade/statement/csv/?from=2026-01-01&to=2026-01-31")
    assert len(sheet.content.decode().strip().splitlines()) == 2
    assert desk.get("/trade/statement/?from=x&to=2026-02-31").status_code == 200


def test_the_files_are_for_saving(desk):
    pdf, sheet = desk.get("/trade/statement/pdf/"), desk.get("/trade/statement/csv/")
    assert pdf.content.startswith(b"%PDF") and pdf["Content-Type"] == "application/pdf"
    assert Invoice.objects.get().number in sheet.content.decode()
    assert all(answer["Content-Disposition"].startswith("attachment") for answer in (pdf, sheet))


@pytest.mark.parametrize("page", PAGES)
def test_who_has_no_account_has_no_statement(visitor, page):
    assert visitor.get(page).status_code == 302, "somebody signed out is asked to sign in"
    visitor.force_login(shop.user())
    assert visitor.get(page).status_code == 404


def test_the_page_stays_within_its_statements(desk, assert_budget):
    desk.get("/trade/statement/")
    with assert_budget(12):
        desk.get("/trade/statement/")
