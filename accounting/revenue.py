"""Revenue by channel and market over time, from the journal: net of tax and of credit notes, by entry date.

It is read from the sums of days and what is in none yet (`SummedLine`), which say what the lines say (`bin/manage verify`).

Currencies are never added up: a report is in one currency. Its total is compared with the revenue accounts, read
independently; `difference` is what the screen shows as "equals the ledger".
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import DateField, QuerySet, Sum
from django.db.models.functions import Trunc

from accounting.models import BALANCE, AccountType, SummedLine
from shop.channels.models import Channel, Market

STEPS = ("day", "week", "month", "quarter")
#: What a report may be compared with.
COMPARISONS = ("before", "year")
#: More columns than this are no table any more.
MOST_PERIODS = 62
ZERO = Decimal(0)
Cells = dict[tuple[int | None, int | None, dt.date], Decimal]


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
class Row:
    """Figures, one per span, and what the whole came to in the time it is compared with (None: not compared)."""

    figures: list[Figure] = field(default_factory=list)
    before: Decimal | None = None

    @property
    def total(self) -> Decimal:
        return sum((figure.amount for figure in self.figures), ZERO)

    @property
    def change(self) -> Decimal | None:
        """How much more than before, as a part of it; None where there was nothing to compare with."""
        return (self.total - self.before) / self.before if self.before else None


@dataclass
class MarketRow(Row):
    """What a channel earned in one market. `market` is None for entries booked without one."""

    market: Market | None = None


@dataclass
class ChannelRow(Row):
    """A channel, its figures, and the markets they came from. `channel` is None for entries booked without one."""

    channel: Channel | None = None
    markets: list[MarketRow] = field(default_factory=list)


@dataclass(frozen=True)
class RevenueReport:
    start: dt.date
    end: dt.date
    step: str
    currency: str
    spans: list[Span]
    rows: list[ChannelRow]
    ledger_total: Decimal
    #: The days it is compared with, first and last.
    compared: tuple[dt.date, dt.date] | None = None
    before: Decimal | None = None

    @property
    def totals(self) -> list[Figure]:
        return [Figure(span, sum((row.figures[at].amount for row in self.rows), ZERO)) for at, span in enumerate(self.spans)]

    @property
    def total(self) -> Decimal:
        return sum((row.total for row in self.rows), ZERO)

    @property
    def difference(self) -> Decimal:
        return self.total - self.ledger_total

    @property
    def change(self) -> Decimal | None:
        return (self.total - self.before) / self.before if self.before else None


def revenue_by_channel(
    *,
    start: dt.date,
    end: dt.date,
    step: str = "month",
    currency: str = "VND",
    market_id: int | None = None,
    compare: str = "",
) -> RevenueReport:
    """What each channel earned between two days (both included), by day, week, month or quarter.

    Four queries, five with a comparison ("before": as many days just before; "year": the same days a year earlier).
    At most 62 spans are shown: an earlier `start` is moved up.
    """
    report = earned_by_channel(start=start, end=end, step=step, currency=currency, market_id=market_id)
    ledger = ledger_revenue(start=report.start, end=end, currency=currency, market_id=market_id)
    report = replace(report, ledger_total=ledger)
    return _with_comparison(report, compare, market_id) if compare in COMPARISONS else report


def earned_by_channel(
    *, start: dt.date, end: dt.date, step: str = "month", currency: str = "VND", market_id: int | None = None
) -> RevenueReport:
    """The same without asking the ledger what it should be. Three queries."""
    spans = _spans(start, end, step)[-MOST_PERIODS:]
    start = spans[0].first if spans else start
    sums = (
        _lines(start, end, currency, market_id)
        .annotate(period=Trunc("date", step, output_field=DateField()))
        .values_list("channel_id", "market_id", "period")
        .annotate(balance=Sum(BALANCE))
    )
    cells: Cells = {(channel, market, period): -balance for channel, market, period, balance in sums}
    markets: list[Market | None] = [*Market.objects.all(), None]
    channels: list[Channel | None] = [*Channel.objects.order_by("position", "prefix"), None]
    rows = [_row(channel, markets, spans, step, cells) for channel in channels]
    return RevenueReport(
        start=start,
        end=end,
        step=step,
        currency=currency,
        spans=spans,
        rows=[row for row in rows if any(f.amount for f in row.figures)],
        ledger_total=ZERO,
    )


def _lines(start: dt.date, end: dt.date, currency: str, market_id: int | None) -> QuerySet[SummedLine]:
    lines = SummedLine.objects.filter(account__type=AccountType.REVENUE, currency=currency, date__gte=start, date__lte=end)
    return (lines.filter(market_id=market_id) if market_id else lines).order_by()


def _row(channel: Channel | None, markets: list[Market | None], spans: list[Span], step: str, cells: Cells) -> ChannelRow:
    key = channel.pk if channel else None
    parts = []
    for market in markets:
        place = market.pk if market else None
        figures = [Figure(span, cells.get((key, place, begin_of(span.first, step)), ZERO)) for span in spans]
        if any(figure.amount for figure in figures):
            parts.append(MarketRow(figures=figures, market=market))
    figures = [Figure(span, sum((part.figures[at].amount for part in parts), ZERO)) for at, span in enumerate(spans)]
    return ChannelRow(figures=figures, channel=channel, markets=parts)


def compared_with(start: dt.date, end: dt.date, compare: str) -> tuple[dt.date, dt.date]:
    """The days that a time is compared with: as many just before, or the same ones a year earlier."""
    if compare == "year":
        return _year_before(start), _year_before(end)
    last = start - dt.timedelta(days=1)
    return last - (end - start), last


def _year_before(day: dt.date) -> dt.date:
    """29 February is compared with the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28) if is_leap_day else day.replace(year=day.year - 1)


