"""Where to go after a deed: only ever to an address of this house."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The page named by `next`, else the one the request came from, else `otherwise`."""
    for address in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if address and is_ours(request, address):
            parts = urlsplit(address)
            return parts.path + (f"?{parts.query}" if parts.query else "")
    return otherwise


def next_of(request: HttpRequest, otherwise: str) -> str:
    """The page named by `next` in form or address, if it is ours."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    return address if address and is_ours(request, address) else otherwise
