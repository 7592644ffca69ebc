"""One search box: numbers however typed, phones in any format, names without accents; few statements, no wrong verdicts."""

import pytest

from core.numbering import draw_transaction_number
from shop.catalogue.models import ProductBarcode
from shop.order.placing import Contact
from support.searching import search
from tests.factories.shop import order_placed, product_on_sale

pytestmark = pytest.mark.django_db

CONTACT = Contact(name="Trần Thu Hà", email="ha@example.vn", phone="+84912047718", language="vi")


@pytest.fixture
def order():
    return order_placed(contact=CONTACT)


def spaced(number):
    return f"{number[0]} {number[1:4]}-{number[4:7]} {number[7:]}"


@pytest.mark.parametrize("typed", [lambda n: n, spaced, lambda n: f" {n[:5]}.{n[5:]} "])
def test_a_number_is_found_however_it_is_typed(order, typed):
    answer = search(typed(order.number))
    assert answer.orders == [order]
    assert (answer.number, answer.only_order) == ("known", order)


def test_a_mistyped_number_is_told_from_an_unknown_one(order):
    wrong = order.number[:5] + str((int(order.number[5]) + 1) % 10) + order.number[6:]
    assert search(wrong).number == "mistyped"
    assert search(draw_transaction_number("6")).number == "unknown"


def test_a_product_code_of_13_digits_is_no_mistyped_number():
    product = product_on_sale()
    ProductBarcode.objects.create(product=product, code="8938505910017")
    answer = search("8938505910017")
    assert (answer.products, answer.number) == ([product], "")


@pytest.mark.parametrize("typed", ["+84 91 204 7718", "0912 047 718", "84912047718", "091204"])
def test_a_telephone_is_found_in_any_format(order, typed):
    assert search(typed).orders == [order]
    assert search(typed).customers == [order.customer]


@pytest.mark.parametrize("typed", ["tran thu", "Hà Trần", "thu h", "TRẦN"])
def test_a_name_is_found_by_parts_and_without_accents(order, typed):
    assert search(typed).orders == [order]


def test_an_address_is_found_whatever_its_case(order):
    assert search("HA@example.vn").orders == [order]


@pytest.mark.parametrize(
    "typed", ["", "x", "'; drop table order_order; --", "%%%%", "((((", "& | !", "\x00\x01", "9" * 100, "ไม่มี"]
)
def test_odd_texts_find_nothing_and_break_nothing(order, typed):
    assert search(typed).is_empty


def test_a_search_costs_at_most_nine_statements(order, assert_budget):
    for typed in (order.number, "0912047718", "tran thu ha", "ha@example.vn", "LL-1021"):
        with assert_budget(9):
            search(typed)
