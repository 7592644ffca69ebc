"""Buying is simulated beside the house: deterministic, fair, by the house's own figures, and nothing of the house is touched."""

import xml.etree.ElementTree as ElementTree
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from inventory.forecasting import backtesting
from inventory.forecasting.gathering import DAYS
from inventory.reordering import arithmetic
from inventory.reordering.arithmetic import Stock
from inventory.simulating import buyers
from inventory.simulating.assortment import asked, invented, late_by, wares_of_the_house
from inventory.simulating.buyers import FixedBuyer, ForecastBuyer, RenewedBuyer
from inventory.simulating.comparing import RESERVES, SAFETIES, STEP, Point, Rivals, compare, middle
from inventory.simulating.drawing import tradeoff
from inventory.simulating.living import Months, Outcome
from inventory.simulating.scratch import leftovers, scratch_database
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def simulated(**options):
    said = StringIO()
    call_command("simulate_buying", stdout=said, **{"days": 20, "products": 6, **options})
    return said.getvalue()


def quiet(line):
    """Nobody listens."""


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
    one, other = (simulated(seed=seed).split("|---")[-1].replace(f"| {seed} |", "") for seed in (1, 2))
    assert one != other


@pytest.mark.parametrize("blow", [KeyboardInterrupt, SystemExit, ValueError])
def test_an_interrupted_simulation_drops_its_database(monkeypatch, blow):
    alive = []

    def interrupted(*args, **kwargs):
        alive.extend(leftovers())
        raise blow

    monkeypatch.setattr("inventory.management.commands.simulate_buying.compare", interrupted)

    with pytest.raises(blow):
        simulated()

    assert len(alive) == 1
    assert leftovers() == []


def test_every_buyer_meets_the_same_demand_and_stock_is_never_negative():
    wares = invented(5, seed=4)
    with scratch_database() as link:
        months = Months(link, wares, days=30, seed=4)
        them = [ForecastBuyer(wares), FixedBuyer(wares, months.before), RenewedBuyer(wares, months.before)]
        outcomes = [months.live(one) for one in them]
        with link.cursor() as cursor:
            cursor.execute("SELECT buyer, sum(asked), min(stock), count(*) FROM evening GROUP BY buyer ORDER BY buyer")
            rows = cursor.fetchall()
            cursor.execute("SELECT sum(pieces) FROM demand WHERE day >= 0")
            (wanted,) = cursor.fetchone()

    assert [row[0] for row in rows] == ["fixed 7", "forecast 1", "renewed 7"]
    assert {one.asked for one in outcomes} == {wanted}
    assert [row[1] for row in rows] == [wanted] * 3
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
    buyer.wanted(wares[0], Stock(0), [9.0] * DAYS)
    assert buyer.figures[0] == (least, most)
    assert ForecastBuyer(wares).terms[0].percent == 98


def test_renewed_figures_follow_the_last_weeks_and_leave_days_without_stock_out():
    wares = invented(1, seed=1)
    buyer = RenewedBuyer(wares, [[2] * DAYS], 3)

    buyer.wanted(wares[0], Stock(0), [4.0] * 60 + [None] * 31)

    assert buyer.figures[0] == (4 * (wares[0].lead_days + 3), 4 * (wares[0].lead_days + 3 + 14))


def test_less_safety_stock_is_the_same_share_of_it_at_every_level():
    wares = invented(3, seed=1)
    whole, half = ForecastBuyer(wares), ForecastBuyer(wares, 0.5)

    for ware in wares:
        of_whole = arithmetic.quantile(whole.terms[ware.key].percent)
        assert arithmetic.quantile(half.terms[ware.key].percent) == pytest.approx(of_whole / 2)


class Imagined:
    """Days in which every day of reserve brings a hundredth of service and costs ten."""

    def live(self, buyer):
        return Outcome("fixed", buyer, 10_000, round(10_000 * min(0.8 + buyer / 100, 1)), round(1000 + 10 * buyer), 1)


def test_the_least_reserve_that_serves_as_well_and_the_most_that_holds_no_more_are_found():
    rivals = Rivals(Imagined(), lambda days: days)

    assert rivals.serving(0.95).setting == 15
    assert rivals.serving(0.9501).setting == 15 + STEP
    assert rivals.holding(1101).setting == 10
    assert rivals.holding(10) is None
    assert rivals.holding(9_999).setting == 113
    assert rivals.serving(1.1) is None


def test_rivals_serve_as_well_or_hold_as_much_as_the_forecast():
    wares = invented(8, seed=2)
    with scratch_database() as link:
        found = compare(Months(link, wares, days=40, seed=2), say=quiet)

    assert [match.kind for match in found.matches] == ["fixed", "renewed"]
    for match in found.matches:
        assert match.usual.setting == 7
        assert match.as_served is None or match.as_served.service >= found.forecast.service
        assert match.as_stocked is None or match.as_stocked.stock_value <= found.forecast.stock_value


def test_a_curve_holds_every_setting_of_every_buyer_and_is_drawn(tmp_path):
    picture = tmp_path / "curve.svg"

    said = simulated(days=10, draws=2, draw=str(picture))

    drawn = ElementTree.fromstring(picture.read_text())
    assert len(drawn.findall(".//{*}circle")) == len(SAFETIES) + 1
    assert len(drawn.findall(".//{*}rect")) == 2 * (len(RESERVES) + 1)
    assert "seed 2" in said
    assert said.count("| forecast | safety stock") == 2 + len(SAFETIES)


def test_a_curve_of_several_draws_is_the_mean_of_each_setting():
    draws = [[Outcome("fixed", 7, 100, 90, 1000, 1)], [Outcome("fixed", 7, 100, 100, 3000, 1)]]

    assert middle(draws) == [Point("fixed", 7, 0.95, 2000)]


def test_points_of_full_service_are_drawn_too():
    drawn = tradeoff("All <served>", "VND", [Point(kind, 1, 1.0, 1.0) for kind in ("forecast", "fixed", "renewed")])

    ElementTree.fromstring(drawn)


@pytest.mark.parametrize(
    "wrong", [{"days": 0}, {"days": 1001}, {"products": 0}, {"products": -3}, {"draws": 0}, {"draw": "/nowhere/at/all.svg"}]
)
def test_absurd_sizes_and_places_are_refused(wrong):
    with pytest.raises(CommandError, match=r"Between 1 and|There is no folder"):
        simulated(**wrong)
    assert leftovers() == []
