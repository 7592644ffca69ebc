"""Releasing, holding, the three marks, notes, finding, and choosing another way to pay."""

from decimal import Decimal

import pytest

from core.events.models import OutboxEvent
from core.numbering import MistypedNumber, NotATransactionNumber, group_transaction_number
from core.transitions import IllegalTransition
from shop.order.completing import complete_when_done
from shop.order.finding import OrderNotFound, find_order, guest_order
from shop.order.marking import mark_payable, mark_reserved, unmark_reserved
from shop.order.models import Order, OrderStatus
from shop.order.releasing import hold, release
from shop.order.timeline import EmptyNote, add_note
from shop.order.views import write_fulfillment_view
from shop.payment.capturing import NotAnAmount, capture
from shop.payment.changing import MethodNotOffered, NotChangeable, TotalChanged, change_method, total_with
from shop.payment.confirming import NotPaidByBank, confirm_transfer
from shop.payment.models import Payment, PaymentMethod, PaymentMovement, PaymentState, UnappliedCash
from tests.factories import shop

pytestmark = pytest.mark.django_db


def events(name: str) -> int:
    return OutboxEvent.objects.filter(name=f"shop.order.{name}").count()


def test_the_last_of_three_marks_says_ready_once():
    order = shop.order_placed(kind="transfer")
    release(order=order, actor=shop.ACTOR)
    assert mark_reserved(order_id=order.pk, actor=shop.ACTOR)
    assert events("OrderReadyToShip") == 0
    assert mark_payable(order_id=order.pk, actor=shop.ACTOR)
    assert not mark_payable(order_id=order.pk, actor=shop.ACTOR)
    release(order=order, actor=shop.ACTOR)
    assert (events("OrderReadyToShip"), events("OrderReleased")) == (1, 1)
    order.refresh_from_db()
    assert order.ready_at is not None


def test_an_order_that_lost_its_reservation_is_ready_again_later():
    order = release(order=shop.order_placed(), actor=shop.ACTOR)
    mark_reserved(order_id=order.pk, actor=shop.ACTOR)
    assert unmark_reserved(order_id=order.pk, actor=shop.ACTOR)
    assert not unmark_reserved(order_id=order.pk, actor=shop.ACTOR)
    order.refresh_from_db()
    assert order.ready_at is None
    mark_reserved(order_id=order.pk, actor=shop.ACTOR)
    assert events("OrderReadyToShip") == 2


def test_a_held_order_keeps_its_promise_and_is_released_later():
    order = hold(order=shop.order_placed(), reason="amount", actor=shop.ACTOR)
    assert (order.status, order.hold_reason) == (OrderStatus.HELD, "amount")
    hold(order=order, reason="territory", actor=shop.ACTOR)
    order.refresh_from_db()
    assert order.hold_reason == "territory"
    assert order.lines.get().promised_quantity == 1
    order = release(order=order, actor=shop.ACTOR)
    assert (order.status, order.hold_reason) == (OrderStatus.RELEASED, "")
    with pytest.raises(IllegalTransition):
        hold(order=order, reason="too late", actor=shop.ACTOR)


def test_a_delivered_and_paid_order_is_completed_once():
    order = release(order=shop.order_paid(), actor=shop.ACTOR)
    assert not complete_when_done(order_id=order.pk, actor=shop.ACTOR)
    write_fulfillment_view(order_id=order.pk, view="delivered")
    assert complete_when_done(order_id=order.pk, actor=shop.ACTOR)
    assert not complete_when_done(order_id=order.pk, actor=shop.ACTOR)
    assert events("OrderCompleted") == 1


def test_a_fulfilment_view_is_one_of_the_known_words():
    order = shop.order_placed()
    with pytest.raises(ValueError, match="lost"):
        write_fulfillment_view(order_id=order.pk, view="lost")


def test_a_note_has_words():
    order = shop.order_placed()
    assert add_note(order=order, text="  Called back.  ", actor=shop.ACTOR).body == "Called back."
    for text in ("", "   ", "x" * 4001):
        with pytest.raises(EmptyNote):
            add_note(order=order, text=text, actor=shop.ACTOR)
    assert order.timeline.filter(kind="note").count() == 1


def test_a_number_is_found_however_it_is_typed_and_a_mistyped_one_is_told_from_an_unknown_one():
    order = shop.order_placed()
    for typed in (order.number, group_transaction_number(order.number), "-".join(order.number), f"TN{order.number}"):
        assert find_order(number=typed) == order
    wrong = order.number[:-1] + str((int(order.number[-1]) + 1) % 10)
    with pytest.raises(MistypedNumber):
        find_order(number=wrong)
    with pytest.raises(NotATransactionNumber):
        find_order(number="hello")
    Order.objects.update(number="6000000000034")
    with pytest.raises(OrderNotFound):
        find_order(number=order.number)


