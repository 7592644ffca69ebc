"""Each invariant is broken on purpose by a hand that goes around the jobs, and must be told in a sentence."""

from decimal import Decimal

import pytest

from core import clock
from shop.basket.models import Basket
from shop.customer.models import TradeAccount
from shop.order.models import Line, Order
from shop.partner.models import StockRecord
from shop.payment.models import Payment, PaymentState, Refund
from shop.payment.refunding import request_refund
from tests.factories import shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    return shop.order_placed(quantity=2)


def test_a_healthy_shop_has_nothing_to_tell():
    shop.order_placed()
    shop.order_paid()
    at = shop.trade_channel_market()
    account = shop.trade_account(at)
    shop.place(shop.basket_with(shop.product_on_sale(at), at=at), "terms", account=account)
    assert shop.breaks() == []


def test_promised_stock_that_no_line_explains(order):
    StockRecord.objects.update(promised=5)
    assert any("has 5 promised, open order lines say 2." in one for one in shop.breaks())


def test_a_closed_order_that_still_promises(order):
    Order.objects.update(status="cancelled")
    assert f"Order {order.number} is cancelled, yet line {Line.objects.get().pk} still promises 2." in shop.breaks()


def test_a_count_that_found_less_than_was_sold_is_no_broken_book(order):
    StockRecord.objects.update(on_hand=1)
    assert shop.breaks() == []


def test_a_total_that_is_not_the_sum(order):
    Order.objects.update(total_incl_tax=Decimal(999_000))
    assert f"Order {order.number} states a total with tax of 999000 VND, its parts make 246000 VND." in shop.breaks()


def test_a_view_that_the_payments_do_not_say(order):
    Order.objects.update(payment_view="paid")
    assert f"Order {order.number} shows its payment as paid, its payments say cash_due." in shop.breaks()


def test_an_open_order_nobody_pays(order):
    Payment.objects.update(state=PaymentState.CANCELLED)
    assert f"Order {order.number} is placed and nobody is to pay its 246000 VND." in shop.breaks()


def test_a_frozen_basket_without_an_order(order):
    Basket.objects.create(channel_market=shop.channel_market(), status=Basket.FROZEN)
    assert any(one.endswith("is frozen, but no order came of it.") for one in shop.breaks())


def test_an_order_whose_basket_is_open_again(order):
    Basket.objects.update(status=Basket.OPEN)
    assert f"Order {order.number} came of basket {order.basket_id}, which can be changed again." in shop.breaks()


def test_three_marks_and_not_ready(order):
    Order.objects.update(released_at=clock.now(), payable_at=clock.now(), reserved_at=clock.now())
    assert f"Order {order.number} is released, payable and reserved, but was never called ready." in shop.breaks()


def test_a_payment_that_its_movements_do_not_make():
    payment = shop.payment_of(shop.order_paid())
    Payment.objects.update(refunded=Decimal(1000))
    assert f"Payment {payment.reference} states 1000 VND returned, its movements make 0 VND." in shop.breaks()


def test_a_captured_payment_without_its_money(order):
    payment = shop.payment_of(order)
    Payment.objects.update(state=PaymentState.CAPTURED)
    assert any(one.startswith(f"Payment {payment.reference} is captured with 0 VND of 246000 VND") for one in shop.breaks())


def test_credit_that_no_order_uses():
    account = shop.trade_account(shop.trade_channel_market())
    TradeAccount.objects.update(credit_used=Decimal(7))
    assert f"Account {account.number} has 7 VND of its credit used, its orders on terms owe 0 VND." in shop.breaks()


def test_more_promised_back_than_is_there():
    payment = shop.payment_of(shop.order_paid())
    request_refund(payment=payment, amount=Decimal(1000), reason="test", actor=shop.ACTOR)
    Refund.objects.update(amount=payment.amount + 1)
    assert any(one.startswith(f"Payment {payment.reference} owes refunds of") for one in shop.breaks())
