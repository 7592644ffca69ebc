"""Loaded by pytest before the settings: gives every test process a Redis database of its own.

`bin/test` starts the tests' servers and names them in DATABASE_URL and REDIS_URL.
"""

import os

import pytest
from hypothesis import HealthCheck, settings


def _own_redis_database(url: str, worker: str) -> str:
    """Database 0 belongs to a run in one process, 1 and up to the workers gw0, gw1 and so on."""
    number = int(worker.removeprefix("gw")) + 1 if worker else 0
    base = url.split("?", 1)[0]
    return f"{base}?db={number}" if base.startswith("unix:") else f"redis://{base.split('/')[2]}/{number}"


for _name in ("DATABASE_URL", "REDIS_URL"):
    if not os.environ.get(_name):
        raise pytest.UsageError("The tests need their servers: run bin/test, or bin/test PATH -k ... for a part.")
os.environ["REDIS_URL"] = _own_redis_database(os.environ["REDIS_URL"], os.environ.get("PYTEST_XDIST_WORKER", ""))
# Playwright keeps an event loop in the thread of the journeys, which also look into the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# The tests play the sandbox bank too; it is a foreign party that the shop reaches by HTTP only.
os.environ["STOREHOUSE_SANDBOX_BANK"] = "1"
# How long an example takes says how busy the machine is, and nothing of what it tries.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
