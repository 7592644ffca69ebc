"""Who reaches how far: the arithmetic of quotas, over any of them."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from shop.quota.deciding import Lending, Standing, dealt, reach

NOW = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)
LATER, EARLIER = NOW + dt.timedelta(hours=8), NOW - dt.timedelta(hours=1)
CONSUMER, DISTRIBUTOR, PHONE = 1, 2, 3
CHANNELS = (CONSUMER, DISTRIBUTOR, PHONE)

lendings = st.builds(
    Lending,
    borrower=st.sampled_from(CHANNELS),
    until=st.sampled_from([None, EARLIER, LATER]),
    protected=st.integers(0, 12),
)


@st.composite
def quotas(draw):
    found = []
    for number, channel in enumerate(draw(st.lists(st.sampled_from(CHANNELS), unique=True, max_size=3)), 1):
        by_units = draw(st.booleans())
        taken = draw(st.integers(0, 15))
        found.append(
            Standing(
                quota=number,
                channel=channel,
                rank=draw(st.integers(1, 3)),
                units=draw(st.integers(0, 30)) if by_units else None,
                share=None if by_units else draw(st.integers(1, 100)),
                taken=taken,
                sold=taken + draw(st.integers(0, 15)),
                lends=tuple(draw(st.lists(lendings, max_size=2, unique_by=lambda one: one.borrower))),
            )
        )
    return found


def kept(units=None, share=None, channel=CONSUMER, quota=1, **values):
    return Standing(quota=quota, channel=channel, rank=values.pop("rank", 1), units=units, share=share, **values)


def total(free, standings, channel):
    return reach(free, standings, channel=channel, now=NOW).total


def test_without_quotas_everybody_reaches_every_free_piece():
    assert [total(10, [], channel) for channel in CHANNELS] == [10, 10, 10]


def test_pieces_kept_for_one_channel_are_out_of_the_others_reach():
    seen = reach(10, [kept(8, until=LATER)], channel=DISTRIBUTOR, now=NOW)

    assert seen.total == 2
    assert [(one.channel, one.pieces, one.until) for one in seen.kept] == [(CONSUMER, 8, LATER)]
    assert total(10, [kept(8)], CONSUMER) == 10


def test_what_its_orders_took_is_kept_no_longer():
    assert total(10, [kept(8, taken=5, sold=5)], DISTRIBUTOR) == 7


def test_a_share_is_of_everything_that_was_there_since_it_began():
    standing = kept(share=30, taken=0, sold=70)

    assert total(30, [standing], DISTRIBUTOR) == 0
    assert total(30, [standing], CONSUMER) == 30


def test_the_lower_rank_is_served_first_where_less_is_left_than_kept():
    standings = [kept(8, rank=2, quota=1), kept(5, rank=1, quota=2, channel=PHONE)]

    assert [total(10, standings, channel) for channel in CHANNELS] == [5, 0, 5]


def test_a_borrower_reaches_what_is_unused_but_never_the_protected_pieces():
    standing = kept(8, lends=(Lending(DISTRIBUTOR, LATER, protected=3),))

    seen = reach(10, [standing], channel=DISTRIBUTOR, now=NOW)

    assert seen.total == 7
    assert [one.pieces for one in seen.kept] == [3]
    assert total(10, [standing], PHONE) == 2


def test_a_loan_that_is_over_lends_nothing():
    assert total(10, [kept(8, lends=(Lending(DISTRIBUTOR, EARLIER),))], DISTRIBUTOR) == 2


def test_its_own_pieces_are_taken_first_then_common_ones_then_borrowed_ones_of_the_least_pressing_rank():
    standings = [
        kept(2, channel=DISTRIBUTOR, quota=1),
        kept(3, channel=CONSUMER, quota=2, rank=1, lends=(Lending(DISTRIBUTOR),)),
        kept(3, channel=PHONE, quota=3, rank=9, lends=(Lending(DISTRIBUTOR),)),
    ]
    seen = reach(10, standings, channel=DISTRIBUTOR, now=NOW)

    assert (seen.own, seen.common, seen.borrowed) == (((1, 2),), 2, ((3, 3), (2, 3)))
    assert seen.take(2).out_of == {1: 2}
    assert seen.take(4).out_of == {1: 2}
    assert seen.take(6).out_of == {1: 2, 3: 2}
    assert seen.take(10).lent == {3: 3, 2: 3}


@given(st.integers(-5, 40), quotas())
def test_no_more_than_is_free_is_dealt_out_or_reached(free, standings):
    behind, common = dealt(free, standings)

    assert sum(behind.values()) + common == max(free, 0)
    for channel in CHANNELS:
        assert 0 <= total(free, standings, channel) <= max(free, 0)


@given(st.integers(0, 40), quotas(), st.sampled_from(CHANNELS))
def test_what_is_within_reach_and_what_is_kept_are_all_there_is(free, standings, channel):
    seen = reach(free, standings, channel=channel, now=NOW)

    assert seen.total + sum(one.pieces for one in seen.kept) == free


@given(st.integers(0, 40), quotas(), st.sampled_from(CHANNELS), st.data())
def test_taking_within_reach_never_lessens_what_is_kept_for_another(free, standings, channel, data):
    """Unless it borrowed from it, and then by no more than that."""
    seen = reach(free, standings, channel=channel, now=NOW)
    wanted = data.draw(st.integers(0, seen.total))
    taken = seen.take(wanted)
    before, _common = dealt(free, standings)

    after = [
        Standing(**{**vars(one), "taken": one.taken + taken.out_of.get(one.quota, 0), "sold": one.sold + wanted})
        for one in standings
    ]
    now, _common = dealt(free - wanted, after)

    for one in standings:
        if one.channel != channel:
            assert now[one.quota] >= before[one.quota] - taken.lent.get(one.quota, 0)
