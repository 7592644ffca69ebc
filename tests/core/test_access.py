"""Users, roles and permissions."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory

from core.access import Actor, Role, User, permissions
from core.access.permissions import UnknownPermission
from core.access.roles import define_role, grant_role, revoke_role
from core.audit.models import AuditEntry

ACTOR = Actor.system("test")


@pytest.fixture(autouse=True)
def _vocabulary(monkeypatch):
    monkeypatch.setattr(permissions, "_declared", {})
    permissions.declare("tea", {"tea.view": "See tea", "tea.pour": "Pour tea"})


@pytest.fixture
def waiter(db) -> User:
    person = User.objects.create_user("waiter@example.com", "a long password", is_staff=True)
    role = define_role(code="tea-waiter", name="Tea waiter", permissions=["tea.view"], actor=ACTOR)
    grant_role(user=person, role=role, actor=ACTOR)
    return person


def test_an_address_is_kept_and_found_whatever_its_case(db):
    person = User.objects.create_user("  Lan.Nguyen@Example.COM ", "a long password")
    assert person.email == "lan.nguyen@example.com"
    assert User.objects.get_by_natural_key("LAN.nguyen@example.com") == person
    assert User.objects.get(email="Lan.Nguyen@example.com") == person
    request = RequestFactory().post("/")
    assert authenticate(request, username="LAN.NGUYEN@EXAMPLE.COM", password="a long password") == person


def test_an_address_belongs_to_one_person_whatever_its_case(db):
    User.objects.create_user("lan@example.com")
    with pytest.raises(IntegrityError, match="access_user_email_unique"), transaction.atomic():
        User.objects.create_user("LAN@example.com")
    with (
        pytest.raises(IntegrityError, match="access_user_email_unique_ci"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO access_user"
            " (email, password, full_name, phone, language, is_superuser, is_staff, is_active, date_joined)"
            " SELECT upper(email), '', '', '', 'en', false, false, true, now() FROM access_user"
        )
    assert User.objects.count() == 1


def test_a_user_needs_an_address(db):
    with pytest.raises(ValueError, match="address"):
        User.objects.create_user("  ")
    with pytest.raises(IntegrityError, match="access_user_has_email"), transaction.atomic():
        User.objects.create(email="")


@pytest.mark.parametrize("constraint", ["access_role_code_unique", "access_role_name_unique"])
def test_roles_are_told_apart_by_code_and_name(db, constraint):
    Role.objects.create(code="tea-waiter", name="Tea waiter")
    same_code = constraint == "access_role_code_unique"
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Role.objects.create(
            code="tea-waiter" if same_code else "other-waiter", name="Other waiter" if same_code else "TEA WAITER"
        )


def test_somebody_may_do_what_one_of_their_roles_allows(waiter):
    person = User.objects.get(pk=waiter.pk)
    assert person.can("tea.view")
    assert not person.can("tea.pour")


def test_permissions_are_read_in_one_query_and_kept(waiter, assert_budget):
    person = User.objects.get(pk=waiter.pk)
    with assert_budget(1):
        for _ in range(3):
            person.can("tea.view")
            person.can("tea.pour")


@pytest.mark.parametrize("lost", ["is_active", "is_staff"])
def test_a_role_is_worth_nothing_to_somebody_disabled_or_no_longer_staff(waiter, lost):
    setattr(waiter, lost, False)
    assert not waiter.can("tea.view")


def test_a_superuser_may_do_everything_unless_disabled(db):
    root = User.objects.create_superuser("root@example.com", "a long password")
    assert root.can("tea.pour")
    root.is_active = False
    assert not root.can("tea.pour")


def test_a_misspelt_permission_is_an_error_and_not_a_refusal(db):
    root = User.objects.create_superuser("root@example.com", "a long password")
    with pytest.raises(UnknownPermission):
        root.can("tea.brew")


def test_a_role_cannot_hold_what_nobody_declared(db):
    with pytest.raises(UnknownPermission):
        define_role(code="tea-waiter", name="Tea waiter", permissions=["tea.view", "tea.brew"], actor=ACTOR)
    assert not Role.objects.filter(code="tea-waiter").exists()
    assert not AuditEntry.objects.filter(action="access.role_defined", data__permissions__contains="tea.brew").exists()
    with pytest.raises(ValidationError, match=r"tea\.brew"):
        Role(code="tea-waiter", name="Tea waiter", permissions=["tea.brew"]).full_clean()


def test_a_department_declares_only_its_own_permissions():
    with pytest.raises(ValueError, match=r"stock\.view"):
        permissions.declare("tea", {"stock.view": "See stock"})
    assert permissions.all_codes() == {"tea.view", "tea.pour"}


def test_taking_a_role_away_ends_its_permissions_and_is_on_record(waiter):
    assert waiter.can("tea.view")
    role = Role.objects.get(code="tea-waiter")
    revoke_role(user=waiter, role=role, actor=ACTOR)
    revoke_role(user=waiter, role=role, actor=ACTOR)
    assert not waiter.can("tea.view")
    actions = list(
        AuditEntry.objects.filter(action__startswith="access.role_", subject_label=f"#{waiter.pk}")
        .order_by("id")
        .values_list("action", "subject_label")
    )
    assert actions == [("access.role_granted", f"#{waiter.pk}"), ("access.role_revoked", f"#{waiter.pk}")]


def test_defining_a_role_again_changes_it(waiter):
    define_role(code="tea-waiter", name="Head tea waiter", permissions=["tea.pour", "tea.view"], actor=ACTOR)
    assert User.objects.get(pk=waiter.pk).can("tea.pour")
    assert Role.objects.get(code="tea-waiter").name == "Head tea waiter"


def test_people_are_called_by_their_name_else_by_their_address(db):
    named = User(email="lan@example.com", full_name="Nguyễn Thị Lan")
    assert (str(named), named.get_full_name(), named.get_short_name()) == ("Nguyễn Thị Lan", "Nguyễn Thị Lan", "Nguyễn Thị Lan")
    assert str(User(email="lan@example.com")) == User(email="lan@example.com").get_short_name() == "lan@example.com"
