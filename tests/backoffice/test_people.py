"""Who may come in and as what: shown before saved, never locking the author out, written down."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from core.access import Role, User
from core.audit.models import AuditEntry
from tests.factories.people import shopper, staff_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(signed_in_as):
    return signed_in_as("administrator")


def confirmed(client: Client, address: str, data: dict):
    """Press the first button, look at what changes, press again."""
    shown = client.post(address, data)
    assert shown.status_code == 200, shown.context["form"].errors
    return client.post(address, {**data, "shown": shown.context["asked"].mark})


def account(user: User, **values) -> dict:
    return {"full_name": user.full_name, "language": "en", "roles": [r.pk for r in user.roles.all()], "is_active": "on", **values}


def person(user: User) -> str:
    return reverse("backoffice:person", args=[user.pk])


def test_a_new_account_gets_a_password_shown_once_that_lets_it_in(office):
    role = Role.objects.get(code="picker")
    answer = office.post(
        reverse("backoffice:person_new"),
        {"email": "New.Person@example.com", "full_name": "New Person", "language": "vi", "roles": [role.pk]},
    )
    password = re.search(r'id="told">([^<]+)<', answer.content.decode())[1]
    user = User.objects.get(email="new.person@example.com")
    assert user.is_staff and list(user.roles.all()) == [role]
    entered = Client().post("/office/sign-in/", {"email": user.email, "password": password})
    assert entered.status_code == 302
    assert password not in str(list(AuditEntry.objects.values_list("data", flat=True)))


def test_a_taken_address_is_refused_beside_its_field(office):
    taken = shopper()
    answer = office.post(reverse("backoffice:person_new"), {"email": taken.email, "full_name": "X", "language": "en"})
    assert answer.status_code == 422 and "email" in answer.context["form"].errors
    taken.refresh_from_db()
    assert not taken.is_staff


def test_a_change_is_shown_before_it_is_saved(office):
    user = staff_member("picker")
    data = account(user, roles=[])
    shown = office.post(person(user), data)
    assert "Not saved yet" in shown.content.decode() and user.roles.exists()
    office.post(person(user), {**data, "shown": shown.context["asked"].mark})
    assert not user.roles.exists()
    assert AuditEntry.objects.filter(action="access.role_revoked", actor_id=office.user.pk).exists()


def test_only_what_was_looked_at_is_saved(office):
    user = staff_member("picker")
    shown = office.post(person(user), account(user, full_name="One"))
    office.post(person(user), account(user, full_name="Another", shown=shown.context["asked"].mark))
    user.refresh_from_db()
    assert user.full_name not in ("One", "Another")


@pytest.mark.parametrize("values", [{"roles": []}, {"is_active": ""}])
def test_nobody_locks_themselves_out_of_staff_accounts(office, values):
    answer = confirmed(office, person(office.user), account(office.user, **values))
    assert answer.status_code == 422
    assert "could not open this page again" in answer.content.decode()
    office.user.refresh_from_db()
    assert office.user.is_active and office.user.roles.exists()


def test_nobody_takes_the_key_out_of_the_only_role_they_hold(office):
    role = Role.objects.get(code="administrator")
    rest = [code for code in role.permissions if code != "settings.people"]
    answer = confirmed(office, reverse("backoffice:role", args=[role.pk]), {"name": role.name, "permissions": rest})
    assert answer.status_code == 422
    role.refresh_from_db()
    assert "settings.people" in role.permissions


def test_closing_an_account_keeps_it_out(office, signed_in_as):
    other = signed_in_as("picker")
    confirmed(office, person(other.user), account(other.user, is_active=""))
    assert other.get("/office/").status_code == 302


def test_a_new_password_ends_their_sessions_and_not_ones_own(office, signed_in_as):
    other = signed_in_as("picker")
    office.post(reverse("backoffice:person_password", args=[other.user.pk]))
    assert other.get("/office/").status_code == 302
    before = User.objects.get(pk=office.user.pk).password
    office.post(reverse("backoffice:person_password", args=[office.user.pk]))
    assert User.objects.get(pk=office.user.pk).password == before


def test_a_role_is_made_changed_and_written_down(office):
    made = {"name": "Night desk", "code": "night", "permissions": ["orders.view"]}
    confirmed(office, reverse("backoffice:role_new"), made)
    role = Role.objects.get(code="night")
    assert role.permissions == ["orders.view"]
    taken = confirmed(office, reverse("backoffice:role_new"), {**made, "code": "other"})
    assert taken.status_code == 422 and Role.objects.filter(name="Night desk").count() == 1
    assert AuditEntry.objects.filter(action="access.role_defined", actor_id=office.user.pk).count() == 1


def test_customers_accounts_are_not_staff_accounts(office):
    assert office.get(person(shopper())).status_code == 404
