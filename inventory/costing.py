"""What units cost: the moving average per product, in the company's own currency.

Kept as quantity and total value under the row's lock, so that rounding never adds up: what left plus what is left is
always what came in.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.conf import settings

from core.money import round_amount
from inventory.models import ProductCost


def company_currency() -> str:
    """The currency the company keeps its books in."""
    return str(settings.OSCAR_DEFAULT_CURRENCY)


def lock_costs(product_ids: Iterable[int]) -> dict[int, ProductCost]:
    """Lock the cost rows of these products in key order, opening missing ones."""
    wanted = sorted(set(product_ids))
    ProductCost.objects.bulk_create([ProductCost(product_id=pk) for pk in wanted], ignore_conflicts=True)
    rows = ProductCost.objects.filter(pk__in=wanted).order_by("pk").select_for_update()
    return {row.pk: row for row in rows}


def add(cost: ProductCost, quantity: int, unit_cost: Decimal | None, value: Decimal | None = None) -> Decimal:
    """Units came in; without a cost or value of their own they come at the moving average. Returns their value."""
    if value is None:
        each = cost.average if unit_cost is None else unit_cost
        value = round_amount(Decimal(each) * quantity, company_currency())
    cost.quantity += quantity
    cost.value += value
    return value


def take(cost: ProductCost, quantity: int) -> Decimal:
    """Units left at moving average; the last one takes all that remains. Returns their value."""
    value = cost.value
    if quantity < cost.quantity:
        value = round_amount(cost.value * quantity / cost.quantity, company_currency())
    cost.quantity -= quantity
    cost.value -= value
    return value
