"""Stock in the books, at moving average cost in the company's own currency."""

from decimal import Decimal

from accounting.models import Role
from accounting.posting import LineDraft, credit, debit


def goods_received(*, value: Decimal, currency: str) -> list[LineDraft]:
    """Goods came in before the supplier's invoice."""
    return [debit(Role.INVENTORY, value, currency), credit(Role.NOT_INVOICED, value, currency)]


def adjusted(*, value: Decimal, currency: str, against: str = Role.INVENTORY_ADJUSTMENT) -> list[LineDraft]:
    """A count or correction: negative is a loss. `against` is IN_TRANSIT where a refused parcel came back."""
    return [debit(Role.INVENTORY, value, currency), credit(against, value, currency)]


def lost_on_the_way(*, value: Decimal, currency: str) -> list[LineDraft]:
    """Goods that were on their way back and did not come."""
    return [debit(Role.INVENTORY_ADJUSTMENT, value, currency), credit(Role.IN_TRANSIT, value, currency)]
