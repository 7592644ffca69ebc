"""The basket of the page: what is refused, what is said, and what comes along."""

import pytest

from shop.basket.models import Basket, Line
from shop.catalogue.models import Lifecycle
from shop.channels.models import Door, DoorKind
from shop.pricing.models import Price
from tests.factories import shop


def quantities() -> dict[int, int]:
    return dict(Line.objects.filter(basket__status=Basket.OPEN).values_list("product_id", "quantity"))


def test_a_card_puts_one_piece_in_and_says_so(visitor, consumer):
    product = shop.product_on_sale(consumer)
    answer = visitor.post(f"/basket/add/{product.pk}/", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert product.title in answer.content.decode()
    assert quantities() == {product.pk: 1}


@pytest.mark.parametrize(
    "typed", ["-1", "0", "1,5", "1.5", "2,50", "1,2,3", "1.5x", "1e9", "99999999999999999999", "NaN", "١٢", "", "ten"]
)
def test_a_quantity_that_is_none_is_refused_and_changes_nothing(visitor, buyer, consumer, typed):
    product = shop.product_on_sale(consumer)
    buyer.put_in(product, 3)
    answer = visitor.post(f"/basket/lines/{product.pk}/", {"quantity": typed})
    assert answer.status_code in (200, 422)
    assert quantities() in ({product.pk: 3}, {})
    assert typed == "0" or quantities() == {product.pk: 3}


@pytest.mark.parametrize("typed", ["1200", "1,200", "1.200", "1 200", "1\u00a0200"])
def test_thousands_may_be_typed_in_groups(visitor, buyer, consumer, typed):
    product = shop.product_on_sale(consumer)
    buyer.put_in(product, 3)
    visitor.post(f"/basket/lines/{product.pk}/", {"quantity": typed})
    assert quantities() == {product.pk: 1200}


def test_looking_changes_nothing(visitor, consumer):
    product = shop.product_on_sale(consumer)
    for path in (f"/basket/add/{product.pk}/", f"/basket/lines/{product.pk}/", "/checkout/place/", "/door/", "/account/logout/"):
        assert visitor.get(path).status_code == 405
    assert quantities() == {}


def test_a_step_of_the_checkout_that_is_opened_by_its_address_is_a_page_that_leads_on(visitor, buyer, consumer):
    buyer.put_in(shop.product_on_sale(consumer))
    answer = visitor.get("/checkout/details/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    text = answer.content.decode()
    assert "Nothing was changed." in text and 'href="/checkout/"' in text


def test_what_is_not_sold_is_refused_in_words(visitor, consumer):
    gone = shop.product_on_sale(consumer, lifecycle=Lifecycle.DISCONTINUED)
    asked = shop.product_on_sale(consumer, price_on_request=True)
    for product in (gone, asked):
        assert visitor.post(f"/basket/add/{product.pk}/").status_code == 302
    assert visitor.post("/basket/add/999999/").status_code == 404
    assert quantities() == {}


def test_a_removed_line_can_be_put_back(visitor, buyer, consumer):
    product = shop.product_on_sale(consumer)
    buyer.put_in(product, 4)
    page = visitor.post(f"/basket/lines/{product.pk}/", {"remove": "1"})
    assert page.context["removed"]["quantity"] == 4
    visitor.post(f"/basket/lines/{product.pk}/undo/", {"quantity": "4"})
    assert quantities() == {product.pk: 4}


def test_a_changed_price_is_said(visitor, buyer, consumer):
    product = shop.product_on_sale(consumer, price=100_000)
    buyer.put_in(product)
    shop.set_price(product, consumer, 120_000)
    assert "100,000" in visitor.get("/basket/").context["changed"][0]["was"]


def test_too_few_left_keeps_from_checking_out(visitor, buyer, consumer):
    product = shop.product_on_sale(consumer, stock=2)
    buyer.put_in(product, 3)
    assert not visitor.get("/basket/").context["can_check_out"]
    assert visitor.get("/checkout/").status_code == 302


def test_another_door_takes_the_basket_along_and_says_what_changed(visitor, buyer, consumer):
    both, only_here = shop.product_on_sale(consumer, price=100_000), shop.product_on_sale(consumer)
    world = shop.channel_market(in_market=shop.market("world", name="World", currency="USD", countries=[], languages=["en"]))
    Door.objects.create(code="world", name="World", kind=DoorKind.PATH, value="world", channel_market=world)
    world.assortment.create(product=both)
    shop.set_price(both, world, "9.50")
    buyer.put_in(both, 2)
    buyer.put_in(only_here)
    page = visitor.post("/door/", {"door": "world"}, follow=True)
    said = " ".join(str(message) for message in page.context["messages"])
    assert only_here.title in said and "9.50" in said
    assert quantities() == {both.pk: 2}
    assert Basket.objects.get(status=Basket.OPEN).channel_market == world


def test_a_door_that_is_no_door_is_not_found(visitor):
    assert visitor.post("/door/", {"door": "../office"}).status_code == 404


def test_nobody_is_sent_to_another_house(visitor, consumer):
    product = shop.product_on_sale(consumer)
    answer = visitor.post(
        f"/basket/add/{product.pk}/", {"next": "https://evil.example/"}, headers={"Referer": "https://evil.example/"}
    )
    assert answer["Location"] == "/basket/"


def test_what_is_sold_by_the_case_says_so_and_offers_the_case(visitor, buyer, consumer):
    product = shop.product_on_sale(consumer, stock=50)
    shop.set_price(product, consumer, 90_000, min_quantity=24)
    Price.objects.filter(product=product, min_quantity=1).delete()
    buyer.put_in(product)
    lost = visitor.get("/basket/").context["lost"]
    assert lost[0]["least"] == 24
    visitor.post(f"/basket/lines/{product.pk}/", {"quantity": "24"})
    page = visitor.get("/basket/")
    assert not page.context["lost"] and page.context["pieces"] == 24


def test_the_day_that_is_promised_and_the_delivery_in_the_sum_are_of_one_way(visitor, buyer, consumer):
    shop.delivery_option(consumer, code="slow-and-cheap", price=10_000, transit_days=9)
    buyer.put_in(shop.product_on_sale(consumer))
    sums, promise = (visitor.get("/basket/").context[name] for name in ("sums", "promise"))
    shop.delivery_option(consumer, code="soon-and-dear", price=77_000, transit_days=0)
    dearer, sooner = (visitor.get("/basket/").context[name] for name in ("sums", "promise"))
    assert promise["date"] != sooner["date"]
    assert "77,000" in dearer["delivery"]
    assert "10,000" not in sums["delivery"]  # the cheaper one comes later than the day that is said
