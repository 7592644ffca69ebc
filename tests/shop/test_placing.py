"""Placing: one transaction from agreement to order, at the price that was seen, of stock that is there."""

from decimal import Decimal

import pytest

from core.events.models import OutboxEvent
from core.numbering import parse_transaction_number
from shop.basket.models import Basket
from shop.order.models import Line, Order, PaymentView, TimelineEntry
from shop.order.placing import place_order
from shop.order.quoting import seal
from shop.partner.models import StockRecord
from shop.payment.models import Payment, PaymentKind
from tests.factories import shop

pytestmark = pytest.mark.django_db


def test_an_order_carries_what_every_department_needs():
    product = shop.product_on_sale(stock=10, price=108_000)
    basket = shop.basket_with(product, quantity=2)

    placed = shop.place(basket, PaymentKind.COD)

    order = placed.order
    assert parse_transaction_number(order.number) == order.number
    assert order.number.startswith("6")
    assert (order.total_incl_tax, order.total_excl_tax) == (Decimal(246_000), Decimal(227_778))
    assert (order.shipping_incl_tax, order.shipping_excl_tax) == (Decimal(30_000), Decimal(27_778))
    assert order.payment_view == PaymentView.CASH_DUE
    assert order.payable_at is not None
    assert order.shipping_address.line4 == "Hà Nội"
    assert order.deliver_by is not None
    line = order.lines.get()
    assert (line.quantity, line.promised_quantity, line.tax_code) == (2, 2, "VAT8")
    assert (line.line_price_incl_tax, line.line_price_excl_tax) == (Decimal(216_000), Decimal(200_000))
    assert StockRecord.objects.get(product=product).promised == 2
    assert placed.payment.amount == order.total_incl_tax
    assert Basket.objects.get(pk=basket.pk).status == Basket.FROZEN
    assert TimelineEntry.objects.get(order=order).kind == "placed"
    assert OutboxEvent.objects.get(name="shop.order.OrderPlaced").payload["number"] == order.number


def test_placing_one_line_costs_at_most_17_statements(assert_budget):
    basket = shop.basket_with(shop.product_on_sale())
    door = shop.entrance(basket.channel_market)
    seen = seal(shop.quote_for(basket))
    with assert_budget(17):
        place_order(
            basket_id=basket.pk, seen=seen, entrance=door, contact=shop.CONTACT, address=shop.ADDRESS, actor=shop.ACTOR,
            delivery_code="standard-vietnam-consumer", method_code="cod-vietnam",
        )  # fmt: skip


def test_placing_ten_lines_costs_at_most_18_statements(assert_budget):
    basket = shop.basket_with(*(shop.product_on_sale() for _number in range(10)))
    door = shop.entrance(basket.channel_market)
    seen = seal(shop.quote_for(basket))
    with assert_budget(18):
        place_order(
            basket_id=basket.pk, seen=seen, entrance=door, contact=shop.CONTACT, address=shop.ADDRESS, actor=shop.ACTOR,
            delivery_code="standard-vietnam-consumer", method_code="cod-vietnam",
        )  # fmt: skip
    assert Line.objects.count() == 10


def test_a_quote_costs_at_most_12_queries(assert_budget):
    basket = shop.basket_with(*(shop.product_on_sale() for _number in range(5)))
    basket.channel_market  # noqa: B018 (loaded before)
    with assert_budget(12):
        shop.quote_for(basket)


def test_the_same_basket_placed_again_is_the_same_order():
    basket = shop.basket_with()
    seen = seal(shop.quote_for(basket))
    first = shop.place(basket, seen=seen)

    second = shop.place(basket, seen=seen)

    assert (second.order, second.payment, second.is_repeat) == (first.order, first.payment, True)
    assert Order.objects.count() == Payment.objects.count() == 1
