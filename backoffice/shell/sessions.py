"""How long a staff session lives: an idle limit and an absolute one, both counted by the server.

A session that crossed a limit is ended, and the next page is the sign-in page with the way back.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from backoffice.shell.context import is_office
from backoffice.shell.refusals import with_page
from core import clock

SINCE = "staff_since"
SEEN = "staff_seen"
#: The time of the last page is written at most this often, so that reading costs no write.
WRITTEN_EVERY = 60


def begin(request: HttpRequest) -> None:
    """Start counting for a fresh sign-in."""
    request.session[SINCE] = request.session[SEEN] = clock.now().timestamp()


def is_over(session: Any, now: float) -> bool:
    """Whether one of the two limits has passed."""
    since, seen = session.get(SINCE, now), session.get(SEEN, now)
    return now - since > settings.STAFF_SESSION_ABSOLUTE or now - seen > settings.STAFF_SESSION_IDLE


class OfficeMiddleware:
    """Ends staff sessions that are over, and gives bare refusals (405, 400) a page with words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_office(request):
            return self.get_response(request)
        self._end_or_renew(request)
        response = with_page(request, self.get_response(request))
        # What staff see is never kept by a proxy or shown again after signing out.
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def _end_or_renew(self, request: HttpRequest) -> None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return
        now = clock.now().timestamp()
        if is_over(request.session, now):
            logout(request)
            messages.info(request, _("You were signed out because nothing happened for a while. Sign in to go on."))
            return
        if SINCE not in request.session:
            begin(request)
        elif now - request.session[SEEN] > WRITTEN_EVERY:
            request.session[SEEN] = now
