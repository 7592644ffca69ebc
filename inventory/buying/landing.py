"""Landed cost: what goods cost once they stand in the warehouse. Freight and duty are spread over the lines by their value.

Exact: the shares are payable and add up to the charge, so the ledger and the moving average agree to the last coin.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.money import Money, allocate, round_amount


@dataclass(frozen=True)
class Landed:
    """What the supplier charges for a line, and that with its share of freight and duty, in the company's currency."""

    goods: Decimal
    total: Decimal


def land(
    lines: Sequence[tuple[int, Decimal]], *, freight: Decimal, duty: Decimal, exchange_rate: Decimal, currency: str
) -> list[Landed]:
    """What each line (pieces, price of a piece in the supplier's currency) costs landed, in `currency`."""
    goods = [round_amount(pieces * price * exchange_rate, currency) for pieces, price in lines]
    shares = [allocate(Money(charge, currency), goods) for charge in (freight, duty)]
    return [Landed(value, value + carried.amount + taxed.amount) for value, carried, taxed in zip(goods, *shares, strict=True)]


def split(value: Decimal, pieces: Sequence[int], currency: str) -> list[Decimal]:
    """What the parts of a line cost that were put on different places, by their pieces."""
    return [part.amount for part in allocate(Money(value, currency), pieces)]
