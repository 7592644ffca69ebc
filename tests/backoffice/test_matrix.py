"""Every URL × method × role, of both faces, declared and tried. An undeclared address fails the build."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import resolve

from backoffice.roles import DEFAULT_ROLES, expand
from core.access.http import METHODS, declared_views, may_open, undeclared_permissions
from core.access.permissions import all_codes
from tests.backoffice import matrix
from tests.factories.people import shopper, staff_member


def test_every_address_declares_who_may_use_it():
    assert matrix.holes() == []
    assert undeclared_permissions() == []


def test_what_is_declared_is_what_was_reviewed():
    declared, reviewed = set(matrix.declared()), set(matrix.reviewed())
    new = "\n".join(line for line in matrix.declared() if line not in reviewed)
    gone = "\n".join(line for line in matrix.reviewed() if line not in declared)
    assert declared == reviewed, (
        f"Read these lines; if they are right, change tests/backoffice/matrix.txt.\n\nto add:\n{new}\n\nto remove:\n{gone}"
    )


@pytest.mark.parametrize("code", DEFAULT_ROLES)
def test_default_roles_name_declared_permissions_only(code):
    for pattern in DEFAULT_ROLES[code][1]:
        assert expand([pattern]), f"{code}: nothing is declared for {pattern}"


def test_every_permission_is_held_by_some_default_role():
    held = {code for _name, patterns in DEFAULT_ROLES.values() for code in expand(patterns)}
    assert sorted(all_codes() - held) == []


@pytest.fixture
def people(db) -> dict[str, Any]:
    """One person per column of the matrix."""
    return {
        "nobody": AnonymousUser(),
        "customer": shopper(),
        "no_role": staff_member(),
        "closed": staff_member("administrator", is_active=False),
        **{code: staff_member(code) for code in DEFAULT_ROLES},
    }


def may(cell: matrix.Cell, who: str) -> bool:
    """What the reviewed lines say about one cell."""
    if cell.needs == "public":
        return True
    if who in ("nobody", "closed"):
        return False
    if cell.needs == "signed_in":
        return True
    if who == "customer":
        return False
    return cell.needs == "staff" or who in cell.roles


def outcome(cell: matrix.Cell, user: Any) -> str:
    """Send the request to the view behind the address, as far as its rule: refused, sent to sign in, or let through."""
    view = resolve(cell.path).func
    request = RequestFactory().generic(cell.method, cell.path)
    request.user = user
    try:
        answer = view.access.refusal(request)
    except PermissionDenied:
        return "refused"
    return "in" if answer is None else "sign in"


def test_every_cell_is_as_reviewed(people):
    wrong = []
    for cell in matrix.cells():
        for who, user in people.items():
            got = outcome(cell, user)
            stranger = who in ("nobody", "closed") or cell.needs.startswith("machine")
            wanted = "in" if may(cell, who) else "sign in" if stranger else "refused"
            if got != wanted:
                wrong.append(f"{cell.method} {cell.route} as {who}: {got}, not {wanted}")
    assert wrong == []


def test_what_is_refused_never_reaches_the_view(people):
    """The rule is not only there: the decorated view itself stops every refused cell."""
    for cell in matrix.cells():
        for who, user in people.items():
            if may(cell, who):
                continue
            request = RequestFactory().generic(cell.method, cell.path)
            request.user = user
            found = resolve(cell.path)
            try:
                answer = found.func(request, *found.args, **found.kwargs)
            except PermissionDenied:
                continue
            assert answer.status_code in (302, 401), f"{cell.method} {cell.route} as {who}: {answer.status_code}"
            if cell.needs.startswith("machine"):
                assert answer["WWW-Authenticate"] == "Bearer"
                continue
            assert "sign-in" in answer["Location"] or "login" in answer["Location"]


def test_methods_that_are_not_declared_are_answered_405(people):
    user = people["administrator"]
    for view in declared_views():
        if view.rule is None:
            continue
        path = matrix.Cell("GET", view.route, "").path
        found = resolve(path)
        for method in sorted(METHODS - set(view.rule.methods)):
            request = RequestFactory().generic(method, path)
            request.user = user
            assert found.func(request, *found.args, **found.kwargs).status_code == 405, f"{method} {view.route}"


@pytest.mark.parametrize("who", ["nobody", "customer", "no_role", "picker"])
def test_refusals_are_pages_with_words_through_the_whole_stack(people, who):
    client = Client()
    if who != "nobody":
        client.force_login(people[who], backend="django.contrib.auth.backends.ModelBackend")
    for cell in [cell for cell in matrix.cells() if "." in cell.needs and cell.method == "GET"][::6]:
        if may(cell, who):
            continue
        answer = client.get(cell.path)
        assert answer.status_code == (302 if who == "nobody" else 403), cell.path
        if who != "nobody":
            assert "<h1>" in answer.content.decode(), cell.path


@pytest.mark.parametrize("partial", [False, True])
def test_pages_of_nothing_and_nonsense_are_never_a_500(people, partial):
    """Every readable address of the office with stand-ins for its parameters, by somebody who may do everything."""
    boss = people["administrator"]
    boss.is_superuser = True
    boss.save()
    client = Client(raise_request_exception=False, headers={"HX-Request": "true"} if partial else {})
    client.force_login(boss, backend="django.contrib.auth.backends.ModelBackend")
    broken = []
    for cell in matrix.cells():
        if cell.method == "GET" and cell.route.startswith("office/"):
            answer = client.get(cell.path, {"page": "x", "after": "%%", "q": "\x00'\"<", "export": "x", "from": "31.02.2026"})
            if answer.status_code >= 500:
                broken.append(cell.route)
    assert broken == []


def test_a_link_is_offered_to_exactly_those_who_may_open_it(people):
    wrong = [
        f"{cell.path} and {who}"
        for cell in matrix.cells()
        if cell.method == "GET"
        for who, user in people.items()
        if may_open(user, f"{cell.path}?page=2") != (outcome(cell, user) == "in")
    ]
    assert not wrong, wrong
    assert not may_open(people["administrator"], "/no-such-page/")
