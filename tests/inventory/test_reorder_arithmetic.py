"""When to buy and how much, with figures worked out by hand."""

import pytest

from inventory.reordering.arithmetic import Advice, Demand, Stock, Terms, advise, in_packs, quantile

#: The example of docs/forecasting.md.
TERMS = Terms(lead_days=7, lead_spread_days=2, percent=98, order_days=14, pack_size=12, minimum_quantity=48)


def test_the_worked_example():
    # z = 2.0537; wait = 7 + 1 = 8 days; 2.0537 * sqrt(8 * 3 * 3 + 6 * 6 * 2 * 2) = 2.0537 * sqrt(216) = 30.18: 31 pieces.
    # Reorder point 6 * 8 + 31 = 79; up to 6 * 22 + 31 = 163; position 60 + 24 - 10 = 74; lacking 89: 8 packs of 12.
    advice = advise(Demand(a_day=6, spread=3), Stock(on_hand=60, owed=10, coming=24), TERMS)

    assert advice == Advice(
        z=pytest.approx(2.0537, abs=1e-4), safety=31, reorder_point=79, up_to=163, position=74, lacking=89, quantity=96
    )


def test_nothing_is_bought_above_the_reorder_point():
    at_the_point = advise(Demand(6, 3), Stock(79), TERMS)
    above = advise(Demand(6, 3), Stock(80), TERMS)

    assert at_the_point.quantity == 84
    assert above.quantity == 0


def test_what_comes_counts_and_what_is_owed_does_not():
    alone = advise(Demand(6, 3), Stock(20), TERMS)

    assert advise(Demand(6, 3), Stock(20, coming=60), TERMS).quantity == 0
    assert advise(Demand(6, 3), Stock(20, owed=20), TERMS).lacking == alone.lacking + 20


@pytest.mark.parametrize(("percent", "z"), [(50, 0), (90, 1.2816), (95, 1.6449), (99.9, 3.0902)])
def test_the_surer_the_more(percent, z):
    assert quantile(percent) == pytest.approx(z, abs=1e-4)


def test_a_steady_demand_and_a_punctual_supplier_need_no_safety_stock():
    advice = advise(Demand(4, 0), Stock(0), Terms(3, 0, 99, 7))

    assert (advice.safety, advice.reorder_point, advice.up_to, advice.quantity) == (0, 16, 44, 44)


def test_a_supplier_who_varies_costs_safety_stock():
    punctual, varying = (advise(Demand(10, 2), Stock(0), Terms(7, spread, 95, 7)).safety for spread in (0, 4))

    assert (punctual, varying) == (10, 67)


def test_nobody_asks_nothing_is_bought():
    assert advise(Demand(0, 0), Stock(0), TERMS).quantity == 0


@pytest.mark.parametrize(
    ("pieces", "pack", "minimum", "bought"), [(1, 1, 1, 1), (13, 12, 1, 24), (5, 12, 30, 36), (36, 12, 36, 36)]
)
def test_suppliers_sell_whole_packs_from_a_minimum_on(pieces, pack, minimum, bought):
    assert in_packs(pieces, pack, minimum) == bought
