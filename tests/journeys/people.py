"""People at a browser. Each step ends with a look at the page it led to; patience is a condition, never a pause."""

import re
import time
from dataclasses import dataclass

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, Response, expect

from tests.browsing import Visitor
from tests.journeys.looking import Inspector

PATIENCE = 60.0
Words = str | re.Pattern[str]


def _begins(name: str) -> re.Pattern[str]:
    """A control is called by how its name begins: a key to press may stand behind it."""
    return re.compile(r"^\s*" + re.escape(name).replace(r"\ ", r"\s+"))


@dataclass
class Person:
    """Somebody at one tab of their own browser."""

    visitor: Visitor
    page: Page
    inspector: Inspector

    def go(self, address: str) -> Response | None:
        """Type an address."""
        answer = self.page.goto(address)
        self.look()
        return answer

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Press a button that leads to a page, and look at it."""
        self._leave_by((within or self.page).get_by_role("button", name=_begins(name)).first)

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """Follow a link, and look at the page."""
        self._leave_by((within or self.page).get_by_role("link", name=_begins(name)).first)

    def submit(self, button: Locator) -> None:
        """Press this very button, and look at the page it leads to."""
        self._leave_by(button)

    def _leave_by(self, control: Locator) -> None:
        with self.page.expect_navigation(wait_until="load"):
            control.click()
        self.look()

    def fill(self, **answers: str) -> None:
        """Type into fields, found by their names."""
        for name, value in answers.items():
            self.page.locator(f"[name='{name}']:visible").first.fill(value)

    def choose(self, name: str, value: str) -> None:
        """Choose one of several radio buttons, or an option of a list."""
        radio = self.page.locator(f"input[type=radio][name='{name}'][value='{value}']")
        if radio.count():
            radio.check()
        else:
            self.page.locator(f"select[name='{name}']").select_option(value)

    def sees(self, *texts: Words) -> None:
        """These words stand on the page, or will in a moment."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text, use_inner_text=True)

    def heading(self) -> str:
        """The page's first heading."""
        return self.page.locator("h1").first.inner_text()

    def text(self) -> str:
        """All that can be read on the page."""
        return self.page.locator("body").inner_text()

    def look(self) -> None:
        """Whatever is wrong with this page is a complaint, and complaints fail the journey."""
        self.visitor.complaints += self.inspector.inspect(self.page)

    def _reload(self) -> None:
        """Load the page again, unless the page itself is on its way somewhere: then that is what is looked at next."""
        try:
            self.page.reload()
        except PlaywrightError as error:
            if "ERR_ABORTED" not in str(error):
                raise
            self.page.wait_for_load_state()

    def waits_for(self, words: Words, address: str = "") -> None:
        """Look at a page again and again until the house's workers have come so far that it says these words."""
        if address:
            self.page.goto(address)
        wanted = re.compile(re.escape(words) if isinstance(words, str) else words.pattern, re.IGNORECASE | re.MULTILINE)
        deadline = time.monotonic() + PATIENCE
        while not wanted.search(self.text()):
            assert time.monotonic() < deadline, f"{self.page.url} never said {wanted.pattern!r}:\n{self.text()[:3000]}"
            self.page.wait_for_timeout(150)
            self._reload()
        self.look()
