"""A new version's default roles reach an installation that exists, and what an administrator decided stays."""

import io

import pytest
from django.core.management import call_command

from backoffice import roles
from backoffice.models import RoleDefault
from backoffice.roles import ensure_roles
from core.access import Actor, Role
from core.access.roles import define_role
from core.audit.models import AuditEntry
from tests.factories.people import staff_member

pytestmark = pytest.mark.django_db
WAS = ("fulfillment.view", "fulfillment.pick")


@pytest.fixture
def next_version(monkeypatch):
    """Say what the default of the picker is in a version, and pass the upgrade."""

    def becomes(*permissions: str) -> Role:
        monkeypatch.setitem(roles.DEFAULT_ROLES, "picker", ("Picker and packer", permissions))
        ensure_roles()
        return Role.objects.get(code="picker")

    RoleDefault.objects.filter(code="picker").delete()
    Role.objects.filter(code="picker").delete()
    return becomes


def changed_by_a_person(role: Role, *permissions: str) -> None:
    define_role(code=role.code, name=role.name_en, permissions=permissions, actor=Actor.of(staff_member()))


def test_a_permission_that_the_default_did_not_have_before_is_added(next_version):
    next_version(*WAS)

    role = next_version(*WAS, "fulfillment.take_back")

    assert set(role.permissions) == {*WAS, "fulfillment.take_back"}
    assert RoleDefault.objects.get(code="picker").permissions == sorted(role.permissions)


def test_what_an_administrator_took_away_stays_away_and_what_was_given_stays(next_version):
    changed_by_a_person(next_version(*WAS), "fulfillment.view", "inventory.view")

    role = next_version(*WAS, "fulfillment.take_back")

    assert set(role.permissions) == {"fulfillment.view", "inventory.view", "fulfillment.take_back"}


def test_what_a_new_version_no_longer_grants_is_not_taken_away(next_version):
    next_version(*WAS, "fulfillment.take_back")

    assert set(next_version(*WAS).permissions) == {*WAS, "fulfillment.take_back"}


def test_a_role_that_was_removed_does_not_come_back(next_version):
    next_version(*WAS).delete()
    with pytest.raises(Role.DoesNotExist):
        next_version(*WAS, "fulfillment.take_back")


def test_a_role_from_before_defaults_were_recorded_gets_them_only_when_nobody_changed_it(next_version):
    role = next_version(*WAS)
    RoleDefault.objects.all().delete()
    assert set(next_version(*WAS, "fulfillment.take_back").permissions) == {*WAS, "fulfillment.take_back"}

    changed_by_a_person(role, "fulfillment.view")
    RoleDefault.objects.all().delete()
    assert next_version(*WAS, "fulfillment.take_back").permissions == ["fulfillment.view"]
    assert set(next_version(*WAS, "fulfillment.take_back", "fulfillment.pack").permissions) == {
        "fulfillment.view",
        "fulfillment.pack",
    }


def test_the_upgrade_passes_the_default_roles_and_again_changes_nothing(next_version, monkeypatch):
    next_version(*WAS)
    monkeypatch.setitem(roles.DEFAULT_ROLES, "picker", ("Picker and packer", (*WAS, "fulfillment.pack")))

    for _twice in range(2):
        call_command("upgrade", verbosity=0, stdout=io.StringIO())

    role = Role.objects.get(code="picker")
    assert set(role.permissions) == {*WAS, "fulfillment.pack"}
    told = AuditEntry.objects.filter(action="access.role_defined", subject_id=str(role.pk), actor_label="default roles")
    assert told.count() == 2
