"""What a product costs in each market and channel.

Dong and international dollars are written down with the product. The other markets follow from the dollars by one stated rule:
times what a dollar is there (with what carriage and duty add), and rounded to amounts that people write on a label.

| market | dollars times | a consumer's piece | by the case, and trade |
|---|---|---|---|
| cn | 7.2 yuan | up to the next amount ending in 8 | whole yuan |
| th | 36 baht | up to the next ten, below 200 the next five | whole baht |
| latam | 1.05 | up to the next half dollar | ten cents |
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from demo.data.schema import Product

Steps = list[tuple[int, Decimal]]

#: Channels whose customers buy to sell on. What a distributor pays less, the smaller ones pay in this proportion more.
TRADE_MARGIN = {"distributor": Decimal(1), "partner": Decimal("1.05"), "retailer": Decimal("1.10")}


def _up_to(step: str, remainder: str = "0") -> Callable[[Decimal], Decimal]:
    width, rest = Decimal(step), Decimal(remainder)
    return lambda amount: ((amount - rest) / width).to_integral_value(ROUND_CEILING) * width + rest


def _near(step: str) -> Callable[[Decimal], Decimal]:
    width = Decimal(step)
    return lambda amount: (amount / width).to_integral_value(ROUND_HALF_UP) * width


def _baht(amount: Decimal) -> Decimal:
    return _up_to("5")(amount) if amount < 200 else _up_to("10")(amount)


@dataclass(frozen=True)
class Rule:
    """How the prices of a market are made from `base` ("vnd" or "usd"), and rounded."""

    currency: str
    base: str
    times: Decimal
    piece: Callable[[Decimal], Decimal]
    more: Callable[[Decimal], Decimal]


RULES = {
    "vn": Rule("VND", "vnd", Decimal(1), _near("1"), _near("1")),
    "intl": Rule("USD", "usd", Decimal(1), _near("0.01"), _near("0.01")),
    "cn": Rule("CNY", "usd", Decimal("7.2"), _up_to("10", "8"), _near("1")),
    "th": Rule("THB", "usd", Decimal(36), _baht, _near("1")),
    "latam": Rule("USD", "usd", Decimal("1.05"), _up_to("0.5"), _near("0.1")),
}


def steps(data: Product, *, channel: str, market: str) -> Steps:
    """Prices of one piece by the quantity from which they hold, in the market's currency; none when asked for only.

    Trade channels see prices without tax, all others with it.
    """
    rule = RULES[market]
    if channel in TRADE_MARGIN:
        return _trade(data, rule, TRADE_MARGIN[channel])
    return _consumers(data, rule)


def _consumers(data: Product, rule: Rule) -> Steps:
    prices = data.prices
    piece, case = (getattr(prices, f"{name}_{rule.base}") for name in ("consumer", "consumer_case"))
    found: Steps = []
    if piece is not None:
        found.append((1, rule.piece(Decimal(piece) * rule.times)))
    if case is not None:
        found.append((data.case_quantity, rule.more(Decimal(case) * rule.times)))
    return found


def _trade(data: Product, rule: Rule, margin: Decimal) -> Steps:
    """The first step is the price of any quantity: how few one may order is decided by the delivery."""
    rounded = rule.more if margin == 1 or rule.currency != "VND" else _near("1000")
    return [
        (step.min_quantity if place else 1, rounded(Decimal(getattr(step, rule.base)) * rule.times * margin))
        for place, step in enumerate(data.prices.trade)
    ]