def test_a_guest_needs_the_number_and_their_own_contact():
    order = shop.order_placed()
    for contact in ("HANH@example.vn", "+84 90 123 45 67", "090 1234567"):
        assert guest_order(number=order.number, email_or_phone=contact) == order
    for contact in ("", "other@example.vn", "4567", "0901234568"):
        with pytest.raises(OrderNotFound):
            guest_order(number=order.number, email_or_phone=contact)


def test_another_way_to_pay_replaces_the_unpaid_one():
    order = shop.order_placed(kind="gateway")
    old = shop.payment_of(order)

    new = change_method(order=order, method_code="cod-vietnam", seen_total=order.total_incl_tax, actor=shop.ACTOR)

    old.refresh_from_db()
    order.refresh_from_db()
    assert (old.state, new.state) == (PaymentState.CANCELLED, PaymentState.PENDING)
    assert (order.payment_view, order.payable_at is not None) == ("cash_due", True)
    capture(payment=old, amount=old.amount, reference="late", actor=shop.ACTOR)
    assert UnappliedCash.objects.get().reason == "method_changed"


def test_another_fee_must_have_been_seen():
    order = shop.order_placed(kind="transfer")
    method = PaymentMethod.objects.get(code="cod-vietnam")
    method.fee = Decimal(10_800)
    method.save()
    before = order.total_incl_tax
    with pytest.raises(TotalChanged):
        change_method(order=order, method_code=method.code, seen_total=before, actor=shop.ACTOR)
    order.refresh_from_db()
    assert order.total_incl_tax == before

    total = total_with(order=order, method=method)
    payment = change_method(order=order, method_code=method.code, seen_total=total, actor=shop.ACTOR)

    order.refresh_from_db()
    assert order.total_incl_tax == payment.amount == total == before + 10_800
    assert (order.fee_excl_tax, order.fee_tax_code) == (Decimal(10_000), "VAT8")
    assert not shop.breaks()


def test_a_paid_order_keeps_its_way_to_pay():
    order = shop.order_paid()
    with pytest.raises(NotChangeable):
        change_method(order=order, method_code="cod-vietnam", seen_total=order.total_incl_tax, actor=shop.ACTOR)
    unpaid = shop.order_placed(kind="transfer")
    with pytest.raises(MethodNotOffered):
        change_method(order=unpaid, method_code="shells", seen_total=unpaid.total_incl_tax, actor=shop.ACTOR)
    assert Payment.objects.count() == 2


def test_a_transfer_is_confirmed_in_parts_and_an_excess_is_set_aside():
    order = shop.order_placed(kind="transfer")
    payment = shop.payment_of(order)
    confirm_transfer(payment=payment, amount=Decimal(100_000), bank_reference="VCB-1", actor=shop.ACTOR)
    again = confirm_transfer(payment=payment, amount=Decimal(100_000), bank_reference="VCB-1", actor=shop.ACTOR)
    assert again.is_repeat
    done = confirm_transfer(payment=payment, amount=Decimal(50_000), bank_reference="VCB-2", actor=shop.ACTOR)
    payment.refresh_from_db()
    assert (payment.state, payment.captured) == (PaymentState.CAPTURED, payment.amount)
    assert (done.movement.amount, done.unapplied.amount, done.unapplied.reason) == (
        Decimal(38_000),
        Decimal(12_000),
        "excess",
    )
    repeat = confirm_transfer(payment=payment, amount=Decimal(50_000), bank_reference="VCB-2", actor=shop.ACTOR)
    assert repeat.is_repeat
    assert (PaymentMovement.objects.count(), UnappliedCash.objects.count()) == (2, 1)


def test_what_is_no_transfer_or_no_amount_is_refused():
    cash = shop.payment_of(shop.order_placed())
    transfer = shop.payment_of(shop.order_placed(kind="transfer"))
    with pytest.raises(NotPaidByBank):
        confirm_transfer(payment=cash, amount=cash.amount, bank_reference="VCB-1", actor=shop.ACTOR)
    for amount, reference in ((Decimal("0.5"), "VCB-1"), (Decimal(0), "VCB-1"), (Decimal(-5), "VCB-1"), (Decimal(5), " ")):
        with pytest.raises(NotAnAmount):
            confirm_transfer(payment=transfer, amount=amount, bank_reference=reference, actor=shop.ACTOR)
    assert not PaymentMovement.objects.exists()


def test_one_bank_reference_may_pay_two_orders():
    payments = [shop.payment_of(shop.order_placed(kind="transfer")) for _order in range(2)]
    for payment in payments:
        confirm_transfer(payment=payment, amount=payment.amount + 1, bank_reference="VCB-1", actor=shop.ACTOR)
        again = confirm_transfer(payment=payment, amount=payment.amount + 1, bank_reference="VCB-1", actor=shop.ACTOR)
        assert again.is_repeat
    assert (PaymentMovement.objects.count(), UnappliedCash.objects.count()) == (2, 2)
