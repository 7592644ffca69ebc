"""Counting visits: once a day for each visitor and door, without a cookie and without keeping who it was.

A visitor is a keyed hash of address and browser. The key is drawn anew each day and forgotten with it, and the hash stands
in the cache only, until the next day: nothing that is kept can be led back to anybody, so nobody has to be asked. Bots,
staff, prefetches and parts of pages are left out. A visit is counted after its page is made; when the database does
not answer, the page goes out all the same and the visit is not counted; while the cache is away, each page counts as a visit.
"""

import hashlib
import hmac
import logging
import re
import secrets
from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from core import clock
from core.audit.middleware import client_ip
from shop.channels.counting import count_at_door

log = logging.getLogger(__name__)
#: Seconds for which a day's key and its visitors are remembered: the day and an hour.
KEPT = 25 * 60 * 60
BOTS = re.compile(
    r"bot|crawl|spider|slurp|preview|scan|monitor|curl|wget|python|headless|lighthouse|fetch|http|java/|facebookexternal", re.I
)


class VisitMiddleware:
    """Counts customers' pages after they are made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_page(request, response):
            _once(request, "visits")
        return response


def count_basket(request: HttpRequest) -> None:
    """Somebody put something into a basket; once a day for each visitor and door."""
    _once(request, "baskets")


def _is_page(request: HttpRequest, response: HttpResponse) -> bool:
    view = getattr(getattr(request.resolver_match, "func", None), "__module__", "")
    return (
        request.method == "GET"
        and response.status_code == 200
        and view.startswith("shop.storefront")
        and response.get("Content-Type", "").startswith("text/html")
        and "HX-Request" not in request.headers
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
    )


def _once(request: HttpRequest, what: str) -> None:
    browser = request.headers.get("User-Agent", "")
    if not browser or BOTS.search(browser) or getattr(request.user, "is_staff", False):
        return
    door = request.entrance.door  # type: ignore[attr-defined]
    if door is None:
        return
    day = clock.today()
    seen = f"door:{what}:{day}:{door.pk}:{_visitor(request, browser)}"
    if seen in _seen:
        return
    try:
        if cache.add(seen, 1, KEPT):
            count_at_door(door_id=door.pk, day=day, **{what: 1})
        _remember(seen)
    except DatabaseError as error:
        log.warning("a visit was not counted: %s", error)


#: Visitors that this process knows to be counted: it asks the cache once for each.
MOST_SEEN = 50_000
_seen: set[str] = set()


def _remember(seen: str) -> None:
    if len(_seen) >= MOST_SEEN:
        _seen.clear()
    _seen.add(seen)


def _visitor(request: HttpRequest, browser: str) -> str:
    """Who it is, for today only."""
    key: str = cache.get_or_set(f"door:key:{clock.today()}", lambda: secrets.token_hex(32), KEPT)  # type: ignore[assignment]
    told = f"{client_ip(request)}\n{browser}".encode()
    return hmac.new(key.encode(), told, hashlib.sha256).hexdigest()[:24]
