"""Pages that are looked at: what they cost, what they never show, what strange addresses do."""

import pytest
from django.test import Client

from core import clock
from shop.catalogue.models import Category, Lifecycle
from tests.factories import shop

PAGES = ("/", "/catalogue/", "/search/?q=tea", "/basket/", "/delivery/", "/orders/", "/returns/", "/account/login/",
         "/account/register/", "/account/password/forgotten/", "/sitemap.xml", "/robots.txt")  # fmt: skip


@pytest.fixture
def shelf(consumer):
    category = Category.add_root(name="Tea", slug="tea")
    products = [
        shop.product_on_sale(consumer, family="oolong", origin="vietnam", liquor="oolong", published_at=clock.now())
        for _number in range(12)
    ]
    for product in products:
        product.categories.add(category)
    return category, products


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers(visitor, shelf, path):
    assert visitor.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES[:5])
def test_every_page_answers_without_any_product(visitor, path):
    assert visitor.get(path).status_code == 200


def test_home_category_and_product_keep_their_budget_for_somebody_signed_in_with_a_basket(visitor, shelf, assert_budget):
    category, products = shelf
    visitor.force_login(shop.user())
    visitor.post(f"/basket/add/{products[0].pk}/")
    for path in ("/", f"/catalogue/category/tea_{category.pk}/", f"/catalogue/{products[0].slug}_{products[0].pk}/"):
        visitor.get(path)
        with assert_budget(12):
            assert visitor.get(path).status_code == 200


def test_a_price_on_request_stands_nowhere(visitor, consumer):
    product = shop.product_on_sale(consumer, price=777_123, price_on_request=True, title="Made for you")
    for path in (f"/catalogue/{product.slug}_{product.pk}/", "/catalogue/", "/"):
        page = visitor.get(path).content.decode()
        assert "777" not in page
        assert '"offers"' not in page


def test_structured_data_cannot_be_left_by_a_title(visitor, consumer):
    product = shop.product_on_sale(consumer, title="</script><script>alert(1)</script>")
    page = visitor.get(f"/catalogue/{product.slug}_{product.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "application/ld+json" in page


def test_the_page_of_a_discontinued_product_stays_and_sells_nothing(visitor, consumer):
    product = shop.product_on_sale(consumer, lifecycle=Lifecycle.DISCONTINUED)
    page = visitor.get(f"/catalogue/{product.slug}_{product.pk}/")
    assert page.status_code == 200
    assert not page.context["is_buyable"]


def test_a_draft_and_a_product_of_another_assortment_are_not_there(visitor, consumer):
    draft = shop.product_on_sale(consumer, lifecycle=Lifecycle.DRAFT)
    other = shop.product_on_sale(shop.trade_channel_market())
    for product in (draft, other):
        assert visitor.get(f"/catalogue/{product.slug}_{product.pk}/").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/catalogue/?page=0", "/catalogue/?page=x", "/catalogue/?page=999999999999", "/catalogue/x_999999999999999999/",
     "/catalogue/category/x_99999999999999999999/", "/orders/1/", "/orders/x/payment/", "/checkout/thank-you/6/",
     "/media/../config/settings/base.py", "/media/x.svg", "/media/a.html", "/account/confirm/x/x/"],
)  # fmt: skip
def test_a_strange_address_is_not_found(visitor, path):
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("query", ["'", "a & | !", "' | ''", "%F0%9F%8D%B5", ":*", "x" * 5000, "乌龙", "tr%C3%A0 %C3%B4"])
def test_any_search_is_answered(visitor, shelf, query):
    assert visitor.get(f"/search/?q={query}").status_code == 200
    assert visitor.get(f"/search/suggest/?q={query}").status_code == 200


def test_an_item_number_leads_to_its_product(visitor, shelf):
    product = shelf[1][0]
    answer = visitor.get(f"/search/?q={product.sku.lower()}")
    assert answer.status_code == 302
    assert str(product.pk) in answer["Location"]


def test_without_a_door_the_shop_says_it_is_not_open(db):
    assert Client().get("/").status_code == 503


def test_a_page_in_another_language_is_named_and_does_not_change_the_reader(visitor, shelf):
    assert 'hreflang="vi"' in visitor.get("/").content.decode()
    assert 'lang="vi"' in visitor.get("/?hl=vi").content.decode()
    assert 'lang="en"' in visitor.get("/").content.decode()
