"""Celery: messages only wake workers; what is to be done stands in PostgreSQL (core.events)."""

from celery.schedules import crontab

from config.settings.base import REDIS_URL
from config.settings.carriers import SANDBOX_CARRIER
from config.settings.databases import REPORTS_URL
from config.settings.env import env
from config.settings.payment import SANDBOX_BANK

# Celery has its own names for a Redis that listens on a socket, and for the database in it.
CELERY_BROKER_URL = REDIS_URL
if REDIS_URL.startswith("unix://"):
    CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 100
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
#: Hours (UTC) in which handled events are pruned for a minute; "*": every one.
PRUNE_HOURS = env.str("STOREHOUSE_PRUNE_HOURS", default="19")
#: Processes of a worker, each with a connection of its own.
CELERY_WORKER_CONCURRENCY = env.int("STOREHOUSE_WORKER_PROCESSES", default=2)
CELERY_WORKER_MAX_TASKS_PER_CHILD = 5000
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "visibility_timeout": 300,
    "global_keyprefix": "storehouse:",
}
CELERY_TIMEZONE = "UTC"
#: Days for which events that everybody has handled stay in the outbox; what waits or was given up stays for ever.
EVENTS_KEPT_DAYS = env.int("STOREHOUSE_EVENTS_KEPT_DAYS", default=90)
#: Lanes of events (core.events.lanes) that have a queue and workers of their own, `celery -A config worker -Q papers`; all other
#: lanes, and what beat asks for, are of the workers that name no queue.
EVENT_LANES_APART: list[str] = env.list("STOREHOUSE_LANES_APART", default=[])
CELERY_BEAT_SCHEDULE = {
    "sweep events": {"task": "core.events.sweep", "schedule": 1.0, "options": {"expires": 5}},
    "prune events": {"task": "core.events.prune", "schedule": crontab(hour=PRUNE_HOURS, minute=20), "options": {"expires": 3600}},
    "prune bulk actions": {
        "task": "backoffice.prune_bulk_runs",
        "schedule": crontab(hour=19, minute=40),
        "options": {"expires": 3600},
    },
    "partitions ahead": {"task": "core.grow_partitions", "schedule": crontab(minute=50), "options": {"expires": 600}},
    "fold changes": {"task": "core.freshness.fold", "schedule": 10.0, "options": {"expires": 10}},
    "fold visits": {"task": "shop.channels.fold_visits", "schedule": 10.0, "options": {"expires": 10}},
    "expire payments": {"task": "shop.payment.expire", "schedule": 20.0, "options": {"expires": 20}},
    "reconcile payments": {"task": "shop.payment.reconcile", "schedule": 15.0, "options": {"expires": 15}},
    "retry short reservations": {"task": "inventory.retry_short", "schedule": 60.0, "options": {"expires": 60}},
    "sell-out ladder": {"task": "shop.catalogue.take_steps", "schedule": 300.0, "options": {"expires": 300}},
    "renew arrivals": {"task": "inventory.renew_arrivals", "schedule": 600.0, "options": {"expires": 600}},
    "fold sums": {"task": "accounting.fold_sums", "schedule": 20.0, "options": {"expires": 20}},
    "watch promises": {"task": "fulfillment.watch_promises", "schedule": 60.0, "options": {"expires": 60}},
    "audit held units": {
        "task": "fulfillment.audit_held_units",
        "schedule": crontab(hour=20, minute=25),
        "options": {"expires": 3600},
    },
    "draw classes": {"task": "inventory.classify", "schedule": crontab(hour=20, minute=10), "options": {"expires": 3600}},
    "plan counts": {"task": "inventory.plan_counts", "schedule": crontab(minute="*/10"), "options": {"expires": 600}},
    "expire lots": {"task": "inventory.expire_lots", "schedule": 300.0, "options": {"expires": 300}},
    "plan replenishment": {"task": "inventory.plan_replenishment", "schedule": 300.0, "options": {"expires": 300}},
    "watch cover": {"task": "inventory.watch_cover", "schedule": 60.0, "options": {"expires": 60}},
    # Half past one at night by the company's clock in Vietnam.
    "forecast": {"task": "inventory.forecast", "schedule": crontab(hour=18, minute=30), "options": {"expires": 3600}},
    "suggest what to buy": {"task": "inventory.suggest", "schedule": crontab(minute=10), "options": {"expires": 1800}},
}
if SANDBOX_BANK:
    CELERY_BEAT_SCHEDULE["sandbox bank writes"] = {
        "task": "sandbox_bank.write",
        "schedule": 1.0,
        "options": {"expires": 5},
    }
if SANDBOX_CARRIER:
    CELERY_BEAT_SCHEDULE["sandbox carrier tells"] = {
        "task": "fulfillment.sandbox_carrier",
        "schedule": 5.0,
        "options": {"expires": 5},
    }
if REPORTS_URL:
    CELERY_BEAT_SCHEDULE["pulse"] = {"task": "core.freshness.pulse", "schedule": 5.0, "options": {"expires": 5}}
for _lane in EVENT_LANES_APART:
    CELERY_BEAT_SCHEDULE[f"sweep {_lane}"] = {
        "task": "core.events.sweep",
        "schedule": 1.0,
        "args": (_lane,),
        "options": {"expires": 5, "queue": _lane},
    }
