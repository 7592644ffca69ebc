"""A company begins without the demo: its first administrator is let in, and every screen says what to do next."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from backoffice import people
from backoffice.navigating import all_items
from backoffice.settings import beginning
from core.access import Role, User
from core.audit.models import AuditEntry
from tests.factories import shop
from tests.factories.people import staff_member

pytestmark = pytest.mark.django_db
ADDRESS = "Linh@Example.com"


def admit(*given: str) -> str:
    said = StringIO()
    call_command("first_administrator", *given, stdout=said)
    return said.getvalue()


def test_the_first_administrator_signs_in_with_the_password_that_was_told_and_may_open_accounts():
    said = admit(ADDRESS, "--name", "Phạm Linh", "--language", "vi")
    password = said.strip().splitlines()[-1]
    browser = Client()
    answer = browser.post(reverse("backoffice:sign_in"), {"email": "linh@example.com", "password": password})
    assert answer.status_code == 302
    assert browser.get(reverse("backoffice:person_new"), follow=True).status_code == 200
    user = User.objects.get()
    assert (user.full_name, user.language, user.is_superuser) == ("Phạm Linh", "vi", False)
    assert user.can("settings.people")
    entry = AuditEntry.objects.get(action="staff.created")
    assert "installation" in entry.actor_label and ADDRESS.lower() not in str(entry.data)


def test_a_second_first_administrator_is_refused_and_nothing_is_changed():
    admit(ADDRESS)
    with pytest.raises(CommandError, match="an administrator already"):
        admit("other@example.com")
    assert User.objects.count() == 1
    assert admit("--hint") == ""


def test_where_nobody_is_one_the_way_in_is_told():
    assert "first_administrator" in admit("--hint")
    staff_member("picker")
    assert "first_administrator" in admit("--hint"), "a picker opens no accounts"
    with pytest.raises(CommandError, match="Say who"):
        admit()


def test_when_the_last_administrator_is_gone_the_house_can_be_opened_again():
    admit(ADDRESS)
    User.objects.update(is_active=False)
    Role.objects.filter(code=people.ADMINISTRATOR).update(permissions=[])
    admit("other@example.com")
    assert User.objects.get(email="other@example.com").can(people.KEY_PERMISSION)


def test_an_address_that_is_taken_is_refused():
    shop.user("linh@example.com")
    with pytest.raises(CommandError, match="already"):
        admit(ADDRESS)
    assert not User.objects.filter(is_staff=True).exists()


@pytest.fixture
def boss() -> Client:
    """Somebody who may do everything, in a house where nothing is."""
    browser = Client()
    browser.force_login(staff_member(is_superuser=True), backend="django.contrib.auth.backends.ModelBackend")
    return browser


def test_every_screen_of_an_empty_house_says_what_it_is_and_what_to_do_next(boss):
    dumb = []
    for item in all_items():
        page = boss.get(reverse(item.url_name), follow=True)
        assert page.status_code == 200, item.url_name
        main = page.content.decode().split("<main", 1)[1]
        words = re.sub(r"<[^>]+>|\s+", " ", main.split("</main", 1)[0])
        if not re.search(r'class="empty|<form|<input|class="stat|<tbody', main) or len(words) < 40:
            dumb.append(item.url_name)
    assert dumb == []


def test_the_start_page_leads_through_the_first_steps_until_all_are_done(boss, monkeypatch):
    page = boss.get(reverse("backoffice:home"))
    found = page.context["first_steps"]
    assert [step.is_next for step in found].index(True) == [step.is_done for step in found].index(False)
    for step in found:
        assert boss.get(step.url).status_code == 200, step.url
    assert "Before the first order" in page.content.decode()

    shop.product_on_sale()
    later = {str(step.title): step.is_done for step in boss.get(reverse("backoffice:home")).context["first_steps"]}
    assert later["Add a market"] and later["Offer a way to pay"] and not later["Add a warehouse"]
    monkeypatch.setattr(beginning, "STEPS", tuple(step for step in beginning.STEPS if later[str(step[1])]))
    assert boss.get(reverse("backoffice:home")).context["first_steps"] == []


def test_the_first_steps_are_for_who_may_take_them_and_cost_one_statement(signed_in_as, assert_budget):
    assert signed_in_as("picker").get(reverse("backoffice:home")).context["first_steps"] == []
    user = staff_member("administrator")
    user.can("settings.people")
    with assert_budget(1):
        assert beginning.steps(user)
