"""Nudges wake workers after a commit; a broker that is gone or silent costs a request next to nothing."""

import socket
import time

import pytest
from celery import current_app
from django.db import transaction

from core.events import deliver_pending, nudging, publish
from tests.core.happenings import TeaSold, watcher


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    watcher.reset()
    nudging._forget_broker()
    monkeypatch.setattr(nudging, "_silent_until", 0.0)
    yield
    nudging._forget_broker()


@pytest.fixture
def sent(monkeypatch) -> list[str]:
    names: list[str] = []
    monkeypatch.setattr(current_app, "send_task", lambda name, **options: names.append(name))
    return names


def waiting_messages(redis) -> int:
    return sum(redis.llen(key) for key in redis.keys("*") if redis.type(key) == b"list")


def test_one_transaction_nudges_once_after_its_commit(committed_db, sent):
    with transaction.atomic():
        publish(TeaSold(order_id=1))
        publish(TeaSold(order_id=2))
        assert sent == []
    assert sent == ["core.events.wake"]


def test_a_rolled_back_transaction_nudges_nobody(committed_db, sent):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        publish(TeaSold(order_id=1))
        _ = 1 / 0
    assert sent == []


def test_an_event_after_a_rolled_back_savepoint_still_nudges(committed_db, sent):
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            publish(TeaSold(order_id=1))
            _ = 1 / 0
        publish(TeaSold(order_id=2))
    assert sent == ["core.events.wake"]


def test_a_handler_that_publishes_nudges_nobody_since_its_worker_goes_on(committed_db, sent):
    watcher.first = lambda event: publish(TeaSold(order_id=2)) and None if event.order_id == 1 else None
    with transaction.atomic():
        publish(TeaSold(order_id=1))
    assert deliver_pending(until_empty=True) == 4
    assert sent == ["core.events.wake"]


def test_a_nudge_reaches_the_broker(empty_redis):
    nudging.nudge()
    assert waiting_messages(empty_redis) == 1


def point_broker_at(monkeypatch, address: str) -> None:
    monkeypatch.setattr(current_app, "connection_for_write", lambda **options: current_app.connection(address, **options))


def test_a_broker_that_refuses_is_left_alone_for_a_while(monkeypatch, caplog):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        point_broker_at(monkeypatch, f"redis://127.0.0.1:{taken.getsockname()[1]}/0")
        began = time.monotonic()
        nudging.nudge()
        assert time.monotonic() - began < 2.5
    assert "not nudged" in caplog.text
    caplog.clear()
    began = time.monotonic()
    nudging.nudge()
    assert time.monotonic() - began < 0.05
    assert caplog.text == ""


def test_a_broker_that_accepts_and_never_answers_costs_one_short_time_out(monkeypatch, caplog):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        point_broker_at(monkeypatch, f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        began = time.monotonic()
        nudging.nudge()
        assert time.monotonic() - began < 4
    assert "not nudged" in caplog.text


def test_orders_are_taken_while_the_broker_is_gone(committed_db, monkeypatch):
    point_broker_at(monkeypatch, "redis://127.0.0.1:1/0")
    with transaction.atomic():
        publish(TeaSold(order_id=1))
    assert deliver_pending(until_empty=True) == 2
