"""The stock card over a million movements: as many statements as over ten, and how long it takes is told (target: p95 of 200 ms).

`-s` shows the figures. The movements are made by the database itself; the transaction of the test takes them back.
"""

import statistics
import time
from datetime import timedelta

import pytest
from django.db import connection

from backoffice.warehouse.stock import find_product
from backoffice.warehouse.stock_card import gather
from core import clock
from inventory import availability, past
from inventory.models import StockMovement
from tests.factories import warehouse as make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOVEMENTS, PRODUCTS, ASKED = 1_000_000, 50, 100
MAKE = """
INSERT INTO inventory_stockmovement (product_id, from_location_id, to_location_id, quantity, reason, source_type, source_id,
    source_label, unit_cost, value, note, actor_label, at)
SELECT (%(products)s::bigint[])[1 + n %% %(many)s], CASE WHEN n %% 2 = 0 THEN %(shelf)s ELSE %(bulk)s END,
    CASE WHEN n %% 2 = 0 THEN %(bulk)s ELSE %(shelf)s END, 1, 'moved', 'inventory.Location', '1', 'E-01-01', 0, 0, '', 'somebody',
    now() - make_interval(secs => n * 30)
FROM generate_series(1, %(movements)s) AS n
"""


def p95(seconds):
    return statistics.quantiles(seconds, n=20)[-1] * 1000


def timed(ask):
    begin = time.perf_counter()
    ask()
    return time.perf_counter() - begin


def test_a_million_movements_cost_the_card_no_statement_more(assert_budget):
    house = make.warehouse()
    products = [make.product_in_stock(20, house) for _number in range(PRODUCTS)]
    places = {"shelf": make.location(house).pk, "bulk": make.location(house, "B-01-01").pk}
    with connection.cursor() as cursor:
        keys = [one.pk for one in products]
        cursor.execute(MAKE, {"products": keys, "many": PRODUCTS, "movements": MOVEMENTS, **places})
        cursor.execute("ANALYZE inventory_stockmovement")
    assert StockMovement.objects.count() > MOVEMENTS

    def card(one):
        found = find_product(one.sku)
        return gather(found, availability.levels_of(found.pk))

    with assert_budget(15):
        card(products[0])
    cards = [timed(lambda one=one: card(one)) for one in (products * 2)[:ASKED]]
    back = clock.now() - timedelta(days=90)
    pasts = [timed(lambda one=one: past.lay_where(back, product_ids=[one.pk])) for one in products]
    whole = timed(lambda: past.lay_where(back))
    print(
        f"\n{MOVEMENTS:,} movements of {PRODUCTS} products: stock card p95 {p95(cards):.0f} ms, "
        f"one product 90 days ago p95 {p95(pasts):.0f} ms, the whole company {whole * 1000:.0f} ms"
    )
