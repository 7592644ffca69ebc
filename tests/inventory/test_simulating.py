"""Buying is simulated beside the house: deterministic, with the house's own figures, and nothing of the house is touched."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from inventory.forecasting import backtesting
from inventory.forecasting.gathering import DAYS
from inventory.reordering import arithmetic
from inventory.simulating import buyers
from inventory.simulating.assortment import asked, invented, late_by, wares_of_the_house
from inventory.simulating.buyers import FixedBuyer, ForecastBuyer
from inventory.simulating.living import live
from inventory.simulating.scratch import leftovers, scratch_database
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def simulated(**options):
    said = StringIO()
    call_command("simulate_buying", stdout=said, **{"days": 20, "products": 6, **options})
    return said.getvalue()


def everything():
    """Rows of every table of the house."""
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*), COALESCE(md5(string_agg(t::text, '' ORDER BY t::text)), '') FROM \"{table}\" t")
            counts[table] = cursor.fetchone()
    return counts


def test_the_house_is_untouched_and_nothing_stays():
    make.product_in_stock(5)
    before = everything()

    simulated(seed=3)

    assert everything() == before
    assert leftovers() == []


def test_the_same_seed_tells_the_same_and_another_one_something_else():
    assert simulated(seed=1) == simulated(seed=1)
    assert simulated(seed=1).splitlines()[-2:] != simulated(seed=2).splitlines()[-2:]


@pytest.mark.parametrize("blow", [KeyboardInterrupt, SystemExit, ValueError])
def test_an_interrupted_simulation_drops_its_database(monkeypatch, blow):
    alive = []

    def interrupted(*args, **kwargs):
        alive.extend(leftovers())
        raise blow

    monkeypatch.setattr("inventory.management.commands.simulate_buying.live", interrupted)

    with pytest.raises(blow):
        simulated()

    assert len(alive) == 1
    assert leftovers() == []


def test_both_buyers_meet_the_same_demand_and_stock_is_never_negative():
    wares = invented(5, seed=4)
    with scratch_database() as link:
        outcomes = live(link, wares, days=30, seed=4, say=lambda line: None)
        with link.cursor() as cursor:
            cursor.execute("SELECT buyer, sum(asked), min(stock), count(*) FROM evening GROUP BY buyer ORDER BY buyer")
            rows = cursor.fetchall()
            cursor.execute("SELECT sum(pieces) FROM demand WHERE day >= 0")
            (wanted,) = cursor.fetchone()

    assert {one.asked for one in outcomes} == {wanted}
    assert [row[1] for row in rows] == [wanted, wanted]
    assert all(row[2] >= 0 and row[3] == 150 for row in rows)
    assert all(0 < one.service <= 1 for one in outcomes)


def test_the_forecast_buyer_uses_the_functions_of_the_house(monkeypatch):
    assert buyers.choose is backtesting.choose
    assert buyers.advise is arithmetic.advise
    foreseen, advised = [], []
    monkeypatch.setattr(buyers, "choose", lambda *args: foreseen.append(1) or backtesting.choose(*args))
    monkeypatch.setattr(buyers, "advise", lambda *args: advised.append(1) or arithmetic.advise(*args))

    simulated(days=3, products=2)

    assert len(foreseen) == len(advised) == 6


def test_the_company_s_own_products_are_taken_where_something_is_foreseen():
    assert [ware.sku for ware in wares_of_the_house(3, 1)] == ["SIM-0000", "SIM-0001", "SIM-0002"]


def test_a_draw_is_of_its_seed_and_product_alone():
    one, other = invented(2, seed=1)

    assert asked(one, 30, seed=1) == asked(one, 30, seed=1)
    assert asked(one, 30, seed=1) != asked(one, 30, seed=2)
    assert len(asked(other, 30, seed=1)) == DAYS + 30
    assert late_by(one, 3, 1) == late_by(one, 3, 1)
    assert late_by(one, 3, 1) >= -one.lead_days


def test_fixed_figures_follow_from_the_days_before_and_stay():
    wares = invented(1, seed=1)
    buyer = FixedBuyer(wares, [[2] * DAYS])

    least, most = buyer.figures[0]
    assert least == 2 * (wares[0].lead_days + 7)
    assert most == least + 2 * 14
    assert ForecastBuyer(wares).terms[0].percent == 98


@pytest.mark.parametrize("wrong", [{"days": 0}, {"days": 1001}, {"products": 0}, {"products": -3}])
def test_absurd_sizes_are_refused(wrong):
    with pytest.raises(CommandError, match="Between 1 and"):
        simulated(**wrong)
    assert leftovers() == []
