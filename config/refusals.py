"""Which face answers when something is refused or breaks: the back office under its own address, else the shop."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

from backoffice.shell import refusals
from backoffice.shell.context import is_office


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusals.bad_request(request) if is_office(request) else defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_office(request):
        return refusals.denied(request, exception)
    return render(request, "storefront/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusals.not_found(request) if is_office(request) else render(request, "storefront/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    if is_office(request):
        return refusals.broken(request)
    return HttpResponse(render_to_string("storefront/500.html"), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    if is_office(request):
        return refusals.csrf_failed(request, reason)
    return render(request, "storefront/403.html", status=403)


def too_many_tries(request: HttpRequest, response: HttpResponse, credentials: Any) -> HttpResponse:
    """After too many wrong passwords (axes): the back office has answered by itself already."""
    return response if is_office(request) else render(request, "storefront/429.html", status=429)
