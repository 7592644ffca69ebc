"""An agent types the voucher that the customer reads out; it counts or is refused as in the shop."""

import pytest
from django.test import Client
from django.urls import reverse

from shop.basket.models import Basket
from shop.channels.editing import open_door
from shop.customer.registering import register_customer
from shop.offer.claiming import VoucherUsed
from shop.order.models import Order
from shop.order.sealing import seal
from shop.voucher.models import Voucher
from support import drafting
from tests.factories.offers import offer, voucher
from tests.factories.people import staff_member
from tests.factories.shop import ACTOR, channel_market, product_on_sale

pytestmark = pytest.mark.django_db
DETAILS = {
    "name": "Trần Thu Hà", "phone": "+84912047718", "line1": "14 Quán Thánh", "city": "Hà Nội", "country": "VN",
    "postcode": "11114", "delivery_code": "standard-vietnam-desk", "method_code": "cod-vietnam",
}  # fmt: skip


@pytest.fixture
def agent() -> Client:
    client = Client()
    client.user = staff_member("support_agent")
    client.force_login(client.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def desk():
    return open_door(actor=ACTOR, code="desk", kind="desk", channel_market=channel_market("desk", "8"))


@pytest.fixture
def draft(desk, agent) -> Basket:
    return begun(desk, agent, register_customer(actor=ACTOR, name="Trần Thu Hà", phone="+84912047718"))


def begun(desk, agent, customer) -> Basket:
    basket = drafting.start_draft(agent=agent.user, customer=customer, door=desk, actor=ACTOR)
    drafting.add_product(basket=basket, product=product_on_sale(basket.channel_market, price=100_000))
    drafting.save_details(basket=basket, **DETAILS)
    return drafting.find_draft(draft_id=basket.pk, agent=agent.user)


def send(agent, draft, **typed):
    return agent.post(reverse("backoffice:draft_voucher", args=[draft.pk]), typed)


def on(draft) -> Voucher | None:
    return Basket.objects.get(pk=draft.pk).voucher


def total(agent, draft):
    return drafting.look_at(drafting.find_draft(draft_id=draft.pk, agent=agent.user)).quote.total_incl


def test_a_voucher_typed_with_blanks_lowers_the_total_and_comes_off_again(agent, draft):
    made, before = voucher(draft.channel_market, per_cent=10), total(agent, draft)
    send(agent, draft, code=" lan tern ")
    assert on(draft) == made and total(agent, draft) == before - 10_000
    page = agent.get(reverse("backoffice:draft", args=[draft.pk])).content.decode()
    assert "LANTERN" in page and "Taken off already" in page
    send(agent, draft, remove="1")
    assert on(draft) is None and total(agent, draft) == before


@pytest.mark.parametrize(
    ("values", "typed", "said"),
    [
        ({}, "NOPE", "We know no such voucher."),
        ({}, "", "Type the code of the voucher."),
        ({}, "x" * 400, "We know no such voucher."),
        ({"begins": 2}, "LANTERN", "This voucher does not count yet."),
        ({"begins": -9, "ends": -2}, "LANTERN", "The time of this voucher is over."),
        ({"elsewhere": True}, "LANTERN", "This voucher does not count in this shop."),
    ],
)
def test_a_voucher_is_refused_as_in_the_shop_and_what_was_typed_stays(agent, draft, values, typed, said):
    place = channel_market() if values.pop("elsewhere", False) else draft.channel_market
    voucher(place, **values)
    answer = send(agent, draft, code=typed)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert f'value="{typed[:40]}"' in answer.content.decode()
    assert on(draft) is None


def test_a_voucher_that_does_not_count_for_these_goods_says_so_and_stays_for_when_it_does(agent, draft):
    voucher(draft.channel_market, least_pieces=5)
    send(agent, draft, code="LANTERN")
    assert (
        "It does not count for what is in the basket so far."
        in agent.get(reverse("backoffice:draft", args=[draft.pk])).content.decode()
    )


def test_the_order_keeps_the_voucher_and_a_second_one_of_the_same_customer_loses_it(agent, desk, draft):
    voucher(draft.channel_market, usage=Voucher.ONCE_PER_CUSTOMER, per_cent=10)
    send(agent, draft, code="LANTERN")
    draft = drafting.find_draft(draft_id=draft.pk, agent=agent.user)
    placed = drafting.place_draft(basket=draft, agent=agent.user, seen=seal(drafting.look_at(draft).quote), actor=ACTOR)
    assert Voucher.objects.get().num_orders == 1
    again = begun(desk, agent, placed.order.customer)
    send(agent, again, code="LANTERN")
    again = drafting.find_draft(draft_id=again.pk, agent=agent.user)
    with pytest.raises(VoucherUsed):
        drafting.place_draft(basket=again, agent=agent.user, seen=seal(drafting.look_at(again).quote), actor=ACTOR)
    assert on(again) is None and Order.objects.count() == 1


def test_another_agents_draft_takes_no_voucher(agent, draft):
    voucher(draft.channel_market)
    other = Client()
    other.force_login(staff_member("support_agent"), backend="django.contrib.auth.backends.ModelBackend")
    assert other.post(reverse("backoffice:draft_voucher", args=[draft.pk]), {"code": "LANTERN"}).status_code == 404
    assert on(draft) is None


def test_the_agent_reads_out_what_the_voucher_gives_beside_an_offer(agent, draft):
    other = product_on_sale(draft.channel_market, price=200_000)
    offer(draft.channel_market, per_cent=10, products=[other])
    voucher(draft.channel_market, per_cent=7)
    drafting.add_product(basket=draft, product=other)
    send(agent, draft, code="LANTERN")
    page = agent.get(reverse("backoffice:draft", args=[draft.pk])).content.decode()
    assert "7,000" in page and "the other lines keep their offer" in page
