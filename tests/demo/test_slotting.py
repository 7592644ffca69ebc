"""What the demo's stock controller leaves of the fast sellers follows from the stories."""

import datetime as dt
from collections import Counter

from demo.data.catalogue import HAND_WRITTEN
from demo.seeding.house import House
from demo.seeding.slotting import COVERS, DEMAND_DAYS, SLOW_CASES, SLOW_DAYS, fast_sellers, slow_depths
from demo.seeding.stories import Fate, Story
from inventory.models import Warehouse
from shop.catalogue.models import Product

NOW = dt.datetime(2026, 11, 19, 3, 0, tzinfo=dt.UTC)


def story(sku: str, pieces: int, days: int, fate: Fate = Fate.COURSE) -> Story:
    return Story(NOW - dt.timedelta(days=days), "consumer", "vn", "somebody", ((sku, pieces),), "vn-cod", fate)


def test_what_sold_most_in_two_weeks_sells_fast_and_what_was_called_off_does_not_count():
    told = [story("A", 14, 1), story("B", 7, 13), story("C", 99, 15), story("D", 50, 2, Fate.CANCELLED), story("A", 14, 3)]
    assert fast_sellers(told, NOW, products=24) == {"A": 2.0, "B": 0.5}
    assert fast_sellers(told, NOW, products=12) == {"A": 2.0}
    assert fast_sellers([*told, story("B", 7, 1)], NOW, products=12) == {"A": 2.0, "B": 1.0}
    assert fast_sellers([], NOW, products=240) == {}


def test_most_fast_sellers_last_some_days_and_a_few_are_below_their_reserve():
    assert any(cover < 1 for cover, _reserve in COVERS)
    assert any(1 <= cover < reserve for cover, reserve in COVERS)
    assert sum(cover > reserve for cover, reserve in COVERS) >= len(COVERS) / 2
    assert max(cover for cover, _reserve in COVERS) <= 3


def test_a_slow_seller_keeps_some_weeks_but_never_less_than_the_trade_buys_at_once():
    data = HAND_WRITTEN.products[0]
    house = House(now=NOW, products={one.sku: Product(pk=n, sku=one.sku) for n, one in enumerate(HAND_WRITTEN.products)})
    house.warehouses = {"A": Warehouse(), "B": Warehouse(), "C": Warehouse()}
    least = max(SLOW_CASES * data.case_quantity, 2 * data.safety_stock)

    def depth(sold: int, wanted: int = 0) -> int:
        return slow_depths(house, Counter({data.sku: sold}), Counter({data.sku: wanted}), besides=())[0]

    assert depth(1) == -(-least // 3)
    assert depth(10 * least) == -(-10 * least * SLOW_DAYS // DEMAND_DAYS // 3)
    assert depth(1, wanted=7) == depth(1) + 7
    assert 0 not in slow_depths(house, Counter(), Counter(), besides=(data.sku,))
