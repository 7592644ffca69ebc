"""How long a staff session lives: an idle limit and an absolute one, both counted by the server.

A session that crossed a limit is ended, and the next page is the sign-in page with the way back.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from backoffice.models import StaffSession
from backoffice.shell.context import is_office
from backoffice.shell.refusals import with_page
from core import clock
from core.audit.middleware import client_ip

SINCE = "staff_since"
SEEN = "staff_seen"
#: When a second factor was last proved here; whether one has to be added before anything else.
PROVED = "factor_proved"
OWES = "owes_factor"
#: The time of the last page is written at most this often, so that reading costs no write.
WRITTEN_EVERY = 60


def begin(request: HttpRequest, *, proved: bool = False, owes_factor: bool = False) -> None:
    """Start counting for a fresh sign-in."""
    request.session[SINCE] = request.session[SEEN] = clock.now().timestamp()
    if proved:
        request.session[PROVED] = request.session[SINCE]
    if owes_factor:
        request.session[OWES] = True


def write_down(request: HttpRequest) -> None:
    """Keep where somebody is signed in, for the list of sessions. A browser without a cookie yet gets its key here."""
    if not request.session.session_key:
        request.session.save()
    now = clock.now()
    StaffSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={"user_id": request.user.pk, "seen_at": now, "ip": client_ip(request), "agent": _agent(request)},
        create_defaults={
            "user_id": request.user.pk, "began_at": _began(request), "seen_at": now, "ip": client_ip(request),
            "agent": _agent(request),
        },
    )  # fmt: skip


def _agent(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "")[:300]


def _began(request: HttpRequest) -> datetime:
    return datetime.fromtimestamp(request.session.get(SINCE, clock.now().timestamp()), UTC)


def end(session: StaffSession) -> bool:
    """End one session from elsewhere: its next page is the sign-in page. False when it had ended already."""
    with transaction.atomic():
        Session.objects.filter(session_key=session.session_key).delete()
        return bool(StaffSession.objects.filter(pk=session.pk, ended_at=None).update(ended_at=clock.now()))


def close(request: HttpRequest) -> None:
    """Somebody signs out here."""
    StaffSession.objects.filter(session_key=request.session.session_key, ended_at=None).update(ended_at=clock.now())


def keep_only(request: HttpRequest) -> None:
    """After a new password: all others have ended, and this one has a new key."""
    StaffSession.objects.filter(user_id=request.user.pk, ended_at=None).update(ended_at=clock.now())
    write_down(request)


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
        if self._owes(request):
            return redirect("backoffice:factors")
        response = with_page(request, self.get_response(request))
        # What staff see is never kept by a proxy or shown again after signing out.
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def _owes(self, request: HttpRequest) -> bool:
        """Whether this person has to add a second factor first, and the page is another than the ones for it."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.session.get(OWES):
            return False
        allowed = (reverse("backoffice:factors"), reverse("backoffice:sign_out"), reverse("backoffice:passkey_options"))
        return not request.path.startswith(allowed)

    def _end_or_renew(self, request: HttpRequest) -> None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return
        now = clock.now().timestamp()
        if is_over(request.session, now):
            close(request)
            logout(request)
            messages.info(request, _("You were signed out because nothing happened for a while. Sign in to go on."))
            return
        if SINCE not in request.session:
            begin(request)
        elif now - request.session[SEEN] > WRITTEN_EVERY:
            request.session[SEEN] = now
            if request.user.is_staff:
                write_down(request)
