"""Programs at the door: recognised by the key in their header, let in for the scopes of that key, so many times a minute.

What a key is belongs to another department, which registers how one is looked up (`recognise_by`); this is only the door. Who is
kept out is told in JSON, and nothing about why a key is wrong.
"""

from collections.abc import Callable
from typing import Any, Protocol

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse

from core import clock
from core.audit.middleware import client_ip

LONGEST_KEY = 200
#: Requests a minute of one key, and wrong keys a minute from one address.
MOST_REQUESTS = 60
MOST_WRONG_KEYS = 20
MINUTE = 60


class Machine(Protocol):
    """What a key stands for."""

    pk: Any
    scopes: list[str]


Finder = Callable[[str], Machine | None]
_finders: list[Finder] = []


def recognise_by(finder: Finder) -> None:
    """Keys are looked up by this function from now on."""
    _finders[:] = [finder]


def problem(status: int, code: str, message: str, **headers: str) -> JsonResponse:
    """A refusal as every answer of the API says it."""
    return JsonResponse({"error": code, "message": message}, status=status, headers=headers)


def refusal(request: HttpRequest, scope: str | None) -> HttpResponse | None:
    """The answer that keeps a program out, or None when it may pass; then `request.client` is what its key stands for."""
    scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
    is_key = scheme.lower() == "bearer" and 0 < len(key.strip()) <= LONGEST_KEY
    machine = _finders[0](key.strip()) if _finders and is_key else None
    if machine is None:
        if key.strip() and _too_often(f"api-wrong:{client_ip(request)}", MOST_WRONG_KEYS):
            return _slow_down()
        words = "Send the header “Authorization: Bearer …” with a key that holds."
        return problem(401, "key_needed", words, **{"WWW-Authenticate": "Bearer"})
    if _too_often(f"api:{machine.pk}", MOST_REQUESTS):
        return _slow_down()
    if scope not in machine.scopes:
        return problem(403, "scope_needed", f"This key has no scope {scope}.")
    request.client = machine  # type: ignore[attr-defined]
    return None


def _slow_down() -> HttpResponse:
    return problem(429, "too_often", "Too many requests. Wait a minute.", **{"Retry-After": str(MINUTE)})


def _too_often(what: str, most: int) -> bool:
    """Count within this minute; with the cache down nobody is kept out."""
    key = f"{what}:{int(clock.now().timestamp()) // MINUTE}"
    cache.add(key, 0, 2 * MINUTE)
    try:
        count = cache.incr(key)
    except ValueError:
        return False
    return (count or 0) > most
