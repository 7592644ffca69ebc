"""Proving a second factor: at the door after the password, again before what weighs, and by a passkey alone.

A deed that weighs (money back, a file of people's data, a change of rights) asks again when the last proof is older than
fifteen minutes. What somebody had filled in is kept meanwhile and sent once they have proved it.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from backoffice.factors import passkeys, proving
from backoffice.shell.entering import enter, way_on
from backoffice.shell.refusals import locked_out
from backoffice.shell.sessions import PROVED
from core import audit, clock
from core.access import Actor, User
from core.access.http import ANY_STAFF, public, staff

#: Seconds a proof is good for what weighs, and a right password waits for the second factor.
FRESH = 15 * 60
WAITS = 5 * 60
WAITING, CHALLENGE, KEPT = "proving", "challenge", "kept_post"
#: What weighs: whoever may do one of these proves it is still them before doing it.
WEIGHING = frozenset({"settings.people", "accounting.return_money", "accounting.credit", "accounting.sign"})
#: A form larger than this is not kept; it has to be filled in again.
KEPT_AT_MOST = 20_000


# -- at the door


def wait_for_factor(request: HttpRequest, user: User, wanted: str) -> HttpResponse:
    """The password was right: nobody is signed in yet, the session only knows who has to prove the rest."""
    request.session.flush()
    request.session[WAITING] = {
        "user": user.pk, "hash": user.get_session_auth_hash(), "next": wanted, "at": clock.now().timestamp()
    }  # fmt: skip
    return redirect("backoffice:second_step")


def waiting_user(request: HttpRequest) -> User | None:
    """Who gave the right password in this browser some minutes ago, as long as it still is the right one."""
    kept = request.session.get(WAITING)
    if not kept or clock.now().timestamp() - kept["at"] > WAITS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True, is_staff=True).first()
    return user if user is not None and user.get_session_auth_hash() == kept["hash"] else None


@sensitive_post_parameters("code", "credential")
@never_cache
@public("GET", "POST")
def second_step(request: HttpRequest) -> HttpResponse:
    """A code from the app, a passkey or a recovery code, after the right password."""
    user = waiting_user(request)
    if user is None:
        return redirect("backoffice:sign_in")
    if request.method == "POST":
        paused = _paused(request, user)
        if paused is not None:
            return paused
        wanted = request.session[WAITING]["next"]
        if _is_proved(request, user):
            return enter(request, user, wanted, proved=True)
        _count_failure(request, user)
    return _ask(request, "backoffice/second_step.html", user, status=422 if request.method == "POST" else 200)


@public("POST")
def passkey_options(request: HttpRequest) -> HttpResponse:
    """A challenge: for the keys of whoever waits at the door or is signed in, else for whichever the browser holds."""
    person = waiting_user(request) or (request.user if request.user.is_authenticated else None)
    keys = list(person.factors.filter(kind="passkey")) if person is not None else []
    options, request.session[CHALLENGE] = passkeys.begin_proving(request, keys)
    return JsonResponse(options)


@sensitive_post_parameters("credential")
@never_cache
@public("POST")
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """A passkey alone opens the door: it is something one has, unlocked by finger, face or PIN."""
    answer, state = answer_of(request), request.session.pop(CHALLENGE, None)
    try:
        if not answer or state is None:
            raise passkeys.PasskeyRefused(why="nothing asked")
        user = proving.prove_passkey(request=request, state=state, answer=answer)
    except passkeys.PasskeyRefused:
        audit.record(actor=Actor.system("sign-in"), action="staff.sign_in_failed", way="passkey")
        messages.error(request, _("This passkey opens nothing here. Sign in with e-mail and password."))
        return redirect("backoffice:sign_in")
    return enter(request, user, request.POST.get("next", ""), proved=True)


# -- before what weighs


def needs_proof(request: HttpRequest) -> bool:
    """Whether this person has a second factor whose last proof is too old. Nothing is asked of who has none."""
    proved = request.session.get(PROVED, 0)
    if clock.now().timestamp() - proved <= FRESH:
        return False
    return proving.is_asked(request.user)  # type: ignore[arg-type]


def to_proof(request: HttpRequest) -> HttpResponse:
    """Ask again, then go on: a page is opened afterwards, a form is kept and sent."""
    request.session.pop(KEPT, None)
    if request.method == "POST":
        fields = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
        if sum(len(name) + len(value) for name, value in fields) <= KEPT_AT_MOST and not request.FILES:
            request.session[KEPT] = {"path": request.get_full_path(), "fields": fields}
    address = reverse("backoffice:prove") + "?" + urlencode({"next": request.get_full_path()})
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return redirect(address)


class ProofMiddleware:
    """Asks again before a deed whose permission weighs, wherever its screen is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        rule = getattr(view, "access", None)
        if request.method != "POST" or rule is None or rule.methods.get("POST") not in WEIGHING:
            return None
        if not request.user.is_authenticated or not request.user.can(rule.methods["POST"]):
            return None  # the rule itself says no
        return to_proof(request) if needs_proof(request) else None


