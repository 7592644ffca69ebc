"""Whoever changed something in the office sees it in the next report, also where reports are read from a copy."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from backoffice.shell.context import is_office
from core.copies import note_deed

READING = ("GET", "HEAD", "OPTIONS")


class OwnDeedsMiddleware:
    """Notes the time of each change in a cookie. Not there without a copy for reports."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.REPORTS_URL:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in READING and is_office(request):
            note_deed(response)
        return response
