"""Quotas by screen: asked for once with a preview, replaced, ended; what they decided can be read."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from shop.catalogue.models import AssortmentItem
from shop.order.placing import OutOfStock
from shop.quota.editing import Borrower, Scope, Terms, set_quota
from shop.quota.models import Contest, Quota
from tests.factories import shop

pytestmark = pytest.mark.django_db


def at(name: str, *arguments) -> str:
    return reverse(f"backoffice:{name}", args=arguments)


@pytest.fixture
def controller(signed_in_as):
    return signed_in_as("stock_controller")


@pytest.fixture
def places():
    return shop.channel_market(), shop.channel_market("phone", "8")


@pytest.fixture
def tea(places):
    web, phone = places
    product = shop.product_on_sale(web, stock=10)
    AssortmentItem.objects.create(channel_market=phone, product=product)
    shop.set_price(product, phone, 108_000)
    return product


def typed(places, tea, **values) -> dict:
    web, phone = places
    return {
        "pool": web.pool_id, "channel": web.channel_id, "sku": tea.sku, "units": 8, "rank": 1, "reason": "Launch week",
        "borrowers": [phone.channel_id], "protected": 3, **values,
    }  # fmt: skip


def confirmed(client, address, data):
    asked = client.post(address, data)
    assert asked.status_code == 200, asked.content
    return client.post(address, {**data, "shown": asked.context["asked"].mark})


def kept(places, tea, units=8, **terms):
    web, phone = places
    return set_quota(
        actor=shop.ACTOR, scope=Scope(web.pool, web.channel, tea), terms=Terms(units=units, **terms), reason="Launch week",
        borrowers=[Borrower(phone.channel, protected=3)],
    )  # fmt: skip


def test_a_quota_is_shown_before_it_is_set(controller, places, tea):
    shown = controller.post(at("quota_new"), typed(places, tea))

    assert "10 pieces of it are ready to promise now." in shown.content.decode()
    assert not Quota.objects.exists()


def test_a_confirmed_quota_keeps_its_pieces(controller, places, tea):
    answer = confirmed(controller, at("quota_new"), typed(places, tea))

    quota = Quota.objects.get()
    assert answer.url == at("quota", quota.pk)
    assert (quota.product, quota.units, quota.reason) == (tea, 8, "Launch week")
    assert quota.set_by is not None
    assert [(loan.borrower, loan.protected) for loan in quota.loans.all()] == [(places[1].channel, 3)]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"units": "", "share": ""}, "units"),
        ({"units": 8, "share": 20}, "units"),
        ({"units": -1}, "units"),
        ({"units": "1e9"}, "units"),
        ({"sku": "=1+1"}, "sku"),
        ({"ends": "2001-01-01T00:00"}, "ends"),
        ({"starts": "2001-01-01T00:00"}, "starts"),
        ({"share": 101, "units": ""}, "share"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_nothing_is_kept(controller, places, tea, wrong, field):
    answer = controller.post(at("quota_new"), typed(places, tea, **wrong))

    assert field in answer.context["form"].errors
    assert not Quota.objects.exists()


def test_a_replacement_begins_with_what_the_quota_says(controller, places, tea):
    quota = kept(places, tea)

    page = controller.get(at("quota_new"), {"follows": quota.pk})
    confirmed(controller, f"{at('quota_new')}?follows={quota.pk}", typed(places, tea, units=5))

    assert page.context["form"].initial["units"] == 8
    quota.refresh_from_db()
    assert quota.ends_at == Quota.objects.latest("pk").starts_at


def test_ending_needs_a_reason_and_gives_the_pieces_to_everybody(controller, places, tea):
    quota = kept(places, tea)

    controller.post(at("quota_end", quota.pk), {"reason": ""})
    quota.refresh_from_db()
    assert quota.ends_at is None

    controller.post(at("quota_end", quota.pk), {"reason": "Sold well"})
    quota.refresh_from_db()
    assert quota.ends_at <= clock.now()
    assert shop.quote_for(shop.basket_with(tea, at=places[1])).lines[0].available == 10


def test_decisions_are_told_in_a_sentence(controller, places, tea):
    kept(places, tea, ends_at=clock.now() + dt.timedelta(hours=8))
    with pytest.raises(OutOfStock):
        shop.place(shop.basket_with(tea, at=places[1], quantity=9))
    shop.place(shop.basket_with(tea, at=places[1], quantity=4))

    said = [row.said for row in controller.get(at("contests")).context["rows"]]

    assert said[0] == "4 asked for, borrowed: 2 of consumer."
    assert said[1].startswith("9 asked for, 7 could be had of 10: 3 of consumer, kept until ")
    assert Contest.objects.count() == 2
    assert "3 of consumer" in controller.get(at("contests"), {"export": "csv"}).getvalue().decode()


def test_the_stock_card_says_who_may_take_how_many(controller, places, tea):
    kept(places, tea)

    shares = controller.get(at("stock_card", tea.sku)).context["shares"]

    assert {share["channel"].code: (share["own"], share["reach"]) for share in shares} == {"consumer": (8, 10), "phone": (0, 7)}


def test_the_page_of_a_quota_says_what_was_taken(controller, places, tea):
    quota = kept(places, tea)
    shop.place(shop.basket_with(tea, at=places[0], quantity=5))

    (use,) = controller.get(at("quota", quota.pk)).context["uses"]

    assert (use["taken"], use["own"], use["free"]) == (5, 3, 5)


def test_the_lists_cost_the_same_for_any_number_of_rows(controller, places, tea, assert_budget):
    for _one in range(3):
        kept(places, shop.product_on_sale(places[0]))
    for page in ("quotas", "contests"):
        with assert_budget(12):
            controller.get(at(page))


def test_whoever_only_looks_cannot_keep_or_end(signed_in_as, places, tea):
    quota = kept(places, tea)
    support = signed_in_as("support_agent")

    assert support.get(at("quotas")).status_code == 200
    assert support.get(at("quota_new")).status_code == 403
    assert support.post(at("quota_end", quota.pk), {"reason": "x"}).status_code == 403
