"""What is written down for the night: demand as it was, by channel and together, with the error beside it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.access import Actor
from inventory.forecasting.gathering import demand_of
from inventory.forecasting.running import forecast_all
from inventory.models import Forecast
from shop.catalogue.models import Lifecycle
from shop.order.cancelling import cancel
from shop.order.models import Line, Order
from shop.partner.models import StockRecord
from tests.budget import assert_budget
from tests.factories import shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db
NIGHT = Actor.system("forecasting")


def days_ago(days):
    return clock.at(clock.midnight() - timedelta(days=days) + timedelta(hours=10))


def stocked(pieces=1000, since=100, **values):
    with days_ago(since):
        return make.product_in_stock(pieces, **values)


def ordered(product, quantity, *when):
    """The same order on several days; answers the last one."""
    for days in when:
        with days_ago(days):
            order = shop.order_placed(product, quantity=quantity)
    return order


def demand(product):
    found = demand_of(list(StockRecord.objects.filter(product=product)))
    return found[0] if found else None


def test_demand_is_what_was_ordered_less_what_was_cancelled():
    product = stocked()
    ordered(product, 3, 2)
    taken_back = ordered(product, 5, 1)
    with days_ago(1):
        cancel(order=taken_back, actor=make.ACTOR, reason="changed_mind")

    pieces = demand(product).together()

    assert pieces[-2:] == [3, 0]
    assert sum(pieces) == 3


def test_today_is_not_over_and_does_not_count():
    product = stocked()
    shop.order_placed(product, quantity=4)

    assert sum(demand(product).together()) == 0


def test_each_channel_has_its_own_demand():
    product = stocked()
    ordered(product, 2, 3)
    trade = shop.channel("distributor", "7")
    order = ordered(product, 6, 3)
    Order.objects.filter(pk=order.pk).update(channel=trade)

    found = demand(product)

    assert sorted(sum(pieces) for pieces in found.by_channel.values()) == [2, 6]
    assert found.together()[-3] == 8


def test_days_with_an_empty_shelf_are_left_open():
    product = stocked(4, since=30)
    ordered(product, 4, 10)
    with days_ago(5):
        make.put_on_shelf(product, 50)

    found = demand(product)
    history = found.history(found.together())

    # Before it first came in, and between the last piece and the truck.
    assert history[-31] is None
    assert history[-30:-9] == [0.0] * 20 + [4.0]
    assert history[-9:-5] == [None] * 4
    assert history[-5:] == [0.0] * 5


def test_picked_pieces_are_not_counted_twice():
    product = stocked(10, since=30)
    with days_ago(10):
        make.shipment_picked(product, quantity=10)

    found = demand(product)

    assert found.history(found.together())[-11:-8] == [0.0, 10.0, None]


def test_a_basket_that_was_left_is_a_sign_until_it_is_ordered():
    product = stocked()
    ordered(product, 1, 20)
    with days_ago(3):
        basket = shop.basket_with(product, quantity=5)

    mornings = demand(product).signs_together()

    assert mornings[-4:] == [0, 5, 5, 5]
    with days_ago(1):
        shop.place(basket)
    assert demand(product).signs_together()[-4:] == [0, 5, 5, 0]


def test_the_night_writes_one_row_for_all_and_one_per_channel():
    product = stocked()
    ordered(product, 2, *range(1, 60, 3))
    still = stocked()

    run = forecast_all(actor=NIGHT)

    assert (run.products, run.rows) == (1, 2)
    assert not Forecast.objects.filter(product=still).exists()
    together = Forecast.objects.get(product=product, channel=None)
    assert together.error is not None
    assert together.naive_error is not None
    assert together.tests == 8
    assert 0.3 < together.a_day < 1.2
    assert len(together.pattern) == 7


def test_the_next_night_replaces_what_was_foreseen_and_forgets_what_nobody_orders():
    product = stocked()
    ordered(product, 2, 3)
    forecast_all(actor=NIGHT)
    first = Forecast.objects.get(product=product, channel=None).pk

    with clock.at(clock.now() + timedelta(days=1)):
        forecast_all(actor=NIGHT)
        assert Forecast.objects.get(product=product, channel=None).pk == first
    with clock.at(clock.now() + timedelta(days=200)):
        assert forecast_all(actor=NIGHT).removed == 2

    assert not Forecast.objects.exists()


def test_a_draft_is_not_foreseen():
    product = stocked()
    ordered(product, 2, 3)
    type(product).objects.filter(pk=product.pk).update(lifecycle=Lifecycle.DRAFT)

    assert forecast_all(actor=NIGHT).rows == 0


def test_a_set_costs_the_same_however_many_products_it_has():
    products = [stocked(code=f"E-01-0{n}") for n in (1, 2, 3)]
    for product in products:
        ordered(product, 1, 5, 9)
    forecast_all(actor=NIGHT)

    with assert_budget(13):
        forecast_all(actor=NIGHT)

    assert Line.objects.count() == 6


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"level": -1}, "forecast_not_negative"),
        ({"days_out": 92}, "forecast_not_negative"),
        ({"pattern": [1, 1]}, "forecast_has_seven_weekdays"),
        ({"method": "guessing"}, "forecast_method_known"),
        ({"reason": "beats", "error": None}, "forecast_error_unless_untested"),
    ],
)
def test_the_database_refuses_a_forecast_that_makes_no_sense(values, name):
    product = stocked()
    ordered(product, 2, 3)
    forecast_all(actor=NIGHT)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Forecast.objects.filter(product=product).update(**values)


def test_a_product_has_one_forecast_of_all_channels_per_pool():
    product = stocked()
    ordered(product, 2, 3)
    forecast_all(actor=NIGHT)
    row = Forecast.objects.get(product=product, channel=None)

    row.pk = None
    with pytest.raises(IntegrityError, match="forecast_once_per_product_pool_channel"), transaction.atomic():
        row.save(force_insert=True)
