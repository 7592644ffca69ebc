"""What an offer takes off: rounded line by line in the currency, so that 7% of 108,500 ₫ is 7,595 ₫ and never a fraction.

Everything is on the stated side of the prices (with tax for consumers, without for trade): the other side is derived
afterwards from what is left, by the one rule that all lines follow.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.money import Money, allocate, round_amount
from shop.offer.models import Benefit


@dataclass(frozen=True)
class Item:
    """A line as offers see it. `stated` is its amount before discounts; `paths` are its categories in tree notation."""

    product_id: int
    quantity: int
    stated: Decimal
    paths: tuple[str, ...] = ()


def per_cent(items: Sequence[Item], value: Decimal, currency: str) -> dict[int, Decimal]:
    """A share of each line, rounded for each line by itself."""
    return {item.product_id: round_amount(item.stated * value / 100, currency) for item in items}


def amount_off(items: Sequence[Item], value: Decimal, currency: str) -> dict[int, Decimal]:
    """One amount off all lines together, shared out by what they cost; never more than they cost."""
    whole = sum((item.stated for item in items), Decimal(0))
    taken = min(round_amount(value, currency), whole)
    if not taken:
        return {}
    parts = allocate(Money(taken, currency), [item.stated for item in items])
    return {item.product_id: part.amount for item, part in zip(items, parts, strict=True)}


BENEFITS: dict[str, Callable[[Sequence[Item], Decimal, str], dict[int, Decimal]]] = {
    Benefit.PERCENTAGE: per_cent,
    Benefit.FIXED: amount_off,
}
