"""Selling and taking back: revenue, tax, what pays for it, and the cost of what left."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounting.models import ChargeKind, Role
from accounting.posting import Dimensions, LineDraft, credit, debit

_REVENUE = {
    ChargeKind.GOODS: Role.REVENUE_GOODS,
    ChargeKind.SERVICE: Role.REVENUE_SERVICES,
    ChargeKind.DELIVERY: Role.REVENUE_DELIVERY,
    ChargeKind.FEE: Role.REVENUE_FEES,
}


@dataclass(frozen=True)
class Charge:
    """What is charged for one kind of thing: net and tax."""

    kind: str
    excl_tax: Decimal
    tax: Decimal


def sold(
    *,
    charges: Sequence[Charge],
    currency: str,
    from_deposit: Decimal,
    cost: Decimal,
    cost_currency: str,
    cost_from: str,
    about: Dimensions,
) -> list[LineDraft]:
    """An invoice: deposits held are used first, the rest becomes receivable.

    Cost of goods stands beside revenue in the company's own currency. `cost_from` is INVENTORY, or IN_TRANSIT where
    revenue is earned at delivery.
    """
    total = sum((charge.excl_tax + charge.tax for charge in charges), Decimal(0))
    return [
        debit(Role.DEPOSITS, from_deposit, currency, about),
        debit(Role.RECEIVABLE, total - from_deposit, currency, about),
        *(credit(role, _net(charges, kind), currency, about) for kind, role in _REVENUE.items()),
        credit(Role.OUTPUT_TAX, sum((charge.tax for charge in charges), Decimal(0)), currency, about),
        debit(Role.COST_OF_GOODS, cost, cost_currency, about),
        credit(cost_from, cost, cost_currency, about),
    ]


def _net(charges: Sequence[Charge], kind: str) -> Decimal:
    return sum((charge.excl_tax for charge in charges if charge.kind == kind), Decimal(0))


def credited(
    *,
    excl_tax: Decimal,
    tax: Decimal,
    currency: str,
    from_receivable: Decimal,
    about: Dimensions,
    returned_cost: Decimal = Decimal(0),
    cost_currency: str = "VND",
) -> list[LineDraft]:
    """A credit note: less is owed; what was paid already is held for the customer.

    `returned_cost` is the cost of goods that are on their way back to us.
    """
    return [
        debit(Role.SALES_RETURNS, excl_tax, currency, about),
        debit(Role.OUTPUT_TAX, tax, currency, about),
        credit(Role.RECEIVABLE, from_receivable, currency, about),
        credit(Role.DEPOSITS, excl_tax + tax - from_receivable, currency, about),
        *goods_back_on_the_way(cost=returned_cost, currency=cost_currency, about=about),
    ]


def goods_on_the_way(*, cost: Decimal, currency: str, about: Dimensions) -> list[LineDraft]:
    """Dispatched where revenue is earned at delivery: still ours, no longer in the warehouse."""
    return [debit(Role.IN_TRANSIT, cost, currency, about), credit(Role.INVENTORY, cost, currency, about)]


def goods_back_on_the_way(*, cost: Decimal, currency: str, about: Dimensions) -> list[LineDraft]:
    """Refused or sent back: ours again, not yet in the warehouse."""
    return [debit(Role.IN_TRANSIT, cost, currency, about), credit(Role.COST_OF_GOODS, cost, currency, about)]
