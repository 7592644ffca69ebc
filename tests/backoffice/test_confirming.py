"""What was looked at is what is done: a preview that no longer holds is shown again, and nothing is done."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from backoffice.models import FactorPolicy
from backoffice.roles import ensure_roles
from backoffice.settings.editing import number_in_words
from core.access import Role
from shop.payment.models import Refund
from shop.payment.refunding import request_refund
from tests.factories import shop
from tests.factories.people import staff_member

pytestmark = pytest.mark.django_db
MEANWHILE = "It has changed since you looked. Nothing was done: look again, then press once more."


def at(name: str, *args) -> str:
    return reverse(f"backoffice:{name}", args=args)


@pytest.fixture(autouse=True)
def _roles(db):
    ensure_roles()


def test_an_amount_that_changed_between_preview_and_press_is_shown_again_and_nothing_is_promised(signed_in_as):
    accountant = signed_in_as("accountant")
    payment = shop.payment_of(shop.order_paid())
    page, values = at("refund_ask", payment.pk), {"amount": "50000", "reason": "goodwill"}
    shown = accountant.post(page, values)
    request_refund(payment=payment, amount=10_000, reason="goodwill", actor=shop.ACTOR)

    again = accountant.post(page, {**values, "shown": shown.context["asked"].mark})

    assert again.status_code == 409
    assert MEANWHILE in again.content.decode()
    assert Refund.objects.count() == 1
    accountant.post(page, {**values, "shown": again.context["asked"].mark})
    assert sorted(Refund.objects.values_list("amount", flat=True)) == [10_000, 50_000]


def test_other_words_than_those_looked_at_are_previewed_without_blaming_anybody(signed_in_as):
    accountant = signed_in_as("accountant")
    page = at("refund_ask", shop.payment_of(shop.order_paid()).pk)
    shown = accountant.post(page, {"amount": "50000", "reason": "goodwill"})

    again = accountant.post(page, {"amount": "60000", "reason": "goodwill", "shown": shown.context["asked"].mark})

    assert again.status_code == 200
    assert MEANWHILE not in again.content.decode()
    assert not Refund.objects.exists()


@pytest.mark.parametrize("shown", ["1", "confirm", "x.y", "."])
def test_a_press_without_a_look_only_shows(signed_in_as, shown):
    accountant = signed_in_as("accountant")
    page = at("refund_ask", shop.payment_of(shop.order_paid()).pk)

    answer = accountant.post(page, {"amount": "50000", "reason": "goodwill", "shown": shown, "step": "confirm"})

    assert answer.context["asked"] is not None
    assert not Refund.objects.exists()


def test_a_role_that_somebody_else_changed_meanwhile_is_shown_again(signed_in_as):
    office, role = signed_in_as("administrator"), Role.objects.get(code="picker")
    page = at("role", role.pk)
    values = {"name": role.name, "permissions": [*role.permissions, "inventory.view"]}
    shown = office.post(page, values)
    Role.objects.filter(pk=role.pk).update(permissions=role.permissions[1:])

    again = office.post(page, {**values, "shown": shown.context["asked"].mark})

    assert again.status_code == 409 and MEANWHILE in again.content.decode()
    role.refresh_from_db()
    assert "inventory.view" not in role.permissions


def test_an_account_whose_roles_changed_meanwhile_is_shown_again(signed_in_as):
    office, user = signed_in_as("administrator"), staff_member("picker")
    page = at("person", user.pk)
    values = {"full_name": user.full_name, "language": "en", "roles": [], "is_active": "on"}
    shown = office.post(page, values)
    user.roles.add(Role.objects.get(code="accountant"))

    again = office.post(page, {**values, "shown": shown.context["asked"].mark})

    assert again.status_code == 409 and MEANWHILE in again.content.decode()
    assert user.roles.count() == 2


def test_a_policy_whose_effect_on_people_changed_meanwhile_is_shown_again(signed_in_as):
    office, role = signed_in_as("administrator"), Role.objects.get(code="accountant")
    chosen = {f"role_{one.pk}": "required" if one == role else "optional" for one in Role.objects.all()}
    shown = office.post(at("factor_policy"), chosen)
    staff_member("accountant")

    again = office.post(at("factor_policy"), {**chosen, "shown": shown.context["asked"].mark})

    assert again.status_code == 409 and MEANWHILE in again.content.decode()
    assert not FactorPolicy.objects.exists()


@pytest.mark.parametrize(("language", "said"), [("en", "50,000"), ("vi", "50.000")])
def test_what_was_typed_is_said_as_the_reader_writes_numbers(signed_in_as, language, said):
    accountant = signed_in_as("accountant")
    page = at("refund_ask", shop.payment_of(shop.order_paid()).pk)
    shown = accountant.post(page, {"amount": "50000", "reason": "goodwill"}, headers={"accept-language": language})
    assert said in [one["value"] for one in shown.context["typed"]]


@pytest.mark.parametrize(
    ("value", "said"), [("50000", "50,000"), (50_000, "50,000"), ("1250.50", "1,250.5"), ("7", "7"), ("no number", "no number")]
)
def test_amounts_of_a_changed_setting_are_grouped(value, said):
    with override("en"):
        assert number_in_words(value) == said
