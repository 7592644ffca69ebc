"""Through which door a request comes, and which language it is answered in.

`request.entrance` is worked out at its first use (see shop.channels.doors), so that staff pages and hooks cost nothing.
The language is the one chosen by cookie; without a choice the reader's own where the market speaks it, else the market's first.
`?hl=vi` answers one page in a language without remembering it: the address that search engines are told.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from core.freshness import one_moment
from shop.channels.doors import Entrance, NoDoor, find_entrance

#: The path word of a door chosen on the storefront, kept in the session.
DOOR_KEY = "door"


def enter(request: HttpRequest) -> Entrance:
    """Decide the door of this visitor. At most two queries."""
    user_id = request.user.pk if request.user.is_authenticated else None
    host = request.get_host().rsplit(":", 1)[0]
    return find_entrance(host=host, path=request.session.get(DOOR_KEY, ""), user_id=user_id)


def reenter(request: HttpRequest) -> Entrance:
    """Decide again, after signing in or out or choosing another door."""
    request.entrance = enter(request)  # type: ignore[attr-defined]
    request.__dict__.pop("_basket", None)
    return request.entrance  # type: ignore[attr-defined]


class DoorMiddleware:
    """Puts the door on the request and the market's language on the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.entrance = SimpleLazyObject(lambda: enter(request))  # type: ignore[attr-defined]
        if request.path.startswith(reverse("backoffice:home")):
            return self.get_response(request)
        with one_moment():
            return _with_words(request, self.get_response(request))

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Customers' pages only: they are the ones that need an open door."""
        if not view.__module__.startswith("shop.storefront") or getattr(view, "needs_no_door", False):
            return None
        try:
            market = request.entrance.channel_market.market  # type: ignore[attr-defined]
        except NoDoor:
            return render(request, "storefront/not_open.html", status=503)
        language = _language(request, market.languages)
        if language and language != translation.get_language():
            translation.activate(language)
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        return None


def _with_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a bare 405 a page: a browser opens what it sent a form to when it brings a tab back.

    Machines and htmx get the bare answer.
    """
    bare = response.status_code == 405 and not response.streaming and not response.content
    if not bare or request.method != "GET" or request.headers.get("HX-Request") == "true":
        return response
    begun = request.path.startswith(reverse("checkout:index"))
    answer = render(request, "storefront/405.html", {"checkout": begun}, status=405)
    answer["Allow"] = response["Allow"]
    return answer


def needs_no_door(view: Any) -> Any:
    """Mark a view that answers even when the company has opened no door (pictures, robots)."""
    view.needs_no_door = True
    return view


def _language(request: HttpRequest, spoken: list[str]) -> str | None:
    """The language to switch to, or None to stay with the one that was chosen."""
    asked = request.GET.get("hl", "")
    if asked in dict(settings.LANGUAGES):
        return asked
    if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) in dict(settings.LANGUAGES):
        return None
    accepted = translation.get_language() if request.headers.get("Accept-Language") else None
    if not spoken or accepted in spoken:
        return None
    return spoken[0] if spoken[0] in dict(settings.LANGUAGES) else None
