"""Calling an order off gives back what it held: promise, credit, money."""

from decimal import Decimal

import pytest

from core.events import deliver_everything
from core.events.models import OutboxEvent
from core.transitions import IllegalTransition
from shop.order.cancelling import AlreadyShipped, cancel
from shop.order.completing import complete
from shop.order.locating import OrderIsOver, PromiseExceeded, locate_lines, unlocate_lines
from shop.order.models import Order, OrderStatus
from shop.order.releasing import release
from shop.order.views import write_fulfillment_view
from shop.partner.models import StockRecord
from shop.payment.capturing import capture
from shop.payment.models import PaymentState, Refund, RefundState, UnappliedCash
from shop.payment.refunding import (
    ReferenceNeeded,
    RefundTooHigh,
    pay_refund,
    request_refund,
)
from tests.factories import bank, shop

pytestmark = pytest.mark.django_db


def test_the_promise_goes_back_to_the_pool():
    order = shop.order_placed(quantity=3)

    cancel(order=order, reason="customer_wish", actor=shop.ACTOR)
    cancel(order=order, reason="again", actor=shop.ACTOR)

    order.refresh_from_db()
    line = order.lines.get()
    assert order.status == OrderStatus.CANCELLED
    assert (line.promised_quantity, line.cancelled_quantity) == (0, 3)
    assert StockRecord.objects.get().promised == 0
    assert shop.payment_of(order).state == PaymentState.CANCELLED
    assert OutboxEvent.objects.filter(name="shop.order.OrderCancelled").count() == 1


def test_units_held_at_locations_are_left_to_inventory():
    order = shop.order_placed(quantity=3)
    line = order.lines.get()
    locate_lines(order_id=order.pk, pieces={line.pk: 2})
    record = StockRecord.objects.get()
    assert (record.promised, record.reserved) == (1, 2)

    cancel(order=order, reason="customer_wish", actor=shop.ACTOR)

    record.refresh_from_db()
    assert (record.promised, record.reserved) == (0, 2)
    assert OutboxEvent.objects.get(name="shop.order.OrderCancelled").payload["was_reserved"] is True


def test_credit_on_terms_is_free_again():
    at = shop.trade_channel_market()
    account = shop.trade_account(at)
    order = shop.place(shop.basket_with(shop.product_on_sale(at), at=at), "terms", account=account).order
    account.refresh_from_db()
    assert account.credit_used == order.total_incl_tax

    cancel(order=order, reason="customer_wish", actor=shop.ACTOR)

    account.refresh_from_db()
    assert account.credit_used == 0


def test_captured_money_becomes_a_refund_that_is_due():
    order = shop.order_paid()

    cancel(order=order, reason="customer_wish", actor=shop.ACTOR)

    due = Refund.objects.get()
    assert (due.amount, due.reason, due.state) == (order.total_incl_tax, "order_cancelled", RefundState.DUE)
    assert not UnappliedCash.objects.exists()
    pay_refund(refund=shop.approved(due), actor=shop.ACTOR, reference="VCB-OUT-1")
    deliver_everything()
    order.refresh_from_db()
    assert order.payment_view == "refunded"
    assert shop.payment_of(order).state == PaymentState.REFUNDED


def test_money_that_arrives_for_a_cancelled_order_is_set_aside():
    order = shop.order_placed(kind="transfer")
    payment = shop.payment_of(order)
    cancel(order=order, reason="customer_wish", actor=shop.ACTOR)

    capture(payment=payment, amount=payment.amount, reference="VCB-1", actor=shop.ACTOR)

    assert UnappliedCash.objects.get().reason == "order_cancelled"


def test_an_order_on_its_way_cannot_be_cancelled():
    order = shop.order_placed()
    write_fulfillment_view(order_id=order.pk, view="shipped")

    with pytest.raises(AlreadyShipped):
        cancel(order=order, reason="too late", actor=shop.ACTOR)

    order.refresh_from_db()
    assert order.status == OrderStatus.PLACED
    assert StockRecord.objects.get().promised == 1


