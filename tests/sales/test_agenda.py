"""What decides the day of somebody who looks after customers: their own customers' orders, baskets, silence and debts."""

import datetime as dt
from decimal import Decimal

import pytest

from accounting import printing
from core import clock
from sales.agenda import agenda_of
from shop.basket import filling
from shop.customer.registering import let_act_for
from shop.payment.models import PaymentKind
from tests.factories import books, shop
from tests.factories.owners import account_of, give, owned, owner
from tests.factories.placed import order_row

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def mine():
    """A customer of the agent, looked after for a year."""
    with clock.at(clock.now() - 365 * DAY):
        return owned("le-hong")


def placed(customer, days_ago: float, **values):
    return order_row(customer=customer, date_placed=clock.now() - days_ago * DAY, **values)


def test_orders_of_seven_days_are_compared_with_the_seven_before_and_others_customers_do_not_count(mine):
    with clock.at(clock.now() - 365 * DAY):
        others = owned("kamol", "north")
    for days_ago in (0.01, 2, 8, 9, 9.5):
        placed(mine, days_ago, currency="VND", total_incl_tax=Decimal(100_000))
    placed(others, 1)
    seen = agenda_of(owner("le-hong"))
    assert (seen.orders, seen.orders_before) == (2, 3)
    assert [(one.currency, one.now, one.then) for one in seen.worth] == [("VND", Decimal(200_000), Decimal(300_000))]


def test_an_order_counts_for_whoever_had_the_customer_when_it_was_placed(mine):
    placed(mine, 2)
    give(mine, "kamol")
    placed(mine, 0)
    assert agenda_of(owner("le-hong")).orders == 1
    assert agenda_of(owner("kamol")).orders == 1


def test_who_ordered_once_and_not_for_thirty_days_has_gone_quiet(mine):
    assert agenda_of(owner("le-hong")).quiet == 0, "a customer that never ordered is new, not quiet"
    placed(mine, 33)
    seen = agenda_of(owner("le-hong"))
    assert (seen.quiet, seen.quiet_before) == (1, 0)
    placed(mine, 1, status="cancelled")
    assert agenda_of(owner("le-hong")).quiet == 1, "what was called off is no order"
    placed(mine, 1)
    assert agenda_of(owner("le-hong")).quiet == 0


def test_held_orders_and_unfinished_baskets_wait(mine):
    placed(mine, 20, status="held")
    account, buyer = account_of(mine), shop.user()
    let_act_for(actor=shop.ACTOR, user=buyer, customer=mine)
    at = account.channel_market
    basket = filling.open_basket(channel_market=at, owner=buyer)
    assert agenda_of(owner("le-hong")).baskets == 0, "an empty basket is none"
    filling.add(basket=basket, product=shop.product_on_sale(at, price=100_000), account_id=account.pk)
    seen = agenda_of(owner("le-hong"))
    assert (seen.held, seen.baskets, seen.baskets_lately) == (1, 1, 1)
    assert seen.held_since is not None


def test_what_is_owed_is_of_ones_own_customers_and_overdue_from_the_day_after(mine, monkeypatch):
    monkeypatch.setattr(printing, "print_invoice", lambda **_what: None)
    account = account_of(mine)
    for days_ago in (45, 5):
        with clock.at(clock.now() - days_ago * DAY):
            product = shop.product_on_sale(account.channel_market, price=100_000)
            basket = shop.basket_with(product, at=account.channel_market)
            books.dispatched(shop.place(basket, PaymentKind.TERMS, account=account).order)
    (owed,) = agenda_of(owner("le-hong")).owed
    assert owed.overdue * 2 == owed.total
    assert agenda_of(owner("kamol")).owed == []
