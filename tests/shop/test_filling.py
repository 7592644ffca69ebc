"""Baskets: one open per owner, channel and market; nothing of one door is sold through another unseen."""

from decimal import Decimal

import pytest

from shop.basket import filling
from shop.basket.filling import BadQuantity, BasketNotOpen
from shop.basket.models import Basket
from tests.factories import shop

pytestmark = pytest.mark.django_db


def quantities(basket: Basket) -> dict[int, int]:
    return dict(basket.lines.order_by("product_id").values_list("product_id", "quantity"))


def test_a_product_has_one_line_however_often_it_is_added():
    product = shop.product_on_sale()
    basket = shop.basket_with(product, quantity=2)
    filling.add(basket=basket, product=product, quantity=3)
    assert quantities(basket) == {product.pk: 5}
    filling.set_quantity(basket=basket, product_id=product.pk, quantity=1)
    assert quantities(basket) == {product.pk: 1}
    filling.set_quantity(basket=basket, product_id=product.pk, quantity=0)
    assert quantities(basket) == {}


@pytest.mark.parametrize("quantity", [0, -1, 100_000])
def test_a_quantity_out_of_bounds_changes_nothing(quantity):
    product = shop.product_on_sale()
    basket = shop.basket_with(product)
    with pytest.raises(BadQuantity):
        filling.add(basket=basket, product=product, quantity=quantity)
    if quantity:
        with pytest.raises(BadQuantity):
            filling.set_quantity(basket=basket, product_id=product.pk, quantity=quantity)
    with pytest.raises(BadQuantity):
        filling.add(basket=basket, product=product, quantity=99_999)
    assert quantities(basket) == {product.pk: 1}


def test_a_placed_basket_takes_no_more_changes():
    product = shop.product_on_sale()
    basket = shop.basket_with(product)
    shop.place(basket)
    for change in (
        lambda: filling.add(basket=basket, product=product),
        lambda: filling.set_quantity(basket=basket, product_id=product.pk, quantity=5),
        lambda: filling.clear(basket=basket),
        lambda: filling.refill(basket=basket, quantities={product.pk: 1}),
    ):
        with pytest.raises(BasketNotOpen):
            change()
    assert quantities(basket) == {product.pk: 1}


def test_an_owner_has_one_open_basket_per_channel_and_market():
    owner = shop.user()
    here, there = shop.channel_market(), shop.channel_market("branch", "9")
    first = filling.open_basket(channel_market=here, owner=owner)
    assert filling.open_basket(channel_market=here, owner=owner) == first
    assert filling.open_basket(channel_market=there, owner=owner) != first


def test_a_guest_finds_their_basket_by_its_id_and_nobody_elses():
    here = shop.channel_market()
    basket = filling.open_basket(channel_market=here)
    owned = filling.open_basket(channel_market=here, owner=shop.user())
    assert filling.open_basket(channel_market=here, basket_id=basket.pk) == basket
    assert filling.find_basket(channel_market=here, basket_id=owned.pk) is None


def test_signing_in_joins_the_guests_basket_with_the_owners():
    owner = shop.user()
    one, two = shop.product_on_sale(), shop.product_on_sale()
    guest = shop.basket_with(one, two)
    shop.basket_with(one, owner=owner, quantity=2)

    merged = filling.merge_guest_basket(guest=guest, owner=owner, channel_market=shop.channel_market())

    assert quantities(merged.basket) == {one.pk: 3, two.pk: 1}
    guest.refresh_from_db()
    assert (guest.status, guest.lines.count()) == (Basket.MERGED, 0)
    again = filling.merge_guest_basket(guest=guest, owner=owner, channel_market=shop.channel_market())
    assert quantities(again.basket) == {one.pk: 3, two.pk: 1}


def test_another_door_drops_what_it_does_not_sell_and_says_new_prices():
    owner = shop.user()
    here = shop.channel_market()
    dollars = shop.market("world", currency="USD", countries=["US"])
    there = shop.channel_market("consumer", "6", dollars)
    both, only_here = shop.product_on_sale(here, price=100_000), shop.product_on_sale(here)
    shop.AssortmentItem.objects.create(channel_market=there, product=both)
    shop.set_price(both, there, "5.50")
    basket = shop.basket_with(both, only_here, at=here, owner=owner)

    carried = filling.carry_over(basket=basket, to=there)

    assert quantities(carried.basket) == {both.pk: 1}
    changes = {change.product_id: change for change in carried.changes}
    assert changes[only_here.pk].kind == "dropped"
    assert (changes[both.pk].kind, changes[both.pk].before, changes[both.pk].now) == (
        "repriced",
        Decimal(100_000),
        Decimal("5.50"),
    )
    assert {line.price_currency for line in carried.basket.lines.all()} == {"USD"}


def test_an_agent_may_have_several_drafts_and_they_are_placed_alike():
    agent = shop.user(is_staff=True)
    here = shop.channel_market("call-centre", "8")
    product = shop.product_on_sale(here)
    drafts = [filling.open_draft(channel_market=here, drafted_by=agent) for _draft in range(2)]
    filling.add(basket=drafts[0], product=product)
    assert filling.find_basket(channel_market=here, basket_id=drafts[0].pk) is None
    order = shop.place(drafts[0], placed_by=agent).order
    assert order.number.startswith("8")
    assert order.placed_by == agent
