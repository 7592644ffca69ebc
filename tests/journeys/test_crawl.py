"""A crawl of both faces as everybody who works here and everybody who buys: no error, no empty room, no raw English.

The suite walks a sample: each person in one language, so that every language is spoken by somebody. The whole, each
person in each language: `STOREHOUSE_CRAWL=whole bin/test tests/journeys/test_crawl.py`.
"""

import os
from dataclasses import dataclass
from functools import cache

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

from demo.data import people
from demo.seeding.folk import shown_sign_ins
from tests.databases import ROOT
from tests.i18n.world import data_values
from tests.journeys.crawling import SAMPLE, WHOLE, Crawl, Memory
from tests.journeys.people import Person

pytestmark = [pytest.mark.journey, pytest.mark.slow]

IS_WHOLE = os.environ.get("STOREHOUSE_CRAWL") == "whole"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
OTHERS = [code for code in LANGUAGES if code != settings.LANGUAGE_CODE] or LANGUAGES
ROLES = ("picker", "stock_controller", "accountant", "support_agent", "sales_manager", "administrator")
#: Rooms that are rightly empty in a company that works well, and for somebody who has just come in.
MAY_BE_EMPTY = {
    "basket:summary": "nobody has put anything in yet",
    "backoffice:dead_letters": "every event reached everybody it concerns",
    "backoffice:exceptions": "no parcel is in trouble",
    "backoffice:floor_day": "every promise is safe",
    "backoffice:leaks": "nothing is held for nobody",
    "backoffice:stock_day": "every released order has its pieces",
    "backoffice:receive": "no truck came today",
    "backoffice:reorder": "everything lasts beyond its reorder point",
    "backoffice:transfer_new": "nothing was scanned yet",
    "backoffice:short_pays": "no courier keeps anything back",
    "backoffice:unapplied": "no money came that fits nothing",
    "backoffice:couriers": "no courier has cash of ours",
}


@dataclass(frozen=True)
class Face:
    """Somebody who walks: through which door, as whom, from where."""

    who: str
    door: str = ""
    email: str = ""
    starts: tuple[str, ...] = ("/",)

    @property
    def within(self) -> str:
        return "/office/" if self.door == "/office/sign-in/" else "/"

    @property
    def outside(self) -> str:
        return "" if self.within == "/office/" else "/office/"


def _staff(role: str) -> Face:
    email = next(one.email for one in people.STAFF if one.role == role)
    return Face(role, "/office/sign-in/", email, ("/office/",))


FACES = (
    Face("guest", starts=("/", "/office/sign-in/", "/orders/", "/account/login/", "/account/register/")),
    Face("consumer", "/account/login/", shown_sign_ins()[0].email, ("/account/", "/")),
    Face("distributor", "/account/login/", people.DISTRIBUTORS[0].buyers[0].email, ("/trade/", "/account/", "/")),
    *(_staff(role) for role in ROLES),
)
WALKS = [
    (face, language)
    for number, face in enumerate(FACES)
    for language in (LANGUAGES if IS_WHOLE else [OTHERS[number % len(OTHERS)]])
]


@pytest.fixture(scope="module")
def memory() -> Memory:
    return Memory()


@cache
def words(language: str) -> dict[str, str]:
    """What English texts are called in a language, where it calls them something else."""
    if language == settings.LANGUAGE_CODE:
        return {}
    file = ROOT / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
    with file.open("rb") as source:
        messages = [one for one in read_po(source) if one.id and isinstance(one.id, str) and one.string]
    pairs = {" ".join(one.id.split()): str(one.string) for one in messages}
    same = {" ".join(one.id.split()) for one in messages if one.string == one.id}
    return {english: there for english, there in pairs.items() if english not in same}


@cache
def data() -> set[str]:
    return {" ".join(str(value).split()) for value in data_values()}


def come_in(person: Person, face: Face) -> None:
    """Sign in where there is something to sign in to."""
    if not face.door:
        return
    person.page.goto(face.door)
    form = person.page.locator(f"main form[action='{face.door}'], main form[method=post]").first
    form.locator("input[type=email], input[name=email], input[name=username]").first.fill(face.email)
    form.locator("input[type=password]").fill(people.DEMO_PASSWORD)
    with person.page.expect_navigation():
        form.locator("button[type=submit]").first.click()
    assert face.door not in person.page.url, person.text()


@pytest.mark.parametrize(("face", "language"), WALKS, ids=[f"{face.who}-{language}" for face, language in WALKS])
def test_every_room_is_open_filled_and_in_its_readers_language(person, demo_house, memory, face, language):
    walker = person()
    come_in(walker, face)
    walker.page.context.add_cookies(
        [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": demo_house.url}],
    )
    crawl = Crawl(
        person=walker,
        language=language,
        is_known=bool(face.door),
        depth=WHOLE if IS_WHOLE else SAMPLE,
        memory=memory,
        outside=face.outside,
        within=face.within,
        words=words(language),
        data=data(),
        may_be_empty=MAY_BE_EMPTY,
    ).through(*face.starts)
    assert not crawl.found, f"{len(crawl.found)} findings:\n" + "\n".join(crawl.found)
    assert len(crawl.pages) > 8
