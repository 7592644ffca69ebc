"""The start page by role: figures that compare like with like, each with a list behind it, within the budget."""

import datetime as dt

import pytest
from django.utils import translation

from backoffice.homes import Chart, both, by_day, compared, last_days
from core import clock
from core.dates import say
from shop.order.models import Order
from tests.factories.people import staff_member
from tests.factories.placed import order_row

pytestmark = pytest.mark.django_db
HOME = "/office/"


def test_today_is_compared_with_the_same_hours_of_the_same_weekday_last_week(frozen_clock):
    now = clock.now()
    for ago in (dt.timedelta(hours=1), dt.timedelta(days=7, hours=1), dt.timedelta(days=7, hours=2)):
        order_row(date_placed=now - ago)
    order_row(date_placed=now - dt.timedelta(days=7) + dt.timedelta(hours=1))  # later that day: it was not there yet
    order_row(date_placed=now - dt.timedelta(days=1))
    assert both(Order.objects.all(), "date_placed") == {"now": 1, "then": 2}


def test_more_of_a_bad_thing_is_said_to_be_bad(frozen_clock):
    assert compared(3, 1, more_is="bad") == {"cmp": "Wed 4 Mar: 1", "tone": "down"}
    assert compared(3, 1, more_is="good")["tone"] == "up"
    assert compared(1, 1, more_is="bad")["tone"] == ""


def test_days_without_a_row_count_nothing(frozen_clock):
    order_row(date_placed=clock.now() - dt.timedelta(days=1))
    assert by_day(Order.objects.all(), "date_placed", last_days(3)) == [0, 1, 0]


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("sales_manager", "sales"),
        ("support_agent", "support"),
        ("accountant", "accounting"),
        ("picker", "floor"),
        ("stock_controller", "stock"),
    ],
)
def test_each_role_begins_with_its_own_figures_and_each_opens(signed_in_as, role, code, assert_budget):
    order_row(status="held")
    order_row(date_placed=clock.now() - dt.timedelta(days=7))
    client = signed_in_as(role)
    client.get(HOME)
    with assert_budget(12):
        page = client.get(HOME)
    assert page.context["here"].code == code
    assert isinstance(page.context["chart"], Chart | None)
    for figure in page.context["stats"]:
        url, cmp = (figure["url"], figure["cmp"]) if isinstance(figure, dict) else (figure.url, figure.cmp)
        assert str(cmp)
        # A figure whose list somebody may not open says so by having no link.
        assert not url or client.get(url).status_code == 200, url


def test_somebody_with_two_roles_has_two_homes(signed_in_as):
    page = signed_in_as("sales_manager", "support_agent").get(f"{HOME}?home=sales")
    assert [tab["title"] for tab in page.context["views"]] == ["Support", "Sales"]
    assert page.context["here"].code == "sales"


@pytest.mark.parametrize("root", ["sales", "accounting", "support", "settings", "warehouse", "orders"])
def test_the_root_of_a_department_leads_somewhere(client, root):
    client.force_login(staff_member(is_superuser=True), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/office/{root}/", follow=True).status_code == 200


def test_the_root_of_a_department_that_is_not_yours_says_so(signed_in_as):
    assert signed_in_as("picker").get("/office/settings/").status_code == 403
    assert signed_in_as("picker").get("/office/nowhere/").status_code == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "22 Nov 2026, 14:05"),
        ("vi", "14:05 22 thg 11, 2026"),
        ("zh-hans", "2026年11月22日 14:05"),
        ("es", "22 nov 2026, 14:05"),
    ],
)
def test_moments_are_written_as_the_readers_language_writes_them(language, words):
    with translation.override(language):
        assert say(dt.datetime(2026, 11, 22, 7, 5, tzinfo=dt.UTC)) == words
        assert say(None) == ""
