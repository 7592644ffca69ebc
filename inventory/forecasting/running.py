"""A night's run: foresee every product of every pool, by channel and together, and write it down set by set.

What a product with pieces ordered in the days looked at gets is replaced, what nobody ordered loses its forecast. Each set is
a transaction of its own: a run that is interrupted leaves the older figures of the rest, and the next run begins anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from core import audit, clock
from core.access import Actor
from inventory.forecasting.backtesting import Choice, choose
from inventory.forecasting.gathering import DAYS, Demand, demand_of
from inventory.models import Forecast
from shop.catalogue.models import Lifecycle
from shop.partner.models import StockRecord

#: Stock records of one set.
SET = 500
_REPLACED = (
    "method", "reason", "level", "pattern", "uplift", "a_day", "spread", "error", "naive_error", "sign_error", "tried", "tests",
    "days", "days_out", "first_day", "made_at",
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """What a run did: products with a forecast, rows written, rows whose own method beat the yardstick, rows removed."""

    products: int
    rows: int
    beat: int
    removed: int


def forecast_all(*, actor: Actor, products: Sequence[int] = ()) -> Run:
    """Foresee everything that is stocked and sold (or only these products). Six statements per set of records."""
    began = clock.now()
    found = rows = beat = 0
    wanted = StockRecord.objects.filter(product__product_class__track_stock=True).exclude(product__lifecycle=Lifecycle.DRAFT)
    if products:
        wanted = wanted.filter(product__in=products)
    last = 0
    while records := list(wanted.filter(pk__gt=last).order_by("pk")[:SET]):
        last = records[-1].pk
        demands = demand_of(records)
        made = [row for demand in demands for row in _rows(demand)]
        with transaction.atomic():
            Forecast.objects.bulk_create(
                made,
                update_conflicts=True,
                update_fields=_REPLACED,
                unique_fields=["product", "pool", "channel"],
                batch_size=1000,
            )
        found, rows = found + len(demands), rows + len(made)
        beat += sum(row.reason == "beats" for row in made)
    stale = Forecast.objects.filter(made_at__lt=began)
    removed, _each = (stale.filter(product__in=products) if products else stale).delete()
    run = Run(found, rows, beat, removed)
    audit.record(actor=actor, action="forecast.made", products=run.products, rows=run.rows, beat=run.beat, removed=run.removed)
    return run


def _rows(demand: Demand) -> Iterator[Forecast]:
    """All channels together, then each."""
    yield _row(demand, None, demand.together(), demand.signs_together())
    for channel, pieces in demand.by_channel.items():
        yield _row(demand, channel, pieces, demand.signs.get(channel, ()))


def _row(demand: Demand, channel: int | None, pieces: Sequence[float], signs: Sequence[float]) -> Forecast:
    choice = chosen(demand, pieces, signs)
    outlook = choice.outlook
    return Forecast(
        product_id=demand.product_id,
        pool_id=demand.pool_id,
        channel_id=channel,
        method=choice.method,
        reason=choice.reason,
        level=outlook.level,
        pattern=list(outlook.pattern),
        uplift=choice.uplift,
        a_day=max(choice.a_day, 0.0),
        spread=choice.spread,
        error=choice.error,
        naive_error=choice.naive_error,
        sign_error=choice.sign_error,
        tried=choice.tried,
        tests=len(choice.tests),
        days=DAYS,
        days_out=DAYS - sum(demand.in_stock),
        first_day=demand.first_day,
        made_at=clock.now(),
    )


def chosen(demand: Demand, pieces: Sequence[float], signs: Sequence[float]) -> Choice:
    """The choice for a channel's pieces, or for all of them. Days before the first stock or order are not looked at."""
    history = demand.history(pieces)
    begin = next((day for day, one in enumerate(history) if one is not None), 0)
    weekday = (demand.first_day.weekday() + begin) % 7
    return choose(history[begin:], weekday, signs[begin:])
