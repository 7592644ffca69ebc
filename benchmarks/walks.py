"""Ways of a person through a shop, written once and walked by the load generator over HTTP and by the counter of statements.

A walk is a generator: it yields what the person asks for and is sent the answer. Cookies and connections belong to whoever walks.
"""

import re
from collections.abc import Generator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

MOST_REDIRECTS = 6


class WalkBrokenError(Exception):
    """The shop answered something that a person could not go on with."""


@dataclass(frozen=True)
class Ask:
    """One request. `name` is the step it is measured under; a form makes it a POST."""

    name: str
    path: str
    form: dict[str, str] | None = None
    partial: bool = False


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    path: str
    location: str = ""
    body: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def token(self) -> str:
        """What a form of this page would send against forgery."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.body)
        return found[1] if found else self.cookies.get("csrftoken", "")

    def value_of(self, name: str) -> str:
        """The value of the page's first input of a name."""
        for tag in re.findall(r"<input\b[^>]*>", self.body):
            if f'name="{name}"' in tag and (found := re.search(r'value="([^"]*)"', tag)):
                return unescape(found[1])
        return ""

    def values_of(self, name: str) -> list[str]:
        """The values of all inputs of a name, as of radio buttons."""
        tags = [tag for tag in re.findall(r"<input\b[^>]*>", self.body) if f'name="{name}"' in tag]
        return [unescape(found[1]) for tag in tags if (found := re.search(r'value="([^"]*)"', tag))]


Walk = Generator[Ask, Answer, Answer]


def get(name: str, path: str) -> Walk:
    """Open a page, wherever it leads."""
    return (yield from follow(Ask(name, path)))


def follow(ask: Ask) -> Walk:
    """Ask, and go where the answer leads. The pages on the way are measured as `then`."""
    answer = yield ask
    for _hop in range(MOST_REDIRECTS):
        if answer.status not in (301, 302, 303):
            return answer
        target = urlsplit(urljoin(answer.path, answer.location))
        answer = yield Ask(f"{ask.name}, then", target.path + (f"?{target.query}" if target.query else ""))
    raise WalkBrokenError(f"{ask.path} leads in circles")


def post(name: str, page: Answer, path: str, /, **form: str) -> Walk:
    """Send a form of a page, and go where it leads."""
    return (yield from follow(Ask(name, path, {"csrfmiddlewaretoken": page.token, **form})))


def well(answer: Answer) -> Answer:
    """The answer, if it is a page.

    Raises:
        WalkBrokenError: it is a refusal or a fault.
    """
    if answer.status != 200:
        raise WalkBrokenError(f"{answer.path} answered {answer.status}")
    return answer
