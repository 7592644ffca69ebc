"""Statuses move along their table only, from what the mover saw, and leave a row each time."""

import threading

import pytest
from django.db import connection

from core import audit
from core.access import Actor
from core.audit.models import StatusChange
from core.events.models import Delivery, OutboxEvent
from core.transitions import IllegalTransition, StatusMovedOn, diagram, may_move, move_to, tables

ACTOR = Actor.system("test")


@pytest.fixture(autouse=True)
def _table(monkeypatch):
    """Deliveries stand in for any record with a status."""
    steps = {"waiting": {"dead", "done"}, "dead": {"waiting"}, "done": set()}
    monkeypatch.setattr(Delivery, "STATE_TRANSITIONS", steps, raising=False)


def waiting() -> Delivery:
    event = OutboxEvent.objects.create(name="x", payload={}, handler_count=1)
    return Delivery.objects.create(event=event, handler="h")


def test_a_step_of_the_table_moves_the_record_and_leaves_its_row(db):
    record = waiting()
    move_to(record, "state", "dead", actor=ACTOR, reason="gave up", also={"attempts": 3})
    record.refresh_from_db()
    assert (record.state, record.attempts) == ("dead", 3)
    change = audit.status_history(record).get()
    assert (change.field, change.old, change.new, change.reason, change.actor_label) == (
        "state",
        "waiting",
        "dead",
        "gave up",
        "test",
    )


def test_a_step_outside_the_table_is_refused_and_nothing_changes(db):
    record = waiting()
    move_to(record, "state", "dead", actor=ACTOR)
    with pytest.raises(IllegalTransition):
        move_to(record, "state", "done", actor=ACTOR)
    record.refresh_from_db()
    assert record.state == "dead"
    assert StatusChange.objects.count() == 1
    assert may_move(record, "state", "waiting")
    assert not may_move(record, "state", "done")


def test_a_record_that_moved_since_it_was_read_is_left_where_it_is(db):
    record = waiting()
    seen_before = Delivery.objects.get(pk=record.pk)
    move_to(record, "state", "dead", actor=ACTOR)
    with pytest.raises(StatusMovedOn):
        move_to(seen_before, "state", "dead", actor=ACTOR, also={"attempts": 9})
    record.refresh_from_db()
    assert (record.state, record.attempts) == ("dead", 0)
    assert StatusChange.objects.count() == 1
    assert seen_before.state == "waiting"


def test_of_eight_who_move_at_once_one_succeeds(committed_db):
    record = waiting()
    outcomes: list[str] = []
    start = threading.Barrier(8)

    def move() -> None:
        try:
            mine = Delivery.objects.get(pk=record.pk)
            start.wait()
            move_to(mine, "state", "dead", actor=ACTOR)
            outcomes.append("moved")
        except StatusMovedOn:
            outcomes.append("too late")
        finally:
            connection.close()

    threads = [threading.Thread(target=move) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["moved"] + ["too late"] * 7
    assert StatusChange.objects.count() == 1


def test_a_table_is_drawn_as_a_diagram():
    assert diagram(Delivery, "state").splitlines() == [
        "stateDiagram-v2",
        "    [*] --> waiting",
        "    waiting --> dead",
        "    waiting --> done",
        "    dead --> waiting",
        "    done --> [*]",
    ]


def test_every_table_of_the_house_speaks_of_every_status_of_its_field():
    for model, field, table in tables():
        known = {value for value, _ in model._meta.get_field(field).choices}
        named = {str(status) for status in table} | {str(new) for following in table.values() for new in following}
        assert named == known, f"{model.__name__}.{field}: table {sorted(named)}, field {sorted(known)}"
