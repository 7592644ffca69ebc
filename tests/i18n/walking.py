"""Walks through pages as a browser does: every link, every kind of page a few times, every form sent empty."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r'(?:href|hx-get|data-href|src)="(/[^"]*)"')
FORM = re.compile(r"<form\b[^>]*>", re.IGNORECASE)
BUTTON = re.compile(r'formaction="(/[^"]*)"')
ACTION = re.compile(r'(?:action|hx-post)="([^"]*)"')
#: Ends the walk, or changes whose walk it is.
AVOIDED = {"set_language", "customer:logout", "backoffice:sign_out", "storefront:door"}


@dataclass
class Walk:
    """The pages seen, by address; `most` of each kind."""

    client: Client
    most: int = 2
    pages: dict[str, str] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)

    def through(self, *starts: str, within: str = "/", outside: str = "") -> "Walk":
        """Visit everything that can be reached inside one face of the house."""
        waiting, forms = deque(starts), {}
        while waiting:
            address = waiting.popleft()
            kind = kind_of(address)
            if kind is None or address in self.pages or self.kinds[kind] >= self.most:
                continue
            html = self.visit(address, kind)
            links = [urldefrag(link.replace("&amp;", "&")).url for link in LINK.findall(html)]
            waiting.extend(link for link in links if link.startswith(within) and not (outside and link.startswith(outside)))
            for target in posts_of(html, address):
                forms.setdefault(kind_of(target), target)
        for kind, target in forms.items():
            if kind is not None and target.startswith(within) and not (outside and target.startswith(outside)):
                self.send_empty(target, kind)
        return self

    def visit(self, address: str, kind: str) -> str:
        self.kinds[kind] += 1
        answer = self.client.get(address, follow=True)
        if answer.status_code >= 500:
            self.failed.append(f"{address}: {answer.status_code}")
        html = text_of(answer)
        self.pages[address] = html
        return html

    def send_empty(self, target: str, kind: str) -> None:
        """Send a form with nothing in it and take back whatever it did."""
        with transaction.atomic():
            answer = self.client.post(target, {}, follow=True)
            if answer.status_code >= 500:
                self.failed.append(f"POST {target}: {answer.status_code}")
            self.pages[f"POST {target}"] = text_of(answer)
            transaction.set_rollback(True)


def kind_of(address: str) -> str | None:
    """The name of the page, or None for what is no page of ours to visit."""
    try:
        name = resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None
    return None if name in AVOIDED else name


def posts_of(html: str, address: str) -> set[str]:
    """Where the page's forms and buttons are sent to."""
    found = {
        urljoin(address, match) for form in FORM.findall(html) if "post" in form.casefold() for match in ACTION.findall(form)
    }
    found |= {address for form in FORM.findall(html) if 'method="post"' in form.casefold() and not ACTION.search(form)}
    return {
        target.replace("&amp;", "&")
        for target in found | set(BUTTON.findall(html)) | set(re.findall(r'hx-post="(/[^"]*)"', html))
    }


def text_of(answer) -> str:
    """The page as text; nothing for pictures, files and data."""
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.content.decode() if is_page and not answer.streaming else ""
