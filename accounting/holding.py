"""What the books hold for an order: deposits, refunds due, open items. Read under the order's lock by every money job."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from accounting.models import BALANCE, Debtor, EntryLine, OpenItem, Role, Settlement
from accounting.models.journal import JournalEntry
from shop.order.models import Order


@dataclass(frozen=True)
class Held:
    """Liabilities towards an order's customer, in the order's currency."""

    deposits: Decimal
    refunds_due: Decimal


def lock_order(order_id: int) -> Order:
    """The order, locked: money of one order is booked by one job at a time."""
    return Order.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "channel", "market", "customer", "trade_account"
    ).get(pk=order_id)  # fmt: skip


def held_for(order: Order) -> Held:
    """What is held for an order. One query."""
    rows = (
        EntryLine.objects.filter(order_id=order.pk, currency=order.currency, account__role__in=[Role.DEPOSITS, Role.REFUNDS_DUE])
        .values_list("account__role")
        .annotate(balance=Sum(BALANCE))
    )
    held = {role: -balance for role, balance in rows}
    return Held(held.get(Role.DEPOSITS, Decimal(0)), held.get(Role.REFUNDS_DUE, Decimal(0)))


@dataclass(frozen=True)
class Due:
    """An open item and what is left of it."""

    item: OpenItem
    left: Decimal


def owed(order: Order, debtor: str = Debtor.CUSTOMER) -> list[Due]:
    """What is still owed on an order, oldest first. One query."""
    items = OpenItem.objects.filter(order=order, debtor=debtor).still_open().order_by("due_on", "id")
    return [Due(item, item.left) for item in items]


def settle(*, dues: list[Due], amount: Decimal, entry: JournalEntry) -> None:
    """Write down that `amount` of these open items is no longer owed, oldest first. Never more than is left."""
    rest = amount
    settlements = []
    for due in dues:
        part = min(rest, due.left)
        if part > 0:
            settlements.append(Settlement(item=due.item, entry=entry, amount=part, created_at=entry.created_at))
            rest -= part
    if rest:
        raise ValueError("More was to be settled than is owed.")
    Settlement.objects.bulk_create(settlements)


def total_left(dues: list[Due]) -> Decimal:
    return sum((due.left for due in dues), Decimal(0))
