"""Revenue by channel over time, straight from the journal: net of tax and of credit notes, by entry date.

Currencies are never added up: a report is in one currency. Its total is compared with the revenue accounts, read
independently; `difference` is what the screen shows as "equals the ledger".
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import DateField, Sum
from django.db.models.functions import Trunc

from accounting.models import BALANCE, Account, AccountType, EntryLine
from shop.channels.models import Channel

STEPS = ("day", "week", "month")
#: More columns than this are no table any more.
MOST_PERIODS = 62
ZERO = Decimal(0)


@dataclass(frozen=True)
class Span:
    """One column: its first and last day, cut to what was asked for; `is_part` when days of it are left out."""

    first: dt.date
    last: dt.date
    is_part: bool


@dataclass(frozen=True)
class Figure:
    """One cell: what a channel earned in a span."""

    span: Span
    amount: Decimal


@dataclass
class ChannelRow:
    """A channel and its figures, one per span. `channel` is None for entries booked without one."""

    channel: Channel | None
    figures: list[Figure] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        return sum((figure.amount for figure in self.figures), ZERO)


@dataclass(frozen=True)
class RevenueReport:
    start: dt.date
    end: dt.date
    step: str
    currency: str
    spans: list[Span]
    rows: list[ChannelRow]
    ledger_total: Decimal

    @property
    def totals(self) -> list[Figure]:
        return [Figure(span, sum((row.figures[at].amount for row in self.rows), ZERO)) for at, span in enumerate(self.spans)]

    @property
    def total(self) -> Decimal:
        return sum((row.total for row in self.rows), ZERO)

    @property
    def difference(self) -> Decimal:
        return self.total - self.ledger_total


def revenue_by_channel(
    *, start: dt.date, end: dt.date, step: str = "month", currency: str = "VND", market_id: int | None = None
) -> RevenueReport:
    """What each channel earned between two days (both included), by day, week or month. Three queries.

    At most 62 spans are shown: an earlier `start` is moved up.
    """
    report = earned_by_channel(start=start, end=end, step=step, currency=currency, market_id=market_id)
    ledger = ledger_revenue(start=report.start, end=end, currency=currency, market_id=market_id)
    return replace(report, ledger_total=ledger)


def earned_by_channel(
    *, start: dt.date, end: dt.date, step: str = "month", currency: str = "VND", market_id: int | None = None
) -> RevenueReport:
    """The same without asking the ledger what it should be. Two queries."""
    spans = _spans(start, end, step)[-MOST_PERIODS:]
    start = spans[0].first if spans else start
    lines = EntryLine.objects.filter(
        account__type=AccountType.REVENUE, currency=currency, entry__date__gte=start, entry__date__lte=end
    )
    if market_id:
        lines = lines.filter(market_id=market_id)
    sums = (
        lines.order_by()
        .annotate(period=Trunc("entry__date", step, output_field=DateField()))
        .values_list("channel_id", "period")
        .annotate(balance=Sum(BALANCE))
    )
    cells = {(channel, period): -balance for channel, period, balance in sums}
    rows = [_row(channel, spans, step, cells) for channel in Channel.objects.order_by("position", "prefix")]
    without = _row(None, spans, step, cells)
    return RevenueReport(
        start=start,
        end=end,
        step=step,
        currency=currency,
        spans=spans,
        rows=[row for row in rows if any(f.amount for f in row.figures)] + ([without] if without.total else []),
        ledger_total=ZERO,
    )


def ledger_revenue(*, start: dt.date, end: dt.date, currency: str, market_id: int | None = None) -> Decimal:
    """The movement of the revenue accounts, account by account, as the trial balance counts it. One query."""
    accounts = Account.objects.filter(
        type=AccountType.REVENUE,
        lines__currency=currency,
        lines__entry__date__gte=start,
        lines__entry__date__lte=end,
        **({"lines__market_id": market_id} if market_id else {}),
    ).annotate(credits=Sum("lines__credit"), debits=Sum("lines__debit"))
    return sum((account.credits - account.debits for account in accounts), ZERO)


def currencies_with_revenue() -> list[str]:
    """Currencies in which anything was ever earned. One query."""
    found = EntryLine.objects.filter(account__type=AccountType.REVENUE).order_by("currency").values_list("currency", flat=True)
    return list(found.distinct())


def _row(channel: Channel | None, spans: list[Span], step: str, cells: dict) -> ChannelRow:
    key = channel.pk if channel else None
    return ChannelRow(channel, [Figure(span, cells.get((key, begin_of(span.first, step)), ZERO)) for span in spans])


def begin_of(day: dt.date, step: str) -> dt.date:
    """The first day of the day's week (Monday) or month; the day itself by day."""
    if step == "month":
        return day.replace(day=1)
    return day - dt.timedelta(days=day.weekday()) if step == "week" else day


def _after(begin: dt.date, step: str) -> dt.date:
    if step == "month":
        return (begin.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return begin + dt.timedelta(days=7 if step == "week" else 1)


def _spans(start: dt.date, end: dt.date, step: str) -> list[Span]:
    spans, begin = [], begin_of(start, step)
    while begin <= end:
        last = _after(begin, step) - dt.timedelta(days=1)
        first_shown, last_shown = max(begin, start), min(last, end)
        spans.append(Span(first_shown, last_shown, (first_shown, last_shown) != (begin, last)))
        begin = _after(begin, step)
    return spans