def freshly_proved(*methods: str) -> Callable[..., Any]:
    """A view that weighs though everybody may open it, for these methods. Stands under the access rule."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method in methods and needs_proof(request):
                return to_proof(request)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


@sensitive_post_parameters("code", "credential")
@never_cache
@staff(GET=ANY_STAFF, POST=ANY_STAFF)
def prove(request: HttpRequest) -> HttpResponse:
    """It is still you: a code or a passkey, then on to what was asked for."""
    if request.method == "POST":
        paused = _paused(request, request.user)
        if paused is not None:
            return paused
        if _is_proved(request, request.user):
            request.session[PROVED] = clock.now().timestamp()
            return _go_on(request)
        _count_failure(request, request.user)
    status = 422 if request.method == "POST" else 200
    return _ask(request, "backoffice/prove.html", request.user, status=status, next=request.GET.get("next", ""))


def _go_on(request: HttpRequest) -> HttpResponse:
    kept = request.session.pop(KEPT, None)
    wanted = request.GET.get("next", "")
    if kept and kept["path"] == wanted:
        return render(request, "backoffice/prove_go_on.html", {"action": kept["path"], "fields": kept["fields"]})
    return redirect(way_on(request, wanted))


# -- both


def _ask(request: HttpRequest, template: str, user: User, *, status: int, **context: Any) -> HttpResponse:
    kinds = set(user.factors.values_list("kind", flat=True))
    shown = {"has_app": "totp" in kinds, "has_passkey": "passkey" in kinds, "passkeys_possible": passkeys.are_possible(request)}
    return render(request, template, {**shown, "failed": status == 422, **context}, status=status)


def answer_of(request: HttpRequest) -> dict[str, Any]:
    try:
        found = json.loads(request.POST.get("credential", "")[:20_000] or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _is_proved(request: HttpRequest, user: Any) -> bool:
    answer, state = answer_of(request), request.session.pop(CHALLENGE, None)
    if not answer:
        return proving.prove(user=user, code=request.POST.get("code", ""), actor=Actor.of(user, request))
    if state is None:
        return False
    try:
        proving.prove_passkey(request=request, state=state, answer=answer, user=user)
    except passkeys.PasskeyRefused:
        return False
    return True


def _paused(request: HttpRequest, user: Any) -> HttpResponse | None:
    """Wrong codes count like wrong passwords: after several the sign-in of this person from here is paused."""
    if AxesProxyHandler.is_allowed(request, {"email": user.email}):
        return None
    return locked_out(request, round(settings.AXES_COOLOFF_TIME * 60))


def _count_failure(request: HttpRequest, user: Any) -> None:
    user_login_failed.send(sender=__name__, credentials={"email": user.email}, request=request)
    audit.record(
        actor=Actor.system("sign-in"), action="staff.sign_in_failed", subject=user, subject_label=f"#{user.pk}", way="factor"
    )
