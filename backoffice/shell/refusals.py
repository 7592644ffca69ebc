"""Pages that say no: 400, 403, 404, 405, 429, 500. Each says what was not done and what to do now."""

import logging
import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Role, User
from core.access.permissions import vocabulary

log = logging.getLogger("backoffice")


def page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """One refusal as a page of the back office; without a frame for whoever is not signed in."""
    inside = request.user.is_authenticated and request.user.is_staff
    template = "backoffice/refusal.html" if inside else "backoffice/refusal_outside.html"
    context.setdefault("url", reverse("backoffice:home"))
    context.setdefault("action", _("To the start page"))
    return HttpResponse(render_to_string(template, context, request), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(
        request,
        400,
        kind="error",
        head=_("This request could not be read"),
        text=_("Nothing was changed. Go back to the page you came from and try again."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(
        request,
        404,
        kind="error",
        icon_name="search",
        head=_("There is no such page or record"),
        text=_("The link may be old, or a digit is missing. Search for the number at the top of the page."),
    )


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not for you: names the roles that may and some people who hold one of them. Three queries."""
    if not (request.user.is_authenticated and request.user.is_staff):
        return page(
            request,
            403,
            kind="forbidden",
            head=_("The back office is for staff"),
            text=_("You are signed in as a customer. Nothing was opened."),
            url="/",
            action=_("To the shop"),
        )
    code = str(exception or "")
    meaning = vocabulary().get(code.split(".")[0], {}).get(code)
    roles = list(Role.objects.filter(permissions__contains=[code])) if meaning else []
    people = User.objects.filter(is_active=True, is_staff=True, roles__in=roles).distinct().order_by("full_name")[:4]
    names = [person.get_full_name() or person.email for person in people] if roles else []
    head = _("This page needs another role than yours")
    text = _("You may not: %(permission)s.") % {"permission": meaning} if meaning else ""
    if names:
        text += " " + _("These people may: %(names)s.") % {"names": ", ".join(names)}
    elif roles:
        text += " " + _("The role that may: %(roles)s.") % {"roles": ", ".join(role.name for role in roles)}
    return page(request, 403, kind="forbidden", head=head, text=text)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's secret is missing or out of date: a second tab signed in or out, or cookies are off."""
    return page(
        request,
        403,
        kind="error",
        head=_("This form was out of date, so nothing was saved"),
        text=_("It happens after signing in or out in another tab. Go back, load the page again, and send it once more."),
    )


def not_allowed(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        405,
        kind="error",
        head=_("This address cannot be opened like that"),
        text=_("It belongs to a button on another page. Nothing was changed."),
    )


def locked_out(request: HttpRequest, minutes: int) -> HttpResponse:
    """Too many wrong passwords from here for this address."""
    response = page(
        request,
        429,
        kind="forbidden",
        icon_name="clock-x",
        head=_("Too many tries: this sign-in is paused"),
        text=_(
            "Wait %(minutes)d minutes, then try again with the right password. Forgotten it? An administrator can set "
            "a new one at once. If you did not try to sign in yourself, tell an administrator."
        )
        % {"minutes": minutes},
        url=reverse("backoffice:sign_in"),
        action=_("Back to the sign-in page"),
    )
    response["Retry-After"] = str(minutes * 60)
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """Our fault. Asks nothing of the database, which may be what broke."""
    reference = f"E {secrets.token_hex(2).upper()} {secrets.token_hex(2).upper()}"
    log.error("page broke, reference %s: %s %s", reference, request.method, request.path)
    return HttpResponse(render_to_string("backoffice/500.html", {"reference": reference}), status=500)


def with_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a bare 405 its page (an answer to htmx stays bare)."""
    bare = response.status_code == 405 and not response.streaming and not response.content
    if not bare or request.headers.get("HX-Request") == "true":
        return response
    answer = not_allowed(request)
    answer["Allow"] = response["Allow"]
    return answer
