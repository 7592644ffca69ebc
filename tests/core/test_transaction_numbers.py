"""Transaction numbers: never guessed, never mistyped unnoticed, found however they are typed."""

from contextlib import suppress

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from core.numbering import (
    BadPrefix,
    MistypedNumber,
    NotATransactionNumber,
    UnknownPrefix,
    barcode_text,
    draw_transaction_number,
    ensure_transaction_series,
    group_transaction_number,
    parse_transaction_number,
    series_is_used,
)
from core.numbering.feistel import permute
from core.numbering.transactions import number_at

PREFIXES = st.sampled_from(["3", "6", "7", "8", "12", "95"])
POSITIONS = st.integers(0, 10**9 - 1)
NUMBERS = st.builds(number_at, PREFIXES, POSITIONS)


@pytest.mark.parametrize("size", [10, 97, 1000, 4096])
def test_the_permutation_meets_every_number_once(size):
    assert sorted(permute(i, size=size, key=b"key") for i in range(size)) == list(range(size))


def test_the_permutation_refuses_what_is_outside():
    with pytest.raises(ValueError, match="not among"):
        permute(10, size=10, key=b"key")


@given(NUMBERS)
def test_every_number_has_thirteen_digits_and_checks(number):
    assert len(number) == 13
    assert parse_transaction_number(number) == number


@given(NUMBERS, st.integers(0, 12), st.integers(1, 9))
def test_every_wrong_digit_is_noticed(number, place, shift):
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    with pytest.raises(MistypedNumber):
        parse_transaction_number(wrong)


@given(NUMBERS, st.integers(0, 11), st.sampled_from([1, 2]))
def test_every_swap_of_neighbours_and_across_one_digit_is_noticed(number, place, distance):
    other = place + distance
    if other > 12 or number[place] == number[other]:
        return
    digits = list(number)
    digits[place], digits[other] = digits[other], digits[place]
    with pytest.raises(MistypedNumber):
        parse_transaction_number("".join(digits))


@given(st.integers(0, 10**9 - 2))
def test_neighbours_and_channels_tell_nothing_about_each_other(position):
    here, next_one, elsewhere = number_at("6", position), number_at("6", position + 1), number_at("7", position)
    assert here != next_one
    assert here[1:11] != elsewhere[1:11] or position == 0
    assert abs(int(here[1:11]) - int(next_one[1:11])) != 1


def test_another_key_gives_other_numbers():
    with override_settings(STOREHOUSE_NUMBER_KEY="one"):
        one = number_at("6", 5)
    with override_settings(STOREHOUSE_NUMBER_KEY="two"):
        assert number_at("6", 5) != one


@pytest.mark.parametrize(
    "write",
    [
        group_transaction_number,
        barcode_text,
        lambda n: f"  {n}\n",
        lambda n: "-".join(n),
        lambda n: "\N{NO-BREAK SPACE}".join([n[0], n[1:4], n[4:]]),
        lambda n: f"{n[:4]}–{n[4:8]}.{n[8:]}",
        lambda n: "".join(chr(0xFF10 + int(d)) for d in n),
        lambda n: "".join(chr(0x0E50 + int(d)) for d in n),
        lambda n: f"tn {n[:3]} {n[3:]}",
        lambda n: f"\u200e{n}\u00ad",
    ],
)
def test_a_number_is_found_however_it_is_typed(write):
    number = number_at("6", 41)
    assert parse_transaction_number(write(number)) == number


@pytest.mark.parametrize("text", ["", "hello", "123", "+84 90 818 2200", "12345678901234", "½½½½½½½½½½½½½", "a" * 500])
def test_other_texts_are_not_transaction_numbers(text):
    with pytest.raises(NotATransactionNumber):
        parse_transaction_number(text)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text):
    with suppress(NotATransactionNumber, MistypedNumber):
        assert parse_transaction_number(text).isascii()


def test_numbers_are_read_aloud_in_groups():
    assert group_transaction_number("6418209351744") == "6 418 209 3517 44"


@pytest.mark.parametrize("prefix", ["", "0", "06", "123", "a", "٦", "6; DROP TABLE x"])
def test_a_prefix_is_one_or_two_digits(prefix, db):
    with pytest.raises(BadPrefix):
        ensure_transaction_series(prefix)


def test_drawing_from_a_series_that_nobody_opened_is_refused_and_the_transaction_goes_on(db):
    with pytest.raises(UnknownPrefix):
        draw_transaction_number("31")
    assert not series_is_used("31")
    ensure_transaction_series("31")
    assert not series_is_used("31")
    assert draw_transaction_number("31").startswith("31")
    assert series_is_used("31")


def test_opening_a_series_twice_does_not_start_it_again(db):
    ensure_transaction_series("32")
    drawn = draw_transaction_number("32")
    ensure_transaction_series("32")
    assert draw_transaction_number("32") != drawn


def test_a_draw_costs_one_statement(db, assert_budget):
    ensure_transaction_series("33")
    with assert_budget(1):
        draw_transaction_number("33")
