"""Money that doesn't come in time, or comes after."""

from datetime import timedelta

import pytest

from core import clock
from core.events import deliver_everything
from core.events.models import OutboxEvent
from shop.basket.models import Basket
from shop.order.models import OrderStatus, PaymentView
from shop.partner.models import StockRecord
from shop.payment.capturing import capture
from shop.payment.expiring import expire_due
from shop.payment.models import GatewaySession, PaymentKind, PaymentMovement, PaymentState, UnappliedCash
from tests.factories import bank, shop

pytestmark = pytest.mark.django_db


def later(**how_much):
    return clock.at(clock.now() + timedelta(**how_much))


def test_an_unpaid_order_is_cancelled_and_everything_is_given_back():
    owner = shop.user()
    product = shop.product_on_sale(stock=5)
    basket = shop.basket_with(product, quantity=3, owner=owner)
    order = shop.place(basket, PaymentKind.TRANSFER, user=owner).order
    assert StockRecord.objects.get().promised == 3

    with later(days=4):
        assert expire_due() == 1
        deliver_everything()

    order.refresh_from_db()
    assert (order.status, order.payment_view) == (OrderStatus.CANCELLED, PaymentView.UNPAID)
    assert shop.payment_of(order).state == PaymentState.EXPIRED
    assert StockRecord.objects.get().promised == 0
    copy = Basket.objects.get(owner=owner, status=Basket.OPEN)
    assert [(line.product_id, line.quantity) for line in copy.lines.all()] == [(product.pk, 3)]
    assert copy.checkout_key != basket.checkout_key
    cancelled = OutboxEvent.objects.get(name="shop.order.OrderCancelled")
    assert cancelled.payload == {"order_id": order.pk, "reason": "payment_expired", "was_reserved": False}


def test_a_basket_begun_meanwhile_is_left_alone():
    owner = shop.user()
    order = shop.place(shop.basket_with(owner=owner), PaymentKind.TRANSFER, user=owner).order
    begun = shop.basket_with(owner=owner)

    with later(days=4):
        expire_due()

    order.refresh_from_db()
    assert order.status == OrderStatus.CANCELLED
    assert Basket.objects.get(owner=owner, status=Basket.OPEN) == begun


def test_the_reopened_basket_can_be_placed_again():
    owner = shop.user()
    first = shop.place(shop.basket_with(owner=owner), PaymentKind.TRANSFER, user=owner).order
    with later(days=4):
        expire_due()

    second = shop.place(Basket.objects.get(owner=owner, status=Basket.OPEN), user=owner)

    assert not second.is_repeat
    assert second.order.number != first.number


def test_nothing_expires_early_and_cash_on_delivery_never():
    shop.order_placed(kind=PaymentKind.TRANSFER)
    shop.order_placed(kind=PaymentKind.COD)
    with later(days=2):
        assert expire_due() == 0
    with later(days=400):
        assert expire_due() == 1


def test_money_after_expiry_becomes_unapplied_cash_once():
    order = shop.order_placed(kind=PaymentKind.TRANSFER)
    payment = shop.payment_of(order)
    with later(days=4):
        expire_due()
        for _time in range(2):
            capture(payment=payment, amount=payment.amount, reference="VCB-1", actor=shop.ACTOR)
        deliver_everything()

    unapplied = UnappliedCash.objects.get()
    assert (unapplied.reason, unapplied.amount) == ("after_expiry", payment.amount)
    assert OutboxEvent.objects.filter(name="shop.payment.UnappliedCashReceived").count() == 1
    order.refresh_from_db()
    assert (order.status, order.payment_view) == (OrderStatus.CANCELLED, PaymentView.UNPAID)
    assert not PaymentMovement.objects.exists()
    assert order.timeline.filter(kind="unapplied_cash").count() == 1


def test_a_part_payment_waits_for_a_person():
    order = shop.order_placed(kind=PaymentKind.TRANSFER)
    payment = shop.payment_of(order)
    capture(payment=payment, amount=payment.amount - 1, reference="VCB-1", actor=shop.ACTOR)
    deliver_everything()

    with later(days=4):
        assert expire_due() == 0

    order.refresh_from_db()
    assert (order.is_open, order.payment_view) == (True, PaymentView.PART_PAID)


def test_the_bank_is_asked_before_a_card_payment_expires():
    with bank.bank_within_reach():
        session, visit = bank.session_started()
        bank.decided(visit, "approved")
        with later(hours=1):
            assert expire_due() == 0
    session.payment.refresh_from_db()
    assert session.payment.state == PaymentState.CAPTURED


def test_a_silent_bank_gives_a_quarter_of_an_hour_more():
    with bank.bank_within_reach() as network:
        session, _visit = bank.session_started()
        network.broken = TimeoutError
        with later(minutes=31):
            assert expire_due() == 0
        with later(minutes=46):
            assert expire_due() == 1
    session.refresh_from_db()
    assert session.state == GatewaySession.State.ABANDONED
    session.payment.refresh_from_db()
    assert session.payment.state == PaymentState.EXPIRED


def test_an_expired_guests_basket_is_found_again():
    from shop.basket.filling import copy_of

    order = shop.order_placed(kind=PaymentKind.TRANSFER)
    with later(days=4):
        expire_due()
    copy = copy_of(basket_id=order.basket_id)
    assert copy is not None
    assert copy.lines.count() == 1
