"""The home of somebody who looks after customers: figures that open their lists, and nobody else's home."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from sales.agenda import owner_of
from sales.owning import save_owner
from tests.factories import shop
from tests.factories.owners import owned, owner
from tests.factories.people import staff_member
from tests.factories.placed import order_row

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def mine():
    """A customer of the agent, looked after for a year."""
    with clock.at(clock.now() - 365 * DAY):
        return owned("le-hong")


def placed(customer, days_ago: float, **values):
    return order_row(customer=customer, date_placed=clock.now() - days_ago * DAY, **values)


def test_the_agents_home_opens_the_lists_behind_its_figures(mine, signed_in_as, assert_budget):
    placed(mine, 40)
    placed(mine, 3, status="held")
    agent = signed_in_as("sales_manager")
    save_owner(actor=shop.ACTOR, code="le-hong", kind="agent", name_en="Lê Hồng", owner=owner("le-hong"), user=agent.user)
    agent.get("/office/?home=own")
    with assert_budget(12):
        page = agent.get("/office/?home=own")
    assert page.context["here"].code == "own"
    assert page.context["stats"][0].value == 1
    for figure in page.context["stats"]:
        assert str(figure.cmp) and agent.get(figure.url).status_code == 200, figure.url


def test_lists_of_customers_hold_what_the_figures_count(mine, signed_in_as):
    placed(mine, 40)
    with clock.at(clock.now() - 365 * DAY):
        busy = owned("le-hong")
    placed(busy, 1)
    manager = signed_in_as("sales_manager")
    page = reverse("backoffice:owned_customers")
    assert [row.customer for row in manager.get(page, {"quiet": "yes"}).context["rows"]] == [mine]
    for flag in ("basket", "overdue"):
        assert manager.get(page, {flag: "yes"}).context["rows"] == []


def test_who_looks_after_nobody_has_no_such_home(signed_in_as):
    manager = signed_in_as("sales_manager")
    assert owner_of(manager.user) is None
    assert manager.get("/office/?home=own").context["here"].code == "sales"
    assert owner_of(staff_member()) is None
