"""What pages say of offers: the price that is charged with the former one, on card, product page and in what machines read."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from shop.channels.models import Door, DoorKind
from tests.factories import offers, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop_door():
    at = shop.channel_market()
    return Door.objects.create(code="web", name="Web", kind=DoorKind.PATH, value="*", channel_market=at)


def page(product, client: Client | None = None) -> str:
    address = reverse("catalogue:detail", kwargs={"product_slug": product.slug, "pk": product.pk})
    answer = (client or Client()).get(address, {"hl": "en"})
    assert answer.status_code == 200
    return answer.content.decode()


def shelf() -> str:
    return Client().get(reverse("catalogue:index"), {"hl": "en"}).content.decode()


def digits(text: str) -> str:
    return re.sub(r"[.,\s\u00a0\u202f]", "", text)


def test_the_price_shown_is_the_price_that_the_basket_charges_and_the_former_one_is_named(shop_door):
    product = shop.product_on_sale(price=108_507)
    offers.offer(per_cent=7)
    (line,) = shop.quote_for(shop.basket_with(product)).lines
    for text in (page(product), shelf()):
        assert str(int(line.line_incl)) == "100912" and "100912" in digits(text) and "108507" in digits(text)
        assert "Former price" in text and "Lantern week" in text
    assert re.search(r'"price":\s*"100912"', page(product))


def test_an_offer_that_asks_for_more_is_said_in_words_beside_the_usual_price(shop_door):
    product = shop.product_on_sale(price=108_507)
    offers.offer(per_cent=7, least_pieces=3)
    text = page(product)
    assert "from 3 pieces" in text and "108507" in digits(text)
    assert "100912" not in digits(text) and "Former price" not in text


def test_a_product_with_its_price_on_request_tells_no_price_and_no_offer(shop_door):
    product = shop.product_on_sale(price=108_507, price_on_request=True)
    offers.offer(per_cent=7)
    text = page(product)
    assert "100912" not in digits(text) and "108507" not in digits(text) and "Lantern week" not in text


def test_where_the_former_price_was_no_higher_nothing_is_called_a_reduction(shop_door):
    at, today = shop.channel_market(), clock.today()
    product = shop.product_on_sale(price=120_000)
    shop.set_price(product, at, 90_000, valid_from=today - timedelta(days=9), valid_to=today - timedelta(days=5))
    shop.set_price(product, at, 100_000, valid_from=today - timedelta(days=4))
    offers.offer(per_cent=5)
    text = page(product)
    assert "95000" in digits(text) and "Former price" not in text and "Lantern week" not in text


def test_an_offer_is_seen_from_the_moment_it_begins_until_it_ends(shop_door):
    product, now = shop.product_on_sale(price=108_507), clock.now()
    offers.offer(per_cent=7, starts=now + timedelta(minutes=1), ends=now + timedelta(minutes=3))
    seen = []
    for later in (0, 2, 4):
        with clock.at(now + timedelta(minutes=later)):
            seen.append("100912" in digits(page(product)))
    assert seen == [False, True, False]


def test_an_offer_that_is_changed_or_suspended_is_seen_at_once(shop_door):
    product = shop.product_on_sale(price=100_000)
    made = offers.offer(per_cent=7)
    assert "93000" in digits(page(product))
    from shop.offer.editing import save_offer

    values = {"actor": offers.ACTOR, "name": made.name, "channel_market": made.channel_market, "kind": made.benefit.type}
    save_offer(**values, offer=made, value=20)
    assert "80000" in digits(page(product))
    save_offer(**values, offer=made, value=20, is_active=False)
    assert "Former price" not in page(product)


def test_a_shelf_of_offers_costs_no_statement_for_each_card(shop_door, assert_budget):
    offers.offer(per_cent=7)
    shop.product_on_sale()
    shelf()  # what stands is in this process's memory
    for more in (2, 6, 12):
        for _n in range(more):
            shop.product_on_sale()
        with assert_budget(12):
            shelf()
    with assert_budget(4):
        shelf()
