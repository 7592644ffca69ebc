"""Staff accounts and roles. A change is shown before it is made, and one that locks its author out is refused."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice import people
from backoffice.confirming import Asked, Preview, ask
from backoffice.listing import ChoiceFilter, Sort, TextFilter, View, render_list
from backoffice.models import SecondFactor
from backoffice.passwords import new_password
from backoffice.settings.listing import Cell, SettingsList
from backoffice.settings.people_forms import PersonForm, RoleForm
from core.access import Actor, Role, User
from core.access.http import staff
from core.access.permissions import vocabulary

KEY = people.KEY_PERMISSION
LOCKED_OUT = gettext_lazy("Not saved: after it you could not open this page again. Somebody else has to make this change.")


def _roles() -> list[tuple[str, str]]:
    return [(str(role.pk), role.name) for role in Role.objects.all()]


class People(SettingsList):
    name, caption, opens = "staff", gettext_lazy("Staff"), "person"
    sorts = {"name": Sort(gettext_lazy("Name"), "full_name"), "joined": Sort(gettext_lazy("Joined"), "date_joined")}
    filters = (
        TextFilter("q", gettext_lazy("Name or e-mail"), ("full_name__icontains", "email__icontains")),
        ChoiceFilter("role", gettext_lazy("Role"), _roles, field="roles"),
        ChoiceFilter(
            "factor", gettext_lazy("Second factor"), (("1", gettext_lazy("yes")), ("0", gettext_lazy("no"))), field="has_factor"
        ),
        ChoiceFilter(
            "active", gettext_lazy("May sign in"), (("1", gettext_lazy("yes")), ("0", gettext_lazy("no"))), field="is_active"
        ),
    )
    is_personal = True
    views = (
        View(gettext_lazy("May sign in"), {"active": "1"}),
        View(gettext_lazy("Closed accounts"), {"active": "0"}),
        View(gettext_lazy("All"), {}),
    )
    cells = (
        Cell(gettext_lazy("Name"), lambda row: row.full_name or row.email),
        Cell(gettext_lazy("E-mail"), lambda row: row.email),
        Cell(gettext_lazy("Roles"), lambda row: ", ".join(role.name for role in row.roles.all()) or "–"),
        Cell(gettext_lazy("Last sign-in"), lambda row: row.last_login),
        Cell(gettext_lazy("Second factor"), lambda row: gettext_lazy("yes") if row.has_factor else gettext_lazy("no")),
        Cell(gettext_lazy("May sign in"), lambda row: gettext_lazy("yes") if row.is_active else gettext_lazy("no")),
    )

    def queryset(self) -> QuerySet:
        return (
            User.objects.filter(is_staff=True)
            .annotate(has_factor=Exists(SecondFactor.objects.filter(user=OuterRef("pk"))))
            .prefetch_related("roles")
        )


class Roles(SettingsList):
    name, caption, opens = "roles", gettext_lazy("Roles"), "role"
    sorts = {"name": Sort(gettext_lazy("Name"), "name")}
    cells = (
        Cell(gettext_lazy("Role"), lambda row: row.name),
        Cell(gettext_lazy("Code"), lambda row: row.code),
        Cell(gettext_lazy("Permissions"), lambda row: len(row.permissions), num=True),
        Cell(gettext_lazy("People"), lambda row: row.people, num=True),
    )
    empty_head = gettext_lazy("No role yet")

    def queryset(self) -> QuerySet:
        return Role.objects.annotate(people=Count("users"))


def _crumbs(name: str, title: str) -> list[dict[str, Any]]:
    return [{"title": _("Settings")}, {"title": title, "url": reverse(f"backoffice:{name}")}]


@staff(GET=KEY)
def people_list(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        People(request),
        title=_("People"),
        sub=_("Everybody who may enter the back office."),
        crumbs=[{"title": _("Settings")}],
        primary={"title": _("New account"), "icon": "plus", "url": reverse("backoffice:person_new")},
    )


@staff(GET=KEY, POST=KEY)
def person_new(request: HttpRequest) -> HttpResponse:
    """Open an account; the password is shown on the next page, once."""
    form = PersonForm(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data, password = form.cleaned_data, new_password()
        try:
            user = people.create_staff(
                email=data["email"], full_name=data["full_name"], language=data["language"], password=password,
                roles=data["roles"], actor=Actor.of(request.user, request),
            )  # fmt: skip
        except people.EmailTaken:
            form.add_error("email", _("Somebody, staff or customer, signs in with this address already."))
        else:
            return _tell_password(request, user, password)
    context = {
        "form": form,
        "title": _("New account"),
        "back": reverse("backoffice:people"),
        "crumbs": _crumbs("people", _("People")),
    }
    return render(request, "backoffice/settings/form.html", context, status=422 if form.errors else 200)


def _tell_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    context = {"person_shown": user, "password": password, "title": str(user), "crumbs": _crumbs("people", _("People"))}
    return render(request, "backoffice/settings/password_told.html", context)


@staff(GET=KEY, POST=KEY)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an account: first shown what changes, then saved by a second press."""
    subject = get_object_or_404(User, pk=pk, is_staff=True)
    form = PersonForm(subject, request.POST or None)
    asked = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        changes = _changes(subject, data)
        if not changes:
            messages.info(request, _("Nothing to change."))
            return redirect("backoffice:person", pk=pk)
        asked = ask(request, Preview(rows=changes), data)
        if asked is None:
            try:
                people.change_staff(user=subject, actor=Actor.of(request.user, request), **data)
            except people.LocksYouOut:
                form.add_error(None, LOCKED_OUT)
            else:
                messages.success(request, _("The account is changed."))
                return redirect("backoffice:people")
    context = {
        "form": form,
        "subject": subject,
        "title": str(subject),
        "sub": subject.email,
        "asked": asked,
        "back": reverse("backoffice:people"),
        "crumbs": _crumbs("people", _("People")),
    }
    return render(request, "backoffice/settings/person.html", context, status=_status(form, asked))


