"""Sign-in, sign-out, one's own settings, and the page everybody starts from."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from backoffice.factors import passkeys, proving
from backoffice.homes import homes_of
from backoffice.navigating import all_items, may_open, navigation
from backoffice.settings import beginning
from backoffice.shell import sessions
from backoffice.shell.context import KEYS_COOKIE
from backoffice.shell.entering import YEAR, enter, way_on
from backoffice.shell.forms import PasswordForm, SignInForm
from backoffice.shell.proving import wait_for_factor
from backoffice.shell.refusals import locked_out
from core import audit
from core.access import Actor, User
from core.access.http import ANY_STAFF, public, staff


@sensitive_post_parameters("password")
@never_cache
@public("GET", "POST")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The staff's own door. Unknown address, wrong password, customer's login: the same words after the same work."""
    if request.method == "GET" and request.user.is_authenticated and request.user.is_staff:
        return redirect(way_on(request, request.GET.get("next", "")))
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        user = _who_fits(request, form.cleaned_data["email"].lower(), form.cleaned_data["password"])
        if getattr(request, "axes_locked_out", False):
            return locked_out(request, round(settings.AXES_COOLOFF_TIME * 60))
        if user is not None and proving.is_asked(user):
            return wait_for_factor(request, user, form.cleaned_data["next"])
        if user is not None:
            return enter(request, user, form.cleaned_data["next"])
        audit.record(actor=Actor.system("sign-in"), action="staff.sign_in_failed", way="password")
        form.add_error(None, _("E-mail and password do not fit together."))
    return _door(request, form)


def _door(request: HttpRequest, form: SignInForm) -> HttpResponse:
    context = {"form": form, "passkeys_possible": passkeys.are_possible(request)}
    return render(request, "backoffice/sign_in.html", context, status=422 if form.errors else 200)


def _who_fits(request: HttpRequest, email: str, password: str) -> User | None:
    credentials = {"email": email}
    user = authenticate(request=request, password=password, **credentials)
    if user is not None and not user.is_staff:
        # A customer's right password must neither open this door nor be told from a wrong one by trying often.
        user_login_failed.send(sender=__name__, credentials=credentials, request=request)
        return None
    return user


@public("POST")
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        actor = Actor.of(request.user, request)
        audit.record(actor=actor, action="staff.signed_out", subject_label=f"#{request.user.pk}")
        sessions.close(request)
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("backoffice:sign_in")


@staff(GET=ANY_STAFF)
def home(request: HttpRequest) -> HttpResponse:
    """The figures that decide this person's day, what is waiting, and everything they may open."""
    groups = [group for group in navigation(request) if group.items]
    waiting = [item for group in groups for item in group.items if item.count]
    homes = homes_of(request.user)
    wanted = request.GET.get("home", "")
    here = next((home for home in homes if home.code == wanted), homes[0] if homes else None)
    tabs = [{"title": home.title, "url": f"?home={home.code}", "current": home is here} for home in homes]
    context = {
        "groups": groups,
        "waiting": waiting,
        "first_steps": beginning.steps(request.user),
        "here": here,
        "views": tabs if len(tabs) > 1 else [],
        "stats": here.figures(request.user) if here else [],
        "chart": here.chart(request.user) if here and here.chart else None,
    }
    return render(request, "backoffice/home.html", context)


@staff(GET=ANY_STAFF)
def department(request: HttpRequest, department: str) -> HttpResponse:
    """A department's root without a page of its own leads to the first of its screens that this person may open."""
    root = f"{reverse('backoffice:home')}{department}/"
    items = [item for item in all_items() if reverse(item.url_name).startswith(root)]
    if not items:
        raise Http404("no such department")
    first = next((item for item in items if may_open(request.user, item)), None)
    if first is None:
        raise PermissionDenied(items[0].permission)
    return redirect(first.url_name)


@sensitive_post_parameters("current", "new", "again")
@staff(GET=ANY_STAFF, POST=ANY_STAFF)
def me(request: HttpRequest) -> HttpResponse:
    """One's own settings: password, single keys."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = request.user
        user.set_password(form.cleaned_data["new"])
        user.save(update_fields=["password"])
        update_session_auth_hash(request, user)  # every other session of this person ends
        sessions.keep_only(request)
        audit.record(actor=Actor.of(user, request), action="staff.password_changed", subject=user, subject_label=f"#{user.pk}")
        messages.success(request, _("Your password is changed. You are signed out everywhere else."))
        return redirect("backoffice:me")
    has_factor = request.user.factors.exists()
    context = {"form": form, "has_factor": has_factor, "absolute_hours": settings.STAFF_SESSION_ABSOLUTE // 3600}
    return render(request, "backoffice/me.html", context, status=422 if form.errors else 200)


@staff(POST=ANY_STAFF)
def single_keys(request: HttpRequest) -> HttpResponse:
    """Switch single-key shortcuts on or off in this browser."""
    off = request.POST.get("keys") == "off"
    response = redirect("backoffice:me")
    response.set_cookie(KEYS_COOKIE, "off" if off else "on", max_age=YEAR, samesite="Lax", secure=request.is_secure())
    messages.success(request, _("Single keys are off.") if off else _("Single keys are on."))
    return response
