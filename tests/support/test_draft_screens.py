"""The page of a phone order: nothing typed is lost, whichever form is sent; what is wrong is said for as long as it is."""

import pytest
from django.test import Client
from django.urls import reverse

from shop.basket.models import Basket
from shop.channels.editing import open_door
from shop.customer.registering import register_customer
from shop.order.models import Order
from support import drafting
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
def draft(agent) -> Basket:
    desk = open_door(actor=ACTOR, code="desk", kind="desk", channel_market=channel_market("desk", "8"))
    customer = register_customer(actor=ACTOR, name="Trần Thu Hà", phone="+84912047718")
    basket = drafting.start_draft(agent=agent.user, customer=customer, door=desk, actor=ACTOR)
    drafting.add_product(basket=basket, product=product_on_sale(basket.channel_market, price=100_000))
    return drafting.find_draft(draft_id=basket.pk, agent=agent.user)


def at(draft, name):
    return reverse(f"backoffice:{name}", args=[draft.pk])


def details(agent, draft):
    return drafting.look_at(drafting.find_draft(draft_id=draft.pk, agent=agent.user)).details


def test_an_address_that_was_typed_is_kept_when_something_else_is_sent(agent, draft):
    product = draft.lines.get().product
    for name, typed in (
        ("draft_add", {"q": product.sku}),
        ("draft_quantity", {"product": product.pk, "quantity": 2}),
        ("draft_voucher", {"code": "NOSUCH"}),
        ("draft_details", {"method_code": "cod-vietnam"}),
    ):
        agent.post(at(draft, name), {**typed, "line1": f"1 {name}", "phone": "090 123 4567"})
        assert details(agent, draft)["line1"] == f"1 {name}"
        assert details(agent, draft)["phone"] == "+84901234567"


def test_a_telephone_that_is_none_is_kept_said_and_keeps_the_order_from_being_placed(agent, draft):
    drafting.save_details(basket=draft, **DETAILS)
    assert agent.post(at(draft, "draft_details"), {"phone": "12"}).status_code == 422
    for answer in (agent.get(at(draft, "draft")), agent.post(at(draft, "draft_place"), {"seen": "x"})):
        text = answer.content.decode()
        assert 'value="12"' in text and "This is no telephone number there." in text
        assert "Still to ask: the telephone." in text
    assert not Order.objects.exists()


@pytest.mark.parametrize("typed", ["1,5", "-1", "1e9", "", "100000", "zwei"])
def test_a_quantity_that_is_none_stays_in_its_field_with_the_reason(agent, draft, typed):
    line = draft.lines.get()
    answer = agent.post(at(draft, "draft_quantity"), {"product": line.product_id, "quantity": typed})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Between 1 and 99,999 pieces, please." in text
    assert f'value="{typed}" aria-label="Quantity of' in text
    line.refresh_from_db()
    assert line.quantity == 1


def test_going_back_to_a_draft_that_was_placed_leads_to_its_order(agent, draft):
    drafting.save_details(basket=draft, **DETAILS)
    page = agent.get(at(draft, "draft"))
    placed = agent.post(at(draft, "draft_place"), {"seen": page.context["seal"]})
    for again in (agent.get(at(draft, "draft")), agent.post(at(draft, "draft_place"), {"seen": page.context["seal"]})):
        assert again["Location"] == placed["Location"] == reverse("backoffice:order", args=[Order.objects.get().number])
