"""Where money leaves a second person confirms; unapplied cash is applied or returned by a decision."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from core.access import Actor
from core.events import deliver_everything
from core.transitions import IllegalTransition
from shop.order.cancelling import cancel
from shop.order.models import TimelineEntry
from shop.payment.capturing import capture
from shop.payment.deciding import AlreadyDecided, CannotTakeCash, apply_unapplied, ask_to_return, keep_cash, mark_returned
from shop.payment.models import PaymentKind, PaymentState, Refund, RefundState, UnappliedCash
from shop.payment.refunding import (
    NotApproved,
    SecondPersonNeeded,
    approve_refund,
    decline_refund,
    pay_refund,
    request_refund,
    to_be_returned,
)
from tests.factories import shop

pytestmark = pytest.mark.django_db


def asked(actor: Actor | None = None) -> Refund:
    payment = shop.payment_of(shop.order_paid())
    return request_refund(payment=payment, amount=Decimal(50_000), reason="goodwill", actor=actor or shop.second_person())


def test_nobody_approves_what_they_asked_for():
    somebody = shop.second_person()
    refund = asked(somebody)
    for actor in (somebody, shop.ACTOR, Actor.customer("guest")):
        with pytest.raises(SecondPersonNeeded):
            approve_refund(refund=refund, actor=actor)
    assert Refund.objects.get().state == RefundState.DUE
    approve_refund(refund=refund, actor=shop.second_person())
    assert Refund.objects.get().state == RefundState.APPROVED


def test_nothing_is_paid_out_before_a_second_person_agreed():
    refund = asked()
    with pytest.raises(NotApproved):
        pay_refund(refund=refund, actor=shop.second_person(), reference="OUT-1")
    refund.payment.refresh_from_db()
    assert (refund.payment.refunded, Refund.objects.get().movement) == (0, None)


@pytest.mark.parametrize("approver", ["asker_id", "NULL"])
def test_the_database_refuses_an_approval_by_the_same_person_or_by_nobody(approver):
    refund = asked()
    with (
        pytest.raises(IntegrityError, match="refund_approved_by_a_second_person"),
        transaction.atomic(),
        connection.cursor() as c,
    ):
        c.execute(
            f"UPDATE payment_refund SET state = 'approved', approver_id = {approver}, approved_at = now() WHERE id = %s",
            [refund.pk],
        )
    assert Refund.objects.get().state == RefundState.DUE


def test_a_declined_refund_may_be_asked_for_again_and_both_stand_on_the_timeline():
    refund = asked()
    left = to_be_returned(refund.payment)
    decline_refund(refund=refund, reason="goods were kept", actor=shop.second_person())
    assert to_be_returned(refund.payment) == left + 50_000
    with pytest.raises(IllegalTransition):
        approve_refund(refund=Refund.objects.get(), actor=shop.second_person())
    kinds = TimelineEntry.objects.filter(order=refund.payment.order_id, kind__startswith="refund").values_list("kind", flat=True)
    assert list(kinds) == ["refund_asked", "refund_declined"]


def unapplied(amount: int = 5000, kind: str = PaymentKind.TRANSFER) -> UnappliedCash:
    """Money that came for an order that was cancelled."""
    order = shop.order_placed(kind=kind)
    payment = shop.payment_of(order)
    cancel(order=order, reason="customer_asked", actor=shop.ACTOR)
    return capture(payment=payment, amount=Decimal(amount), reference=f"FT-{payment.pk}", actor=shop.ACTOR).unapplied


def test_unapplied_cash_pays_another_order_as_far_as_it_goes():
    cash = unapplied(150_000)
    order = shop.order_placed(kind=PaymentKind.TRANSFER)
    payment = shop.payment_of(order)

    movement = apply_unapplied(cash=cash, payment=payment, reason="payer is the same", actor=shop.second_person())
    deliver_everything()

    payment.refresh_from_db()
    cash.refresh_from_db()
    order.refresh_from_db()
    assert (payment.state, movement.amount, order.payment_view) == (PaymentState.CAPTURED, payment.amount, "paid")
    assert (cash.state, cash.decision, cash.applied_as) == ("applied", "payer is the same", movement)
    rest = UnappliedCash.objects.get(state="open")
    assert (rest.amount, rest.reason) == (150_000 - payment.amount, "rest")
    with pytest.raises(AlreadyDecided):
        apply_unapplied(cash=cash, payment=payment, reason="again", actor=shop.second_person())


@pytest.mark.parametrize("kind", [PaymentKind.COD, "paid"])
def test_cash_is_not_applied_where_no_money_is_awaited(kind):
    cash = unapplied()
    order = shop.order_paid() if kind == "paid" else shop.order_placed(kind=kind)
    with pytest.raises(CannotTakeCash):
        apply_unapplied(cash=cash, payment=shop.payment_of(order), reason="x", actor=shop.second_person())
    assert UnappliedCash.objects.get().state == "open"


def test_cash_goes_back_by_two_persons_only():
    cash, somebody = unapplied(), shop.second_person()
    with pytest.raises(AlreadyDecided):
        mark_returned(cash=cash, actor=somebody)
    ask_to_return(cash=cash, reason="not ours", actor=somebody)
    with pytest.raises(SecondPersonNeeded):
        mark_returned(cash=cash, actor=somebody)
    assert UnappliedCash.objects.get().state == "asked"
    with pytest.raises(IntegrityError, match="cash_returned_by_a_second_person"), transaction.atomic(), connection.cursor() as c:
        c.execute("UPDATE payment_unappliedcash SET state = 'returned', approver_id = asker_id")
    mark_returned(cash=cash, actor=shop.second_person())
    assert UnappliedCash.objects.get().state == "returned"


def test_cash_that_is_kept_waits_again():
    cash = unapplied()
    ask_to_return(cash=cash, reason="not ours", actor=shop.second_person())
    keep_cash(cash=cash, reason="it is", actor=shop.second_person())
    cash.refresh_from_db()
    assert (cash.state, cash.asker, cash.decision) == ("open", None, "")


def test_the_database_refuses_applied_cash_without_its_movement():
    unapplied()
    with pytest.raises(IntegrityError, match="applied_cash_names_its_movement"), transaction.atomic():
        UnappliedCash.objects.update(state="applied")
