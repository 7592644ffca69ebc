"""Who owns which customer: seen, counted, changed once after a look, by one and by many."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from sales.models import Owner, Ownership, Territory
from sales.portfolio import ownerships_of
from tests.factories.owners import company, give, owned, owner, territory
from tests.factories.placed import channel_in_market, order_row
from tests.factories.shop import door, market

pytestmark = pytest.mark.django_db


def at(name: str, *arguments) -> str:
    return reverse(f"backoffice:{name}", args=arguments)


def now(customer) -> str:
    return ownerships_of(customer.pk)[0].owner.code


def asked(to: str, customer, **values) -> dict:
    present = Ownership.objects.filter(customer=customer, until__isnull=True).first()
    return {"owner": owner(to).pk, "territory": "", "reason": "Moved", "seen": present.pk if present else 0, **values}


@pytest.fixture
def manager(signed_in_as):
    return signed_in_as("sales_manager")


def test_the_list_shows_owners_and_is_narrowed_by_owner_territory_and_nobody(manager):
    mine, other, nobodys = owned("le-hong", "delta"), owned("kamol", "north"), company()
    page = at("owned_customers")
    for query, found in (
        ({}, {mine, other, nobodys}),
        ({"owner": owner("le-hong").pk}, {mine}),
        ({"territory": territory("north").pk}, {other}),
        ({"unowned": "yes"}, {nobodys}),
        ({"owner": "nonsense"}, {mine, other, nobodys}),
    ):
        assert {row.customer for row in manager.get(page, query).context["rows"]} == found
    assert "Le-Hong" in manager.get(page, {"export": "csv"}).getvalue().decode()


@pytest.mark.parametrize("name", ["owned_customers", "portfolio", "owners", "territories", "orders"])
def test_every_screen_costs_at_most_twelve_statements_whatever_the_rows(manager, assert_budget, name):
    for code in ("le-hong", "kamol", "mei"):
        order_row(customer=owned(code, code))
    manager.get(at(name))
    with assert_budget(12):
        assert manager.get(at(name)).status_code == 200


def press(client, page: str, typed: dict):
    """Look at the preview, where there is one, then press."""
    shown = client.post(page, typed)
    return client.post(page, {**typed, "shown": shown.context["asked"].mark}) if shown.status_code == 200 else shown


def test_a_change_is_shown_before_it_is_made_and_made_once(manager):
    customer = owned("le-hong", "delta")
    page, typed = at("customer_owner", customer.pk), asked("kamol", customer)
    shown = manager.post(page, typed)
    assert "What was ordered until now stays with Le-Hong." in shown.content.decode()
    assert now(customer) == "le-hong"
    for _twice in range(2):
        manager.post(page, {**typed, "shown": shown.context["asked"].mark})
    assert now(customer) == "kamol"
    assert Ownership.objects.count() == 2
    told = manager.get(at("customer", customer.pk)).content.decode()
    assert "Kamol" in told and "Le-Hong" in told


def test_a_change_that_somebody_else_made_meanwhile_is_said_not_overwritten(manager):
    customer = owned("le-hong")
    typed = asked("kamol", customer)
    give(customer, "mei")
    answer = press(manager, at("customer_owner", customer.pk), typed)
    assert answer.status_code == 422 and "somebody changed it meanwhile" in answer.content.decode()
    assert now(customer) == "mei"


@pytest.mark.parametrize("wrong", [{"owner": ""}, {"reason": " "}, {"territory": "999999"}, {"owner": "x"}, {"seen": ""}])
def test_a_form_that_lacks_something_changes_nothing(manager, wrong):
    customer = owned("le-hong")
    answer = press(manager, at("customer_owner", customer.pk), {**asked("kamol", customer), **wrong})
    assert answer.status_code == 422 and now(customer) == "le-hong"


def test_a_territory_of_another_market_is_not_even_offered(manager):
    customer, far = owned("le-hong"), territory("far", in_market=market("thailand"))
    answer = press(manager, at("customer_owner", customer.pk), asked("kamol", customer, territory=far.pk))
    assert answer.status_code == 422 and now(customer) == "le-hong"


def test_many_are_given_at_once_and_each_refusal_is_told_by_name(manager):
    going, there = owned("le-hong", "delta"), owned("kamol", "delta")
    page, ticked = at("owned_customers_bulk"), [going.trade_account.pk, there.trade_account.pk]
    shown = manager.post(page, {"action": "give", "ticked": ticked})
    assert "leaves Le-Hong, Delta" in shown.content.decode() and now(going) == "le-hong"
    typed = {"action": "give", "ticked": ticked, "confirmed": "1", "owner": owner("kamol").pk, "reason": "Moved"}
    told = manager.post(page, typed, follow=True).context["rows"]
    assert now(going) == "kamol" and Ownership.objects.count() == 3
    assert {row["word"] for row in told} == {"now with Kamol, Delta", "it has this owner and territory already"}


def test_who_may_only_look_changes_nothing(signed_in_as):
    customer = owned("le-hong")
    looker = signed_in_as("administrator")
    assert looker.get(at("owned_customers")).status_code == 200
    assert looker.get(at("owned_customers")).context["bulk"] == []
    assert looker.post(at("customer_owner", customer.pk), asked("kamol", customer)).status_code == 403
    typed = {"action": "give", "ticked": [customer.trade_account.pk], "confirmed": "1", "owner": owner("kamol").pk, "reason": "x"}
    assert looker.post(at("owned_customers_bulk"), typed).status_code == 403
    assert now(customer) == "le-hong"


def test_orders_and_entries_are_narrowed_by_whoever_owned_the_customer_when_they_were_placed(manager, signed_in_as):
    customer = owned("le-hong", "delta")
    order = order_row(customer=customer, date_placed=clock.now())
    order_row()
    give(customer, "kamol")
    for query, found in (
        ({"owner": owner("le-hong").pk}, [order]),
        ({"territory": territory("delta").pk}, [order]),
        ({"owner": owner("kamol").pk}, []),
        ({"owner": owner("le-hong").pk, "since": "2100-01-01"}, []),
        ({"owner": owner("le-hong").pk, "until": "2000-01-01"}, []),
    ):
        assert manager.get(at("orders"), query).context["rows"] == found
    for name in ("owner", "territory"):
        query = {name: (owner("le-hong") if name == "owner" else territory("delta")).pk, "type": "revenue"}
        assert signed_in_as("accountant").get(at("journal"), query).status_code == 200


def test_each_figure_of_the_overview_opens_what_it_counts(manager):
    order_row(customer=owned("le-hong", "delta"), date_placed=clock.now())
    company()
    page = manager.get(at("portfolio"))
    row = page.context["tables"][1]["rows"][0]
    assert row["standing"].orders == len(manager.get(row["orders_url"]).context["rows"]) == 1
    assert row["standing"].customers == len(manager.get(row["customers_url"]).context["rows"]) == 1
    assert page.context["unowned"] == len(manager.get(page.context["unowned_url"]).context["rows"]) == 1
    assert manager.get(at("portfolio"), {"since": "nonsense", "until": "9999-99-99"}).status_code == 200


def test_owners_and_territories_are_kept_in_five_languages(manager):
    manager.post(
        at("territory_new"), {"name": "Delta", "name_vi": "Đồng bằng", "code": "delta", "market": market().pk, "is_open": "on"}
    )
    made = Territory.objects.get()
    assert (made.name_en, made.name_vi, made.name_th) == ("Delta", "Đồng bằng", None)
    manager.post(at("owner_new"), {"name": "House", "code": "house", "kind": "house", "is_active": "on"})
    assert Owner.objects.get().name_en == "House"


def test_who_has_customers_cannot_be_retired_and_the_form_says_why(manager):
    owned("le-hong")
    one = owner("le-hong")
    typed = {"name": "Le-Hong", "code": "le-hong", "kind": "agent"}
    shown = manager.post(at("owner", one.pk), typed)
    answer = manager.post(at("owner", one.pk), {**typed, "shown": shown.context["asked"].mark})
    assert "Customers have to be given to somebody else first: 1." in answer.content.decode()
    one.refresh_from_db()
    assert one.is_active


def test_the_house_has_no_login(manager):
    typed = {"name": "House", "code": "house", "kind": "house", "user": manager.user.pk, "is_active": "on"}
    assert manager.post(at("owner_new"), typed).status_code == 422
    assert not Owner.objects.exists()


def test_a_door_of_the_report_opens_the_orders_it_counts_and_no_others(signed_in_as):
    place = channel_in_market()
    mine, today = door(place), clock.today()
    counted = order_row(through=place, door=mine, date_placed=clock.now())
    order_row(through=place, door=mine, date_placed=clock.now() - timedelta(days=60))
    order_row(through=place, date_placed=clock.now())
    accountant = signed_in_as("accountant")
    (row,) = accountant.get(at("door_report"), {"since": today, "until": today}).context["rows"]
    assert row["row"].orders == 1
    assert accountant.get(row["orders_url"]).context["rows"] == [counted]
    assert accountant.get(at("orders"), {"door": "999999"}).status_code == 200
