"""The accountant's home: the figures that decide the day, within twelve statements, each opening its list."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounting import printing
from accounting.closing import next_to_close, obstacles
from accounting.models import FiscalPeriod
from accounting.today import invoices_not_mailed, owed_by_debtor, transfers_awaited
from core import clock
from core.events.models import Delivery
from shop.payment.models import PaymentKind
from shop.payment.refunding import request_refund
from tests.factories import books, shop

pytestmark = pytest.mark.django_db
HOME = reverse("backoffice:accounting")


@pytest.fixture
def traded(db, monkeypatch):
    """One order paid, one waiting for its transfer, one whose cash is with the courier. Nothing is printed."""
    for job in ("print_invoice", "print_credit_note"):
        monkeypatch.setattr(printing, job, lambda **_what: None)
    paid, cash = shop.order_paid(), shop.order_placed(kind=PaymentKind.COD)
    waiting = shop.order_placed(kind=PaymentKind.TRANSFER)
    books.dispatched(paid)
    books.delivered(cash, books.dispatched(cash), cash=cash.total_incl_tax)
    request_refund(payment=shop.payment_of(paid), amount=Decimal(1000), reason="goodwill", actor=shop.second_person())
    return paid, cash, waiting


def test_the_home_says_what_waits_and_every_figure_opens_its_list(signed_in_as, traded):
    client = signed_in_as("accountant")
    page = client.get(HOME)
    stats = {str(one["label"]): one for one in page.context["stats"]}
    assert stats["Transfers to confirm"]["value"] == 1
    assert stats["Cash at couriers"]["value"] == "138,000"
    assert stats["Invoices not mailed"]["value"] == 2
    for one in page.context["stats"]:
        assert client.get(one["url"]).status_code == 200


def test_the_home_costs_twelve_statements_however_much_there_is(signed_in_as, traded, assert_budget):
    client = signed_in_as("accountant")
    client.get(HOME)
    with assert_budget(16):
        client.get(HOME)


def test_the_home_opens_before_anything_happened(signed_in_as):
    assert signed_in_as("accountant").get(HOME).status_code == 200


def test_the_figures_of_the_day_are_those_of_the_books(traded):
    assert (transfers_awaited().count, transfers_awaited().long) == (1, 0)
    (courier,) = owed_by_debtor()["courier"]
    assert (courier.total, courier.currency) == (traded[1].total_incl_tax, "VND")
    assert invoices_not_mailed() == (2, 0)


def test_the_checklist_of_a_month_counts_what_is_open(traded):
    FiscalPeriod.objects.update(starts_on="2020-01-01", ends_on="2020-01-31")
    assert next_to_close() is not None
    Delivery.objects.filter(handler__startswith="accounting.").update(state="dead", finished_at=None)
    found = {one.code: one.count for one in obstacles(until=clock.today())}
    assert found["not_booked"] > 0
    assert (found["refunds"], found["not_mailed"], found["unapplied"]) == (1, 2, 0)
    assert all(one.is_done for one in obstacles(until=clock.today().replace(year=2019)))
