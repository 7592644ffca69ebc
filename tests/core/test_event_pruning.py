"""Old events go when everybody has handled them; what waits, was given up or is broken stays and is still told."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction

from core import clock
from core.access import Actor
from core.audit.models import AuditEntry
from core.events import deliver_pending, pruning, publish, tasks
from core.events.models import Delivery, OutboxEvent
from core.events.verifying import events_handled_or_waiting
from tests.core.happenings import NobodyListens, TeaSold, watcher

ACTOR = Actor.system("test")
KEPT = timedelta(days=settings.EVENTS_KEPT_DAYS)


@pytest.fixture(autouse=True)
def _quiet():
    watcher.reset()


def sold(order_id: int) -> int:
    with transaction.atomic():
        return publish(TeaSold(order_id=order_id)).pk


def left() -> set[int]:
    return set(OutboxEvent.objects.values_list("pk", flat=True))


def test_what_everybody_handled_long_ago_is_removed_with_its_deliveries(committed_db, frozen_clock):
    sold(1)
    with transaction.atomic():
        publish(NobodyListens(order_id=2))
    deliver_pending(until_empty=True)
    with clock.at(frozen_clock + KEPT + timedelta(seconds=1)):
        young = sold(3)
        deliver_pending(until_empty=True)
        tasks.prune()
    assert left() == {young}
    assert Delivery.objects.count() == 2
    entry = AuditEntry.objects.get(action="events.pruned")
    assert entry.data["count"] == 2


def test_nothing_is_removed_before_its_time_nor_put_on_record(db, frozen_clock):
    sold(1)
    deliver_pending(until_empty=True)
    with clock.at(frozen_clock + KEPT):
        assert pruning.prune_handled(before=pruning.kept_since(), actor=ACTOR) == 0
    assert OutboxEvent.objects.count() == 1
    assert not AuditEntry.objects.filter(action="events.pruned").exists()


@pytest.mark.parametrize("state", ["waiting", "dead"])
def test_an_event_that_waits_or_was_given_up_stays_however_old(db, frozen_clock, state):
    event = sold(1)
    deliver_pending(until_empty=True)
    Delivery.objects.filter(handler__endswith="first").update(state=state, finished_at=None)
    before = list(events_handled_or_waiting())
    with clock.at(frozen_clock + timedelta(days=3650)):
        assert pruning.prune_handled(before=clock.now(), actor=ACTOR) == 0
    assert left() == {event}
    assert Delivery.objects.count() == 2
    assert list(events_handled_or_waiting()) == before


def test_an_event_that_lost_a_delivery_stays_so_that_it_can_be_told(db, frozen_clock):
    event = sold(1)
    deliver_pending(until_empty=True)
    Delivery.objects.filter(handler__endswith="first").delete()
    with clock.at(frozen_clock + timedelta(days=3650)):
        pruning.prune_handled(before=clock.now(), actor=ACTOR)
    assert left() == {event}
    assert len(list(events_handled_or_waiting())) == 1


def test_what_was_handled_late_stays_as_long_as_what_happened_late(db, frozen_clock):
    event = sold(1)
    with clock.at(frozen_clock + timedelta(days=30)):
        deliver_pending(until_empty=True)
    with clock.at(frozen_clock + KEPT + timedelta(days=1)):
        assert pruning.prune_handled(before=pruning.kept_since(), actor=ACTOR) == 0
    assert left() == {event}


def test_pruning_goes_on_batch_by_batch(db, frozen_clock, monkeypatch):
    monkeypatch.setattr(pruning, "BATCH", 2)
    for number in range(5):
        sold(number)
    deliver_pending(until_empty=True)
    assert pruning.prune_handled(before=frozen_clock + timedelta(days=1), actor=ACTOR) == 5
    assert not left()
    assert list(events_handled_or_waiting()) == []


def test_pruning_runs_every_night():
    planned = [one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()]
    assert tasks.prune.name in planned
