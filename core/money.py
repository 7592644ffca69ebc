"""Money is a Decimal and an ISO 4217 currency that knows its own number of decimals. There is no float anywhere.

Databases hold whole minor units in numeric(19,4); `round_amount` is the only rounding in the house (half up).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, NamedTuple

import pycountry
from babel import Locale
from babel.numbers import parse_pattern
from django.db import models

from core.errors import DomainError

# ISO 4217, list one: every other currency has two decimals.
_WITHOUT_DECIMALS = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"} | {"RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"}
)
_OTHER_DECIMALS = {"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4}
_BABEL_LOCALES = {"zh-hans": "zh_Hans_CN", "zh-cn": "zh_Hans_CN", "en": "en", "vi": "vi", "th": "th", "es": "es"}


#: The đồng sign stands behind the amount whoever reads it, as it is printed on every price tag there.
_SIGN_BEHIND = "#,##0\N{NO-BREAK SPACE}¤"


class UnknownCurrency(DomainError):
    """No currency of ISO 4217 has this code."""

    code = "unknown_currency"


class MixedCurrencies(DomainError):
    """Two currencies met in one sum or comparison."""

    code = "mixed_currencies"


@lru_cache(maxsize=256)
def decimals(currency: str) -> int:
    """Number of decimals of a currency: 0 for VND, 2 for USD.

    Raises:
        UnknownCurrency: the code is not in ISO 4217.
    """
    if pycountry.currencies.get(alpha_3=currency) is None or currency != currency.upper():
        raise UnknownCurrency(currency=currency)
    if currency in _WITHOUT_DECIMALS:
        return 0
    return _OTHER_DECIMALS.get(currency, 2)


def smallest_unit(currency: str) -> Decimal:
    """The smallest amount that exists: Decimal("1") for VND, Decimal("0.01") for USD."""
    return Decimal(1).scaleb(-decimals(currency))


def round_amount(amount: Decimal | int, currency: str) -> Decimal:
    """Round to whole minor units, halves away from zero."""
    return _exact(amount).quantize(smallest_unit(currency), rounding=ROUND_HALF_UP)


def _exact(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"Money is counted in Decimal or int, not {type(value).__name__}.")
    return Decimal(value)


@dataclass(frozen=True)
class Money:
    """An amount in one currency. Multiplying is exact; call `rounded` where the result must be payable."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", _exact(self.amount))
        decimals(self.currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        return cls(Decimal(0), currency)

    def rounded(self) -> Money:
        return Money(round_amount(self.amount, self.currency), self.currency)

    def _same(self, other: Money) -> Decimal:
        if not isinstance(other, Money):
            raise TypeError(f"Money meets only money, not {type(other).__name__}.")
        if other.currency != self.currency:
            raise MixedCurrencies(left=self.currency, right=other.currency)
        return other.amount

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __abs__(self) -> Money:
        return Money(abs(self.amount), self.currency)

    def __mul__(self, factor: int | Decimal) -> Money:
        return Money(self.amount * _exact(factor), self.currency)

    __rmul__ = __mul__

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.amount >= self._same(other)

    def __str__(self) -> str:
        return f"{round_amount(self.amount, self.currency)} {self.currency}"


def total(parts: Sequence[Money], currency: str) -> Money:
    """The sum of `parts`, which may be none, in `currency`."""
    return sum(parts, start=Money.zero(currency))


def allocate(amount: Money, weights: Sequence[int | Decimal]) -> list[Money]:
    """Share an amount out by weight so that the parts are payable and add up to it exactly.

    Largest remainder: every part is rounded towards zero, then what is left goes out one smallest unit at a time to
    the largest remainders, the earlier part first. Weights that are all zero share equally.
    """
    shares = [_exact(weight) for weight in weights]
    if not shares or any(share < 0 for share in shares):
        raise ValueError("Sharing out needs at least one weight and no negative one.")
    if not any(shares):
        shares = [Decimal(1)] * len(shares)
    unit = smallest_unit(amount.currency)
    if amount.amount % unit:
        raise ValueError(f"{amount.amount} {amount.currency} is not a whole number of its smallest units.")
    units, all_shares = int(amount.amount / unit), sum(shares)
    exact = [units * share / all_shares for share in shares]
    parts = [int(one.to_integral_value(rounding=ROUND_DOWN)) for one in exact]
    left = units - sum(parts)
    step = 1 if left > 0 else -1
    by_remainder = sorted(range(len(parts)), key=lambda i: (-abs(exact[i] - parts[i]), i))
    for i in by_remainder[: abs(left)]:
        parts[i] += step
    return [Money(part * unit, amount.currency) for part in parts]


class TaxSplit(NamedTuple):
    """An amount seen from both sides: without tax, the tax, with tax."""

    excl_tax: Decimal
    tax: Decimal
    incl_tax: Decimal


def split_tax(amount: Decimal, rate: Decimal, includes_tax: bool, currency: str) -> TaxSplit:
    """Derive the other side of a stated amount. The stated side stays exact; the three always add up.

    `rate` is a fraction: Decimal("0.1") for ten per cent. `amount` is payable (whole minor units).
    """
    stated = _exact(amount)
    if includes_tax:
        excl = round_amount(stated / (1 + _exact(rate)), currency)
        return TaxSplit(excl, stated - excl, stated)
    tax = round_amount(stated * _exact(rate), currency)
    return TaxSplit(stated, tax, stated + tax)


class AmountField(models.DecimalField):
    """An amount in the database: numeric(19,4). The currency stands beside it on the row or on its document."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 19)
        kwargs.setdefault("decimal_places", 4)
        super().__init__(*args, **kwargs)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, float):
            raise TypeError("An amount is stored from Decimal or int, never from float.")
        return super().get_prep_value(value)


def format_money(money: Money, language: str) -> str:
    """The amount as people who read `language` write it, with the currency's own decimals."""
    return _written(money.amount, money.currency, language)


@lru_cache(maxsize=20_000)
def _written(amount: Decimal, currency: str, language: str) -> str:
    money = Money(amount, currency)
    locale = Locale.parse(_BABEL_LOCALES.get(language.lower(), language.replace("-", "_")))
    places = decimals(money.currency)
    standard = locale.currency_formats["standard"]
    pattern = parse_pattern(_SIGN_BEHIND) if money.currency == "VND" else copy(standard)
    pattern.frac_prec = (places, places)
    written: str = pattern.apply(
        round_amount(money.amount, money.currency), locale, currency=money.currency, currency_digits=False
    )
    # A currency written in letters keeps its distance; a sign such as $ stands close.
    return re.sub(r"(?<=[A-Za-z])(?=\d)", "\N{NO-BREAK SPACE}", written)
