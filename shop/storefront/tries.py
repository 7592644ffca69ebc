"""Counting tries at what could be guessed: order numbers, voucher codes. By network address, for ten minutes."""

from django.core.cache import cache
from django.http import HttpRequest

from core.audit.middleware import client_ip

MOST_TRIES = 20
TEN_MINUTES = 600


def too_often(request: HttpRequest, what: str) -> bool:
    """Count a try; with the cache down nobody is kept from their order."""
    key = f"{what}:{client_ip(request)}"
    cache.add(key, 0, TEN_MINUTES)
    try:
        tries = cache.incr(key)
    except ValueError:
        return False
    return (tries or 0) > MOST_TRIES
