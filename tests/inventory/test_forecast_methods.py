"""Methods of foreseeing, with figures worked out by hand."""

from math import sqrt

import pytest

from inventory.forecasting.backtesting import BEATS, UNTESTED, YIELDS, choose, origins_of
from inventory.forecasting.methods import Outlook, seasonal_naive, seldom, smoothing

MONDAY = 0


def one(method, history, weekday=MONDAY):
    return method(history, weekday, [len(history)])[0]


def test_the_yardstick_says_each_weekday_what_it_brought_last_time():
    history = [1, 2, 3, 4, 5, 6, 7, 2, 4, 6, 8, 10, 12, 14]

    outlook = one(seasonal_naive, history)

    assert outlook.ahead(MONDAY, 7) == pytest.approx([2, 4, 6, 8, 10, 12, 14])


def test_the_yardstick_looks_a_week_further_back_for_a_day_without_stock():
    history = [1, 2, 3, 4, 5, 6, 7, 2, None, 6, 8, 10, 12, 14]

    assert one(seasonal_naive, history).on(1) == pytest.approx(2)


def test_smoothing_of_a_level_without_weekdays_worked_by_hand():
    # 4, then 8: the second is learnt at 1/2, so 6; a third of 12 at 1/3: 8. Factors stay near 1, but not at it.
    outlook = smoothing(0.1)([4.0], MONDAY, [1])[0]
    assert outlook.level == 4

    even = one(smoothing(0.3), [5.0] * 70)
    assert even.level == pytest.approx(5)
    assert list(even.pattern) == pytest.approx([1] * 7)


def test_smoothing_learns_that_saturdays_bring_more():
    week = [10, 10, 10, 10, 10, 24, 10]

    outlook = one(smoothing(0.1), week * 12)

    assert outlook.on(5) > 19
    assert outlook.on(0) == pytest.approx(10, rel=0.1)
    assert sum(outlook.ahead(MONDAY, 7)) == pytest.approx(84, rel=0.03)


def test_seldom_demand_worked_by_hand():
    # Sizes 4 then 6, gaps 2 then 3 (alpha 0.15): size 4 + 0.15 * 2 = 4.3, gap 2 + 0.15 * 1 = 2.15.
    outlook = one(seldom, [0, 4, 0, 0, 6])

    assert outlook.level == pytest.approx((1 - 0.075) * 4.3 / 2.15)


def test_what_nobody_asks_for_any_more_fades():
    asked = [0, 4, 0, 4]

    assert one(seldom, asked + [0] * 60).level < one(seldom, asked).level / 10


@pytest.mark.parametrize("method", [smoothing(0.1), smoothing(0.3), seldom, seasonal_naive])
def test_days_without_stock_are_not_days_without_demand(method):
    sold = [3.0] * 28
    without_stock = [3.0] * 14 + [None] * 7 + [3.0] * 7
    no_demand = [3.0] * 14 + [0.0] * 7 + [3.0] * 7

    assert one(method, without_stock).level == pytest.approx(one(method, sold).level)
    assert method is seasonal_naive or one(method, no_demand).level < one(method, sold).level


def test_outlooks_before_several_days_are_those_of_the_shorter_histories():
    history = [float((7 * day) % 5) for day in range(60)]
    for method in (smoothing(0.1), seldom, seasonal_naive):
        several = method(history, 3, [28, 35, 60])
        assert several == [one(method, history[:day], 3) for day in (28, 35, 60)]


def test_the_tested_weeks_end_with_the_last_day():
    assert origins_of(91) == [35, 42, 49, 56, 63, 70, 77, 84]
    assert origins_of(34) == []
    assert origins_of(35) == [28]


def noisy(weeks):
    """A level of 10 with even noise, to which last week's figure adds its own noise twice."""
    noise = [4, -4, 3, -3, 5, -5, 0, -4, 4, -3, 3, -5, 5, 0]
    weekly = [0, 14, -14, 7, -7, 10, -10]
    return [10 + noise[day % 14] + weekly[(day // 7) % 7] / 7 for day in range(7 * weeks)]


def test_a_method_that_is_closer_than_last_week_is_used_and_says_so():
    choice = choose(noisy(13), MONDAY)

    assert choice.reason == BEATS
    assert choice.method in {"smoothing", "smoothing_fast", "seldom"}
    assert choice.error < choice.naive_error
    assert choice.error == choice.tried[choice.method]


def test_where_last_week_is_closer_its_figures_are_used():
    # Pieces double and halve from one week to the next but one, in steps that only "as last week" follows.
    history = [float(2 ** (week // 3)) for week in range(13) for _ in range(7)]

    choice = choose(history, MONDAY)

    assert (choice.reason, choice.method) == (YIELDS, "seasonal_naive")
    assert choice.error == choice.naive_error
    assert choice.outlook.level == history[-1]


def test_the_error_is_the_share_of_the_pieces_asked_for():
    # Seven a week, in the last week fourteen: as last week errs by 7 of 8 * 7 + 7.
    history = [1.0] * 84 + [2.0] * 7

    choice = choose(history, MONDAY)

    assert choice.tried["seasonal_naive"] == pytest.approx(7 / 63)


def test_too_short_a_history_is_used_untested():
    choice = choose([2.0] * 20, MONDAY)

    assert (choice.reason, choice.error, choice.naive_error) == (UNTESTED, None, None)
    assert choice.a_day == pytest.approx(2)
    assert choice.spread == pytest.approx(sqrt(2))


def test_an_empty_history_foresees_nothing():
    assert choose([], MONDAY).a_day == 0
    assert choose([None] * 91, MONDAY).a_day == 0
    assert choose([0.0] * 91, MONDAY).a_day == 0


def test_the_spread_is_never_less_than_chance():
    assert choose([9.0] * 91, MONDAY).spread == pytest.approx(3)


def week_of_baskets(asked, led):
    """Thirteen weeks of which some bring `asked` more pieces, announced by baskets on their first morning when `led`."""
    loud = {1, 4, 6, 7, 9, 11}
    history, signs = [], []
    for week in range(13):
        more = asked if week in loud else 0
        for day in range(7):
            history.append(10.0 + more / 7)
            signs.append(float(more if led and day == 0 else 0))
    return history, [*signs, float(asked)]


def test_unfinished_baskets_count_where_they_announced_orders():
    history, signs = week_of_baskets(35, led=True)

    choice = choose(history, MONDAY, signs)

    assert choice.uplift > 0
    assert choice.sign_error is not None
    assert choice.a_day > choose(history, MONDAY).a_day


def test_unfinished_baskets_do_not_count_where_they_announced_nothing():
    history, _signs = week_of_baskets(35, led=True)
    noise = [float((13 * day) % 7) for day in range(92)]

    choice = choose(history, MONDAY, noise)

    assert choice.uplift == 0
    assert choice.a_day == choose(history, MONDAY).a_day


def test_an_outlook_begins_on_the_weekday_it_is_asked_for():
    outlook = Outlook(2.0, (1, 1, 1, 1, 1, 2, 0))

    assert outlook.ahead(4, 4) == [2, 4, 0, 2]
