"""Walking through a face of the running house as somebody: every link that is offered, every kind of page a few times.

Pages are fetched as their reader's browser would fetch them and read as text, which is fast; one page of each kind is
opened in the browser itself and looked at. Nothing is ever sent: a request that is no GET is a finding.
"""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIResponse

from tests import browsing
from tests.i18n.pseudo import texts_of
from tests.journeys.looking import Inspector, too_wide
from tests.journeys.people import Person

#: Where a link stands, what the page fetches when it is asked to, and what it loads by itself.
LINKS = {"a": ("href",), "area": ("href",)}
FETCHED = ("hx-get", "data-href")
FILES = {"img": "src", "script": "src", "link": "href", "source": "src", "use": "href"}
#: Where somebody who is signed in has nothing to do.
DOORS = ("/office/sign-in/", "/account/login/")
#: Lists that are filtered down to nothing are no empty rooms.
FILTERED = "filtered"
#: Lists are asked in many ways: so many times as many pages as of one way of asking.
FORMS = 4
DARK = """async (dark) => {
  document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
  const still = document.getAnimations().map((one) => one.finished.catch(() => null));
  await Promise.race([Promise.all(still), new Promise((done) => setTimeout(done, 500))]);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
OPEN_MENUS = "() => document.querySelectorAll('main details:not([open])').forEach((one) => { one.open = true; })"


@dataclass(frozen=True)
class Depth:
    """How much of the house is walked: pages of each kind, and the ways in which each kind is looked at."""

    most: int
    looks: tuple[tuple[dict[str, int], bool], ...]


#: For the suite: each kind at both widths and in the dark; the whole: in the dark at both widths too.
SAMPLE = Depth(2, ((browsing.DESKTOP, False), (browsing.PHONE, True)))
WHOLE = Depth(5, tuple((width, dark) for dark in (False, True) for width in (browsing.DESKTOP, browsing.PHONE)))


class Markup(HTMLParser):
    """What a page leads to, loads, and says about itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.parts: list[str] = []
        self.files: list[str] = []
        self.empties: list[str] = []
        self.language = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.links += [values[name] for name in LINKS.get(tag, ()) if values.get(name)]
        self.parts += [values[name] for name in FETCHED if values.get(name)]
        if values.get(FILES.get(tag, "")) and values.get("rel") not in ("canonical", "alternate"):
            self.files.append(values[FILES[tag]])
        if "data-empty" in values:
            self.empties.append(values["data-empty"])
        if tag == "html":
            self.language = values.get("lang", "")


@dataclass
class Memory:
    """What all walks of a run share: files that were fetched, kinds of pages that were looked at."""

    files: set[str] = field(default_factory=set)
    looked: set[str] = field(default_factory=set)


