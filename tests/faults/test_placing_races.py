"""Many buyers, few pieces, at once, on a real PostgreSQL: none oversold, none undersold, nothing placed twice.

The full counts: `STOREHOUSE_ROUNDS=1000 STOREHOUSE_PAIRS=10000 bin/test tests/faults/test_placing_races.py`.
"""

import random
from dataclasses import replace

import pytest

from core.events.models import OutboxEvent
from shop.basket.models import Basket, Line
from shop.order.models import Line as OrderLine
from shop.order.models import Order
from shop.order.placing import OutOfStock, PlacedOrder, place_order
from shop.order.quoting import quote_basket, seal
from shop.partner.models import StockRecord
from shop.payment.models import Payment
from tests.factories import shop
from tests.faults.racing import count_of, race, shuffled

pytestmark = pytest.mark.fault

BUYERS = 50


def buyers_with(products, at, dice):
    """An open basket per buyer with one piece of every product, in another order each, and the seal of what they saw."""
    baskets = Basket.objects.bulk_create([Basket(channel_market=at) for _buyer in range(BUYERS)])
    lines = []
    for basket in baskets:
        for product in shuffled(products, dice):
            lines.append(Line(basket=basket, product=product, line_reference=str(product.pk), quantity=1))
    Line.objects.bulk_create(lines)
    quote = shop.quote_for(baskets[0])
    return [(basket, seal(replace(quote, basket_id=basket.pk))) for basket in baskets]


def placing(basket, seen, door):
    def deed():
        return place_order(
            basket_id=basket.pk,
            seen=seen,
            entrance=door,
            contact=replace(shop.CONTACT, name=f"Buyer {basket.pk}", email=f"buyer{basket.pk}@example.com"),
            address=shop.ADDRESS,
            delivery_code="standard-vietnam-consumer",
            method_code="cod-vietnam",
            actor=shop.ACTOR,
        )

    return deed


@pytest.mark.parametrize("lines", [1, 3])
def test_every_piece_is_sold_once_and_no_piece_twice(committed_db, lines):
    dice = random.Random(lines)
    at = shop.channel_market()
    door = shop.entrance(at)
    shop.order_placed(shop.product_on_sale(at))
    for _round in range(count_of("STOREHOUSE_ROUNDS", 12 if lines == 1 else 6)):
        stock = [dice.randint(1, 10) for _line in range(lines)]
        products = [shop.product_on_sale(at, stock=pieces) for pieces in stock]
        buyers = buyers_with(products, at, dice)

        results = race([placing(basket, seen, door) for basket, seen in buyers])

        sold = [result for result in results if isinstance(result, PlacedOrder)]
        refused = [result for result in results if isinstance(result, OutOfStock)]
        assert len(sold) + len(refused) == BUYERS, [r for r in results if not isinstance(r, PlacedOrder | OutOfStock)]
        assert len(sold) == min(stock)
        assert len({result.order.number for result in sold}) == len(sold)
        for record in StockRecord.objects.filter(product__in=products):
            assert record.promised == min(stock)
        still_open = Basket.objects.filter(pk__in=[basket.pk for basket, _seen in buyers], status=Basket.OPEN)
        assert still_open.count() == len(refused)
        assert Line.objects.filter(basket__in=still_open).count() == len(refused) * lines
    assert Order.objects.count() == Payment.objects.count() == OutboxEvent.objects.filter(name="shop.order.OrderPlaced").count()
    assert not shop.breaks()


def test_two_submits_of_one_checkout_are_one_order(committed_db):
    """Pairs 0 to 500 ms apart, ten at a time: both get the same order, one of them as a repeat, neither an error."""
    dice = random.Random(500)
    at = shop.channel_market()
    door = shop.entrance(at)
    product = shop.product_on_sale(at, stock=1_000_000)
    pairs = count_of("STOREHOUSE_PAIRS", 60)
    for _batch in range(0, pairs, 10):
        baskets = [shop.basket_with(product, at=at) for _pair in range(10)]
        deeds, delays = [], []
        for basket in baskets:
            deeds += [placing(basket, seal(shop.quote_for(basket)), door)] * 2
            delays += [0.0, dice.choice([0.0, dice.random() * 0.5])]

        results = race(deeds, apart=delays)

        assert not [result for result in results if isinstance(result, Exception)]
        for first, second in zip(results[::2], results[1::2], strict=True):
            assert first.order.pk == second.order.pk
            assert first.payment.pk == second.payment.pk
            assert {first.is_repeat, second.is_repeat} == {True, False}
    assert Order.objects.count() == Payment.objects.count() == pairs
    assert StockRecord.objects.get().promised == pairs
    assert OrderLine.objects.count() == pairs
    assert not shop.breaks()


def test_the_last_units_on_credit_are_taken_within_the_limit(committed_db):
    """Orders of one account at once never pass its limit together."""
    at = shop.trade_channel_market()
    account = shop.trade_account(at, limit=500_000)
    product = shop.product_on_sale(at, stock=100, price=100_000)
    door = shop.entrance(at, account)
    checkouts = []
    for _order in range(8):
        basket = Basket.objects.create(channel_market=at)
        Line.objects.create(basket=basket, product=product, line_reference=str(product.pk), quantity=1)
        quote = quote_basket(
            basket=basket,
            channel_market=door.channel_market,
            account_id=account.pk,
            country="VN",
            postcode="10000",
            delivery_code="standard-vietnam-distributor",
            method_code="terms-vietnam",
        )
        checkouts.append((basket, seal(quote), quote.total_incl))

    def deed(basket, seen):
        return lambda: place_order(
            basket_id=basket.pk,
            seen=seen,
            entrance=door,
            contact=shop.CONTACT,
            address=shop.ADDRESS,
            delivery_code="standard-vietnam-distributor",
            method_code="terms-vietnam",
            actor=shop.ACTOR,
        )

    results = race([deed(basket, seen) for basket, seen, _total in checkouts])

    placed = [result for result in results if isinstance(result, PlacedOrder)]
    total = checkouts[0][2]
    account.refresh_from_db()
    assert len(placed) == int(500_000 // total)
    assert account.credit_used == total * len(placed)
    assert all(type(r).__name__ == "CreditExceeded" for r in results if r not in placed)
    assert StockRecord.objects.get(product=product).promised == len(placed)
    assert not shop.breaks()
