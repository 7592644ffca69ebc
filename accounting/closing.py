"""What stands in the way of closing a month: what is not booked yet, and what somebody has still to decide."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounting.mailing import not_mailed
from accounting.models import FiscalPeriod, PeriodState, RemittanceLine
from core import clock
from core.events.models import Delivery, DeliveryState
from shop.payment.models import PROMISED_BACK, Refund, UnappliedCash


@dataclass(frozen=True)
class Obstacle:
    """`code` says what waits; `count` how much of it. An obstacle with a count of nothing is done."""

    code: str
    count: int

    @property
    def is_done(self) -> bool:
        return self.count == 0


def next_to_close(*, today: dt.date | None = None) -> FiscalPeriod | None:
    """The oldest month that is over and not closed. One query."""
    today = today or clock.today()
    return FiscalPeriod.objects.exclude(state=PeriodState.CLOSED).filter(ends_on__lt=today).order_by("starts_on").first()


def obstacles(*, until: dt.date) -> list[Obstacle]:
    """The checklist for closing everything up to a day. One query."""
    end = clock.midnight(until + dt.timedelta(days=1))
    undone = Delivery.objects.exclude(state=DeliveryState.DONE)
    undecided = UnappliedCash.objects.filter(state__in=(UnappliedCash.State.OPEN, UnappliedCash.State.ASKED))
    short = RemittanceLine.objects.with_short().filter(short__gt=0, remittance__received_on__lte=until)  # type: ignore[attr-defined]
    waiting: dict[str, QuerySet] = {
        "not_booked": undone.filter(handler__startswith="accounting.", event__occurred_at__lt=end),
        "unapplied": undecided.filter(at__lt=end),
        "refunds": Refund.objects.filter(state__in=PROMISED_BACK, asked_at__lt=end),
        "short_paid": RemittanceLine.objects.filter(pk__in=short.values("pk")),
        "not_mailed": not_mailed().filter(date__lte=until).exclude(order__email=""),
    }
    counted = FiscalPeriod.objects.order_by("pk").values_list(*(_count(rows) for rows in waiting.values())).first()
    return [Obstacle(code, count) for code, count in zip(waiting, counted or (0,) * len(waiting), strict=True)]


def _count(rows: QuerySet) -> Coalesce:
    """How many rows, as a part of another query."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
