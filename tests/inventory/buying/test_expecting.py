"""What is on its way is written down to the pool, so that a sold-out page says when more comes; and taken back when it is not."""

import uuid
from datetime import timedelta

import pytest

from core import clock
from core.verification import verify
from inventory.buying.arriving import Came, receive_delivery
from inventory.buying.expecting import renew_arrivals
from inventory.buying.ordering import cancel_purchase_order, close_short, expect_on
from shop.catalogue import listing
from shop.catalogue.models import Lifecycle, Product
from shop.partner.models import StockRecord
from tests.factories import buying, shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db
ACTOR = buying.ACTOR


def said(product):
    record = StockRecord.objects.filter(product=product).first()
    return (record.next_due_on, record.next_due_quantity) if record else (None, 0)


def deliver(order, product, pieces):
    came = [Came(product.pk, pieces, 0, make.location(make.warehouse()))]
    return receive_delivery(order=order, came=came, actor=ACTOR, key=uuid.uuid4())


def test_a_draft_promises_nothing_and_a_sent_order_its_day(frozen_clock):
    product = buying.product_bought(lead_time_days=3)
    buying.drafted(product, quantity=40)
    before = said(product)

    buying.sent(product, quantity=20)

    assert before == (None, 0)
    assert said(product) == (clock.today() + timedelta(days=3), 20)
    assert verify() == []


def test_the_shop_tells_a_sold_out_product_when_more_comes_until_that_day_has_passed(frozen_clock):
    product = buying.product_bought(lead_time_days=3)
    buying.sent(product, quantity=20)

    def told():
        return listing.availability(Product.objects.get(pk=product.pk), StockRecord.objects.get(product=product))

    assert (told().state, told().more_on, told().more_pieces) == ("none", clock.today() + timedelta(days=3), 20)
    with clock.at(frozen_clock + timedelta(days=4)):
        assert told().more_on is None
        assert verify() == []
        assert renew_arrivals() == 1
        assert said(product) == (None, 0)
        assert verify() == []


def test_the_first_of_several_arrivals_is_told_with_all_of_that_day(frozen_clock):
    product = buying.product_bought(lead_time_days=3)
    orders = [buying.sent(product, quantity=20) for _n in range(3)]
    day = clock.today() + timedelta(days=3)

    expect_on(order=orders[0], on=day + timedelta(days=9), actor=ACTOR)

    assert said(product) == (day, 40)
    for order in orders[1:]:
        cancel_purchase_order(order=order, reason="too late", actor=ACTOR)
    assert said(product) == (day + timedelta(days=9), 20)
    assert verify() == []


def test_what_came_is_no_longer_announced(frozen_clock):
    product = buying.product_bought()
    order = buying.sent(product, quantity=20)

    deliver(order, product, 15)
    after_part = said(product)
    order.refresh_from_db()
    close_short(order=order, reason="no more this year", actor=ACTOR)

    assert after_part[1] == 5
    assert said(product) == (None, 0)
    assert verify() == []


def test_goods_for_a_warehouse_that_the_pool_does_not_sell_from_are_not_announced():
    from datetime import time

    from inventory.warehousing import save_warehouse

    elsewhere = save_warehouse(actor=ACTOR, code="FAR", name="Far away", cut_off=time(16))
    product = buying.product_bought()

    buying.sent(product, quantity=20, at=elsewhere)

    assert said(product) == (None, 0)
    assert verify() == []


def test_a_product_that_is_not_bought_again_says_nothing(frozen_clock):
    product = buying.product_bought()
    buying.sent(product, quantity=20)
    Product.objects.filter(pk=product.pk).update(lifecycle=Lifecycle.SELL_THROUGH)

    told = listing.availability(Product.objects.get(pk=product.pk), StockRecord.objects.get(product=product))

    assert (told.state, told.more_on) == ("none", None)


def test_verify_tells_of_a_day_that_nobody_promised():
    product = buying.product_bought()
    order = buying.sent(product, quantity=20)
    StockRecord.objects.filter(product=product).update(next_due_quantity=21)

    (broken,) = verify()

    pool = shop.channel_market().pool
    assert broken.sentence == (
        f"Product {product.pk} in pool {pool.pk}: 20 pieces for {order.expected_on} on order, "
        f"the stock record says 21 pieces for {order.expected_on}."
    )
