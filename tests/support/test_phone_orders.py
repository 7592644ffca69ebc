"""A phone order is the same order as a web order, by the same job, with the desk's prefix."""

import pytest

from core.access import Actor
from core.errors import DomainError
from shop.basket.models import Basket
from shop.channels.editing import open_door
from shop.customer.registering import register_customer
from shop.order.models import Order
from shop.order.sealing import seal
from shop.partner.models import StockRecord
from support import drafting
from tests.factories.people import staff_member
from tests.factories.shop import ACTOR, channel_market, product_on_sale

pytestmark = pytest.mark.django_db

DETAILS = {
    "name": "Trần Thu Hà", "phone": "+84912047718", "line1": "14 Quán Thánh", "city": "Hà Nội", "country": "VN",
    "postcode": "11114", "delivery_code": "standard-vietnam-desk", "method_code": "cod-vietnam",
}  # fmt: skip


@pytest.fixture
def desk():
    return open_door(actor=ACTOR, code="desk", kind="desk", channel_market=channel_market("desk", "8"))


@pytest.fixture
def agent():
    return staff_member()


@pytest.fixture
def customer():
    return register_customer(actor=ACTOR, name="Trần Thu Hà", phone="+84912047718", language="vi")


@pytest.fixture
def draft(desk, agent, customer):
    basket = drafting.start_draft(agent=agent, customer=customer, door=desk, actor=ACTOR)
    return drafting.find_draft(draft_id=basket.pk, agent=agent)


def test_a_phone_order_begins_with_the_desks_prefix_and_promises_stock(draft, agent, customer):
    product = product_on_sale(draft.channel_market, stock=5)
    drafting.add_product(basket=draft, product=product, quantity=2)
    drafting.save_details(basket=draft, **DETAILS)
    seen = drafting.look_at(draft)
    assert (seen.missing, seen.quote.problems) == ([], [])
    placed = drafting.place_draft(basket=draft, agent=agent, seen=seal(seen.quote), actor=Actor.of(agent))
    order = placed.order
    assert order.number.startswith("8")
    assert (order.customer, order.placed_by, order.door_reason, order.language) == (customer, agent, "phone_desk", "vi")
    assert StockRecord.objects.get(product=product).promised == 2


def test_what_is_still_to_be_asked_is_named_and_nothing_is_placed(draft, agent):
    assert drafting.look_at(draft).missing[0] == "lines"
    drafting.add_product(basket=draft, product=product_on_sale(draft.channel_market))
    with pytest.raises(drafting.DraftIncomplete) as refused:
        drafting.place_draft(basket=draft, agent=agent, seen="", actor=ACTOR)
    assert "line1" in refused.value.data["missing"]
    assert not Order.objects.exists()


def test_a_draft_begun_again_is_taken_up_and_keeps_what_was_typed(draft, desk, agent, customer):
    drafting.save_details(basket=draft, city="Huế")
    again = drafting.start_draft(agent=agent, customer=customer, door=desk, actor=ACTOR)
    assert again.pk == draft.pk
    assert drafting.look_at(drafting.find_draft(draft_id=again.pk, agent=agent)).details["city"] == "Huế"


def test_a_draft_belongs_to_its_agent(draft):
    with pytest.raises(drafting.DraftNotFound):
        drafting.find_draft(draft_id=draft.pk, agent=staff_member())


def test_a_discontinued_product_cannot_be_drafted(draft):
    product = product_on_sale(draft.channel_market, lifecycle="discontinued")
    with pytest.raises(DomainError):
        drafting.add_product(basket=draft, product=product)
    assert not draft.lines.exists()


def test_a_removed_draft_is_gone_and_promised_nothing(draft, agent):
    drafting.remove_draft(basket=draft, actor=ACTOR)
    assert Basket.objects.get(pk=draft.pk).status == Basket.SAVED
    with pytest.raises(drafting.DraftNotFound):
        drafting.find_draft(draft_id=draft.pk, agent=agent)
