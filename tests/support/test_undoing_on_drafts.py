"""What an agent takes off a draft, or the draft itself, can be put back with one press."""

import pytest
from django.test import Client
from django.urls import reverse

from shop.basket.models import Basket
from shop.channels.editing import open_door
from shop.customer.registering import register_customer
from support import drafting
from tests.factories.offers import voucher
from tests.factories.people import staff_member
from tests.factories.shop import ACTOR, channel_market, product_on_sale

pytestmark = pytest.mark.django_db


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
    customer = register_customer(actor=ACTOR, name="Trần Thu Hà", phone="+84912047718")
    basket = drafting.start_draft(agent=agent.user, customer=customer, door=desk, actor=ACTOR)
    drafting.add_product(basket=basket, product=product_on_sale(basket.channel_market, price=100_000), quantity=3)
    return basket


def undo(agent, page: str):
    """Press the button that the next page offers."""
    (toast,) = list(agent.get(page).context["toasts"])
    assert list(agent.get(page).context["toasts"]) == [], "it is offered once"
    return agent.post(toast["undo"]["action"], toast["undo"]["fields"])


def lines(draft) -> list[tuple[int, int]]:
    return list(draft.lines.values_list("product", "quantity"))


def test_a_line_taken_out_goes_back_in_with_its_pieces(agent, draft):
    before, page = lines(draft), reverse("backoffice:draft", args=[draft.pk])
    agent.post(reverse("backoffice:draft_quantity", args=[draft.pk]), {"product": before[0][0], "quantity": "0"})
    assert lines(draft) == []
    undo(agent, page)
    assert lines(draft) == before


def test_changing_how_many_offers_nothing(agent, draft):
    agent.post(reverse("backoffice:draft_quantity", args=[draft.pk]), {"product": lines(draft)[0][0], "quantity": "2"})
    assert list(agent.get(reverse("backoffice:draft", args=[draft.pk])).context["toasts"]) == []


def test_a_voucher_taken_off_goes_back_on(agent, draft):
    made, address = voucher(draft.channel_market), reverse("backoffice:draft_voucher", args=[draft.pk])
    agent.post(address, {"code": "LANTERN"})
    agent.post(address, {"remove": "1"})
    assert Basket.objects.get(pk=draft.pk).voucher is None
    undo(agent, reverse("backoffice:draft", args=[draft.pk]))
    assert Basket.objects.get(pk=draft.pk).voucher == made


def test_a_removed_draft_comes_back_with_everything_in_it(agent, draft):
    before = lines(draft)
    agent.post(reverse("backoffice:draft_remove", args=[draft.pk]))
    assert Basket.objects.get(pk=draft.pk).status == Basket.SAVED
    assert undo(agent, reverse("backoffice:drafts")).status_code == 302
    assert agent.get(reverse("backoffice:draft", args=[draft.pk])).status_code == 200 and lines(draft) == before


def test_a_removed_draft_stays_away_from_others_and_beside_a_new_one(agent, desk, draft):
    drafting.remove_draft(basket=draft, actor=ACTOR)
    with pytest.raises(drafting.DraftNotFound):
        drafting.bring_back_draft(draft_id=draft.pk, agent=staff_member("support_agent"), actor=ACTOR)
    drafting.start_draft(agent=agent.user, customer=draft.customer, door=desk, actor=ACTOR)
    agent.post(reverse("backoffice:draft_bring_back", args=[draft.pk]))
    assert Basket.objects.get(pk=draft.pk).status == Basket.SAVED
