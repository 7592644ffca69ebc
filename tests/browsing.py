"""A real Chromium for journeys; every page is listened to, and what it complains about fails the test."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
#: Chromium reports every 4xx page that a journey visits on purpose; the journey looks at those itself.
MEANT = "Failed to load resource: the server responded with a status of 4"


@dataclass
class Visitor:
    """One person's browser: their own cookies, and everything their pages complained about."""

    context: BrowserContext
    complaints: list[str] = field(default_factory=list)

    def page(self) -> Page:
        """A new tab. Script errors, console errors (CSP violations are among them) and 5xx answers are complaints."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"script error on {page.url}: {error}"))
        page.on("console", lambda message: self._listen(page, message))
        page.on(
            "response",
            lambda answer: self.complaints.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None,
        )
        return page

    def _listen(self, page: Page, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(MEANT):
            self.complaints.append(f"console on {page.url}: {message.text}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["STOREHOUSE_CHROMIUM"], args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visiting(browser: Browser, base_url: str, viewport: dict[str, int], language: str) -> Iterator[Visitor]:
    """A person's browser for one journey; at its end nothing may have complained."""
    context = browser.new_context(
        base_url=base_url, viewport=viewport, locale=language, accept_downloads=True, reduced_motion="reduce"
    )
    context.set_default_timeout(15_000)
    visitor = Visitor(context)
    try:
        yield visitor
        assert not visitor.complaints, "\n".join(visitor.complaints)
    finally:
        context.close()
