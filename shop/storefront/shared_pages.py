"""Pages that are the same for everybody who is not signed in: made once, sent to many, and never older than what they show.

A page is kept with a fingerprint of everything it shows (core.freshness), read in the same snapshot as the page itself. Before
it is sent again the fingerprint is asked once more, so a change of price, stock or publication shows in the very next request.
What belongs to one visitor is cut out: the token of every form, and the way to the basket with its count. Whoever is signed
in, has said where to deliver or has a message waiting gets a page of their own. See docs/adr/0005 and docs/freshness.md.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache as once
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import translation

from core import clock
from core.freshness import CATALOGUE, STANDING, fingerprint, fingerprint_and_house, house
from core.release import release
from shop.storefront import baskets
from shop.storefront.requests import Visit

#: Another number when a kept page has other parts.
FORMAT = 1
#: How long a page is kept that nothing changes; a promised day ends it earlier.
KEPT = timedelta(minutes=10)
#: What may stand in the address of a page that is shared; with anything else it is made for the one who asked.
PARAMETERS = frozenset({"hl", "page", "sort", "family", "origin", "liquor"})
LONGEST_QUERY = 200
#: What a session may hold without being seen on such a page.
UNSEEN = ("basket:", "prices:", "checkout:", "orders", "placed", "door")

TOKEN, BASKET = b"\x00token\x00", b"\x00basket\x00"
_TOKENS = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}(?=")')
_BASKET = re.compile(rb'<a class="tool" id="basket-count".*?</a>', re.DOTALL)


@dataclass(frozen=True)
class Kept:
    """A page without what is one visitor's, what it shows, and what was told of that when it was made."""

    body: bytes
    content_type: str
    scopes: tuple[int, ...]
    stamp: int
    until: datetime


def shared_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Share this view's page among visitors who are not signed in. Two statements when it is kept, beside those of a session."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _may_share(request):
            return view(request, *args, **kwargs)
        key = _key(request)
        kept = cache.get(key)
        if kept is not None and kept.until > clock.now() and fingerprint(kept.scopes) == kept.stamp:
            return _answer(request, kept)
        return _make(request, key, lambda: view(request, *args, **kwargs))

    return wrapped


def shows(request: HttpRequest, product_ids: Iterable[int]) -> None:
    """Say which products the page shows: it is made again when one of them changes."""
    request.__dict__.setdefault("_shows", set()).update(product_ids)


def holds_until(request: HttpRequest, moment: datetime | None) -> None:
    """Say until when the page is right by the clock alone (an offer begins or ends then): it is made again after that."""
    if moment is not None:
        request.__dict__.setdefault("_ends", []).append(moment)


def _may_share(request: HttpRequest) -> bool:
    if request.GET and (not PARAMETERS.issuperset(request.GET) or len(request.META["QUERY_STRING"]) > LONGEST_QUERY):
        return False
    if request.COOKIES.get(CookieStorage.cookie_name):
        return False
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return True
    return all(key.startswith(UNSEEN) for key in request.session.keys())  # noqa: SIM118 (a session is no mapping)


def _key(request: HttpRequest) -> str:
    entrance = Visit(request).entrance
    parts = (
        FORMAT,
        release(),
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        entrance.door.pk if entrance.door else 0,
        entrance.channel_market.pk,
        translation.get_language(),
        request.COOKIES.get("theme", "") if request.COOKIES.get("theme") in ("light", "dark") else "",
        clock.today(),
    )
    return f"page:{blake2b(repr(parts).encode(), digest_size=20).hexdigest()}"


def _make(request: HttpRequest, key: str, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Make the page and its fingerprint from one snapshot, and keep them. Inside another's transaction nothing is kept."""
    if connection.in_atomic_block:
        return view()
    seen = house()
    with _snapshot():
        response = view()
        scopes = (STANDING, CATALOGUE, *sorted(request.__dict__.get("_shows", ())))
        stamp, now = fingerprint_and_house(scopes)
    body = _BASKET.sub(BASKET, _TOKENS.sub(TOKEN, response.content), count=1)
    if now == seen and response.status_code == 200 and set(response.headers) == {"Content-Type"}:
        kept = Kept(body, response["Content-Type"], scopes, stamp, _until(request))
        cache.set(key, kept, int((kept.until - clock.now()).total_seconds()) + 1)
    return response


@contextmanager
def _snapshot() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _until(request: HttpRequest) -> datetime:
    """When the page is too old by the clock alone: at the cut-off that it names, or when a view said so."""
    arrival = request.__dict__.get("_arrival")
    ends = [clock.now() + KEPT, *request.__dict__.get("_ends", ())]
    return min([*ends, arrival.order_by] if arrival else ends)


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    body = kept.body.replace(TOKEN, get_token(request).encode()).replace(BASKET, _basket(request))
    return HttpResponse(body, content_type=kept.content_type)


def _basket(request: HttpRequest) -> bytes:
    """The way to this visitor's basket; the empty one is the same for all."""
    count = baskets.pieces(request)
    if count:
        return render_to_string("storefront/parts/basket_count.html", {"count": count}, request).strip().encode()
    return _empty_basket(translation.get_language() or "")


@once
def _empty_basket(_language: str) -> bytes:
    return render_to_string("storefront/parts/basket_count.html", {"count": 0, "face": "storefront"}).strip().encode()
