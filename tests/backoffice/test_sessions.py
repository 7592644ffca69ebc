"""Where people are signed in: each sees and ends their own, the administrator everybody's."""

import pytest
from django.test import Client
from django.urls import reverse

from backoffice.models import StaffSession
from backoffice.shell.session_views import machine_in_words
from tests.factories.people import PASSWORD, staff_member

pytestmark = pytest.mark.django_db
DOOR = "/office/sign-in/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"


def come_in(user, agent: str = FIREFOX) -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    client.post(DOOR, {"email": user.email, "password": PASSWORD})
    return client


def is_inside(client: Client) -> bool:
    return client.get("/office/").status_code == 200


def test_browsers_are_told_by_their_word():
    assert machine_in_words(FIREFOX) == "Firefox, Windows"
    assert machine_in_words(CHROME) == "Chrome, Android"
    assert machine_in_words("") == "an unknown browser"


def test_a_person_sees_their_own_and_ends_the_other_one():
    user = staff_member()
    desk, phone = come_in(user), come_in(user, CHROME)
    come_in(staff_member())
    page = desk.get(reverse("backoffice:my_sessions"))
    assert [(row.machine_said, row.is_here) for row in page.context["open"]] == [
        ("Chrome, Android", False),
        ("Firefox, Windows", True),
    ]
    desk.post(reverse("backoffice:my_sessions_end"), {"session": page.context["open"][0].pk})
    assert is_inside(desk) and not is_inside(phone)


def test_nobody_ends_somebody_elses_but_an_administrator():
    user, administrator = staff_member(), staff_member("administrator")
    theirs, other, admin = come_in(user), come_in(staff_member()), come_in(administrator)
    session = StaffSession.objects.get(user=user)
    other.post(reverse("backoffice:my_sessions_end"), {"session": session.pk})
    other.post(reverse("backoffice:session_end", args=[session.pk]))
    assert is_inside(theirs)
    assert admin.get(reverse("backoffice:sessions")).status_code == 200
    admin.post(reverse("backoffice:session_end", args=[session.pk]))
    assert not is_inside(theirs)
    session.refresh_from_db()
    assert session.ended_at is not None


def test_all_but_this_one_are_ended():
    user = staff_member()
    here, there, elsewhere = come_in(user), come_in(user), come_in(user)
    here.post(reverse("backoffice:my_sessions_end"), {"session": "others"})
    assert is_inside(here) and not is_inside(there) and not is_inside(elsewhere)


def test_signing_out_and_a_new_password_end_what_they_end():
    user = staff_member()
    here, there = come_in(user), come_in(user)
    there.post(reverse("backoffice:sign_out"))
    assert StaffSession.objects.filter(user=user, ended_at=None).count() == 1
    other = come_in(user)
    new = "four unrelated words now"
    here.post(reverse("backoffice:me"), {"current": PASSWORD, "new": new, "again": new})
    assert is_inside(here) and not is_inside(other)
    assert StaffSession.objects.get(user=user, ended_at=None).session_key == here.session.session_key


@pytest.mark.parametrize("session", ["", "x", "-1", "99999999999999999999"])
def test_an_invented_session_ends_nothing(session):
    user = staff_member()
    here, there = come_in(user), come_in(user)
    here.post(reverse("backoffice:my_sessions_end"), {"session": session})
    assert is_inside(here) and is_inside(there)
