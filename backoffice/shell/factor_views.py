"""One's own second factors: an app, passkeys, recovery codes. Whoever has one proves it before changing any."""

import base64
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from backoffice.factors import passkeys, proving, totp
from backoffice.forms import OfficeForm
from backoffice.models import FactorKind
from backoffice.shell.proving import CHALLENGE, answer_of, freshly_proved
from backoffice.shell.sessions import OWES, PROVED
from core import clock
from core.access import Actor
from core.access.http import ANY_STAFF, staff
from core.documents import qr_svg

KEPT_SECRET = "app_secret"  # noqa: S105 (where the session keeps it until the first code)


class AppForm(OfficeForm):
    code = forms.CharField(
        label=gettext_lazy("The six digits the app shows"),
        max_length=9,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
    )


class PasskeyForm(OfficeForm):
    name = forms.CharField(
        label=gettext_lazy("Name of the passkey"), max_length=60, help_text=gettext_lazy("Such as “laptop” or “blue key”.")
    )
    credential = forms.CharField(required=False, widget=forms.HiddenInput)


@staff(GET=ANY_STAFF)
def factors(request: HttpRequest) -> HttpResponse:
    """What one has, and what can be added."""
    return render(request, "backoffice/factors.html", _context(request))


def _context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    user: Any = request.user
    found = list(user.factors.all())
    return {
        "factors": found,
        "has_app": any(factor.kind == FactorKind.TOTP for factor in found),
        "codes_left": user.recovery_codes.filter(used_at=None).count() if found else 0,
        "level": proving.level_of(user),
        "owes": bool(request.session.get(OWES)),
        "passkeys_possible": passkeys.are_possible(request),
        "form": PasskeyForm(),
        **more,
    }


@sensitive_post_parameters("code")
@never_cache
@staff(GET=ANY_STAFF, POST=ANY_STAFF)
@freshly_proved("GET", "POST")
def app_new(request: HttpRequest) -> HttpResponse:
    """Show the secret as a picture and in letters; keep it when the app's first code is right."""
    kept = request.session.get(KEPT_SECRET)
    secret = base64.b64decode(kept) if kept else totp.new_secret()
    request.session[KEPT_SECRET] = base64.b64encode(secret).decode()
    form = AppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = Actor.of(request.user, request)
        try:
            codes = proving.add_app(user=request.user, secret=secret, code=form.cleaned_data["code"], actor=actor)
        except proving.WrongCode:
            form.add_error("code", _("The app shows another code now, or its clock is wrong. Nothing was kept yet."))
        else:
            del request.session[KEPT_SECRET]
            return _added(request, codes, _("The app is added. From the next sign-in on it is asked after the password."))
    picture = qr_svg(totp.address(secret, request.user.email, settings.OSCAR_SHOP_NAME))
    context = {"form": form, "picture": picture, "spelled": totp.spelled(secret)}
    return render(request, "backoffice/factor_app.html", context, status=422 if form.errors else 200)


@staff(POST=ANY_STAFF)
@freshly_proved("POST")
def passkey_new_options(request: HttpRequest) -> HttpResponse:
    """What the browser is told to make a passkey."""
    options, request.session[CHALLENGE] = passkeys.begin_making(request, request.user)
    return JsonResponse(options)


@staff(POST=ANY_STAFF)
@freshly_proved("POST")
def passkey_new(request: HttpRequest) -> HttpResponse:
    """Keep the passkey the browser made."""
    form, answer, state = PasskeyForm(request.POST), answer_of(request), request.session.pop(CHALLENGE, None)
    if not form.is_valid():
        return render(request, "backoffice/factors.html", _context(request, form=form), status=422)
    try:
        if not answer or state is None:
            raise passkeys.PasskeyRefused(why="nothing asked")
        credential = passkeys.finish_making(request, state, answer)
    except passkeys.PasskeyRefused:
        messages.error(request, _("The browser made no passkey. Nothing was kept; try it once more."))
        return redirect("backoffice:factors")
    actor = Actor.of(request.user, request)
    codes = proving.add_passkey(user=request.user, credential=credential, name=form.cleaned_data["name"], actor=actor)
    return _added(request, codes, _("The passkey is added."))


def _added(request: HttpRequest, codes: list[str], said: str) -> HttpResponse:
    """Whoever just added a factor has proved it; with the first one the recovery codes are shown, this once."""
    request.session[PROVED] = clock.now().timestamp()
    request.session.pop(OWES, None)
    if not codes:
        messages.success(request, said)
        return redirect("backoffice:factors")
    return render(request, "backoffice/recovery_codes.html", {"codes": codes, "said": said})


@staff(POST=ANY_STAFF)
@freshly_proved("POST")
def factor_remove(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        proving.remove_factor(user=request.user, pk=pk, actor=Actor.of(request.user, request))
        messages.success(request, _("It is removed and opens nothing any more."))
    except proving.FactorRequired:
        messages.error(request, _("Nothing was removed: your role needs a second factor. Add another one first."))
    return redirect("backoffice:factors")


@never_cache
@staff(POST=ANY_STAFF)
@freshly_proved("POST")
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ten fresh codes, shown this once; those from before are worth nothing."""
    if not request.user.factors.exists():
        messages.warning(request, _("Recovery codes stand in for a second factor: add one first."))
        return redirect("backoffice:factors")
    codes = proving.new_recovery_codes(user=request.user, actor=Actor.of(request.user, request))
    said = _("These are your codes from now on; those from before are worth nothing.")
    return render(request, "backoffice/recovery_codes.html", {"codes": codes, "said": said})
