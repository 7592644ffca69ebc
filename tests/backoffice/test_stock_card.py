"""The stock card: everything about one product, at most fifteen statements of its own whatever happened to it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from backoffice.warehouse.stock import find_product
from backoffice.warehouse.stock_card import gather
from core import clock
from inventory import availability, lotting
from inventory.receiving import ReceivedLine, receive_stock
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    house = make.warehouse()
    product = make.product_in_stock(20, house)
    make.put_on_shelf(product, 30, house, "B-01-01")
    lotting.keep_lots(product=product, actor=make.ACTOR)
    keeps = clock.today() + timedelta(days=20)
    line = ReceivedLine(product, 5, 40_000, make.location(house, "E-01-02"), lot="A1", expires_on=keeps)
    receive_stock(warehouse=house, lines=[line], actor=make.ACTOR)
    make.order_reserved(product, quantity=2)
    return product


def test_the_card_asks_at_most_fifteen_statements(product, assert_budget):
    with assert_budget(15):
        found = find_product(product.sku)
        context = gather(found, availability.levels_of(found.pk))
    assert [lot.on_hand for lot in context["lots"]] == [50, 5]
    assert sum(row["on_hand"] for row in context["zones"]) == 55
    assert context["costs"]["pieces"] == 55


def test_a_longer_past_costs_no_statement_more(product, assert_budget):
    for _order in range(4):
        make.order_reserved(product)
        make.put_on_shelf(product, 1, code="E-01-03")

    with assert_budget(15):
        found = find_product(product.sku)
        gather(found, availability.levels_of(found.pk))


def test_the_page_shows_lots_zones_and_costs_and_its_forms_ask_little(signed_in_as, product, assert_budget):
    keeper = signed_in_as("stock_controller")
    keeper.get(reverse("backoffice:stock_card", args=[product.sku]))

    with assert_budget(26):
        page = keeper.get(reverse("backoffice:stock_card", args=[product.sku]))

    text = page.content.decode()
    assert "A1" in text
    assert "unknown lot" in text
    assert page.status_code == 200
