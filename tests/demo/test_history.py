"""A long past is written that keeps every promise, only where the demo was loaded."""

import datetime as dt
import random

import pytest

from accounting.models import Invoice, JournalEntry
from core import verification
from core.numbering import parse_transaction_number
from demo.history import loading as history
from shop.order.models import Order
from shop.partner.models import StockRecord
from tests import databases


@pytest.fixture
def company(loaded_company, django_db_blocker):
    """A copy of the demo company, to be written to."""
    name = databases.own_name()
    databases.clone(loaded_company, name)
    try:
        with django_db_blocker.unblock(), databases.connected_to(name):
            yield
    finally:
        databases.drop(name)


def test_a_past_of_five_hundred_orders_keeps_every_promise(company):
    first = Order.objects.earliest("date_placed").date_placed
    stock = list(StockRecord.objects.order_by("pk").values_list("on_hand", "reserved", "promised"))
    before = (Order.objects.count(), Invoice.objects.count())

    history.load(history.Past(orders=500), say=lambda line: None)

    past = Order.objects.filter(basket=None)
    assert (Order.objects.count(), Invoice.objects.count()) == (before[0] + 500, before[1] + 500)
    assert set(past.values_list("status", "fulfillment_view")) == {("completed", "delivered")}
    assert all(parse_transaction_number(number) for number in past.values_list("number", flat=True)[:20])
    assert past.latest("date_placed").date_placed < first
    assert list(StockRecord.objects.order_by("pk").values_list("on_hand", "reserved", "promised")) == stock
    assert JournalEntry.objects.filter(order__in=past).count() >= 500
    assert verification.verify() == []


def test_a_database_that_the_demo_did_not_make_is_left_alone(db):
    with pytest.raises(history.NotADemo):
        history.load(history.Past(orders=5), say=lambda line: None)
    assert not Order.objects.exists()


def test_the_same_seed_plans_the_same_days():
    first, last = dt.date(2025, 1, 1), dt.date(2025, 12, 31)
    days = history.days_of(400, first, last, random.Random(3))
    assert days == history.days_of(400, first, last, random.Random(3))
    assert days == sorted(days)
    assert first <= days[0] <= days[-1] <= last
