"""Waking the workers after a commit. A nudge is a courtesy: when it is lost, the sweep finds the work a second later.

So it never raises, costs a request at most one short time-out, and while the broker is silent it isn't even tried.
"""

import logging
import os
import threading
import time
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import connection, transaction

from core.events.steps import current_delivery

log = logging.getLogger(__name__)

#: Seconds without nudges after one failed.
PAUSE = 5.0
#: Seconds a nudge may wait for the broker: to connect, and to answer.
PATIENCE = 1.0

_silent_until = 0.0
_local = threading.local()


def nudge_after_commit() -> None:
    """Wake the workers once when this transaction commits, however many events it publishes.

    Nothing is sent from within a delivery: whoever delivers looks for more work when it is done.
    """
    if current_delivery() is not None or not getattr(settings, "STOREHOUSE_EVENTS_NUDGE", True):
        return
    # A savepoint that is rolled back takes its callbacks along, so what is still listed will run.
    if any(entry[1] is nudge for entry in connection.run_on_commit):
        return
    transaction.on_commit(nudge, robust=True)


def nudge(queue: str = "") -> None:
    """Send one wake-up, to the workers of a queue if one is named; on any failure log it and leave the broker alone."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        to = {"args": (queue,), "queue": queue} if queue else {}
        current_app.send_task("core.events.wake", connection=_broker(), retry=False, ignore_result=True, expires=60, **to)
    except Exception as error:  # whatever the broker does, the order is placed and the sweep will find its events
        _silent_until = time.monotonic() + PAUSE
        _forget_broker()
        log.warning("workers not nudged, the sweep will find the work: %s", error)


def _broker() -> Any:
    """This thread's own connection with short time-outs; a forked child makes its own."""
    if getattr(_local, "pid", None) != os.getpid():
        options = {
            **current_app.conf.broker_transport_options,
            "socket_timeout": PATIENCE,
            "socket_connect_timeout": PATIENCE,
            "max_retries": 0,
            "retry_on_timeout": False,
        }
        _local.broker = current_app.connection_for_write(connect_timeout=PATIENCE, transport_options=options)
        _local.pid = os.getpid()
    return _local.broker


def _forget_broker() -> None:
    broker = getattr(_local, "broker", None)
    _local.pid = _local.broker = None
    if broker is not None:
        try:
            broker.release()
        except Exception as error:
            log.debug("a broken broker connection did not close cleanly: %s", error)
