"""Money, time and people at the same moment, on a real PostgreSQL: every đồng is in exactly one place afterwards."""

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test.testcases import LiveServerThread, _StaticFilesHandler

from core import clock
from core.events import deliver_everything
from shop.basket import filling
from shop.order.cancelling import cancel
from shop.order.locating import OrderIsOver, locate_lines
from shop.order.models import Order, OrderStatus
from shop.partner.models import StockRecord
from shop.payment.adapters import http_json
from shop.payment.capturing import capture
from shop.payment.expiring import expire
from shop.payment.gateway import GatewayUnavailable
from shop.payment.models import GatewaySession, Payment, PaymentMovement, PaymentState, UnappliedCash
from shop.payment.sandbox_bank.deciding import decide
from shop.payment.sandbox_bank.models import BankMessage, BankSession
from shop.payment.sandbox_bank.writing import write_due
from shop.payment.starting import start_payment
from tests.factories import bank, shop
from tests.faults.racing import count_of, race, shuffled

pytestmark = pytest.mark.fault


def test_money_that_arrives_while_its_order_expires_is_in_one_place(committed_db):
    dice = random.Random(3)
    product = shop.product_on_sale(stock=1000)
    rounds = count_of("STOREHOUSE_ROUNDS", 15)
    outcomes = set()
    for number in range(rounds):
        order = shop.order_placed(product, kind="transfer")
        payment = shop.payment_of(order)
        Payment.objects.filter(pk=payment.pk).update(expires_at=clock.now() - timedelta(seconds=1))

        def arrive(payment=payment, number=number):
            return capture(payment=payment, amount=payment.amount, reference=f"VCB-{number}", actor=shop.ACTOR)

        def give_up(payment=payment):
            return expire(payment=payment, actor=shop.ACTOR)

        results = race([arrive, arrive, give_up], apart=[dice.random() * 0.02 for _deed in range(3)])

        assert not [result for result in results if isinstance(result, Exception)], results
        order.refresh_from_db()
        payment.refresh_from_db()
        moved, aside = (rows.filter(payment=payment).count() for rows in (PaymentMovement.objects, UnappliedCash.objects))
        outcomes.add(payment.state)
        if payment.state == PaymentState.CAPTURED:
            assert (moved, aside, order.status) == (1, 0, OrderStatus.PLACED)
        else:
            assert (payment.state, moved, aside, order.status) == (PaymentState.EXPIRED, 0, 1, OrderStatus.CANCELLED)
    deliver_everything()
    assert not shop.breaks()


def test_the_same_message_ten_times_at_once_captures_once(committed_db):
    with bank.bank_within_reach():
        _session, visit = bank.session_started()
        message = bank.message_about(bank.decided(visit, "approved"))

        results = race([lambda: bank.post(message)] * 10)

    assert sorted(answer["outcome"] for _status, answer in results) == ["captured"] + ["repeat"] * 9
    assert PaymentMovement.objects.count() == 1
    assert not UnappliedCash.objects.exists()


def test_cancelling_reserving_and_placing_at_once_never_wait_in_a_circle(committed_db):
    dice = random.Random(4)
    at = shop.channel_market()
    products = [shop.product_on_sale(at, stock=1000) for _line in range(4)]
    for _round in range(count_of("STOREHOUSE_ROUNDS", 5)):
        orders = [shop.place(shop.basket_with(*shuffled(products, dice), at=at)).order for _order in range(4)]
        baskets = [shop.basket_with(*shuffled(products, dice), at=at) for _basket in range(4)]
        deeds = []
        for order in orders:
            pieces = dict.fromkeys(order.lines.values_list("pk", flat=True), 1)
            deeds.append(lambda order=order: cancel(order=order, reason="race", actor=shop.ACTOR))
            deeds.append(lambda order=order, pieces=pieces: locate_lines(order_id=order.pk, pieces=pieces))
        deeds += [lambda basket=basket: shop.place(basket) for basket in baskets]

        results = race(deeds)

        assert not [r for r in results if isinstance(r, Exception) and not isinstance(r, OrderIsOver)], results
    for record in StockRecord.objects.all():
        assert record.promised == Order.objects.filter(status=OrderStatus.PLACED).count()
    assert not shop.breaks()


def test_adding_to_a_basket_while_it_is_placed_changes_nothing_that_was_agreed(committed_db):
    at = shop.channel_market()
    product = shop.product_on_sale(at, stock=1000)
    for _round in range(count_of("STOREHOUSE_ROUNDS", 8)):
        basket = shop.basket_with(product, at=at)
        placed, _added = race([lambda b=basket: shop.place(b), lambda b=basket: filling.add(basket=b, product=product)])
        if isinstance(placed, Exception):
            assert type(placed).__name__ == "QuoteChanged"
        else:
            quantity = placed.order.lines.get().quantity
            assert placed.order.total_incl_tax == Decimal(108_000) * quantity + 30_000
    assert not shop.breaks()


@contextmanager
def serving() -> Iterator[str]:
    """The project behind a real socket."""
    server = LiveServerThread("127.0.0.1", _StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()


def test_a_payment_over_real_http_from_the_banks_page_to_the_books(committed_db):
    payment = shop.payment_of(shop.order_placed(kind="gateway"))
    with serving() as origin:
        started = start_payment(payment=payment, return_url=f"{origin}/thank-you/", actor=shop.ACTOR)
        assert started.redirect_url.startswith(f"{origin}/sandbox-bank/pay/")
        visit = BankSession.objects.get(reference=started.reference)
        visit.seed = 5  # a message that comes
        visit.save()
        decide(session=visit, outcome="approved")
        assert BankMessage.objects.exists()
        BankMessage.objects.update(due_at=clock.now())
        assert write_due() >= 1
    payment.refresh_from_db()
    assert payment.state == PaymentState.CAPTURED


@pytest.mark.parametrize(
    "answer", [None, b"", b"nonsense\r\n\r\n", b"HTTP/1.1 500 Oops\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n<html>"]
)
def test_a_bank_that_hangs_or_talks_nonsense_is_unavailable_and_nothing_is_written(committed_db, monkeypatch, answer):
    monkeypatch.setattr(http_json, "PATIENCE", 0.3)
    payment = shop.payment_of(shop.order_placed(kind="gateway"))
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            line, _peer = server.accept()
            line.recv(4096)
            if answer is None:
                threading.Event().wait(1)
            else:
                line.sendall(answer)
            line.close()

        threading.Thread(target=serve, daemon=True).start()
        origin = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(GatewayUnavailable):
            start_payment(payment=payment, return_url=origin, actor=shop.ACTOR)
    assert not GatewaySession.objects.exists()
    assert Order.objects.get().status == OrderStatus.PLACED
