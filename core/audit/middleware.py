"""Tells the audit trail where each request comes from. Stands after authentication in MIDDLEWARE.

The address is taken from X-Forwarded-For only at the fixed depth of our own proxies (settings.STOREHOUSE_PROXY_HOPS,
0 by default: no proxy), never from its left end, which the sender can write. The machine is whatever the door to the
back office has put on `request.machine`; without one it stays empty.
"""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

import pghistory
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.audit.context import RequestContext, current

READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def client_ip(request: HttpRequest) -> str | None:
    """The address of the peer in front of our own proxies, or None when there is none (a Unix socket)."""
    hops = getattr(settings, "STOREHOUSE_PROXY_HOPS", 0)
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hops else []
    candidate = forwarded[-hops].strip() if len(forwarded) >= hops > 0 else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(candidate))
    except ValueError:
        return None


def _label(user: Any) -> str:
    return str(user) if user.is_staff else f"customer #{user.pk}"


class RequestContextMiddleware:
    """Remembers address and person while a request runs, for Actor.of, events and the change history."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ip = client_ip(request)
        if request.method in READING:
            # Reading a page must not cost a session query for pages that are the same for everyone.
            return self._run(request, RequestContext(ip=ip, machine=getattr(request, "machine", None)))
        user: Any = getattr(request, "user", None)
        known = user if user is not None and user.is_authenticated else None
        context = RequestContext(ip=ip, machine=getattr(request, "machine", None), actor_label=_label(known) if known else "")
        with pghistory.context(user=known.pk if known else None, ip=ip, machine=context.machine, url=request.path):
            return self._run(request, context)

    def _run(self, request: HttpRequest, context: RequestContext) -> HttpResponse:
        token = current.set(context)
        try:
            return self.get_response(request)
        finally:
            current.reset(token)
