"""Paying on the bank's page: the bank may tell late, twice, in disorder or never; the browser is never believed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from core import clock
from core.events import deliver_everything
from shop.order.models import Order, PaymentView
from shop.payment.gateway import GatewayUnavailable
from shop.payment.models import (
    GatewayNotification,
    GatewaySession,
    PaymentMovement,
    PaymentState,
    UnappliedCash,
)
from shop.payment.notifying import learn_outcome
from shop.payment.reconciling import reconcile_sessions
from shop.payment.sandbox_bank.deciding import planned_messages
from shop.payment.sandbox_bank.models import BankMessage, BankSession
from shop.payment.sandbox_bank.writing import write_due
from shop.payment.starting import NotPayableHere, start_payment
from shop.storefront.payment_views import return_url
from tests.factories import bank, shop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def network():
    with bank.bank_within_reach() as network:
        yield network


def test_an_approved_payment_makes_the_order_payable_once():
    session, visit = bank.session_started()
    bank.decided(visit, "approved")
    visit.refresh_from_db()

    assert bank.post(bank.message_about(visit)) == (200, {"outcome": "captured"})
    deliver_everything()

    order = Order.objects.get()
    assert order.payment_view == PaymentView.PAID
    assert order.payable_at is not None
    assert shop.payment_of(order).state == PaymentState.CAPTURED
    session.refresh_from_db()
    assert session.state == GatewaySession.State.APPROVED


def test_the_same_message_twice_captures_once():
    _session, visit = bank.session_started()
    visit = bank.decided(visit, "approved")
    bank.post(bank.message_about(visit))

    assert bank.post(bank.message_about(visit)) == (200, {"outcome": "repeat"})
    assert bank.post(bank.message_about(visit, "msg_2")) == (200, {"outcome": "known"})

    assert PaymentMovement.objects.count() == 1
    assert not UnappliedCash.objects.exists()


def test_a_refusal_that_comes_after_the_approval_changes_nothing():
    _session, visit = bank.session_started()
    visit = bank.decided(visit, "approved")
    bank.post(bank.message_about(visit))

    assert bank.post(bank.message_about(visit, "msg_2", outcome="declined")) == (200, {"outcome": "ignored"})

    assert shop.payment_of(Order.objects.get()).state == PaymentState.CAPTURED


def test_an_older_message_behind_a_newer_one_changes_nothing():
    _session, visit = bank.session_started()
    visit = bank.decided(visit, "declined")
    bank.post(bank.message_about(visit))

    assert bank.post(bank.message_about(visit, "msg_0", outcome="open")) == (200, {"outcome": "ignored"})

    assert shop.payment_of(Order.objects.get()).state == PaymentState.FAILED


def test_a_declined_payment_is_tried_again_on_the_same_order():
    session, visit = bank.session_started()
    visit = bank.decided(visit, "declined")
    bank.post(bank.message_about(visit))
    deliver_everything()
    payment = shop.payment_of(Order.objects.get())
    assert (payment.state, payment.failure_code) == (PaymentState.FAILED, "card_declined")

    second, visit = bank.session_started(payment)
    visit = bank.decided(visit, "approved")
    bank.post(bank.message_about(visit, "msg_2"))
    deliver_everything()

    assert second.pk != session.pk
    order = Order.objects.get()
    assert (order.payment_view, order.payments.count()) == (PaymentView.PAID, 1)


def test_two_visits_that_are_both_approved_leave_the_second_as_unapplied_cash():
    payment = shop.payment_of(shop.order_placed(kind="gateway"))
    _first, visit_one = bank.session_started(payment)
    _second, visit_two = bank.session_started(payment)
    for number, visit in enumerate((visit_one, visit_two)):
        bank.post(bank.message_about(bank.decided(visit, "approved"), f"msg_{number}"))

    unapplied = UnappliedCash.objects.get()
    assert (unapplied.amount, unapplied.reason) == (payment.amount, "paid_twice")
    assert PaymentMovement.objects.count() == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"webhook-signature": "v1,AAAA"}, 401),
        ({"webhook-id": "another"}, 401),
        ({"webhook-timestamp": "0"}, 401),
        ({"webhook-signature": ""}, 401),
    ],
)
def test_a_message_that_is_not_signed_by_the_bank_is_refused(headers, status):
    _session, visit = bank.session_started()
    visit = bank.decided(visit, "approved")

    assert bank.post(bank.message_about(visit), **headers)[0] == status

    assert not GatewayNotification.objects.exists()
    assert not PaymentMovement.objects.exists()


def test_a_recording_older_than_five_minutes_is_refused():
    _session, visit = bank.session_started()
    visit = bank.decided(visit, "approved")
    with clock.at(clock.now() - timedelta(minutes=6)):
        message = bank.message_about(visit)
        headers, _body = bank.writing.signed(message)

    assert bank.post(message, **headers) == (400, {"error": "notification_too_old"})

    assert not PaymentMovement.objects.exists()


def test_a_message_about_an_unknown_session_is_to_be_sent_again():
    _session, visit = bank.session_started()
    visit = bank.decided(visit, "approved")

    assert bank.post(bank.message_about(visit, reference="sb_unknown"))[0] == 404

    assert not GatewayNotification.objects.exists()


def test_a_message_that_is_too_large_or_no_json_is_refused():
    client = Client()
    url = "/payments/notifications/sandbox/"
    assert client.post(url, data=b"x" * 70_000, content_type="application/json").status_code == 413
    assert client.post(url, data=b"{", content_type="application/json").status_code == 401
    assert client.post("/payments/notifications/nobody/", data=b"{}", content_type="application/json").status_code == 404
    assert client.get(url).status_code == 405


def test_a_customer_who_comes_back_before_the_message_is_asked_about_at_the_bank():
    session, visit = bank.session_started()
    bank.decided(visit, "approved")

    payment = learn_outcome(payment=session.payment, actor=shop.ACTOR)

    assert payment.state == PaymentState.CAPTURED


def test_what_the_browser_claims_is_not_believed():
    session, visit = bank.session_started()
    claimed = f"{bank.RETURN_URL}?bank={visit.reference}&outcome=approved"
    assert claimed.startswith(bank.RETURN_URL)

    payment = learn_outcome(payment=session.payment, actor=shop.ACTOR)

    assert payment.state == PaymentState.PENDING


def test_money_whose_message_was_lost_is_found_by_asking():
    session, visit = bank.session_started()
    bank.decided(visit, "approved")
    assert reconcile_sessions() == 0, "a fresh session is left alone for a while"

    with clock.at(clock.now() + timedelta(minutes=1)):
        assert reconcile_sessions() == 1
        assert reconcile_sessions() == 0

    session.payment.refresh_from_db()
    assert session.payment.state == PaymentState.CAPTURED


def test_money_of_a_visit_that_was_given_up_is_found_too():
    payment = shop.payment_of(shop.order_placed(kind="gateway"))
    _first, visit = bank.session_started(payment)
    bank.session_started(payment)
    bank.decided(visit, "approved")

    with clock.at(clock.now() + timedelta(minutes=1)):
        reconcile_sessions()

    payment.refresh_from_db()
    assert payment.state == PaymentState.CAPTURED


@pytest.mark.parametrize("error", [ConnectionRefusedError, TimeoutError, ConnectionResetError])
def test_a_bank_that_is_down_is_said_plainly_and_the_order_stays(network, error):
    order = shop.order_placed(kind="gateway")
    network.broken = error

    with pytest.raises(GatewayUnavailable):
        start_payment(payment=shop.payment_of(order), return_url=bank.RETURN_URL, actor=shop.ACTOR)

    order.refresh_from_db()
    assert order.status == "placed"
    assert not GatewaySession.objects.exists()
    network.broken = None
    session, _visit = bank.session_started(shop.payment_of(order))
    assert session.state == GatewaySession.State.OPEN


def test_reconciling_stops_at_a_silent_bank(network):
    bank.session_started()
    network.broken = TimeoutError
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert reconcile_sessions() == 0
    assert shop.payment_of(Order.objects.get()).state == PaymentState.PENDING


def test_only_an_unpaid_payment_by_gateway_is_sent_to_the_bank():
    paid = shop.payment_of(shop.order_paid(kind="gateway"))
    cash = shop.payment_of(shop.order_placed(kind="cod"))
    for payment in (paid, cash):
        with pytest.raises(NotPayableHere):
            start_payment(payment=payment, return_url=bank.RETURN_URL, actor=shop.ACTOR)
    assert not GatewaySession.objects.exists()


def test_money_in_another_currency_is_set_aside():
    _session, visit = bank.session_started()
    visit = bank.decided(visit, "approved")

    bank.post(bank.message_about(visit, currency="USD", amount="10"))

    unapplied = UnappliedCash.objects.get()
    assert (unapplied.currency, unapplied.amount, unapplied.reason) == ("USD", Decimal(10), "other_currency")
    assert not PaymentMovement.objects.exists()


def test_the_customer_decides_on_the_banks_page_and_goes_back():
    _session, visit = bank.session_started()
    client = Client()
    page = f"/sandbox-bank/pay/{visit.reference}/"
    assert "Approve the payment" in client.get(page).content.decode()

    answer = client.post(page, {"button": "approve"})

    assert answer.status_code == 302
    assert answer["Location"].startswith(bank.RETURN_URL)
    visit.refresh_from_db()
    assert visit.outcome == "approved"
    client.post(page, {"button": "decline"})
    visit.refresh_from_db()
    assert visit.outcome == "approved", "a decided visit stays decided"


def test_the_bank_tells_nobody_but_its_merchant():
    _session, visit = bank.session_started()
    client = Client()
    assert client.get(f"/sandbox-bank/sessions/{visit.reference}/standing/").status_code == 401
    assert client.post("/sandbox-bank/sessions/", data=b"{}", content_type="application/json").status_code == 401
    assert client.post(f"/sandbox-bank/sessions/{visit.reference}/refunds/").status_code == 401


def test_the_banks_faults_follow_from_its_seed_and_all_of_them_happen():
    _session, visit = bank.session_started()
    visit = bank.decided(visit, "approved")
    plans = []
    for seed in range(200):
        visit.seed = seed
        plans.append(planned_messages(visit))
        again = planned_messages(visit)
        assert [(m.due_at - clock.now()).seconds // 2 for m in again] == [
            (m.due_at - clock.now()).seconds // 2 for m in plans[-1]
        ]
    assert any(not plan for plan in plans), "lost"
    assert any(len({m.message_id for m in plan}) < len(plan) for plan in plans), "twice"
    assert any(plan and plan[0].due_at > clock.now() for plan in plans), "late"
    assert any(plan and plan[-1].payload["outcome"] == "open" for plan in plans), "in disorder"


def test_the_bank_writes_until_its_message_is_taken():
    _session, visit = bank.session_started()
    visit = bank.decided(visit, "approved")
    message = bank.message_about(visit)
    message.due_at = clock.now()
    message.payload["reference"] = "sb_unknown"
    message.save()

    assert write_due() == 1
    assert write_due() == 0, "it waits before the next attempt"
    BankMessage.objects.update(payload={**message.payload, "reference": visit.reference})
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert write_due() == 1
        assert write_due() == 0

    assert shop.payment_of(Order.objects.get()).state == PaymentState.CAPTURED
    assert BankSession.objects.get().messages.get().answer == "200"


def test_coming_back_asks_the_bank_and_leads_on(rf):
    order = shop.order_placed(kind="gateway")
    payment = shop.payment_of(order)
    address = return_url(rf.get("/"), payment=payment, then="/thank-you/")
    started = start_payment(payment=payment, return_url=address, actor=shop.ACTOR)
    visit = BankSession.objects.get(reference=started.reference)
    client = Client()

    assert client.get(f"{address}?outcome=approved")["Location"] == "/thank-you/"
    payment.refresh_from_db()
    assert payment.state == PaymentState.PENDING

    bank.decided(visit, "approved")
    assert client.get(f"{address}?outcome=declined")["Location"] == "/thank-you/"
    payment.refresh_from_db()
    assert payment.state == PaymentState.CAPTURED


def test_coming_back_to_a_silent_bank_leads_on_and_changes_nothing(rf, network):
    payment = shop.payment_of(shop.order_placed(kind="gateway"))
    address = return_url(rf.get("/"), payment=payment, then="/thank-you/")
    start_payment(payment=payment, return_url=address, actor=shop.ACTOR)
    network.broken = TimeoutError
    assert Client().get(address).status_code == 302
    payment.refresh_from_db()
    assert payment.state == PaymentState.PENDING


def test_an_invented_way_back_leads_nowhere():
    assert Client().get("/payments/return/WzEsImh0dHBzOi8vZXZpbC5leGFtcGxlLyJd:x:y/").status_code == 404
