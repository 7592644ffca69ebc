"""The floor's day in figures: what must leave, what is in danger, what went wrong, each with what it was before. Read only."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, Window
from django.db.models.functions import TruncDate

from core import clock
from fulfillment.models import IN_THE_HOUSE, WRONG_RESULTS, ScanEvent, Shipment, ShipmentStatus
from fulfillment.watching import WATCHED
from fulfillment.working import Truck
from shop.order.models import Order, PromiseState, TimelineEntry

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Compared:
    """A figure now, and the same figure a day or a week before."""

    now: int
    before: int


@dataclass(frozen=True)
class Work:
    """Shipments in the house by how far they are; `due` must leave by tonight, `late` should have left."""

    waiting: int
    picking: int
    to_pack: int
    dock: int
    due: int
    late: int


def work() -> Work:
    """How far what is in the house has come. One query."""
    status = ShipmentStatus
    now, tonight = clock.now(), clock.midnight() + timedelta(days=1)
    found = Shipment.objects.filter(status__in=IN_THE_HOUSE).aggregate(
        waiting=Count("pk", filter=Q(status__in=[status.WAITING, status.RELEASED])),
        picking=Count("pk", filter=Q(status=status.PICKING)),
        to_pack=Count("pk", filter=Q(status=status.PICKED)),
        dock=Count("pk", filter=Q(status=status.PACKED)),
        due=Count("pk", filter=Q(dispatch_by__lt=tonight)),
        late=Count("pk", filter=Q(dispatch_by__lt=now)),
    )
    return Work(**found)


def trucks(limit: int = 8) -> list[Truck]:
    """What each carrier's next cut-offs still wait for, in every warehouse. One query."""
    today = clock.midnight()
    rows = (
        Shipment.objects.filter(Q(status__in=IN_THE_HOUSE) | Q(dispatched_at__gte=today))
        .order_by()
        .values("carrier__name", "dispatch_by")
        .annotate(
            left=Count("pk", filter=Q(dispatched_at__isnull=False)),
            packed=Count("pk", filter=Q(status=ShipmentStatus.PACKED)),
            total=Count("pk", filter=~Q(status=ShipmentStatus.CANCELLED)),
        )
        .order_by(F("dispatch_by").asc(nulls_last=True), "carrier__name")
    )
    found = []
    for row in rows[: limit * 3]:
        to_do = row["total"] - row["left"] - row["packed"]
        found.append(Truck(row["carrier__name"] or "", row["dispatch_by"], row["left"], row["packed"], to_do))
    return [truck for truck in found if truck.to_do or truck.packed or (truck.cut_off and truck.cut_off >= today)][:limit]


def handed_over(days: int = 14) -> tuple[list[date], list[int], Compared]:
    """Shipments that left on each of the last days; and today so far against the same hours a week ago. One query."""
    today, now = clock.today(), clock.now()
    span = [today - timedelta(days=n) for n in range(days - 1, -1, -1)]
    since = clock.midnight() - timedelta(days=days - 1)
    rows = Shipment.objects.filter(dispatched_at__gte=since).annotate(day=TruncDate("dispatched_at")).order_by()
    by_now = Count("pk", filter=Q(dispatched_at__lt=now - WEEK))
    counts = {day: (n, early) for day, n, early in rows.values_list("day").annotate(n=Count("pk"), early=by_now)}
    nothing = (0, 0)
    before = counts.get(today - WEEK, nothing)[1]
    return span, [counts.get(day, nothing)[0] for day in span], Compared(counts.get(today, nothing)[0], before)


def in_danger(limit: int = 8) -> tuple[list[Order], int, int]:
    """Open orders whose promise is at risk or breached, most urgent first; how many of each kind there are in all. One query."""
    at_risk, breached = (
        Window(Count("pk", filter=Q(promise_state=state))) for state in (PromiseState.AT_RISK, PromiseState.BREACHED)
    )
    rows = Order.objects.filter(status__in=WATCHED, promise_state__in=[PromiseState.AT_RISK, PromiseState.BREACHED])
    counted = rows.annotate(all_at_risk=at_risk, all_breached=breached).select_related("channel")
    found = list(counted.order_by("dispatch_by", "pk")[:limit])
    return (found, found[0].all_at_risk, found[0].all_breached) if found else ([], 0, 0)


def told_compared() -> dict[str, Compared]:
    """Promises that broke and pieces found missing today, and yesterday until this hour. One query."""
    begin, now = clock.midnight(), clock.now()
    day = timedelta(days=1)
    groups = {"breached": ["promise_breached"], "short": ["short_pick", "short_pack"]}
    sums = {}
    for name, kinds in groups.items():
        sums[f"{name}_now"] = Count("pk", filter=Q(kind__in=kinds, at__gte=begin))
        sums[f"{name}_before"] = Count("pk", filter=Q(kind__in=kinds, at__lt=now - day))
    kinds = [kind for group in groups.values() for kind in group]
    row = TimelineEntry.objects.filter(kind__in=kinds, at__gte=begin - day).order_by().aggregate(**sums)
    return {name: Compared(row[f"{name}_now"], row[f"{name}_before"]) for name in groups}


def wrong_scans_compared() -> Compared:
    """Wrong scans today, and yesterday until this hour. One query."""
    begin, now = clock.midnight(), clock.now()
    day = timedelta(days=1)
    rows = ScanEvent.objects.filter(result__in=WRONG_RESULTS, at__gte=begin - day)
    return Compared(**rows.aggregate(now=Count("pk", filter=Q(at__gte=begin)), before=Count("pk", filter=Q(at__lt=now - day))))
