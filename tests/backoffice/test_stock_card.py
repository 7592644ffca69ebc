"""The stock card: everything about one product, at most fifteen statements of its own whatever happened to it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from backoffice.warehouse.stock import find_product
from backoffice.warehouse.stock_card import gather
from core import clock
from inventory import availability, lotting
from inventory.models import Forecast
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


def foresee(product, a_day=1.0, spread=1.0, **more):
    """What a night's run would have written of all channels together."""
    values = {"method": "smoothing", "reason": "untested", "level": a_day, "pattern": [1.0] * 7, "a_day": a_day, "spread": spread}
    pool = product.stockrecords.get().partner
    days = {"days": 91, "first_day": clock.today() - timedelta(days=91)}
    return Forecast.objects.create(product=product, pool=pool, channel=None, **values | days | more)


def chart_of(product):
    found = find_product(product.sku)
    return gather(found, availability.levels_of(found.pk))["chart"]


def test_the_chart_has_level_promise_and_what_is_foreseen_with_how_far_it_may_be_off(product):
    foresee(product)

    chart = chart_of(product)

    past = [row for row in chart["rows"] if row["day"] <= chart["today"]]
    coming = [row for row in chart["rows"] if row["day"] > chart["today"]]
    assert chart["is_foreseen"]
    assert (past[-1]["level"], past[-1]["owed"], past[-1]["ahead"]) == (25, 2, 25)
    assert [row["ahead"] for row in coming] == [25 - n for n in range(1, 15)]
    # After four days one may be off by 1 × √4.
    assert (coming[3]["low"], coming[3]["high"]) == (19, 23)
    assert all(row["level"] is None for row in coming)


def test_nothing_is_foreseen_below_an_empty_shelf(product):
    foresee(product, a_day=30.0, spread=5.0)

    coming = [row for row in chart_of(product)["rows"] if row["level"] is None]

    assert coming[-1]["ahead"] == coming[-1]["low"] == 0


def test_the_error_stands_beside_the_forecast(product):
    foresee(product, reason="beats", error=0.21, naive_error=0.34)

    said = chart_of(product)["finding"]

    assert "1 foreseen a day" in said
    assert "25 days" in said
    assert "erred by 21 %" in said
    assert "figures by 34 %" in said


def test_without_a_forecast_the_present_demand_is_drawn_and_no_band(signed_in_as, product):
    chart = chart_of(product)
    page = signed_in_as("stock_controller").get(reverse("backoffice:stock_card", args=[product.sku])).content.decode()

    assert not chart["is_foreseen"]
    assert chart["rows"][-1]["low"] is None
    assert "at the present demand" in page
    assert 'data-line="low"' not in page


def test_the_page_carries_every_line_of_the_chart_in_its_table(signed_in_as, product):
    foresee(product)

    page = signed_in_as("stock_controller").get(reverse("backoffice:stock_card", args=[product.sku])).content.decode()

    for line in ("level", "promised", "forecast", "low", "high"):
        assert f'data-line="{line}"' in page
    assert page.count("<tr data-x=") == 60 + 14
    assert reverse("backoffice:forecast", args=[product.sku]) in page
