"""A voucher in the basket, from the field to the order, and what is said when it does not count."""

import pytest
from django.core.cache import cache

from shop.order.models import Order
from shop.storefront.tries import MOST_TRIES
from shop.voucher.models import Voucher
from tests.factories import offers, shop


@pytest.fixture(autouse=True)
def _fresh_tries():
    cache.clear()
    yield
    cache.clear()


def test_a_voucher_is_typed_seen_and_on_the_order(buyer, consumer):
    offers.voucher(consumer, per_cent=7)
    buyer.put_in(shop.product_on_sale(consumer, price=108_507))
    assert buyer.client.post("/basket/voucher/", {"code": "lantern"}).status_code == 302
    basket = buyer.client.get("/basket/")
    assert basket.context["voucher"] == "LANTERN" and "7,595" in basket.context["saved"]
    review = buyer.fill_in()
    assert "7,595" in review.content.decode()
    assert buyer.press(review).status_code == 302
    order = Order.objects.get()
    assert order.discounts.get().voucher_code == "LANTERN"
    assert "less" in buyer.client.get(f"/orders/{order.number}/").content.decode()


@pytest.mark.parametrize(("typed", "said"), [("LANTERM", "no such voucher"), ("", "Type the code"), ("'--", "no such")])
def test_a_code_that_is_none_is_told_beside_the_field_and_kept_in_it(buyer, consumer, typed, said):
    offers.voucher(consumer)
    buyer.put_in(shop.product_on_sale(consumer))
    answer = buyer.client.post("/basket/voucher/", {"code": typed})
    assert answer.status_code == 422 and said in answer.context["voucher_error"]
    assert buyer.client.get("/basket/").context["voucher"] == ""


def test_a_voucher_is_taken_out_again(buyer, consumer):
    offers.voucher(consumer)
    buyer.put_in(shop.product_on_sale(consumer))
    buyer.client.post("/basket/voucher/", {"code": "LANTERN"})
    answer = buyer.client.post("/basket/voucher/remove/")
    basket = buyer.client.get("/basket/").context
    assert (basket["voucher"], basket["saved"]) == ("", "")
    assert answer.context["voucher_out"] == "LANTERN" and "Put it back" in answer.content.decode()
    buyer.client.post("/basket/voucher/", {"code": answer.context["voucher_out"]})
    assert buyer.client.get("/basket/").context["voucher"] == "LANTERN"


def test_guessing_codes_is_slowed_down(buyer, consumer):
    buyer.put_in(shop.product_on_sale(consumer))
    for _try in range(MOST_TRIES):
        assert buyer.client.post("/basket/voucher/", {"code": "GUESS"}).status_code == 422
    assert buyer.client.post("/basket/voucher/", {"code": "GUESS"}).status_code == 429


def test_a_voucher_used_before_is_said_at_the_last_press_and_nothing_is_placed_with_it(buyer, consumer):
    offers.voucher(consumer, usage=Voucher.ONCE_PER_CUSTOMER)
    product = shop.product_on_sale(consumer)
    for _round in range(2):
        buyer.put_in(product)
        buyer.client.post("/basket/voucher/", {"code": "LANTERN"})
        answer = buyer.press(buyer.fill_in())
    assert answer.status_code == 409 and "used before" in answer.context["refused"]
    assert Order.objects.count() == 1
    assert answer.context["voucher"] == "" and answer.context["seal"]
    assert buyer.press(answer).status_code == 302


def test_the_basket_says_what_the_voucher_gives_beside_an_offer_and_when_it_gives_no_more(buyer, consumer):
    pot, tea = shop.product_on_sale(consumer, price=200_000), shop.product_on_sale(consumer, price=100_000)
    offers.offer(consumer, per_cent=10, products=[pot])
    offers.voucher(consumer, per_cent=7)
    buyer.put_in(pot)
    buyer.client.post("/basket/voucher/", {"code": "LANTERN"})
    assert "give as much already" in buyer.client.get("/basket/").content.decode()
    buyer.put_in(tea)
    said = buyer.client.get("/basket/").context["voucher_gave"]
    assert "7,000" in said and "keep their offer" in said
