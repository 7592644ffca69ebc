"""A handler that kills its own process, attempt after attempt, in real processes that really die."""

import multiprocessing
import signal
from datetime import timedelta

from django.db import connections, transaction

from core import clock
from core.access import Actor
from core.access.models import Role
from core.events import deliver_pending, publish
from core.events.claiming import BACK_OFF
from core.events.models import Delivery
from core.events.verifying import events_handled_or_waiting
from core.events.waiting import dead_letters, replay
from tests.faults.doomed import KettleFilled

KILLED, WELL = -signal.SIGKILL, 0


def worker() -> int:
    """One more worker takes what is due at this moment; how it ended."""
    connections.close_all()  # a child must not inherit the link
    process = multiprocessing.get_context("fork").Process(target=deliver_pending, kwargs={"until_empty": True})
    process.start()
    process.join(60)
    return process.exitcode


def fill(number: int, *, bursts: bool = False) -> Delivery:
    with transaction.atomic():
        event = publish(KettleFilled(number=number, bursts=bursts))
    return Delivery.objects.get(event=event)


def boiled() -> list[str]:
    return sorted(Role.objects.filter(code__startswith="boiled-").values_list("code", flat=True))


def test_a_poisonous_event_is_counted_starves_nobody_and_ends_as_a_dead_letter(committed_db, frozen_clock):
    poison = fill(0, bursts=True)
    moment = frozen_clock
    for attempt, wait in enumerate((*BACK_OFF, BACK_OFF[-1]), 1):
        with clock.at(moment):
            neighbour = fill(attempt)
            assert worker() == KILLED
            assert worker() == WELL  # the next one is not killed: it takes the neighbours
            neighbour.refresh_from_db()
            assert neighbour.state == "done"
        poison.refresh_from_db()
        assert (poison.state, poison.attempts) == ("waiting", attempt)
        assert poison.available_at == moment + timedelta(seconds=wait)
        moment += timedelta(seconds=wait)
    with clock.at(moment):
        assert worker() == WELL

    letter = dead_letters().get()
    assert (letter.pk, letter.attempts) == (poison.pk, 8)
    assert "The worker died during attempt 8" in letter.last_error
    assert boiled() == [f"boiled-{number}" for number in range(1, 9)]
    assert list(events_handled_or_waiting()) == [
        f"Event {letter.event_id} (tests.faults.doomed.KettleFilled) was given up by tests.faults.doomed.boil after 8 attempts."
    ]


def test_a_replayed_dead_letter_of_a_dead_worker_is_counted_anew(committed_db, frozen_clock):
    poison = fill(0, bursts=True)
    Delivery.objects.filter(pk=poison.pk).update(attempts=8, started_at=clock.now())
    assert worker() == WELL
    replay(delivery_id=poison.pk, actor=Actor.system("test"))
    assert worker() == KILLED
    poison.refresh_from_db()
    assert (poison.state, poison.attempts) == ("waiting", 1)
    assert boiled() == []
