"""The outbox: an event has its effect exactly once, or waits where a person can see it."""

import logging
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from core import clock
from core.access import Actor, Role
from core.audit.models import AuditEntry
from core.events import DeliveryFailed, deliver_everything, deliver_pending, publish, run_last
from core.events.claiming import BACK_OFF
from core.events.delivering import deliver_next
from core.events.models import Delivery, OutboxEvent
from core.events.waiting import NotADeadLetter, anything_due, dead_letters, queue, replay, space_out
from core.events.wire import NotForTheWire
from tests.core.happenings import NobodyListens, TeaSold, Unsendable, first, second, watcher

FIRST, SECOND = (f"{handler.__module__}.{handler.__name__}" for handler in (first, second))


@pytest.fixture(autouse=True)
def _watched(caplog):
    watcher.reset()
    caplog.set_level(logging.CRITICAL, "core.events.delivering")
    yield
    watcher.reset()


def boom(event: TeaSold) -> None:
    raise ValueError("kettle is cold")


def make_role(event: TeaSold) -> None:
    Role.objects.create(code=f"role-{event.order_id}", name=f"Role {event.order_id}")


def states() -> dict[str, str]:
    return dict(Delivery.objects.values_list("handler", "state"))


def test_publishing_outside_a_transaction_is_refused(committed_db):
    from core.events import NoTransaction

    with pytest.raises(NoTransaction):
        publish(TeaSold(order_id=1))
    assert not OutboxEvent.objects.exists()


def test_an_event_goes_with_the_transaction_that_failed(db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        publish(TeaSold(order_id=1))
        _ = 1 / 0
    assert not OutboxEvent.objects.exists()
    assert not Delivery.objects.exists()


def test_publishing_costs_one_statement_whoever_listens(db, assert_budget):
    with assert_budget(1):
        publish(TeaSold(order_id=1))
    with assert_budget(1):
        publish(NobodyListens(order_id=1))
    assert deliver_pending(until_empty=True) == 2


def test_an_event_that_does_not_fit_its_annotations_is_not_written(db):
    with pytest.raises(NotForTheWire):
        publish(Unsendable(weight=0.5))
    assert not OutboxEvent.objects.exists()


def test_every_handler_runs_once(db):
    publish(TeaSold(order_id=1))
    publish(TeaSold(order_id=2))
    assert deliver_pending(until_empty=True) == 4
    assert deliver_pending(until_empty=True) == 0
    assert sorted(watcher.seen) == [("first", 1), ("first", 2), ("second", 1), ("second", 2)]
    assert set(states().values()) == {"done"}


def test_at_most_limit_deliveries_are_tried(db):
    publish(TeaSold(order_id=1))
    assert deliver_pending(limit=1) == 1
    assert queue().due == 1


def test_a_failing_handler_leaves_no_effect_and_does_not_touch_its_neighbour(db):
    def half_done(event: TeaSold) -> None:
        make_role(event)
        boom(event)

    watcher.first = half_done
    watcher.second = make_role
    publish(TeaSold(order_id=1))
    deliver_pending(until_empty=True)
    assert states() == {FIRST: "waiting", SECOND: "done"}
    assert Role.objects.filter(code="role-1").count() == 1
    failed = Delivery.objects.get(handler=FIRST)
    assert "kettle is cold" in failed.last_error
    assert failed.attempts == 1


def test_a_failure_waits_longer_each_time_and_ends_as_a_dead_letter(db, frozen_clock):
    watcher.first = boom
    with clock.at(frozen_clock):
        publish(TeaSold(order_id=1))
    moment = frozen_clock
    for wait in BACK_OFF:
        with clock.at(moment):
            deliver_pending(until_empty=True)
            assert Delivery.objects.get(handler=FIRST).available_at == moment + timedelta(seconds=wait)
        with clock.at(moment + timedelta(seconds=wait - 0.001)):
            assert not anything_due()
        moment += timedelta(seconds=wait)
    with clock.at(moment):
        deliver_pending(until_empty=True)
    letter = dead_letters().get()
    assert (letter.handler, letter.attempts, letter.state) == (FIRST, 8, "dead")
    with clock.at(moment + timedelta(days=30)):
        assert deliver_pending(until_empty=True) == 0


def test_a_replayed_dead_letter_is_tried_again_and_the_replay_is_on_record(db):
    watcher.first = boom
    publish(TeaSold(order_id=1))
    deliver_pending(until_empty=True)
    Delivery.objects.filter(handler=FIRST).update(state="dead", attempts=8)
    watcher.first = make_role
    replay(delivery_id=dead_letters().get().pk, actor=Actor.system("test"))
    assert deliver_pending(until_empty=True) == 1
    assert Role.objects.filter(code="role-1").exists()

    assert AuditEntry.objects.get(action="events.replayed").data["handler"] == FIRST


def test_what_may_wait_is_spaced_out_newest_first_and_leaves_the_rest_alone(db, frozen_clock):
    for number in range(3):
        publish(TeaSold(order_id=number))
    done = Delivery.objects.filter(handler=FIRST).earliest("pk")
    Delivery.objects.filter(pk=done.pk).update(state="done", finished_at=clock.now())
    kept = dict(Delivery.objects.exclude(handler=FIRST).values_list("pk", "available_at"))
    assert space_out(handlers=[FIRST], pace=timedelta(seconds=2), actor=Actor.system("test")) == 2
    newest, older = Delivery.objects.filter(handler=FIRST, state="waiting").order_by("-pk").values_list("available_at", flat=True)
    assert (newest, older) == (clock.now(), clock.now() + timedelta(seconds=2))
    assert dict(Delivery.objects.exclude(handler=FIRST).values_list("pk", "available_at")) == kept
    assert Delivery.objects.get(pk=done.pk).available_at == done.available_at
    assert AuditEntry.objects.get(action="events.spaced_out").data == {"deliveries": 2}


def test_only_a_dead_letter_can_be_replayed(db):
    publish(TeaSold(order_id=1))
    waiting = Delivery.objects.first()
    with pytest.raises(NotADeadLetter):
        replay(delivery_id=waiting.pk, actor=Actor.system("test"))
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == ("waiting", 0)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("handler", "sales.handlers.gone", "unknown_handler"), ("event", "sales.Gone", "unknown_event")],
)
def test_what_trying_again_cannot_help_is_a_dead_letter_at_once(db, field, value, said):
    event = OutboxEvent.objects.create(name=value if field == "event" else TeaSold.event_name, payload={"order_id": 1})
    Delivery.objects.create(event=event, handler=value if field == "handler" else FIRST)
    deliver_pending(until_empty=True)
    letter = dead_letters().get()
    assert said in letter.last_error
    assert value in letter.last_error


