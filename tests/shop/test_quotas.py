"""Quotas where orders are placed: who gets pieces, who is refused, what is written down about it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.freshness import one_moment
from shop.catalogue.models import AssortmentItem
from shop.order.cancelling import cancel
from shop.order.models import Order
from shop.order.placing import OutOfStock
from shop.partner.models import StockRecord
from shop.quota.editing import (
    Borrower,
    LendsToItself,
    QuotaChangedMeanwhile,
    QuotaInThePast,
    Scope,
    Terms,
    end_quota,
    set_quota,
)
from shop.quota.models import Contest, Quota, QuotaTake, QuotaUse
from shop.quota.taking import Asked, Asker, promise
from tests.factories import shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def web():
    return shop.channel_market()


@pytest.fixture
def phone(web):
    return shop.channel_market("phone", "8")


@pytest.fixture
def tea(web, phone):
    """Ten pieces, sold on the web and by telephone."""
    product = shop.product_on_sale(web, stock=10)
    AssortmentItem.objects.create(channel_market=phone, product=product)
    shop.set_price(product, phone, 108_000)
    return product


def keep(at, product=None, *, units=None, share=None, borrowers=(), **terms) -> Quota:
    return set_quota(
        actor=shop.ACTOR,
        scope=Scope(at.pool, at.channel, product),
        terms=Terms(units=units, share=share, **terms),
        reason="launch week",
        borrowers=borrowers,
    )


def buy(product, at, quantity):
    return shop.place(shop.basket_with(product, at=at, quantity=quantity)).order


def use_of(quota) -> tuple[int, int]:
    return QuotaUse.objects.values_list("taken", "sold").get(quota=quota)


def test_a_channel_is_refused_pieces_that_are_kept_for_another_and_it_is_written_down(web, phone, tea):
    until = clock.now() + dt.timedelta(hours=8)
    quota = keep(web, tea, units=8, ends_at=until)
    basket = shop.basket_with(tea, at=phone, quantity=4)

    with pytest.raises(OutOfStock) as refusal:
        shop.place(basket)

    (short,) = refusal.value.shortages
    assert (short.wanted, short.available, short.free) == (4, 2, 10)
    assert not Order.objects.exists()
    assert StockRecord.objects.get(product=tea).promised == 0
    contest = Contest.objects.get()
    assert (contest.outcome, contest.wanted, contest.free, contest.reach) == ("refused", 4, 10, 2)
    assert contest.rules == [{"quota": quota.pk, "channel": web.channel_id, "pieces": 8, "until": until.isoformat()}]


def test_pieces_that_are_common_go_to_anybody(web, phone, tea):
    keep(web, tea, units=8)

    buy(tea, phone, 2)

    assert StockRecord.objects.get(product=tea).promised == 2
    assert not Contest.objects.exists()


def test_what_the_owner_takes_is_counted_and_comes_back_when_the_order_is_called_off(web, phone, tea):
    quota = keep(web, tea, units=8)
    order = buy(tea, web, 5)

    assert use_of(quota) == (5, 5)
    assert shop.quote_for(shop.basket_with(tea, at=phone)).lines[0].available == 2

    cancel(order=order, reason="changed_mind", actor=shop.ACTOR)

    assert use_of(quota) == (0, 0)
    assert not QuotaTake.objects.exists()
    assert shop.breaks() == []


def test_a_borrower_takes_what_is_unused_and_it_is_written_down(web, phone, tea):
    quota = keep(web, tea, units=8, borrowers=[Borrower(phone.channel, protected=3)])

    order = buy(tea, phone, 6)

    assert use_of(quota) == (4, 6)
    contest = Contest.objects.get()
    assert (contest.outcome, contest.order, contest.reach) == ("borrowed", order, 7)
    assert contest.rules[0]["pieces"] == 4
    assert shop.quote_for(shop.basket_with(tea, at=phone)).lines[0].available == 1
    assert shop.quote_for(shop.basket_with(tea, at=web)).lines[0].available == 4


def test_borrowing_ends_when_it_was_said_to(web, phone, tea):
    until = clock.now() + dt.timedelta(hours=1)
    keep(web, tea, units=8, borrowers=[Borrower(phone.channel, until=until)])

    assert shop.quote_for(shop.basket_with(tea, at=phone)).lines[0].available == 10
    with clock.at(until):
        assert shop.quote_for(shop.basket_with(tea, at=phone)).lines[0].available == 2


def test_a_quota_holds_from_its_beginning_to_its_end(web, phone, tea):
    begins, ends = clock.now() + dt.timedelta(hours=1), clock.now() + dt.timedelta(hours=2)
    keep(web, tea, units=8, starts_at=begins, ends_at=ends)
    basket = shop.basket_with(tea, at=phone)

    assert shop.quote_for(basket).lines[0].available == 10
    with clock.at(begins):
        assert shop.quote_for(basket).lines[0].available == 2
    with clock.at(ends):
        assert shop.quote_for(basket).lines[0].available == 10


def test_the_products_own_quota_goes_before_the_pools(web, phone, tea):
    keep(web, units=9)
    assert shop.quote_for(shop.basket_with(tea, at=phone)).lines[0].available == 1

    keep(web, tea, units=4)
    assert shop.quote_for(shop.basket_with(tea, at=phone)).lines[0].available == 6


def test_a_share_is_kept_of_what_there_was(web, phone, tea):
    keep(web, share=30)

    buy(tea, phone, 7)

    with pytest.raises(OutOfStock):
        buy(tea, phone, 1)
    buy(tea, web, 3)


def test_a_new_quota_follows_the_old_one_and_counts_anew(web, tea):
    old = keep(web, tea, units=8)
    buy(tea, web, 3)

    new = keep(web, tea, units=6)

    old.refresh_from_db()
    assert old.ends_at == new.starts_at
    assert use_of(old) == (3, 3)
    assert not QuotaUse.objects.filter(quota=new).exists()
    assert shop.breaks() == []


def test_an_ended_quota_keeps_nothing(web, phone, tea):
    quota = keep(web, tea, units=8)

    end_quota(actor=shop.ACTOR, quota_id=quota.pk, reason="sold well")

    assert shop.quote_for(shop.basket_with(tea, at=phone)).lines[0].available == 10
    with pytest.raises(QuotaChangedMeanwhile):
        end_quota(actor=shop.ACTOR, quota_id=quota.pk, reason="again")


def test_what_makes_no_sense_is_refused_and_nothing_is_kept(web, tea):
    with pytest.raises(QuotaInThePast):
        keep(web, tea, units=8, starts_at=clock.now() - dt.timedelta(days=1))
    with pytest.raises(QuotaInThePast):
        keep(web, tea, units=8, ends_at=clock.now() - dt.timedelta(minutes=1))
    with pytest.raises(LendsToItself):
        keep(web, tea, units=8, borrowers=[Borrower(web.channel)])

    assert not Quota.objects.exists()


@pytest.mark.parametrize("terms", [{"units": 5, "share": 5}, {}, {"share": 0}, {"share": 101}, {"units": -1}])
def test_the_database_takes_pieces_or_per_cent_and_not_both(web, tea, terms):
    with pytest.raises(IntegrityError), transaction.atomic():
        keep(web, tea, **terms)


def test_a_quota_cannot_be_changed_behind_the_jobs(web, tea):
    quota = keep(web, tea, units=8)
    with pytest.raises(IntegrityError), transaction.atomic():
        Quota.objects.filter(pk=quota.pk).update(units=3)


def test_a_shop_without_quotas_promises_with_the_same_statements(web, tea, django_assert_num_queries):
    order = buy(tea, web, 1)
    record = StockRecord.objects.get(product=tea)
    asker = Asker(order.pk, web.channel_id, web.pool_id, shop.ACTOR)
    with one_moment():
        promise([Asked(record.pk, tea.pk, 1)], asker=asker)  # fills the memory
        with django_assert_num_queries(1):
            promise([Asked(record.pk, tea.pk, 1)], asker=asker)


def test_a_count_that_no_order_explains_is_told(web, tea):
    quota = keep(web, tea, units=8)
    buy(tea, web, 2)
    QuotaUse.objects.update(taken=1)

    assert any(f"Quota {quota.pk} counts 1 pieces taken and 2 sold" in one for one in shop.breaks())