def _with_comparison(report: RevenueReport, compare: str, market_id: int | None) -> RevenueReport:
    """Each row with what it came to before. Channels that earned only then are told in the total alone. One query."""
    first, last = compared_with(report.start, report.end, compare)
    sums = _lines(first, last, report.currency, market_id).values_list("channel_id", "market_id").annotate(balance=Sum(BALANCE))
    then = {(channel, market): -balance for channel, market, balance in sums}
    for row in report.rows:
        key = row.channel.pk if row.channel else None
        row.before = sum((amount for (channel, _market), amount in then.items() if channel == key), ZERO)
        for part in row.markets:
            part.before = then.get((key, part.market.pk if part.market else None), ZERO)
    return replace(report, compared=(first, last), before=sum(then.values(), ZERO))


def ledger_revenue(*, start: dt.date, end: dt.date, currency: str, market_id: int | None = None) -> Decimal:
    """The movement of the revenue accounts, account by account, as the trial balance counts it. One query."""
    lines = SummedLine.objects.filter(currency=currency, date__gte=start, date__lte=end)
    if market_id:
        lines = lines.filter(market_id=market_id)
    sums = lines.order_by().values_list("account__type", "account_id").annotate(credits=Sum("credit"), debits=Sum("debit"))
    return sum((credits - debits for kind, _account, credits, debits in sums if kind == AccountType.REVENUE), ZERO)


def currencies_with_revenue() -> list[str]:
    """Currencies in which anything was ever earned. One query."""
    found = SummedLine.objects.filter(account__type=AccountType.REVENUE).order_by("currency").values_list("currency", flat=True)
    return list(found.distinct())


def totals_by_currency(*, start: dt.date, end: dt.date) -> dict[str, Decimal]:
    """What was earned in each currency, beside each other and never added. One query."""
    lines = SummedLine.objects.filter(account__type=AccountType.REVENUE, date__gte=start, date__lte=end)
    return {currency: -sum_ for currency, sum_ in lines.order_by("currency").values_list("currency").annotate(s=Sum(BALANCE))}


def begin_of(day: dt.date, step: str) -> dt.date:
    """The first day of the day's week (Monday), month or quarter; the day itself by day."""
    if step == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    if step == "month":
        return day.replace(day=1)
    return day - dt.timedelta(days=day.weekday()) if step == "week" else day


def _after(begin: dt.date, step: str) -> dt.date:
    if step in ("month", "quarter"):
        later = begin.month - 1 + (3 if step == "quarter" else 1)
        return begin.replace(year=begin.year + later // 12, month=later % 12 + 1)
    return begin + dt.timedelta(days=7 if step == "week" else 1)


def _spans(start: dt.date, end: dt.date, step: str) -> list[Span]:
    spans, begin = [], begin_of(start, step)
    while begin <= end:
        last = _after(begin, step) - dt.timedelta(days=1)
        first_shown, last_shown = max(begin, start), min(last, end)
        spans.append(Span(first_shown, last_shown, (first_shown, last_shown) != (begin, last)))
        begin = _after(begin, step)
    return spans
