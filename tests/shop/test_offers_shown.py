"""What an offer does to a price beside a product: named only where it is the price that will be charged."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core import clock
from shop.catalogue.organising import save_category
from shop.offer.showing import former_prices, next_change, running_for, tell
from shop.pricing.resolving import resolve_prices
from tests.factories import offers, shop

pytestmark = pytest.mark.django_db
D = Decimal


def told(product, at=None, quantity: int = 1, stated: int = 108_507, currency: str = "VND"):
    at = at or shop.channel_market()
    running = running_for(channel_market=at, products=[product.pk]).get(product.pk, ())
    return tell(running, stated=D(stated), quantity=quantity, currency=currency)


def charged(product) -> Decimal:
    (line,) = shop.quote_for(shop.basket_with(product)).lines
    return line.line_incl


def test_the_price_an_offer_gives_is_the_price_that_is_charged():
    product = shop.product_on_sale(price=108_507)
    offers.offer(per_cent=7)
    assert told(product).price == charged(product) == D(100_912)


def test_without_an_offer_nothing_is_told():
    assert told(shop.product_on_sale()) is None


def test_an_offer_that_asks_for_more_pieces_is_said_in_words_only():
    product = shop.product_on_sale(price=108_507)
    made = offers.offer(per_cent=7, least_pieces=3)
    seen = told(product)
    assert seen.price is None and [one.offer_id for one in seen.others] == [made.pk]
    assert charged(product) == D(108_507)
    assert told(product, quantity=3, stated=100_000).price == D(93_000)


@pytest.mark.parametrize(
    "values", [{"amount": 20_000}, {"per_cent": 7, "most_orders": 5}, {"per_cent": 7, "least_amount": D(900_000)}]
)
def test_what_a_basket_or_a_cap_decides_is_never_named_as_a_price(values):
    offers.offer(**values)
    assert told(shop.product_on_sale(price=108_507)).price is None


def test_a_price_that_another_offer_may_change_is_not_named():
    product = shop.product_on_sale(price=108_507)
    offers.offer(per_cent=7)
    offers.offer(amount=1_000, priority=0)
    assert told(product).price is None


def test_of_two_that_may_both_hold_the_smaller_is_named_and_the_more_important_one_goes_first():
    product = shop.product_on_sale(price=100_000)
    offers.offer(per_cent=20)
    offers.offer(per_cent=10)
    assert told(product, stated=100_000).price == D(90_000)
    offers.offer(per_cent=5, priority=9)
    assert told(product, stated=100_000).price == charged(product) == D(95_000)


def test_an_offer_holds_for_its_shelf_and_all_below_and_for_named_products():
    ware = save_category(actor=shop.ACTOR, slug="ware", name_en="Ware")
    cups = save_category(actor=shop.ACTOR, slug="cups", name_en="Cups", parent=ware)
    cup, tea, named = (shop.product_on_sale() for _n in range(3))
    cup.categories.add(cups)
    offers.offer(per_cent=10, categories=[ware])
    offers.offer(per_cent=10, products=[named])
    found = running_for(channel_market=shop.channel_market(), products=[cup.pk, tea.pk, named.pk])
    assert set(found) == {cup.pk, named.pk}


def test_trade_is_told_of_trades_offers_only_and_vouchers_of_none():
    trade = shop.trade_channel_market()
    offers.offer(per_cent=50)
    offers.voucher(trade)
    assert told(shop.product_on_sale(trade), at=trade) is None


def test_what_has_not_begun_is_told_when_it_begins_and_no_longer_when_it_ended():
    product, now = shop.product_on_sale(), clock.now()
    offers.offer(per_cent=7, starts=now + timedelta(hours=1), ends=now + timedelta(hours=3))
    running = running_for(channel_market=shop.channel_market(), products=[product.pk], until=now + timedelta(days=1))[product.pk]
    seen = [
        tell(running, stated=D(100_000), quantity=1, currency="VND", now=now + timedelta(hours=later)) is not None
        for later in (0, 2, 4)
    ]
    assert seen == [False, True, False]
    assert next_change([running], now) == now + timedelta(hours=1)
    assert next_change([running], now + timedelta(hours=2)) == now + timedelta(hours=3)
    assert next_change([running], now + timedelta(hours=4)) is None


def test_a_price_by_the_case_is_named_only_where_a_piece_of_it_is_an_amount():
    product = shop.product_on_sale()
    offers.offer(per_cent=10)
    assert told(product, quantity=12, stated=10_000).price == D(9_000)
    assert told(product, quantity=7, stated=10_003).price is None


def test_the_former_price_is_the_lowest_of_the_thirty_days_before():
    at, today = shop.channel_market(), clock.today()
    product = shop.product_on_sale(price=120_000)
    shop.set_price(product, at, 90_000, valid_from=today - timedelta(days=20), valid_to=today - timedelta(days=15))
    shop.set_price(product, at, 50_000, valid_from=today - timedelta(days=400), valid_to=today - timedelta(days=100))
    shop.set_price(product, at, 110_000, valid_from=today - timedelta(days=14))
    prices = resolve_prices(products=[product.pk], channel_market=at)
    assert former_prices(prices=prices, channel_market=at, before=today) == {product.pk: D(90_000)}
    assert former_prices(prices=prices, channel_market=at, before=today - timedelta(days=10_000)) == {}


def test_any_number_of_products_costs_the_same(assert_budget):
    ware = save_category(actor=shop.ACTOR, slug="ware", name_en="Ware")
    offers.offer(per_cent=10, categories=[ware])
    at = shop.channel_market()
    products = [shop.product_on_sale().pk for _n in range(5)]
    prices = resolve_prices(products=products, channel_market=at)
    with assert_budget(3):
        running_for(channel_market=at, products=products)
        former_prices(prices=prices, channel_market=at, before=clock.today())
