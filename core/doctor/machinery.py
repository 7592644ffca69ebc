"""What moves: Redis, the workers, beat and its sweep, and how the outbox stands."""

from collections.abc import Iterator
from datetime import timedelta

import redis
from celery import current_app
from django.conf import settings

from core import clock
from core.doctor.finding import Finding, Look, remark, well, wrong
from core.events.lanes import delivered_by
from core.events.tasks import last_sweep
from core.events.waiting import queue

#: Seconds to wait for an answer; seconds after which a sweep, which comes every second, is missed; after which work is late.
PATIENCE = 2.0
SWEPT = timedelta(seconds=30)
LATE = timedelta(minutes=2)
RUN_IT = "Start bin/run, or on a server: celery -A config {what}."


def message_broker() -> Iterator[Finding]:
    """Redis carries wake-ups and the cache."""
    try:
        answer = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE).info("server")
    except (redis.RedisError, OSError) as error:
        yield wrong(
            f"Redis does not answer: {error}",
            "Start it, and check REDIS_URL. Until then orders are taken, but nothing goes on by itself.",
        )
        return
    yield well(f"Redis answers: version {answer['redis_version']}.")


def workers() -> Iterator[Finding]:
    """Whether anybody delivers events."""
    try:
        with current_app.connection_for_write(connect_timeout=PATIENCE) as link:
            link.ensure_connection(max_retries=1, timeout=PATIENCE)
            answers = current_app.control.ping(timeout=PATIENCE, connection=link)
    except Exception as error:  # whatever the broker's library raises, it is the answer
        yield wrong(f"The workers cannot be asked: {error}", "Mend Redis first, then ask again.")
        return
    if answers:
        yield well(f"{len(answers)} worker{'s answer' if len(answers) > 1 else ' answers'}.")
    else:
        yield wrong("No worker answers: nothing that was ordered goes on.", RUN_IT.format(what="worker"))


def lanes() -> Iterator[Finding]:
    """Whether the lanes that have a queue of their own have workers, too."""
    if not settings.EVENT_LANES_APART:
        return
    delivered_by()  # a name that is none is told as what it is
    answers = current_app.control.inspect(timeout=PATIENCE).active_queues() or {}
    served = {queue["name"] for queues in answers.values() for queue in queues}
    for lane in settings.EVENT_LANES_APART:
        if lane in served:
            yield well(f"Workers serve the queue “{lane}”.")
        else:
            yield wrong(
                f"No worker serves the queue “{lane}”: what belongs there waits.", RUN_IT.format(what=f"worker -Q {lane}")
            )


def sweep() -> Iterator[Finding]:
    """Beat asks every second; a worker does it."""
    swept = last_sweep()
    if swept is None:
        yield wrong("No sweep of the outbox is known: beat does not run, or no worker does.", RUN_IT.format(what="beat"))
    elif clock.now() - swept > SWEPT:
        yield wrong(
            f"The last sweep of the outbox was at {swept:%Y-%m-%d %H:%M:%S} UTC; one comes every second.",
            RUN_IT.format(what="beat"),
        )
    else:
        yield well(f"Beat runs: the last sweep of the outbox was at {swept:%H:%M:%S} UTC.")


def outbox() -> Iterator[Finding]:
    """How much waits, since when, and what was given up."""
    standing = queue()
    if standing.oldest_due is not None and clock.now() - standing.oldest_due > LATE:
        minutes = (clock.now() - standing.oldest_due).total_seconds() / 60
        yield wrong(
            f"{standing.due} deliveries are due, the oldest for {minutes:.0f} minutes.",
            "If the workers answer, they cannot keep up: start more of them.",
        )
    elif standing.due or standing.later:
        yield well(f"{standing.due} deliveries are due and {standing.later} wait for their next attempt.")
    else:
        yield well("Every event has been delivered.")
    if standing.dead:
        yield wrong(
            f"{standing.dead} dead letter{'s wait' if standing.dead > 1 else ' waits'} for a person.",
            "See them with manage.py dead_letters list, or in the back office under Admin, Dead letters; then replay them.",
        )


def demo_company() -> Iterator[Finding]:
    """Sandboxes belong to the demonstration."""
    if settings.DEMO:
        yield remark(
            "This is the demonstration: sign-ins are shown, bank and carrier are sandboxes.",
            "Unset STOREHOUSE_DEMO to do business.",
        )


LOOKS: tuple[Look, ...] = (message_broker, workers, lanes, sweep, outbox, demo_company)
