"""Checks that yield a sentence per break, and the command that runs them all."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from core import verification
from core.access import Actor
from core.events import deliver_pending, publish
from core.events.models import Delivery, OutboxEvent
from core.events.verifying import events_handled_or_waiting
from tests.core.happenings import TeaSold, watcher

ACTOR = Actor.system("test")


@pytest.fixture(autouse=True)
def _watched():
    watcher.reset()
    yield
    watcher.reset()


def run(command: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_every_promise_has_one_check():
    @verification.check("tea is warm (a promise of this test)")
    def warm():
        yield from ()

    try:
        with pytest.raises(ValueError, match="Two checks"):

            @verification.check("tea is warm (a promise of this test)")
            def also_warm():
                yield from ()
    finally:
        del verification._checks["tea is warm (a promise of this test)"]


def test_the_command_says_what_is_broken_and_fails(db, monkeypatch):
    def cold():
        yield "The tea is at 12 degrees."

    fine = verification.Check("cups are clean", lambda: iter(()))
    monkeypatch.setattr(verification, "checks", lambda: [fine, verification.Check("tea is warm", cold)])
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 broken promise"):
        call_command("verify", stdout=out)
    assert out.getvalue().splitlines() == ["✓ cups are clean", "✗ tea is warm", "    The tea is at 12 degrees."]


def test_a_waiting_or_handled_event_breaks_nothing(db):
    publish(TeaSold(order_id=1))
    deliver_pending(limit=1)
    assert list(events_handled_or_waiting()) == []


def test_a_dead_letter_is_told_in_a_sentence(db):
    event = publish(TeaSold(order_id=1))
    Delivery.objects.filter(handler__endswith="first").update(state="dead", attempts=8)
    assert list(events_handled_or_waiting()) == [
        f"Event {event.pk} (tests.core.happenings.TeaSold) was given up by tests.core.happenings.first after 8 attempts."
    ]


def test_a_lost_delivery_is_told_in_a_sentence(db):
    event = publish(TeaSold(order_id=1))
    Delivery.objects.filter(handler__endswith="first").delete()
    assert list(events_handled_or_waiting()) == [f"Event {event.pk} (tests.core.happenings.TeaSold) has 1 of its 2 deliveries."]


def test_dead_letters_are_listed_shown_and_replayed_by_hand(db):
    def boom(event: TeaSold) -> None:
        raise ValueError("kettle is cold")

    watcher.first = boom
    assert run("dead_letters", "list") == "No dead letters.\n"
    publish(TeaSold(order_id=41), actor=ACTOR)
    deliver_pending(until_empty=True)
    Delivery.objects.filter(state="waiting").update(state="dead")
    letter = Delivery.objects.get(state="dead")
    assert "ValueError: kettle is cold" in run("dead_letters", "list")
    shown = run("dead_letters", "show", str(letter.pk))
    assert json.loads(shown[shown.index("{") : shown.rindex("}") + 1])["order_id"] == 41
    assert "Traceback" in shown
    watcher.reset()
    assert run("dead_letters", "replay", str(letter.pk)) == "1 waiting again.\n"
    assert deliver_pending(until_empty=True) == 1
    assert run("dead_letters", "replay", "all") == "0 waiting again.\n"
    assert OutboxEvent.objects.count() == 1


@pytest.mark.parametrize("arguments", [("show", "5"), ("replay", "5"), ("replay", "x"), ()])
def test_a_wrong_number_is_said_plainly(db, arguments):
    with pytest.raises(CommandError):
        run("dead_letters", *arguments)
