"""Money: no floats, no lost cents, no mixed currencies."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.money import (
    MixedCurrencies,
    Money,
    UnknownCurrency,
    allocate,
    decimals,
    format_money,
    round_amount,
    split_tax,
    total,
)

CURRENCIES = st.sampled_from(["VND", "USD", "KWD", "THB", "CNY"])


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


@pytest.mark.parametrize(("currency", "places"), [("VND", 0), ("USD", 2), ("KWD", 3), ("CLF", 4), ("COP", 2)])
def test_every_currency_has_its_own_number_of_decimals(currency, places):
    assert decimals(currency) == places


@pytest.mark.parametrize("code", ["XYZ", "usd", "", "DOLLAR"])
def test_an_unknown_currency_is_refused(code):
    with pytest.raises(UnknownCurrency):
        Money(Decimal(1), code)


@pytest.mark.parametrize("amount", [1.5, "1.5", True, None])
def test_money_is_made_of_decimals_only(amount):
    with pytest.raises(TypeError):
        Money(amount, "USD")


def test_halves_are_rounded_away_from_zero():
    assert round_amount(Decimal("0.125"), "USD") == Decimal("0.13")
    assert round_amount(Decimal("-0.125"), "USD") == Decimal("-0.13")
    assert round_amount(Decimal("10.5"), "VND") == Decimal("11")


def test_money_adds_subtracts_multiplies_and_compares():
    assert usd("1.10") + usd("2.20") == usd("3.30")
    assert usd("1.10") - usd("2.20") == -usd("1.10")
    assert 3 * usd("1.10") == usd("3.30") == usd("1.10") * 3
    assert usd("10") * Decimal("0.333") == usd("3.330")
    assert usd("1") < usd("2") <= usd("2")
    assert max(usd("1"), usd("2")) == usd("2")
    assert not Money.zero("VND")
    assert total([], "VND") == Money.zero("VND")


@pytest.mark.parametrize("operation", ["__add__", "__sub__", "__lt__", "__ge__"])
def test_two_currencies_never_meet(operation):
    with pytest.raises(MixedCurrencies):
        getattr(usd("1"), operation)(Money(Decimal(1), "VND"))


def test_money_never_meets_a_bare_number():
    with pytest.raises(TypeError):
        usd("1") + Decimal(1)
    with pytest.raises(TypeError):
        usd("1") * 1.5


def test_a_cent_that_cannot_be_shared_goes_to_the_largest_remainder():
    assert allocate(usd("10.00"), [1, 1, 1]) == [usd("3.34"), usd("3.33"), usd("3.33")]
    assert allocate(usd("0.05"), [70, 30]) == [usd("0.04"), usd("0.01")]
    assert allocate(Money(Decimal(100), "VND"), [0, 0]) == [Money(Decimal(50), "VND")] * 2


@given(CURRENCIES, st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_shares_always_add_up_and_are_off_by_less_than_one_unit(currency, units, weights):
    unit = Decimal(1).scaleb(-decimals(currency))
    amount = Money(units * unit, currency)
    parts = allocate(amount, weights)
    assert total(parts, currency) == amount
    all_weights = sum(weights) or len(weights)
    for part, weight in zip(parts, weights if any(weights) else [1] * len(weights), strict=True):
        assert abs(part.amount * all_weights - amount.amount * weight) < unit * all_weights


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_sharing_needs_sensible_weights(weights):
    with pytest.raises(ValueError, match="weight"):
        allocate(usd("1"), weights)


def test_half_a_cent_cannot_be_shared_out():
    with pytest.raises(ValueError, match="smallest"):
        allocate(usd("0.005"), [1])


def test_the_stated_side_of_a_price_is_exact():
    assert split_tax(Decimal(110000), Decimal("0.1"), True, "VND") == (100000, 10000, 110000)
    assert split_tax(Decimal("9.99"), Decimal("0.08"), False, "USD") == (Decimal("9.99"), Decimal("0.80"), Decimal("10.79"))


@given(CURRENCIES, st.integers(0, 10**10), st.integers(0, 4000), st.booleans())
def test_both_sides_and_the_tax_always_add_up(currency, units, basis_points, includes_tax):
    stated = units * Decimal(1).scaleb(-decimals(currency))
    excl, tax, incl = split_tax(stated, Decimal(basis_points) / 10000, includes_tax, currency)
    assert excl + tax == incl
    assert stated == (incl if includes_tax else excl)
    assert tax == round_amount(tax, currency) >= 0


@pytest.mark.parametrize(
    ("amount", "currency", "language", "written"),
    [
        ("1234567", "VND", "vi", "1.234.567\N{NO-BREAK SPACE}₫"),
        ("1234567.5", "USD", "en", "$1,234,567.50"),
        ("12", "CNY", "zh-hans", "¥12.00"),
        ("-12", "COP", "es", "-12,00\N{NO-BREAK SPACE}COP"),
        ("1.5", "KWD", "en", "KWD\N{NO-BREAK SPACE}1.500"),
    ],
)
def test_amounts_are_written_as_their_readers_write_them(amount, currency, language, written):
    assert format_money(Money(Decimal(amount), currency), language) == written


def test_templates_write_amounts_in_the_readers_language():
    page = Template("{% load money %}{{ amount|money:'VND' }} {{ price|as_money }}[{{ nothing|money:'VND' }}]")
    context = Context({"amount": Decimal("1500.0000"), "price": usd("2"), "nothing": None})
    with translation.override("en"):
        assert page.render(context) == "1,500\N{NO-BREAK SPACE}₫ $2.00[]"
