"""The homes of the warehouse and the watch list: figures that open their lists, and cost the same whatever there is."""

import pytest
from django.urls import reverse

from backoffice.roles import ensure_roles
from core.events import deliver_everything
from inventory import covering
from shop.partner.models import StockRecord
from tests.budget import assert_budget
from tests.factories import shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"backoffice:{name}", args=args)


@pytest.fixture
def controller(signed_in_as):
    ensure_roles()
    return signed_in_as("stock_controller")


def urgencies():
    return {row.product.sku: (row.cover, row.urgency) for row in covering.watched().select_related("product")}


def test_cover_is_what_is_free_by_what_is_sold_a_day():
    gone, low, good, still = (make.product_in_stock(n) for n in (2, 4, 40, 5))
    for product, quantity in ((gone, 2), (low, 1), (good, 1)):
        shop.order_placed(product, quantity=quantity)
    StockRecord.objects.filter(product=good).update(safety_stock=39)

    assert urgencies()[gone.sku] == (0, covering.RUNS_OUT)
    assert urgencies()[low.sku] == (42, covering.GOOD)
    assert urgencies()[good.sku] == (546, covering.GOOD)
    assert urgencies()[still.sku] == (None, covering.STILL)
    StockRecord.objects.filter(product=good).update(safety_stock=40)
    assert urgencies()[good.sku][1] == covering.BELOW_SAFETY
    sums = covering.zone_sums()
    assert (sums.products, sums.sold, sums.urgent, sums.free) == (4, 4, 2, 47)
    assert sums.cover == 164.5


def test_the_cover_of_the_zone_is_that_of_what_sells_fast():
    fast, slow = make.product_in_stock(16), make.product_in_stock(400)
    shop.order_placed(fast, quantity=14)
    shop.order_placed(slow)

    sums = covering.zone_sums()

    assert (sums.fast_free, sums.fast_sold, sums.cover) == (2, 14, 2.0)


def test_the_history_of_the_zone_is_counted_back_from_movements():
    import datetime as dt

    from core import clock

    start = clock.now()
    with clock.at(start - dt.timedelta(days=3)):
        product = make.product_in_stock(10)
    with clock.at(start - dt.timedelta(days=1)):
        make.take_away(product, 4)

    history = covering.zone_history(5)

    assert history.together == [0, 10, 10, 6, 6]
    assert history.by_product[product.pk] == [0, 10, 10, 6, 6]


def test_the_watch_list_filters_sorts_and_exports_exactly_what_is_shown(controller):
    gone, good = make.product_in_stock(1), make.product_in_stock(40)
    shop.order_placed(gone)
    shop.order_placed(good)

    page = controller.get(at("watch_list"), {"urgency": "runs_out"}).content.decode()
    assert gone.sku in page
    assert good.sku not in page
    for sort in ("cover", "-cover", "ready", "sold", "-sold", "sku"):
        assert controller.get(at("watch_list"), {"sort": sort}).status_code == 200
    sheet = b"".join(controller.get(at("watch_list"), {"urgency": "runs_out", "export": "csv"}).streaming_content).decode()
    assert gone.sku in sheet
    assert good.sku not in sheet


def test_the_stock_day_says_what_runs_out_and_opens_it(controller):
    product = make.product_in_stock(1)
    shop.order_placed(product)
    deliver_everything()

    page = controller.get(at("stock_day")).content.decode()

    assert product.sku in page
    assert "Runs out today" in page
    assert at("watch_list") in page
    assert 'data-chart="lines"' in page


def test_the_floor_day_gives_a_picker_the_next_job(signed_in_as):
    ensure_roles()
    picker = signed_in_as("picker")
    make.order_reserved(make.product_in_stock(5))

    page = picker.get(at("floor_day")).content.decode()
    assert "Next job" in page
    walk = picker.post(at("pick_next"), follow=True)

    assert walk.status_code == 200
    assert "Go on with" in picker.get(at("floor_day")).content.decode()


@pytest.mark.parametrize("name", ["floor_day", "stock_day", "watch_list"])
def test_a_home_costs_the_same_however_much_there_is(controller, name):
    for code in ("E-01-01", "E-01-02", "E-01-03"):
        make.order_reserved(make.product_in_stock(5, code=code))
    controller.get(at(name))

    with assert_budget(12):
        assert controller.get(at(name)).status_code == 200


def test_the_stock_card_draws_the_level_what_is_owed_of_it_and_how_long_it_lasts(controller):
    product = make.product_in_stock(28)
    make.order_reserved(product, quantity=14)

    page = controller.get(at("stock_card", product.sku))

    assert "at 1 ordered a day they last 28 days" in page.content.decode()
    rows = page.context["chart"]["rows"]
    assert (rows[59]["level"], rows[59]["owed"], rows[59]["ahead"]) == (28, 14, 28)
    assert (rows[58]["level"], rows[58]["owed"]) == (0, 0)
    assert rows[-1]["ahead"] == 14
