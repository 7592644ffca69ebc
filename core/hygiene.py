"""Refuses at the door what no form sends and no database stores: the NUL character.

PostgreSQL has no text with NUL, so one in a filter of an address would end as a server error far from here.
"""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

FORM = "application/x-www-form-urlencoded"
#: The other way in which browsers send forms: with files, which may hold anything. Its fields may not.
WITH_FILES = "multipart/form-data"
#: Up to here a body is looked through as it came; of a longer one every field is.
LONGEST_FORM = 1_000_000


class NoNulMiddleware:
    """Answers 400 to an address or a form that holds a NUL."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: object) -> None:
        if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path_info or "\x00" in request.META["QUERY_STRING"]:
            raise BadRequest("NUL in the address")
        if request.content_type == FORM and int(request.META.get("CONTENT_LENGTH") or 0) <= LONGEST_FORM:
            has_nul = b"%00" in request.body or b"\x00" in request.body
        elif request.content_type in (FORM, WITH_FILES):
            has_nul = any("\x00" in text for name, texts in request.POST.lists() for text in (name, *texts))
        else:
            return
        if has_nul:
            raise BadRequest("NUL in a form")
