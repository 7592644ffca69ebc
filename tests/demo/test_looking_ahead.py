"""The demo company foresees its demand through the house's own jobs."""

from datetime import timedelta

import pytest

from core import clock
from demo.seeding.house import House
from demo.seeding.watching import KEEPER, look_ahead
from inventory.models import CoverAlert, Forecast, ReorderSuggestion, ServiceLevel
from tests.factories import buying, shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def test_the_demo_s_night_fills_forecasts_suggestions_alerts_and_levels():
    with clock.at(clock.now() - timedelta(days=60)):
        product = buying.product_bought(stock=30)
    for days in range(1, 50, 4):
        with clock.at(clock.now() - timedelta(days=days)):
            shop.order_placed(product, quantity=2)
    make.take_away(product, 3)
    house = House(now=clock.now(), staff={KEEPER: shop.user()})

    said = look_ahead(house)

    assert said.startswith("1 products foreseen, 1 to buy")
    assert Forecast.objects.filter(product=product, channel=None).exists()
    assert ReorderSuggestion.objects.get().product == product
    assert CoverAlert.objects.get().product == product
    assert ServiceLevel.objects.get().set_at < clock.now() - timedelta(days=28)
