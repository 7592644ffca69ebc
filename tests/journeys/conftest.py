"""Fixtures of journeys: the company they stand on, and the proof of the books at the end of each."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests import browsing, house
from tests.journeys import company as companies
from tests.journeys.looking import Inspector
from tests.journeys.people import Person
from tests.journeys.settling import books_agree, let_workers_finish

_founded: dict[str, companies.Company] = {}


@pytest.fixture
def company(demo_house: house.House) -> companies.Company:
    """The company, made once for the running house."""
    if demo_house.database not in _founded:
        _founded[demo_house.database] = companies.found_company()
    return _founded[demo_house.database]


@pytest.fixture(scope="session")
def inspector() -> Inspector:
    """Remembers which pages have been inspected, so that each is inspected once."""
    return Inspector()


@pytest.fixture
def person(chromium: browsing.Browser, demo_house: house.House, inspector: Inspector) -> Iterator[Callable[..., Person]]:
    """`person()` sits down at a browser of their own; `person(browsing.PHONE, language="vi")`. Nothing may complain."""
    with ExitStack() as people:

        def sit_down(viewport: dict[str, int] = browsing.DESKTOP, *, language: str = "en") -> Person:
            visitor = people.enter_context(browsing.visiting(chromium, demo_house.url, viewport, language))
            return Person(visitor, visitor.page(), inspector)

        yield sit_down


@pytest.fixture(autouse=True)
def _books_agree_at_the_end(demo_house: house.House) -> Iterator[None]:
    """`bin/manage verify` finds nothing after any journey."""
    yield
    let_workers_finish()
    books_agree()