@dataclass
class Crawl:
    """One person's walk in one language."""

    person: Person
    language: str
    is_known: bool
    depth: Depth
    memory: Memory
    #: Addresses of other faces begin with this.
    outside: str
    within: str
    #: Text in English → text in this language, where they differ; and texts that are data.
    words: dict[str, str]
    data: set[str]
    #: Names of pages that may be empty, with the reason.
    may_be_empty: dict[str, str]
    found: list[str] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)

    def through(self, *starts: str) -> "Crawl":
        """Visit everything that can be reached, then look at one page of each new kind."""
        waiting = deque((start, "typed") for start in starts)
        while waiting:
            address, on = waiting.popleft()
            name, kind = name_of(address), kind_of(address)
            many = self.kinds[kind] >= self.depth.most or self.kinds[f"{name} at all"] >= self.depth.most * FORMS
            if address in self.pages or many:
                continue
            self.kinds.update((kind, f"{name} at all"))
            waiting.extend((link, address) for link in self._visit(address, on))
        self._look_at_each_kind()
        return self

    def _visit(self, address: str, on: str) -> list[str]:
        answer = self._get(address, on)
        self.pages[address] = ""
        if answer is None or not answer.headers.get("content-type", "").startswith("text/html"):
            return []
        arrived = urlsplit(answer.url).path
        if self.is_known and arrived in DOORS:
            self.found.append(f"{address} (on {on}): asks somebody who is signed in to sign in")
        html = answer.text()
        markup = Markup(html)
        if urlsplit(address).path == arrived:
            self.pages[address] = html
        self._read(address, html, markup)
        for file in markup.files:
            self._fetch(urljoin(address, file), address)
        return [link for link in (self._ours(address, one) for one in (*markup.links, *markup.parts)) if link]

    def _get(self, address: str, on: str) -> APIResponse | None:
        answer = self.person.page.context.request.get(address)
        if answer.status >= 400:
            self.found.append(f"{address} (on {on}): {answer.status}")
            return None
        return answer

    def _fetch(self, address: str, on: str) -> None:
        address = urldefrag(address).url
        if address.startswith("/") and address not in self.memory.files:
            self.memory.files.add(address)
            self._get(address, on)

    def _ours(self, address: str, link: str) -> str | None:
        """The link's address when it belongs to this face."""
        target = urldefrag(urljoin(address, link)).url
        if not target.startswith(self.within) or (self.outside and target.startswith(self.outside)):
            return None
        return target

    def _read(self, address: str, html: str, markup: Markup) -> None:
        """What is wrong with the text of a page."""
        if markup.language and markup.language.casefold() != self.language:
            self.found.append(f"{address}: answers in {markup.language}, not in {self.language}")
        if is_room(address) and name_of(address) not in self.may_be_empty:
            self.found += [f"{address}: an empty room ({kind})" for kind in markup.empties if kind != FILTERED]
        for text in texts_of(html, self.language):
            said = " ".join(text.split())
            if said in self.words and said not in self.data:
                self.found.append(f"{address}: “{said}” should be “{self.words[said]}”")

    def _look_at_each_kind(self) -> None:
        for address, html in self.pages.items():
            name = name_of(address)
            if html.lstrip().lower().startswith("<!doctype") and name not in self.memory.looked:
                self.memory.looked.add(name)
                self._look(address)

    def _look(self, address: str) -> None:
        """Load the page once and look at it in each way; from the second on with every menu and fold open."""
        page, inspector = self.person.page, self.person.inspector
        page.on("request", self._must_only_read)
        usual = page.viewport_size
        for number, (width, dark) in enumerate(self.depth.looks):
            page.set_viewport_size(width)
            if number == 0:
                page.goto(address)
            page.evaluate(DARK, dark)
            when = f"at {width['width']}{' in the dark' if dark else ''}"
            self.found += too_wide(page, width["width"])
            if number == 0:
                self._open_dialogs(page, inspector)
            else:
                page.evaluate(OPEN_MENUS)
            self.found += inspector.violations(page, when)
        page.set_viewport_size(usual)
        page.remove_listener("request", self._must_only_read)

    def _must_only_read(self, request) -> None:
        if request.method != "GET":
            self.found.append(f"{request.frame.url}: sends {request.method} {request.url} by itself")

    def _open_dialogs(self, page, inspector: Inspector) -> None:
        """One after the other."""
        for opener in page.locator("button[data-dialog]:visible:not([aria-disabled=true])").all():
            name = opener.get_attribute("data-dialog")
            opener.click()
            if not page.locator(f"dialog[id='{name}'][open]").count():
                self.found.append(f"{page.url}: the dialog {name} does not open")
                continue
            self.found += inspector.violations(page, f"in the dialog {name}", f"dialog[id='{name}']")
            page.keyboard.press("Escape")


def name_of(address: str) -> str:
    """The name of the page at an address; of none of ours, the address itself (it will be answered with 404)."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return urlsplit(address).path


def is_room(address: str) -> bool:
    """Whether this is a whole list or home; one record may have nothing yet, and a filter may leave nothing."""
    parts = urlsplit(address)
    try:
        return not parts.query and not resolve(parts.path).kwargs
    except Resolver404:
        return False


def kind_of(address: str) -> str:
    """Pages are alike when they have the same name and are asked the same questions."""
    asked = sorted({re.sub(r"\d+", "#", key) for key, _value in parse_qsl(urlsplit(address).query, keep_blank_values=True)})
    return " ".join([name_of(address), *asked])
