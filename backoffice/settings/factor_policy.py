"""Who needs a second factor, by role; and letting somebody begin anew who lost theirs."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from backoffice.confirming import Preview, ask
from backoffice.factors import proving
from backoffice.forms import OfficeForm
from backoffice.models import FactorLevel, FactorPolicy
from backoffice.people import KEY_PERMISSION as KEY
from backoffice.people import LocksYouOut
from core.access import Actor, Role, User
from core.access.http import staff


class PolicyForm(OfficeForm):
    """One choice for each role."""

    def __init__(self, roles: list[Role], levels: dict[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for role in roles:
            self.fields[f"role_{role.pk}"] = forms.ChoiceField(
                label=role.name, choices=FactorLevel.choices, initial=levels.get(role.pk, FactorLevel.OPTIONAL),
                widget=forms.Select(attrs={"class": "form-select"}),
            )  # fmt: skip


def _levels() -> dict[int, str]:
    return dict(FactorPolicy.objects.values_list("role_id", "level"))


def _lacking(role: Role) -> str:
    """How many holders of a role have nothing yet."""
    holders = role.users.filter(is_active=True, is_staff=True).aggregate(
        all=Count("pk", distinct=True), lacking=Count("pk", filter=Q(factors=None), distinct=True)
    )
    return _("%(lacking)d of %(all)d people have none yet") % holders


@staff(GET=KEY, POST=KEY)
def factor_policy(request: HttpRequest) -> HttpResponse:
    """Shown first what changes, saved by a second press; a save that locks its author out is refused."""
    roles, levels = list(Role.objects.order_by("name")), _levels()
    form = PolicyForm(roles, levels, request.POST or None)
    asked = None
    if request.method == "POST" and form.is_valid():
        chosen = {role: form.cleaned_data[f"role_{role.pk}"] for role in roles}
        changed = {role: level for role, level in chosen.items() if level != levels.get(role.pk, FactorLevel.OPTIONAL)}
        changes = [_change(role, levels, level) for role, level in changed.items()]
        if not changes:
            messages.info(request, _("Nothing to change."))
            return redirect("backoffice:factor_policy")
        asked = ask(request, Preview(rows=changes), form.cleaned_data)
        if asked is None:
            try:
                proving.set_levels(levels=changed, actor=Actor.of(request.user, request))
            except LocksYouOut:
                form.add_error(
                    None, _("Not saved: you would need a second factor and have none. Add one under My settings first.")
                )
            else:
                messages.success(request, _("Saved. It holds from everybody's next sign-in on."))
                return redirect("backoffice:factor_policy")
    context = {
        "form": form,
        "asked": asked,
        "title": _("Second factor"),
        "sub": _("What is asked beside the password, by role. Of somebody with two roles the stricter is asked."),
        "crumbs": [{"title": _("Settings")}],
    }
    status = 422 if form.errors else 409 if asked and asked.has_changed else 200
    return render(request, "backoffice/settings/factor_policy.html", context, status=status)


def _change(role: Role, levels: dict[int, str], level: str) -> dict[str, Any]:
    now = FactorLevel(levels.get(role.pk, FactorLevel.OPTIONAL))
    said = str(FactorLevel(level).label)
    if level == FactorLevel.REQUIRED:
        said = f"{said} ({_lacking(role)})"
    return {"what": role.name, "now": now.label, "after": said}


@staff(POST=KEY)
def person_factors(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody lost the telephone and the codes: they begin anew with their password alone."""
    subject = get_object_or_404(User, pk=pk, is_staff=True)
    if subject.pk == request.user.pk:
        messages.error(request, _("Nothing was removed: your own you remove under My settings."))
        return redirect("backoffice:person", pk=pk)
    removed = proving.remove_all(user=subject, actor=Actor.of(request.user, request))
    if removed:
        messages.success(request, _("Removed. They sign in with the password and add a new one."))
    else:
        messages.info(request, _("Nothing to remove: they have no second factor."))
    return redirect("backoffice:person", pk=pk)