def test_a_completed_order_cannot_be_cancelled():
    order = release(order=shop.order_placed(), actor=shop.ACTOR)
    complete(order=order, actor=shop.ACTOR)
    with pytest.raises(IllegalTransition):
        cancel(order=order, reason="too late", actor=shop.ACTOR)
    assert Order.objects.get().status == OrderStatus.COMPLETED


def test_nothing_is_located_for_an_order_that_is_over_or_beyond_its_promise():
    order = shop.order_placed(quantity=2)
    line = order.lines.get()
    with pytest.raises(PromiseExceeded):
        locate_lines(order_id=order.pk, pieces={line.pk: 3})
    with pytest.raises(PromiseExceeded):
        unlocate_lines(order_id=order.pk, pieces={line.pk: 1})
    cancel(order=order, reason="customer_wish", actor=shop.ACTOR)
    with pytest.raises(OrderIsOver):
        locate_lines(order_id=order.pk, pieces={line.pk: 1})
    record = StockRecord.objects.get()
    assert (record.promised, record.reserved) == (0, 0)


def test_located_units_can_become_a_bare_promise_again():
    order = shop.order_placed(quantity=2)
    line = order.lines.get()
    locate_lines(order_id=order.pk, pieces={line.pk: 2})
    unlocate_lines(order_id=order.pk, pieces={line.pk: 1})
    record = StockRecord.objects.get()
    line.refresh_from_db()
    assert (record.promised, record.reserved, line.promised_quantity) == (1, 1, 1)


def test_no_more_goes_back_than_came():
    payment = shop.payment_of(shop.order_paid())
    for amount in (payment.amount + 1, Decimal(0), Decimal(-1)):
        with pytest.raises(RefundTooHigh):
            request_refund(payment=payment, amount=amount, reason="test", actor=shop.ACTOR)
    request_refund(payment=payment, amount=payment.amount, reason="test", actor=shop.ACTOR)
    with pytest.raises(RefundTooHigh):
        request_refund(payment=payment, amount=Decimal(1), reason="test", actor=shop.ACTOR)
    payment.refresh_from_db()
    assert payment.refunded == 0
    assert Refund.objects.count() == 1


def test_a_refund_by_hand_needs_a_reference_and_happens_once():
    payment = shop.payment_of(shop.order_paid())
    asked = shop.approved(request_refund(payment=payment, amount=Decimal(50_000), reason="damaged", actor=shop.ACTOR))
    with pytest.raises(ReferenceNeeded):
        pay_refund(refund=asked, actor=shop.ACTOR)

    first = pay_refund(refund=asked, actor=shop.ACTOR, reference="VCB-OUT-1")
    again = pay_refund(refund=Refund.objects.get(), actor=shop.ACTOR, reference="VCB-OUT-2")

    assert first == again
    payment.refresh_from_db()
    assert (payment.refunded, payment.state) == (Decimal(50_000), PaymentState.PART_REFUNDED)
    deliver_everything()
    assert Order.objects.get().payment_view == "part_refunded"


def test_a_card_refund_goes_through_the_bank_that_took_the_money():
    with bank.bank_within_reach() as network:
        session, visit = bank.session_started()
        bank.post(bank.message_about(bank.decided(visit, "approved")))
        session.payment.refresh_from_db()
        asked = request_refund(payment=session.payment, amount=Decimal(10_000), reason="damaged", actor=shop.ACTOR)
        network.broken = TimeoutError
        with pytest.raises(Exception, match="gateway_unavailable"):
            pay_refund(refund=shop.approved(asked), actor=shop.ACTOR)
        assert Refund.objects.get().state == RefundState.APPROVED
        network.broken = None

        movement = pay_refund(refund=Refund.objects.get(), actor=shop.ACTOR)

    assert movement.amount == Decimal(10_000)
    assert visit.refunds.get().reference == movement.reference
