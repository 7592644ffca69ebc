"""Questions about forecasts. Read only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from core import clock
from inventory.forecasting.backtesting import Choice
from inventory.forecasting.gathering import DAYS, Demand, demand_of
from inventory.forecasting.methods import Outlook
from inventory.forecasting.running import chosen
from inventory.models import Forecast
from shop.partner.models import StockRecord

#: What is foreseen to sell less than this a day has no cover to speak of.
LEAST_A_DAY = 0.01


def a_day_of_record() -> Subquery:
    """For a query over stock records: pieces a day of all channels together as foreseen, or None."""
    rows = Forecast.objects.filter(product=OuterRef("product"), pool=OuterRef("partner"), channel__isnull=True)
    return Subquery(rows.values("a_day")[:1])


def a_day_of(product_ids: Iterable[int]) -> dict[tuple[int, int], float]:
    """Pieces a day by product and pool, all channels together. One query."""
    rows = Forecast.objects.filter(product__in=list(product_ids), channel__isnull=True)
    return {(product, pool): a_day for product, pool, a_day in rows.values_list("product", "pool", "a_day")}


def forecasts_of(product_id: int) -> list[Forecast]:
    """Of one product, by pool: all channels together first, then each, the strongest first. One query."""
    rows = Forecast.objects.filter(product=product_id).select_related("pool", "channel")
    return sorted(rows, key=lambda row: (row.pool_id, row.channel_id is not None, -row.a_day, row.pk))


def foreseen() -> QuerySet[Forecast]:
    """Every forecast of all channels together, with product and pool. One query."""
    return Forecast.objects.filter(channel__isnull=True).select_related("product", "pool")


def outlook_of(row: Forecast) -> Outlook:
    """The stored outlook, unfinished baskets included."""
    if row.level <= 0:
        return Outlook(row.a_day)
    return Outlook(row.a_day, tuple(row.pattern))


@dataclass(frozen=True)
class Past:
    """How a product sold, what would have been foreseen, and what is: days with pieces asked for, foreseen and the band around.

    `asked` is None on days without stock and on days to come; `foreseen` is None on days before the first tested week.
    """

    days: Sequence[date]
    asked: Sequence[float | None]
    foreseen: Sequence[float | None]
    low: Sequence[float | None]
    high: Sequence[float | None]
    today: date
    choice: Choice


def past_of(record: StockRecord, channel: int | None, ahead: int = 14) -> Past | None:
    """The past of a stock record and the days to come, computed anew from orders. Four statements; None when nobody ordered."""
    demands = demand_of([record])
    if not demands or (channel is not None and channel not in demands[0].by_channel):
        return None
    demand = demands[0]
    pieces = demand.together() if channel is None else demand.by_channel[channel]
    signs = demand.signs_together() if channel is None else demand.signs.get(channel, ())
    return _drawn(demand, pieces, chosen(demand, pieces, signs), ahead)


def _drawn(demand: Demand, pieces: Sequence[float], choice: Choice, ahead: int) -> Past:
    history = demand.history(pieces)
    begin = next((day for day, one in enumerate(history) if one is not None), 0)
    foreseen: list[float | None] = [None] * DAYS
    for test in choice.tests:
        for day in range(begin + test.origin, min(begin + test.origin + 7, DAYS)):
            if history[day] is not None:
                foreseen[day] = round(test.foreseen / test.days, 1)
    today = demand.first_day + timedelta(days=DAYS)
    outlook = choice.outlook
    level = max(choice.a_day, 0.0)
    coming = Outlook(level, outlook.pattern if outlook.level > 0 else (1.0,) * 7).ahead(today.weekday(), ahead)
    low: list[float | None] = [None] * DAYS
    high: list[float | None] = [None] * DAYS
    for value in coming:
        low.append(round(max(value - choice.spread, 0), 1))
        high.append(round(value + choice.spread, 1))
    return Past(
        days=[demand.first_day + timedelta(days=n) for n in range(DAYS + ahead)],
        asked=[*history, *[None] * ahead],
        foreseen=[*foreseen, *[round(value, 1) for value in coming]],
        low=low,
        high=high,
        today=clock.today(),
        choice=choice,
    )
