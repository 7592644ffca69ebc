"""The choice of warehouses: covers first, then what the company weighs; properties over any stock and any weights."""

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from inventory.sourcing import Candidate, Need, Weights, choose, points_of

PRODUCTS = st.integers(1, 4)
NEEDS = st.lists(st.tuples(PRODUCTS, st.integers(1, 6)), min_size=1, max_size=5).map(
    lambda rows: [Need(number, product, pieces) for number, (product, pieces) in enumerate(rows)]
)
HOUSES = st.lists(
    st.tuples(
        st.integers(0, 900),
        st.integers(0, 60_000).map(Decimal),
        st.dictionaries(PRODUCTS, st.integers(0, 7), max_size=4),
        st.integers(0, 3),
    ),
    max_size=7,
).map(lambda rows: [Candidate(n, f"W{n}", *row) for n, row in enumerate(rows)])
WEIGHTS = st.builds(
    Weights,
    further_parcel=st.sampled_from([Decimal(0), Decimal(15_000), Decimal(1_000_000)]),
    day_late=st.sampled_from([Decimal(0), Decimal(40_000), Decimal(300_000)]),
    cost_percent=st.sampled_from([0, 100, 150]),
    kilometre=st.sampled_from([Decimal(0), Decimal(10), Decimal(100)]),
    most_parcels=st.integers(1, 9),
)


def wanted_of(needs):
    wanted = {}
    for need in needs:
        wanted[need.product_id] = wanted.get(need.product_id, 0) + need.quantity
    return wanted


def lacking(needs, houses):
    return sum(
        max(0, pieces - sum(one.available.get(product, 0) for one in houses)) for product, pieces in wanted_of(needs).items()
    )


def points(weights, houses):
    late = max((one.days_late for one in houses), default=0)
    own = sum(one.parcel_cost * weights.cost_percent / 100 + one.km * weights.kilometre for one in houses)
    return own + weights.further_parcel * (len(houses) - 1) + weights.day_late * late


@given(NEEDS, HOUSES, WEIGHTS)
def test_the_chosen_option_is_never_worse_than_any_single_warehouse(needs, houses, weights):
    best, _others = choose(needs, houses, weights)

    for one in houses:
        assert (best.missing, best.points) <= (lacking(needs, [one]), points(weights, [one]))


@given(NEEDS, HOUSES, WEIGHTS)
def test_the_chosen_option_is_never_worse_than_any_three_warehouses(needs, houses, weights):
    best, _others = choose(needs, houses, weights)

    for size in range(1, min(3, weights.most_parcels) + 1):
        for some in combinations(houses, size):
            assert (best.missing, best.points) <= (lacking(needs, some), points(weights, some))


@given(NEEDS, HOUSES, WEIGHTS)
def test_no_option_sends_more_than_a_warehouse_has_or_a_line_wants(needs, houses, weights):
    has = {one.warehouse_id: one.available for one in houses}
    wanted, product_of = {n.line_id: n.quantity for n in needs}, {n.line_id: n.product_id for n in needs}
    best, others = choose(needs, houses, weights)

    for option in [best, *others]:
        sent = dict.fromkeys(wanted, 0)
        for warehouse, share in option.shares.items():
            from_here = {}
            for line, pieces in share.items():
                assert pieces > 0
                sent[line] += pieces
                from_here[product_of[line]] = from_here.get(product_of[line], 0) + pieces
            assert all(pieces <= has[warehouse].get(product, 0) for product, pieces in from_here.items())
        assert all(sent[line] <= wanted[line] for line in wanted)
        assert option.missing == sum(wanted.values()) - sum(sent.values())
        assert option.parcels == len(option.shares) <= weights.most_parcels


@given(NEEDS, HOUSES, WEIGHTS)
def test_everything_is_covered_when_all_warehouses_together_have_it_and_parcels_allow(needs, houses, weights):
    best, _others = choose(needs, houses, Weights(**{**vars(weights), "most_parcels": 9}))

    assert best.missing == lacking(needs, houses)


@given(NEEDS, HOUSES, WEIGHTS)
def test_rejected_options_stand_in_order_of_preference_and_none_is_told_twice(needs, houses, weights):
    best, others = choose(needs, houses, weights)

    told = [best, *others]
    assert [one.rank() for one in told] == sorted(one.rank() for one in told)
    assert len({one.codes for one in told}) == len(told)


@given(NEEDS, HOUSES, WEIGHTS)
def test_a_kept_option_can_be_weighed_again(needs, houses, weights):
    best, others = choose(needs, houses, weights)

    for option in [best, *others]:
        if option.codes:
            assert points_of(option.as_row(), weights) == (option.missing, option.points)


def house(code, stock, *, km=0, cost=10_000, late=0):
    return Candidate(hash(code), code, km, Decimal(cost), stock, late)


def test_a_later_but_cheaper_warehouse_loses_to_one_that_keeps_the_promise():
    best, others = choose(
        [Need(1, 7, 1)], [house("NEAR", {7: 1}, cost=10_000, late=1), house("FAR", {7: 1}, cost=60_000, km=900)]
    )

    assert best.codes == ("FAR",)
    assert (others[0].codes, others[0].days_late) == (("NEAR",), 1)


def test_where_the_company_weighs_a_late_day_at_nothing_the_cheaper_warehouse_ships():
    near, far = house("NEAR", {7: 1}, cost=10_000, late=1), house("FAR", {7: 1}, cost=60_000, km=900)

    best, _others = choose([Need(1, 7, 1)], [near, far], Weights(day_late=Decimal(0)))

    assert best.codes == ("NEAR",)


def test_four_warehouses_ship_what_no_three_have():
    houses = [house(f"W{n}", {n: 1}) for n in range(4)]
    needs = [Need(n, n, 1) for n in range(4)]

    best, _others = choose(needs, houses)
    only_three, _rest = choose(needs, houses, Weights(most_parcels=3))

    assert (best.missing, best.parcels) == (0, 4)
    assert (only_three.missing, only_three.parcels) == (1, 3)


def test_with_nothing_anywhere_nobody_is_chosen():
    best, others = choose([Need(1, 7, 2)], [house("HP", {7: 0})])

    assert (best.codes, best.missing, others) == ((), 2, [])
