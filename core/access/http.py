"""Who may call a view, with which method. Every URL declares one of four rules; a test finds those that don't.

    @public("GET", "POST")                                  anybody
    @signed_in("GET")                                       anybody who is signed in; others go to the sign-in page
    @staff(GET="inventory.view", POST="inventory.move")     staff whose roles hold the permission of the method
    @machine(POST="place_orders")                           programs whose key has the scope

They decorate functions, results of `as_view()` and view classes. A method that is not declared is answered 405, a
missing permission by the 403 page; a partial request of htmx is told to redirect the whole page.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from inspect import isclass
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.shortcuts import resolve_url
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme

from core.access import machines
from core.access.permissions import is_declared

ANY_STAFF = "*"
METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
V = TypeVar("V")


class Person(Protocol):
    """What the rules ask of whoever sends a request (a User or Django's AnonymousUser)."""

    is_authenticated: bool
    is_active: bool
    is_staff: bool

    def can(self, permission: str) -> bool: ...


@dataclass(frozen=True)
class AccessRule:
    """What a view declares: its kind ("public", "signed_in", "staff", "machine") and, by method, the permission or scope."""

    kind: str
    methods: Mapping[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unknown = set(self.methods) - METHODS
        if unknown or not self.methods:
            raise ValueError(f"An access rule names HTTP methods in capitals, not {sorted(unknown) or 'nothing'}.")

    @property
    def allowed_methods(self) -> list[str]:
        return sorted(self.methods) + (["HEAD"] if "GET" in self.methods else [])

    def permission_for(self, method: str) -> str | None:
        return self.methods["GET" if method == "HEAD" else method]

    def refusal(self, request: HttpRequest) -> HttpResponse | None:
        """The answer that keeps this request out, or None when it may pass.

        Raises:
            PermissionDenied: the person is known and may not.
        """
        if request.method not in self.allowed_methods:
            return HttpResponseNotAllowed(self.allowed_methods)
        if self.kind == "public":
            return None
        if self.kind == "machine":
            return machines.refusal(request, self.permission_for(request.method or ""))
        person: Any = request.user
        if not person.is_authenticated or not person.is_active:
            return to_sign_in(request, settings.STAFF_LOGIN_URL if self.kind == "staff" else settings.LOGIN_URL)
        if self.kind == "staff":
            self._require_permission(person, self.permission_for(request.method or ""))
        return None

    def _require_permission(self, person: Person, permission: str | None) -> None:
        if not person.is_staff:
            raise PermissionDenied("staff only")
        if permission and permission != ANY_STAFF and not person.can(permission):
            raise PermissionDenied(permission)


def may_open(person: Person, address: str) -> bool:
    """Whether somebody who is offered a link to one of our pages would be let in: what a page must ask before it offers it.

    An address that leads nowhere may not be opened.
    """
    try:
        rule: AccessRule | None = getattr(resolve(urlsplit(address).path).func, "access", None)
    except Resolver404:
        return False
    if rule is None or "GET" not in rule.methods or rule.kind == "machine":
        return False
    if rule.kind == "public":
        return True
    if not (person.is_authenticated and person.is_active):
        return False
    permission = rule.permission_for("GET")
    return rule.kind == "signed_in" or (person.is_staff and (permission in (None, ANY_STAFF) or person.can(str(permission))))


def public(*methods: str) -> Callable[[V], V]:
    """Anybody may call the view with these methods."""
    return _declare(AccessRule("public", dict.fromkeys(methods)))


def signed_in(*methods: str) -> Callable[[V], V]:
    """Whoever is signed in may; others are sent to settings.LOGIN_URL and come back."""
    return _declare(AccessRule("signed_in", dict.fromkeys(methods)))


def staff(**methods: str) -> Callable[[V], V]:
    """Staff whose roles hold the permission given for the method (`ANY_STAFF` where being staff is enough)."""
    return _declare(AccessRule("staff", methods))


def machine(**methods: str) -> Callable[[V], V]:
    """Programs whose key has the scope given for the method; see core.access.machines. Cookies and sessions count nothing."""
    return _declare(AccessRule("machine", methods))


def to_sign_in(request: HttpRequest, sign_in: str) -> HttpResponse:
    """Send somebody to sign in and afterwards back to the page they were on; never to another host."""
    partial = request.headers.get("HX-Request") == "true"
    back = request.headers.get("HX-Current-URL") if partial else None
    if back is None:
        back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = ""
    query = QueryDict(mutable=True)
    if back:
        query[REDIRECT_FIELD_NAME] = back
    address = resolve_url(sign_in) + (f"?{query.urlencode(safe='/')}" if back else "")
    if partial:
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _declare(rule: AccessRule) -> Callable[[V], V]:
    def decorate(view: V) -> V:
        if isclass(view):
            return method_decorator(_enforcing(rule), name="dispatch")(view)
        return _enforcing(rule)(view)  # type: ignore[return-value, arg-type]

    return decorate


def _enforcing(rule: AccessRule) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            refusal = rule.refusal(request)
            return view(request, *args, **kwargs) if refusal is None else refusal

        guarded.access = rule  # type: ignore[attr-defined]
        return guarded

    return decorate


@dataclass(frozen=True)
class DeclaredView:
    """One URL pattern of the house and the rule its view declares (None: a hole in the wall)."""

    route: str
    name: str
    rule: AccessRule | None


def declared_views(resolver: URLResolver | None = None, prefix: str = "", space: str = "") -> Iterator[DeclaredView]:
    """Walk the URLconf: every pattern with its declared rule."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from declared_views(pattern, route, inner)
        elif isinstance(pattern, URLPattern):
            rule = getattr(pattern.callback, "access", None)
            yield DeclaredView(route, f"{space}{pattern.name or ''}", rule)


def undeclared_permissions() -> list[str]:
    """Permissions that views ask for and no department has declared."""
    rules = [view.rule for view in declared_views() if view.rule and view.rule.kind != "machine"]
    asked = {code for rule in rules for code in rule.methods.values() if code}
    return sorted(code for code in asked - {ANY_STAFF} if not is_declared(code))