def _status(form: Form, asked: Asked | None) -> int:
    """What the answer to a press is: wrong, changed meanwhile, or simply shown."""
    return 422 if form.errors else 409 if asked and asked.has_changed else 200


def _changes(subject: User, data: dict[str, Any]) -> list[dict[str, Any]]:
    def names(roles: Any) -> str:
        return ", ".join(sorted(role.name for role in roles)) or "–"

    yes = {True: _("yes"), False: _("no")}
    pairs = [
        (_("Full name"), subject.full_name, data["full_name"]),
        (_("Language"), subject.language, data["language"]),
        (_("Roles"), names(subject.roles.all()), names(data["roles"])),
        (_("May sign in"), yes[subject.is_active], yes[data["is_active"]]),
    ]
    return [{"what": what, "now": now, "after": after} for what, now, after in pairs if now != after]


@staff(POST=KEY)
def person_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a new password, shown once; every session of theirs ends."""
    subject = get_object_or_404(User, pk=pk, is_staff=True)
    if subject.pk == request.user.pk:
        messages.error(request, _("Nothing was changed: you change your own password under My settings."))
        return redirect("backoffice:person", pk=pk)
    password = new_password()
    people.set_password(user=subject, password=password, actor=Actor.of(request.user, request))
    return _tell_password(request, subject, password)


@staff(GET=KEY)
def roles_list(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        Roles(request),
        title=_("Roles"),
        sub=_("A role is a list of what its holders may do. Somebody with two roles may do what either allows."),
        crumbs=[{"title": _("Settings")}],
        primary={"title": _("New role"), "icon": "plus", "url": reverse("backoffice:role_new")},
    )


@staff(GET=KEY, POST=KEY)
def role_new(request: HttpRequest) -> HttpResponse:
    return _edit_role(request, None)


@staff(GET=KEY, POST=KEY)
def role(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit_role(request, get_object_or_404(Role, pk=pk))


def _edit_role(request: HttpRequest, subject: Role | None) -> HttpResponse:
    form = RoleForm(subject, request.POST or None)
    asked = None
    if request.method == "POST" and form.is_valid():
        changes = _role_changes(subject, form)
        if changes:
            asked = ask(request, Preview(rows=changes), form.cleaned_data)
        if asked is None and _save_role(request, subject, form):
            messages.success(request, _("The role is saved."))
            return redirect("backoffice:roles")
    context = {
        "form": form,
        "subject": subject,
        "title": subject.name if subject else _("New role"),
        "asked": asked,
        "back": reverse("backoffice:roles"),
        "crumbs": _crumbs("roles", _("Roles")),
        "holders": subject.users.filter(is_active=True).order_by("full_name")[:50] if subject else [],
    }
    return render(request, "backoffice/settings/role.html", context, status=_status(form, asked))


def _save_role(request: HttpRequest, subject: Role | None, form: RoleForm) -> bool:
    data = form.cleaned_data
    actor = Actor.of(request.user, request)
    try:
        people.save_role(
            role=subject, code=data.get("code", ""), name=data["name"], permissions=data["permissions"], actor=actor, **form.names
        )
    except people.LocksYouOut:
        form.add_error(None, LOCKED_OUT)
    except people.RoleNameTaken:
        form.add_error("name", _("Another role has this name or code."))
    return not form.errors


def _role_changes(subject: Role | None, form: RoleForm) -> list[dict[str, Any]]:
    data = form.cleaned_data
    meanings = {code: meaning for codes in vocabulary().values() for code, meaning in codes.items()}
    before, after = set(subject.permissions if subject else ()), set(data["permissions"])
    rows = [{"what": meanings.get(code, code), "now": _("may not"), "after": _("may")} for code in sorted(after - before)]
    rows += [{"what": meanings.get(code, code), "now": _("may"), "after": _("may not")} for code in sorted(before - after)]
    names = {"name_en": data["name"], **form.names} if subject else {}
    for column, after in names.items():
        if (now := getattr(subject, column)) != after:
            label = form.fields["name" if column == "name_en" else column].label
            rows.insert(0, {"what": label, "now": now or "–", "after": after or "–"})
    return rows or ([] if subject else [{"what": _("Permissions"), "now": "–", "after": _("none yet")}])
