"""Which lines a voucher takes from the offers that hold on them anyway: those where it gives more, and no others.

What a reader could get wrong: a line is discounted once, so a voucher that spread over the whole basket would take lines away
from better offers. Every line that it leaves keeps what it had, to the last unit: no price that was shown grows by a voucher.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from core.money import round_amount
from shop.offer.benefits import Item, per_cent
from shop.offer.models import Benefit

NOTHING = Decimal(0)
Held = Mapping[int, Decimal]


def lines_to_take(kind: str, items: Sequence[Item], value: Decimal, currency: str, held: Held) -> list[Item]:
    """The lines on which a benefit gives more than the offers do; `held` is what those take off, by product id."""
    return CHOICES[kind](items, value, currency, held)


def _where_the_share_is_larger(items: Sequence[Item], value: Decimal, currency: str, held: Held) -> list[Item]:
    """A share is worked out for each line by itself, so each is decided by itself."""
    parts = per_cent(items, value, currency)
    return [item for item in items if parts[item.product_id] > held.get(item.product_id, NOTHING)]


def _where_the_amount_costs_least(items: Sequence[Item], value: Decimal, currency: str, held: Held) -> list[Item]:
    """One amount for several lines: leave out the line that is best left to its offer, as long as that gives no less in all.

    A line that stays adds more than it loses, and so its share of the amount is more than what it had.
    """
    amount, taken = round_amount(value, currency), list(items)
    while taken:
        fewer = max(
            ([other for other in taken if other is not item] for item in taken), key=lambda lines: _gain(lines, amount, held)
        )
        if _gain(fewer, amount, held) < _gain(taken, amount, held):
            break
        taken = fewer
    return taken


def _gain(items: Sequence[Item], amount: Decimal, held: Held) -> Decimal:
    whole = sum((item.stated for item in items), NOTHING)
    return min(amount, whole) - sum((held.get(item.product_id, NOTHING) for item in items), NOTHING)


CHOICES: dict[str, Callable[[Sequence[Item], Decimal, str, Held], list[Item]]] = {
    Benefit.PERCENTAGE: _where_the_share_is_larger,
    Benefit.FIXED: _where_the_amount_costs_least,
}
