"""What every staff page's frame shows. Nothing is asked of the database before a template asks for it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext as _

from backoffice import undoing
from backoffice.navigating import navigation
from core import clock
from core.dates import say

KEYS_COOKIE = "keys"


def is_office(request: HttpRequest) -> bool:
    """Whether the address belongs to the back office (also when it leads nowhere)."""
    return request.path.startswith(reverse("backoffice:home"))


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: navigation, person, company and clock for pages of the back office."""
    if not is_office(request):
        return {}
    user = getattr(request, "user", None)
    inside = user is not None and user.is_authenticated and user.is_staff
    return {
        "company": settings.OSCAR_SHOP_NAME,
        "now_text": say(clock.now(), "long"),
        "navigation": SimpleLazyObject(lambda: navigation(request)) if inside else [],
        "person": _Person(user) if inside else None,
        "toasts": SimpleLazyObject(lambda: undoing.toasts(request)) if inside else [],
        "keys_off": request.COOKIES.get(KEYS_COOKIE) == "off",
    }


class _Person:
    """Who is signed in, as the user menu shows it."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.name = user.get_full_name() or user.email

    @property
    def initials(self) -> str:
        words = self.name.replace("@", " ").split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @cached_property
    def role(self) -> str:
        if self.user.is_superuser:
            return _("Administrator")
        return ", ".join(self.user.roles.values_list("name", flat=True))
