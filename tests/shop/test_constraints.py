"""The law that the database itself holds over orders, baskets and payments, each broken on purpose by its name."""

import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from core import clock
from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.order.models import Line, Order
from shop.payment.models import (
    GatewayNotification,
    GatewaySession,
    Payment,
    PaymentMethod,
    PaymentMovement,
    Refund,
    UnappliedCash,
)
from shop.payment.refunding import request_refund
from shop.payment.sandbox_bank.models import BankSession
from tests.factories import shop

pytestmark = pytest.mark.django_db


def copy_of(row, **values):
    """An unsaved twin of a row."""
    row.pk = None
    row._state.adding = True
    for name, value in values.items():
        setattr(row, name, value)
    return row


def session(payment, reference="a"):
    return GatewaySession(payment=payment, adapter="sandbox", provider_reference=reference, redirect_url="http://bank.example/")


BREAKS = {
    "basket_is_placed_once": lambda order: copy_of(Order.objects.get(), number="6000000000131", checkout_key=uuid.uuid4()).save(
        force_insert=True
    ),
    "order_number_is_13_digits": lambda order: Order.objects.update(number="6"),
    "order_total_with_tax_covers_total_without": lambda order: Order.objects.update(total_incl_tax=Decimal(1)),
    "order_total_not_negative": lambda order: Order.objects.update(total_excl_tax=Decimal(-1)),
    "order_ready_only_with_three_marks": lambda order: Order.objects.update(ready_at=clock.now()),
    "order_line_has_a_piece": lambda order: Line.objects.update(quantity=0, promised_quantity=0),
    "order_line_promise_within_quantity": lambda order: Line.objects.update(promised_quantity=2),
    "basket_line_has_a_piece": lambda order: BasketLine.objects.update(quantity=0),
    "payment_amount_positive": lambda order: Payment.objects.update(amount=0),
    "payment_captured_within_amount": lambda order: Payment.objects.update(captured=Decimal(10**9)),
    "payment_refund_within_captured": lambda order: Payment.objects.update(refunded=Decimal(1)),
    "one_living_payment_per_order": lambda order: copy_of(Payment.objects.get(), reference="SECOND").save(),
    "payment_fee_not_negative": lambda order: PaymentMethod.objects.update(fee=-1),
    "payment_movement_positive": lambda order: PaymentMovement.objects.create(
        payment=shop.payment_of(order), kind="capture", amount=0, reference="x"
    ),
    "payment_movement_once_per_reference": lambda order: [
        PaymentMovement.objects.create(payment=shop.payment_of(order), kind="capture", amount=1, reference="x") for _time in "ab"
    ],
    "gateway_session_once": lambda order: [
        GatewaySession.objects.create(
            payment=shop.payment_of(order), adapter="sandbox", provider_reference="a", redirect_url="-", state="declined"
        )
        for _time in "ab"
    ],
    "one_open_gateway_session_per_payment": lambda order: [
        session(shop.payment_of(order), reference).save() for reference in "ab"
    ],
    "gateway_notification_once": lambda order: [
        GatewayNotification.objects.create(adapter="sandbox", notification_id="a", payload={}) for _time in "ab"
    ],
    "unapplied_cash_positive": lambda order: UnappliedCash.objects.create(
        currency="VND", amount=0, reference="a", reason="excess"
    ),
    "unapplied_cash_once_per_reference": lambda order: [
        UnappliedCash.objects.create(currency="VND", amount=1, reference="a", reason="excess") for _time in "ab"
    ],
    "refund_positive": lambda order: Refund.objects.create(payment=shop.payment_of(order), amount=0, reason="x"),
    "bank_session_amount_positive": lambda order: BankSession.objects.create(amount=0, key="k", currency="VND"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses_what_breaks(name):
    order = shop.order_placed()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BREAKS[name](order)
    assert Order.objects.get().number == order.number
    assert not shop.breaks()


def test_a_refund_is_done_exactly_when_it_has_its_movement():
    order = shop.order_paid()
    shop.approved(request_refund(payment=shop.payment_of(order), amount=Decimal(1), reason="x", actor=shop.ACTOR))
    with pytest.raises(IntegrityError, match="refund_done_has_movement"), transaction.atomic():
        Refund.objects.update(state="done")
    assert Refund.objects.get().state != "done"


def test_an_owner_cannot_have_two_open_baskets_behind_one_door():
    owner, at = shop.user(), shop.channel_market()
    with pytest.raises(IntegrityError, match="one_open_basket_per_owner_and_channel_market"), transaction.atomic():
        for _time in range(2):
            Basket.objects.create(owner=owner, channel_market=at)
    assert not Basket.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payment_paymentmovement SET amount = 1",
        "DELETE FROM payment_paymentmovement",
        "TRUNCATE payment_paymentmovement CASCADE",
    ],
)
def test_a_movement_of_money_is_written_once(statement):
    shop.order_paid()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="payment_movement"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert PaymentMovement.objects.count() == 1
