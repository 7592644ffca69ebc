"""Many buyers, few shares of an offer, one voucher, at once, on a real PostgreSQL: no cap is passed, none is left over."""

import random
from dataclasses import replace

import pytest

from shop.basket.models import Basket, Line
from shop.offer.models import ConditionalOffer
from shop.order.models import Order, OrderDiscount
from shop.order.placing import OfferGone, PlacedOrder, QuoteChanged, VoucherUsed
from shop.order.quoting import seal
from shop.voucher.models import Voucher
from tests.factories import offers, shop
from tests.faults.racing import race
from tests.faults.test_placing_races import placing

pytestmark = pytest.mark.fault

BUYERS = 12
CAP = 5


def buyers(at, voucher=None):
    """An open basket per buyer with a piece in it, and the seal of what they saw: the discount."""
    product = shop.product_on_sale(at, stock=100, price=108_507)
    baskets = Basket.objects.bulk_create([Basket(channel_market=at, voucher=voucher) for _buyer in range(BUYERS)])
    Line.objects.bulk_create(Line(basket=one, product=product, line_reference=str(product.pk), quantity=1) for one in baskets)
    quote = shop.quote_for(baskets[0])
    assert quote.discount
    return [(basket, seal(replace(quote, basket_id=basket.pk))) for basket in baskets]


def test_a_cap_of_five_is_taken_by_five_of_twelve(committed_db):
    at = shop.channel_market()
    door = shop.entrance(at)
    shop.order_placed(shop.product_on_sale(at))
    one = offers.offer(at, most_orders=CAP)
    answers = race([placing(basket, seen, door) for basket, seen in buyers(at)], apart=None)

    placed = [answer for answer in answers if isinstance(answer, PlacedOrder)]
    refused = [answer for answer in answers if not isinstance(answer, PlacedOrder)]
    assert len(placed) == CAP
    assert all(isinstance(answer, OfferGone | QuoteChanged) for answer in refused), refused
    one.refresh_from_db()
    given = OrderDiscount.objects.filter(offer_id=one.pk)
    assert one.num_applications == given.count() == CAP
    assert one.total_discount == sum(row.amount for row in given)
    assert Basket.objects.filter(status=Basket.OPEN).count() == BUYERS - CAP
    assert shop.breaks() == []


def test_a_single_voucher_is_used_by_one_of_twelve(committed_db):
    at = shop.channel_market()
    door = shop.entrance(at)
    shop.order_placed(shop.product_on_sale(at))
    voucher = offers.voucher(at, usage=Voucher.SINGLE_USE)
    answers = race(
        [placing(basket, seen, door) for basket, seen in buyers(at, voucher)], apart=[random.Random(7).random() / 50] * BUYERS
    )

    placed = [answer for answer in answers if isinstance(answer, PlacedOrder)]
    assert len(placed) == 1
    assert all(isinstance(answer, VoucherUsed | QuoteChanged) for answer in answers if answer not in placed)
    voucher.refresh_from_db()
    assert voucher.num_orders == OrderDiscount.objects.filter(voucher_id=voucher.pk).count() == 1
    assert Order.objects.count() == 2
    assert ConditionalOffer.objects.get().num_applications == 0, "an offer without a cap counts nothing"
