"""A customer's statement of account: what was charged, paid and credited in a time, and how the balance ran.

The balance is the ledger's: what the customer owes, less what is held for it (paid in advance, due back). A prepaid order
therefore appears as a payment and, once it is dispatched, as an invoice. Below zero it is in the customer's favour.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum

from accounting.models import BALANCE, Debtor, EntryKind, EntryLine, OpenItem, Role
from accounting.reports import BUCKETS, ZERO, bucket_of
from core import clock

#: The accounts on which a customer's own money stands.
CUSTOMER_ROLES = (Role.RECEIVABLE, Role.DEPOSITS, Role.REFUNDS_DUE)
#: Days that are shown when nothing else is asked for, and at most at once.
USUAL_DAYS, MOST_DAYS = 90, 731


@dataclass(frozen=True)
class Booking:
    """One line: `amount` raises the balance (charged) or lowers it (paid, credited); `balance` is after it."""

    on: dt.date
    kind: str
    number: str
    entry: str
    order: str
    due_on: dt.date | None
    amount: Decimal
    balance: Decimal

    @property
    def word(self) -> str:
        return str(EntryKind(self.kind).label)

    @property
    def charged(self) -> Decimal | None:
        return self.amount if self.amount > 0 else None

    @property
    def credited(self) -> Decimal | None:
        return -self.amount if self.amount < 0 else None

    @property
    def paper(self) -> str:
        """Which kind of paper `number` is of; nothing where it is the entry's own."""
        return str(self.kind) if self.number != self.entry else ""


@dataclass(frozen=True)
class Statement:
    """`first` and `last` are included. `open_items` and `parts` (by BUCKETS, days overdue) are as of today."""

    customer_id: int
    currency: str
    first: dt.date
    last: dt.date
    today: dt.date
    opening: Decimal
    bookings: list[Booking]
    open_items: list[OpenItem]
    parts: list[Decimal]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell: nothing before, nothing in the time, nothing open."""
        return not (self.opening or self.bookings or self.open_items)

    @property
    def closing(self) -> Decimal:
        return self.bookings[-1].balance if self.bookings else self.opening

    @property
    def charged(self) -> Decimal:
        return sum((one.charged or ZERO for one in self.bookings), ZERO)

    @property
    def credited(self) -> Decimal:
        return sum((one.credited or ZERO for one in self.bookings), ZERO)

    @property
    def owed(self) -> Decimal:
        return sum(self.parts, ZERO)

    @property
    def overdue(self) -> Decimal:
        return sum(self.parts[1:], ZERO)


def statement_of(*, customer_id: int, currency: str, first: dt.date, last: dt.date) -> Statement:
    """Three queries, whatever happened before."""
    lines = EntryLine.objects.filter(customer=customer_id, currency=currency, account__role__in=CUSTOMER_ROLES).order_by()
    opening = lines.filter(entry__date__lt=first).aggregate(sum=Sum(BALANCE))["sum"] or ZERO
    items = OpenItem.objects.filter(customer=customer_id, currency=currency, debtor=Debtor.CUSTOMER).still_open()
    open_items = list(items.select_related("invoice", "order__channel").order_by("due_on", "pk"))
    parts, today = [ZERO] * len(BUCKETS), clock.today()
    for item in open_items:
        parts[bucket_of((today - item.due_on).days)] += item.left
    bookings = _bookings(lines, first, last, opening)
    return Statement(customer_id, currency, first, last, today, opening, bookings, open_items, parts)


_NAMES = ("date", "kind", "number", "order__number", "invoice__number", "invoice__due_on", "credit_note__number")


def _bookings(lines: QuerySet[EntryLine], first: dt.date, last: dt.date, opening: Decimal) -> list[Booking]:
    rows = (
        lines.filter(entry__date__gte=first, entry__date__lte=last)
        .values_list("entry", *(f"entry__{name}" for name in _NAMES))
        .annotate(net=Sum(BALANCE))
        .exclude(net=0)
        .order_by("entry__date", "entry")
    )
    balance, bookings = opening, []
    for _entry, on, kind, entry, order, invoice, due_on, note, amount in rows:
        balance += amount
        bookings.append(Booking(on, kind, invoice or note or entry, entry, order or "", due_on, amount, balance))
    return bookings


def currencies_of(customer_id: int) -> list[str]:
    """In which currencies anything was booked for a customer. One query."""
    lines = EntryLine.objects.filter(customer=customer_id, account__role__in=CUSTOMER_ROLES)
    return sorted(lines.order_by().values_list("currency", flat=True).distinct())


def chosen_days(first: str, last: str) -> tuple[dt.date, dt.date]:
    """The days that somebody asked for as ISO dates; the usual ones where that is no time, and never more than can be shown."""
    until = _day(last) or clock.today()
    since = _day(first)
    if since is None or since > until:
        since = until - dt.timedelta(days=USUAL_DAYS - 1)
    return max(since, until - dt.timedelta(days=MOST_DAYS - 1)), until


def _day(text: str) -> dt.date | None:
    try:
        found = dt.date.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None
