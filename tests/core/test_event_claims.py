"""An attempt is counted when it starts, for good: a worker that dies leaves a trace, and its delivery backs off."""

import logging
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from core import clock
from core.events import DeliveryFailed, deliver_everything, deliver_pending, publish
from core.events.claiming import BACK_OFF, claim
from core.events.delivering import WorkerDied, _mark_done, deliver_next
from core.events.models import Delivery
from core.events.waiting import anything_due, queue
from tests.core.happenings import TeaSold, first, watcher

FIRST = f"{first.__module__}.{first.__name__}"


@pytest.fixture(autouse=True)
def _watched(caplog):
    watcher.reset()
    caplog.set_level(logging.CRITICAL, "core.events.delivering")
    yield
    watcher.reset()


@pytest.fixture
def tea_sold(db, frozen_clock):
    """One delivery that waits."""
    publish(TeaSold(order_id=1))
    Delivery.objects.exclude(handler=FIRST).update(state="done", finished_at=frozen_clock)
    return Delivery.objects.get(handler=FIRST)


def test_a_claim_counts_the_attempt_and_lets_the_next_one_wait(tea_sold, frozen_clock):
    claimed = claim()
    assert (claimed.pk, claimed.handler, claimed.attempt) == (tea_sold.pk, FIRST, 1)
    assert claimed.payload["order_id"] == 1
    tea_sold.refresh_from_db()
    assert (tea_sold.state, tea_sold.attempts, tea_sold.started_at) == ("waiting", 1, frozen_clock)
    assert tea_sold.available_at == frozen_clock + timedelta(seconds=BACK_OFF[0])
    assert not anything_due()
    assert queue().later == 1


def test_a_delivery_that_is_done_shows_no_trace_of_its_claims(tea_sold):
    deliver_pending()
    tea_sold.refresh_from_db()
    assert (tea_sold.state, tea_sold.attempts, tea_sold.started_at, tea_sold.last_error) == ("done", 1, None, "")


def test_after_a_death_the_next_attempt_says_that_the_worker_died(tea_sold, frozen_clock):
    claim()
    with clock.at(frozen_clock + timedelta(seconds=BACK_OFF[0])):
        assert claim().attempt == 2
        tea_sold.refresh_from_db()
        assert "The worker died during attempt 1, begun at 2026-03-11 05:00:00" in tea_sold.last_error
        assert tea_sold.available_at == clock.now() + timedelta(seconds=BACK_OFF[1])


def test_after_the_last_death_it_is_a_dead_letter_and_the_handler_is_not_asked_again(tea_sold, frozen_clock):
    moment = frozen_clock
    for wait in (*BACK_OFF, BACK_OFF[-1]):
        with clock.at(moment):
            assert claim().attempt
        moment += timedelta(seconds=wait)
    with clock.at(moment):
        outcome = deliver_next()
        assert deliver_next() is None
    assert isinstance(outcome.error, WorkerDied)
    tea_sold.refresh_from_db()
    assert (tea_sold.state, tea_sold.attempts, tea_sold.started_at) == ("dead", 8, None)
    assert "The worker died during attempt 8" in tea_sold.last_error
    assert watcher.seen == []


def test_the_strict_delivery_tells_a_death_too(tea_sold):
    Delivery.objects.filter(pk=tea_sold.pk).update(attempts=8, started_at=clock.now())
    with pytest.raises(DeliveryFailed):
        deliver_everything()


def test_who_slept_through_its_claim_leaves_the_delivery_to_its_successor(tea_sold, frozen_clock):
    slept = claim()
    with clock.at(frozen_clock + timedelta(seconds=BACK_OFF[0])):
        successor = claim()
        assert not _mark_done(slept)
        assert _mark_done(successor)


def test_a_claim_is_one_statement(tea_sold, assert_budget):
    with assert_budget(1):
        assert claim() is not None
    with assert_budget(1):
        assert claim() is None


def test_a_claim_commits_by_itself_before_the_handler_runs(committed_db):
    seen: list[tuple[int, bool]] = []

    def look(event: TeaSold) -> None:
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()

    def elsewhere() -> None:
        try:
            row = Delivery.objects.get(handler=FIRST)
            seen.append((row.attempts, row.started_at is not None))
        finally:
            connection.close()

    watcher.first = look
    with transaction.atomic():
        publish(TeaSold(order_id=1))
    assert deliver_pending(until_empty=True) == 2
    assert seen == [(1, True)]


def test_nobody_waits_for_the_disk_to_count_an_attempt_and_everybody_for_the_effects(committed_db):
    def durability() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            return cursor.fetchone()[0]

    usual, during = durability(), []
    watcher.first = lambda event: during.append(durability())
    with transaction.atomic():
        publish(TeaSold(order_id=1))
    deliver_pending(until_empty=True)
    assert during == [usual]
    assert durability() == usual
