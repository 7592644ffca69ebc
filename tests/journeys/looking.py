"""Every page a journey visits is inspected: axe at two widths, no inline script, a title, nothing reaching over the side.

axe comes in through the debugging protocol, so that the page's own policy (CSP) stays in force while it is watched.
"""

import re

from playwright.sync_api import Page, TimeoutError

from tests import browsing
from tests.databases import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")
WIDTHS = (browsing.PHONE, browsing.DESKTOP)
FIND_VIOLATIONS = "async part => (await axe.run(part || document, { resultTypes: ['violations'] })).violations"
#: Blocks of data (JSON) are no scripts. Inline style is reported by the browser itself when the policy refuses it.
FIND_INLINE = """() => [
  ...[...document.scripts].filter(one => !one.src && !/json/.test(one.type)).map(one => 'script ' + one.textContent.slice(0, 80)),
  ...[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames()).filter(name => /^on[a-z]+$/.test(name)),
]"""
FIND_HEADINGS = "() => [document.title, ...[...document.querySelectorAll('h1, h2, legend')].map(one => one.innerText)]"
FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
#: Milliseconds in which a chart has drawn itself anew for another width.
PATIENCE = 3_000


class Inspector:
    """Inspects each kind of page once: numbers in address and headings make no difference, other headings do."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._axe = AXE.read_text(encoding="utf-8")

    def inspect(self, page: Page) -> list[str]:
        """What is wrong with the page, as sentences; nothing when the same kind of page was inspected before."""
        if not page.url.startswith("http") or self._is_known(page):
            return []
        found = [f"{page.url}: inline {what}" for what in page.evaluate(FIND_INLINE)]
        if not page.title().strip():
            found.append(f"{page.url}: no title")
        usual = page.viewport_size
        for width in sorted(WIDTHS, key=lambda one: one == usual):
            page.set_viewport_size(width)
            found += self._at_this_width(page, width["width"])
        page.set_viewport_size(usual)
        return found

    def _is_known(self, page: Page) -> bool:
        address = page.url.split("://", 1)[1].partition("/")[2].partition("?")[0]
        kind = re.sub(r"[0-9]+", "#", "|".join([address, *page.evaluate(FIND_HEADINGS)]))
        known = kind in self._seen
        self._seen.add(kind)
        return known

    def _at_this_width(self, page: Page, width: int) -> list[str]:
        return [*too_wide(page, width), *self.violations(page, f"at {width}")]

    def violations(self, page: Page, when: str, part: str | None = None) -> list[str]:
        """What axe calls serious or critical, on the page or in the part of it that a selector names."""
        if not page.evaluate("() => typeof axe !== 'undefined'"):
            page.evaluate(self._axe)
        found = []
        for violation in page.evaluate(FIND_VIOLATIONS, part):
            if violation["impact"] in GRAVE:
                where = "; ".join(f"{node['target']} {node['html'][:160]}" for node in violation["nodes"][:3])
                found.append(f"{page.url} {when}: {violation['impact']} {violation['id']}, {violation['help']}: {where}")
        return found


def too_wide(page: Page, width: int) -> list[str]:
    """Whether something reaches over the side at the present width."""
    try:
        page.wait_for_function(FITS, timeout=PATIENCE)
    except TimeoutError:
        return [f"{page.url}: reaches over the side at {width} pixels"]
    return []
