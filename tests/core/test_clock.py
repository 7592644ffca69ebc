"""The house's clock: one source of time that tests and the demo can set."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from core import clock

NOON = datetime(2026, 3, 11, 12, 0, tzinfo=UTC)


def test_now_is_aware_and_in_utc():
    assert clock.now().utcoffset() == timedelta(0)


def test_time_stands_still_inside_at_and_blocks_nest():
    with clock.at(NOON):
        assert clock.now() == NOON
        with clock.at(NOON + timedelta(days=1)):
            assert clock.now() == NOON + timedelta(days=1)
        assert clock.now() == NOON
    assert clock.now() != NOON


def test_clock_is_given_back_when_the_block_fails():
    with pytest.raises(ZeroDivisionError), clock.at(NOON):
        _ = 1 / 0
    assert clock.now() != NOON


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2026, 3, 11)):  # noqa: DTZ001 (meant)
        pass


def test_today_depends_on_where_one_stands():
    with clock.at(datetime(2026, 3, 11, 23, 30, tzinfo=UTC)):
        assert str(clock.today("Asia/Ho_Chi_Minh")) == "2026-03-12"
        assert str(clock.today(timezone(timedelta(hours=-5)))) == "2026-03-11"
        assert str(clock.today()) == "2026-03-12"
