"""Fixtures for every test: real PostgreSQL and Redis, frozen time, statement budgets."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack

import pytest
import redis as redis_client
from django.conf import settings

from tests import browsing, budget, databases, house


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On two processes one crawls through the house while the other walks the journeys and kills what faults ask for."""
    for item in items:
        if item.get_closest_marker("journey") or item.get_closest_marker("fault"):
            item.add_marker(pytest.mark.xdist_group("crawl" if item.path.stem == "test_crawl" else "house"))


@pytest.fixture(scope="session")
def database_template(django_db_blocker) -> str:
    """The migrated database that all others are cloned from."""
    with django_db_blocker.unblock():
        return databases.ensure_template()


@pytest.fixture(scope="session")
def django_db_setup(database_template: str) -> Iterator[None]:
    """This process's database for tests that roll back (`db`)."""
    name = databases.own_name()
    databases.clone(database_template, name)
    try:
        with databases.connected_to(name):
            yield
    finally:
        databases.drop(name)


@pytest.fixture
def committed_db(django_db_setup: None, database_template: str, django_db_blocker) -> Iterator[str]:
    """A database of the test's own where commits are real: for threads, processes, `on_commit` and the running house.

    Yields its address. Use it in place of `db`, never beside it.
    """
    name = databases.own_name()
    databases.clone(database_template, name)
    try:
        with django_db_blocker.unblock(), databases.connected_to(name) as address:
            yield address
    finally:
        databases.drop(name)


@pytest.fixture
def empty_redis() -> "redis_client.Redis":
    """This process's Redis database, emptied."""
    client = redis_client.Redis.from_url(settings.REDIS_URL)
    client.flushdb()
    return client


@pytest.fixture(scope="session", autouse=True)
def _redis_starts_empty() -> None:
    redis_client.Redis.from_url(settings.REDIS_URL).flushdb()


@pytest.fixture
def assert_budget() -> Callable[[int], AbstractContextManager[list[str]]]:
    """`with assert_budget(12): ...` fails when more statements run."""
    return budget.assert_budget


@pytest.fixture
def frozen_clock() -> Iterator[dt.datetime]:
    """The house's clock stands at noon of a Wednesday in Ho Chi Minh City; yields the moment."""
    from core import clock

    moment = dt.datetime(2026, 3, 11, 5, 0, tzinfo=dt.UTC)
    with clock.at(moment):
        yield moment


@pytest.fixture(scope="session")
def loaded_company(database_template: str, django_db_blocker) -> str:
    """The database with the demo company that journeys walk through; cloned, never written to."""

    def load_demo(address: str) -> None:
        house.manage(address, "seed_demo", *house.SMALL_COMPANY)
        redis_client.Redis.from_url(settings.REDIS_URL).flushdb()  # nudges to workers that nobody has started

    with django_db_blocker.unblock():
        return databases.ensure_demo_template(database_template, load_demo)


@pytest.fixture(scope="session")
def running_house(loaded_company: str, tmp_path_factory) -> Iterator[house.House]:
    """The demo company's house under `bin/run`, shared by all journeys; use `demo_house`."""
    name = databases.own_name()
    databases.clone(loaded_company, name)
    try:
        with house.running_on(name, tmp_path_factory.mktemp("house")) as running:
            yield running
    finally:
        databases.drop(name)


@pytest.fixture
def demo_house(running_house: house.House, django_db_blocker) -> Iterator[house.House]:
    """The running house with the demo company; the test's own connection looks into the same database."""
    with django_db_blocker.unblock(), databases.connected_to(running_house.database):
        yield running_house


@pytest.fixture(scope="session")
def chromium() -> Iterator[browsing.Browser]:
    """The browser itself; use `visitor`."""
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture
def visitor(chromium: browsing.Browser, demo_house: house.House) -> Iterator[Callable[..., browsing.Visitor]]:
    """`visitor()` is one more person at a browser of their own; `visitor(browsing.PHONE, language="vi")`."""
    with ExitStack() as people:

        def enter(viewport: dict[str, int] = browsing.DESKTOP, *, language: str = "en") -> browsing.Visitor:
            return people.enter_context(browsing.visiting(chromium, demo_house.url, viewport, language))

        yield enter