def test_an_event_published_by_a_handler_inherits_actor_and_correlation(db):
    watcher.first = lambda event: publish(NobodyListens(order_id=event.order_id)) and None
    cause = publish(TeaSold(order_id=1), actor=Actor.system("till"))
    deliver_pending(until_empty=True)
    effect = OutboxEvent.objects.get(name=NobodyListens.event_name)
    assert (effect.caused_by, effect.correlation, effect.actor_label) == (cause.pk, cause.correlation, "till")


def test_last_steps_run_after_the_handler_just_before_the_mark(db, django_assert_num_queries):
    order = []
    watcher.first = lambda event: (run_last(lambda: order.append("last")), order.append("handler"))[0]
    publish(TeaSold(order_id=1))
    outcome = deliver_next()
    assert outcome.delivery.handler == FIRST
    assert order == ["handler", "last"]


def test_a_failing_last_step_takes_the_whole_delivery_back(db):
    def handler(event: TeaSold) -> None:
        make_role(event)
        run_last(lambda: boom(event))

    watcher.first = handler
    publish(TeaSold(order_id=1))
    deliver_pending(until_empty=True)
    assert states()[FIRST] == "waiting"
    assert not Role.objects.filter(code="role-1").exists()


def test_outside_a_delivery_a_last_step_runs_at_once():
    ran = []
    run_last(lambda: ran.append(1))
    assert ran == [1]


def test_a_delivery_costs_two_statements_beside_its_handler(db, assert_budget):
    publish(TeaSold(order_id=1))
    with assert_budget(2):
        deliver_next()


def test_what_was_due_before_a_moment_is_left_by_who_has_delivered_it(db, frozen_clock):
    with clock.at(frozen_clock - timedelta(hours=1)):
        publish(TeaSold(order_id=1))
    with clock.at(frozen_clock):
        publish(TeaSold(order_id=2))
        assert deliver_everything(since=frozen_clock) == 2
        assert (queue().due, deliver_everything(), queue().due) == (2, 2, 0)


def test_the_strict_delivery_raises_what_a_handler_raised(db):
    watcher.first = boom
    publish(TeaSold(order_id=1))
    with pytest.raises(DeliveryFailed) as failure:
        deliver_everything()
    assert isinstance(failure.value.__cause__, ValueError)


def test_deliveries_of_the_future_wait(db, frozen_clock):
    with clock.at(frozen_clock + timedelta(hours=1)):
        publish(TeaSold(order_id=1))
    with clock.at(frozen_clock):
        assert deliver_pending(until_empty=True) == 0
        assert (queue().due, queue().later, queue().dead) == (0, 2, 0)


def test_an_event_is_never_rewritten(db):
    publish(NobodyListens(order_id=1))
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        OutboxEvent.objects.update(payload={"order_id": 2})
    assert OutboxEvent.objects.get().payload == {"order_id": 1}


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("events_delivery_done_has_time", {"state": "done"}),
        ("events_delivery_done_has_time", {"finished_at": clock.now()}),
        ("events_delivery_state_known", {"state": "lost"}),
        ("events_delivery_started_only_while_waiting", {"state": "dead", "started_at": clock.now()}),
        ("events_delivery_once_per_handler", {"handler": SECOND}),
    ],
)
def test_the_database_holds_deliveries_to_their_law(db, constraint, change):
    publish(TeaSold(order_id=1))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Delivery.objects.filter(handler=FIRST).update(**change)


def test_a_claimed_delivery_is_invisible_to_everybody_else(committed_db):
    """Two connections: while one runs a handler, the other finds only the remaining delivery."""
    import threading

    found: list[int] = []

    def elsewhere() -> None:
        try:
            found.append(deliver_pending(until_empty=True))
        finally:
            connection.close()

    def meanwhile(event: TeaSold) -> None:
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()

    watcher.first = meanwhile
    with transaction.atomic():
        publish(TeaSold(order_id=1))
    assert deliver_pending(until_empty=True) == 1
    assert found == [1]
    assert sorted(watcher.seen) == [("first", 1), ("second", 1)]


def test_a_commit_that_the_database_refuses_counts_as_a_failed_attempt(committed_db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE late (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)")

    def break_a_deferred_constraint(event: TeaSold) -> None:
        make_role(event)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO late VALUES (1), (1)")

    watcher.first = break_a_deferred_constraint
    with transaction.atomic():
        publish(TeaSold(order_id=1))
    assert deliver_pending(until_empty=True) == 2
    assert states() == {FIRST: "waiting", SECOND: "done"}
    assert Delivery.objects.get(handler=FIRST).attempts == 1
    assert not Role.objects.filter(code="role-1").exists()
