"""The few figures that decide an accountant's day, with what they compare with. Amounts by currency, never added up."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from accounting.mailing import not_mailed
from accounting.models import Debtor, OpenItem
from core import clock
from shop.payment.models import Payment, PaymentKind, PaymentState, UnappliedCash

AWAITED = (PaymentState.PENDING, PaymentState.FAILED, PaymentState.AUTHORISED)
ZERO = Decimal(0)
#: A transfer that waits longer than this is asked about.
LONG = dt.timedelta(days=2)


@dataclass(frozen=True)
class Transfers:
    """Transfers that have not arrived, and how many of them wait long."""

    count: int
    long: int


@dataclass(frozen=True)
class Owed:
    """What one kind of debtor owes in one currency; what of it is overdue; since when the oldest is."""

    currency: str
    total: Decimal
    overdue: Decimal
    oldest: dt.date


@dataclass(frozen=True)
class Undecided:
    """Cash that fits nothing: how much waits, how much of it came in the last seven days."""

    count: int
    this_week: int


def transfers_awaited() -> Transfers:
    """One query."""
    rows = Payment.objects.filter(kind=PaymentKind.TRANSFER, state__in=AWAITED)
    found = rows.aggregate(all=Count("pk"), long=Count("pk", filter=Q(created_at__lt=clock.now() - LONG)))
    return Transfers(found["all"], found["long"])


def owed_by_debtor() -> dict[str, list[Owed]]:
    """Open amounts of customers and couriers by currency, the largest first. One query."""
    today = clock.today()
    sums: dict[tuple[str, str], list[Decimal]] = {}
    oldest: dict[tuple[str, str], dt.date] = {}
    items = OpenItem.objects.still_open()
    for debtor, currency, due_on, left in items.values_list("debtor", "currency", "due_on", "left"):
        parts = sums.setdefault((debtor, currency), [ZERO, ZERO])
        parts[0] += left
        parts[1] += left if due_on < today else ZERO
        oldest[debtor, currency] = min(oldest.get((debtor, currency), due_on), due_on)
    found: dict[str, list[Owed]] = {Debtor.CUSTOMER: [], Debtor.COURIER: []}
    for (debtor, currency), (total, overdue) in sums.items():
        found[debtor].append(Owed(currency, total, overdue, oldest[debtor, currency]))
    return {debtor: sorted(rows, key=lambda row: -row.total) for debtor, rows in found.items()}


def unapplied_undecided() -> Undecided:
    """One query."""
    rows = UnappliedCash.objects.filter(state__in=(UnappliedCash.State.OPEN, UnappliedCash.State.ASKED))
    week = clock.now() - dt.timedelta(days=7)
    found = rows.aggregate(all=Count("pk"), new=Count("pk", filter=Q(at__gte=week)))
    return Undecided(found["all"], found["new"])


def invoices_not_mailed() -> tuple[int, int]:
    """Invoices not mailed although there is an address, and those without any (they go on paper). One query."""
    nowhere = Q(order__email="")
    found = not_mailed().aggregate(with_address=Count("pk", filter=~nowhere), without=Count("pk", filter=nowhere))
    return found["with_address"], found["without"]
