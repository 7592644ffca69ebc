"""The one way in: a fresh session for whoever proved who they are, and where they go from the door."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from backoffice.factors import proving
from backoffice.shell import sessions
from core import audit
from core.access import Actor, User
from core.languages import spoken

YEAR = 31_536_000
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def enter(request: HttpRequest, user: User, wanted: str, *, proved: bool = False) -> HttpResponse:
    """Sign somebody in. `proved`: with a second factor. Whose role needs one and who has none is led to adding it."""
    request.session.flush()  # nothing that was done before, as a customer or by somebody else, comes along
    login(request, user, backend=MODEL_BACKEND)
    sessions.begin(request, proved=proved, owes_factor=not proved and proving.must_add(user))
    sessions.write_down(request)
    audit.record(
        actor=Actor.of(user, request), action="staff.signed_in", subject=user, subject_label=f"#{user.pk}", second_factor=proved
    )
    response = redirect(way_on(request, wanted))
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, spoken(user.language), max_age=YEAR, samesite="Lax")
    return response


def way_on(request: HttpRequest, wanted: str) -> str:
    """Where to go after signing in: the page that was asked for, if it is one of ours, else the start page."""
    home = reverse("backoffice:home")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted.startswith(home) else home
