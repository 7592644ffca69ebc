"""Questions to the books: trial balance, open items, ageing. Read only; each says how many queries it costs."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet, Sum

from accounting.models import Account, Debtor, OpenItem, SummedLine
from core import clock

ZERO = Decimal(0)
#: Days overdue, from and to, of each bucket of the ageing; the first is not due yet.
BUCKETS = ((None, 0), (1, 30), (31, 60), (61, 90), (91, None))


@dataclass(frozen=True)
class BalanceRow:
    """An account in one currency: what was debited and credited until the day, and the difference."""

    account: Account
    currency: str
    debits: Decimal
    credits: Decimal

    @property
    def balance(self) -> Decimal:
        return self.debits - self.credits

    @property
    def debit_balance(self) -> Decimal:
        return max(self.balance, ZERO)

    @property
    def credit_balance(self) -> Decimal:
        return max(-self.balance, ZERO)


@dataclass(frozen=True)
class TrialBalance:
    on: dt.date
    rows: list[BalanceRow]

    @property
    def totals(self) -> list[tuple[str, Decimal, Decimal]]:
        """Currency, debit balances, credit balances: equal, or the books are broken."""
        sums: dict[str, list[Decimal]] = {}
        for row in self.rows:
            both = sums.setdefault(row.currency, [ZERO, ZERO])
            both[0] += row.debit_balance
            both[1] += row.credit_balance
        return [(currency, debits, credits) for currency, (debits, credits) in sorted(sums.items())]


def trial_balance(*, on: dt.date) -> TrialBalance:
    """Every account with anything on it, per currency, as of the end of a day. Two queries."""
    sums = (
        SummedLine.objects.filter(date__lte=on)
        .order_by()
        .values_list("account_id", "currency")
        .annotate(debits=Sum("debit"), credits=Sum("credit"))
    )
    accounts = Account.objects.in_bulk([account for account, *_rest in sums])
    rows = [BalanceRow(accounts[account], currency, debits, credits) for account, currency, debits, credits in sums]
    return TrialBalance(on, sorted(rows, key=lambda row: (row.account.code, row.currency)))


def open_items(debtor: str = Debtor.CUSTOMER) -> QuerySet[OpenItem]:
    """What is still owed, with `left`. One query when read."""
    items = OpenItem.objects.filter(debtor=debtor).still_open()
    return items.select_related("order", "customer", "channel", "invoice")


@dataclass
class AgeingRow:
    """What one customer owes in one currency, by how long it is overdue; `parts` follow BUCKETS."""

    customer_id: int
    customer: str
    currency: str
    parts: list[Decimal] = field(default_factory=lambda: [ZERO] * len(BUCKETS))

    @property
    def total(self) -> Decimal:
        return sum(self.parts, ZERO)


def ageing(*, on: dt.date, debtor: str = Debtor.CUSTOMER) -> list[AgeingRow]:
    """Open amounts by customer and days overdue, largest first. One query."""
    rows: dict[tuple[int, str], AgeingRow] = {}
    for item in open_items(debtor).filter(created_at__lt=_end_of(on)):
        row = rows.setdefault((item.customer_id, item.currency), AgeingRow(item.customer_id, item.customer.name, item.currency))
        row.parts[bucket_of((on - item.due_on).days)] += item.left
    return sorted(rows.values(), key=lambda row: (row.currency, -row.total))


def bucket_of(days: int) -> int:
    """Which of BUCKETS so many days overdue are in."""
    for at, (low, high) in enumerate(BUCKETS):
        if (low is None or days >= low) and (high is None or days <= high):
            return at
    return 0


def _end_of(day: dt.date) -> dt.datetime:
    return clock.midnight(day + dt.timedelta(days=1))


def control_balance(role: str) -> dict[str, Decimal]:
    """Balance of a control account by currency. One query."""
    sums = SummedLine.objects.filter(account__role=role).order_by().values_list("currency")
    return {currency: debits - credits for currency, debits, credits in sums.annotate(d=Sum("debit"), c=Sum("credit"))}
