"""Lanes: every delivery knows its own, workers of a queue deliver theirs alone; without a setting all deliver everything."""

from collections.abc import Iterator

import pytest
from celery import current_app
from django.db import IntegrityError, connection, transaction

from core.events import Lane, deliver_pending, publish, registry
from core.events.delivering import deliver_next
from core.events.lanes import UnknownLane, delivered_by
from core.events.models import Delivery
from core.events.tasks import sweep, wake
from core.events.waiting import anything_due
from tests.core.happenings import TeaSold, first, second, watcher

FIRST, SECOND = (f"{one.__module__}.{one.__name__}" for one in (first, second))


@pytest.fixture(autouse=True)
def _watched(monkeypatch) -> Iterator[None]:
    """The second handler writes papers. The tests' connection stays open."""
    monkeypatch.setattr("core.events.tasks.close_old_connections", lambda: None)
    monkeypatch.setitem(registry._lanes, SECOND, Lane.PAPERS.value)
    watcher.reset()
    yield
    watcher.reset()


def waiting() -> list[str]:
    return sorted(Delivery.objects.filter(state="waiting").values_list("handler", flat=True))


def test_a_delivery_knows_the_lane_of_its_handler(db):
    publish(TeaSold(order_id=1))
    assert dict(Delivery.objects.values_list("handler", "lane")) == {FIRST: "main", SECOND: "papers"}


def test_without_lanes_apart_a_worker_delivers_everything(db):
    publish(TeaSold(order_id=1))
    assert delivered_by() == []
    wake()
    assert sorted(name for name, _order in watcher.seen) == ["first", "second"]


def test_workers_of_a_queue_deliver_their_lanes_and_leave_the_others(db, settings):
    settings.EVENT_LANES_APART = ["papers"]
    publish(TeaSold(order_id=1))
    wake()
    assert watcher.seen == [("first", 1)]
    assert waiting() == [SECOND]
    assert not anything_due(delivered_by())
    sweep("papers")
    assert watcher.seen == [("first", 1), ("second", 1)]
    assert waiting() == []


def test_the_main_queue_has_every_lane_that_has_none_of_its_own(settings):
    settings.EVENT_LANES_APART = ["papers"]
    assert delivered_by() == ["main", "bulk"]
    assert delivered_by("papers") == ["papers"]
    settings.EVENT_LANES_APART = ["papers", "bulk"]
    assert delivered_by() == ["main"]


def test_a_lane_that_there_is_none_of_is_refused(db, settings):
    publish(TeaSold(order_id=1))
    settings.EVENT_LANES_APART = ["papers", "letters"]
    with pytest.raises(UnknownLane):
        wake()
    with pytest.raises(IntegrityError, match="events_delivery_lane_known"), transaction.atomic():
        Delivery.objects.update(lane="letters")
    assert len(waiting()) == 2


def test_a_claim_in_one_lane_is_found_by_the_index_however_much_waits_in_another(db):
    for number in range(3):
        publish(TeaSold(order_id=number))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_delivery (event_id, handler, lane, state, attempts, available_at, last_error) "
            "SELECT min(id), 'elsewhere.' || number, 'papers', 'waiting', 0, now() - interval '1 hour', '' "
            "FROM events_outboxevent, generate_series(1, 3000) AS number GROUP BY number"
        )
        cursor.execute("ANALYZE events_delivery")
        cursor.execute(
            "EXPLAIN SELECT id FROM events_delivery WHERE state = 'waiting' AND available_at <= now() AND lane = 'main' "
            "ORDER BY available_at, id LIMIT 1"
        )
        assert "events_delivery_in_lane" in " ".join(line for (line,) in cursor.fetchall())


def test_workers_of_a_lane_take_the_oldest_of_theirs(db):
    publish(TeaSold(order_id=0))
    publish(TeaSold(order_id=1))
    assert deliver_next(lanes=["papers"]) is not None
    assert watcher.seen == [("second", 0)]


def test_the_next_turn_is_asked_of_the_same_queue(db, settings, monkeypatch):
    settings.EVENT_LANES_APART = ["papers"]
    sent = []
    monkeypatch.setattr(
        current_app, "send_task", lambda name, **values: sent.append((name, values.get("args"), values.get("queue")))
    )
    monkeypatch.setattr("core.events.tasks.TURN", 1)
    publish(TeaSold(order_id=1))
    publish(TeaSold(order_id=2))
    wake("papers")
    assert sent == [("core.events.wake", ("papers",), "papers")]
    deliver_pending(until_empty=True)
