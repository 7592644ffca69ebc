"""What is to be counted on a day: bins whose last count is too long ago for their class, and bins that somebody doubts."""

from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.transitions import move_to
from inventory.models import (
    UNFINISHED,
    AbcClass,
    Count,
    CountCause,
    CountPlan,
    CountStatus,
    Location,
    StockLevel,
    StockTask,
    TaskKind,
    TaskStatus,
    Warehouse,
    ZoneKind,
)

#: Staging and returns change by the hour: what lies there is counted by the papers it goes with.
COUNTED_ZONES = (ZoneKind.ECOMMERCE, ZoneKind.BULK, ZoneKind.QUARANTINE)
_CLASS = {
    "value": "COALESCE(k.by_value, 'C')",
    "movement": "COALESCE(k.by_movement, 'C')",
    "either": "LEAST(COALESCE(k.by_value, 'C'), COALESCE(k.by_movement, 'C'))",
}
_DUE = """
SELECT product_id, location_id, abc FROM (
    SELECT l.product_id, l.location_id, {abc} AS abc, last.at AS last,
           CASE {abc} WHEN 'A' THEN %(a)s WHEN 'B' THEN %(b)s ELSE %(c)s END AS days
    FROM inventory_stocklevel l
    JOIN inventory_location o ON o.id = l.location_id AND o.warehouse_id = %(house)s AND o.is_active
    JOIN inventory_zone z ON z.id = o.zone_id AND z.kind = ANY(%(zones)s)
    LEFT JOIN inventory_productabc k ON k.product_id = l.product_id
    LEFT JOIN LATERAL (
        SELECT MAX(c.finished_at) AS at FROM inventory_count c
        WHERE c.product_id = l.product_id AND c.location_id = l.location_id AND c.status IN ('agreed', 'booked')
    ) AS last ON true
    WHERE l.on_hand > 0 AND NOT EXISTS (
        SELECT 1 FROM inventory_count c WHERE c.product_id = l.product_id AND c.location_id = l.location_id
        AND c.status IN ('open', 'again', 'to_approve')
    )
) AS bins
WHERE last IS NULL OR last < %(now)s - make_interval(days => days)
ORDER BY COALESCE(EXTRACT(EPOCH FROM %(now)s - last) / (days * 86400), 1000) DESC, abc, location_id, product_id
LIMIT %(most)s
"""


class BadPlan(DomainError):
    """A is counted at least as often as B, and B as C; at least one count a day. Nothing was changed."""

    code = "bad_plan"


class NothingThere(DomainError):
    """Nothing is booked in this bin, so nothing of it can be asked for."""

    code = "nothing_there"


def plan_of(warehouse: Warehouse) -> CountPlan:
    """The warehouse's plan; one with the usual figures, unsaved and not active, where nobody has made any. One query."""
    return CountPlan.objects.filter(warehouse=warehouse).first() or CountPlan(warehouse=warehouse, is_active=False)


def set_plan(*, warehouse: Warehouse, actor: Actor, **values: Any) -> CountPlan:
    """Make or change a warehouse's plan; every version of it is kept.

    Raises:
        BadPlan
    """
    with transaction.atomic():
        plan = CountPlan.objects.select_for_update().filter(warehouse=warehouse).first() or CountPlan(warehouse=warehouse)
        for name, value in values.items():
            setattr(plan, name, value)
        if not 1 <= plan.days_a <= plan.days_b <= plan.days_c or plan.most_per_day < 1:
            raise BadPlan(a=plan.days_a, b=plan.days_b, c=plan.days_c, most=plan.most_per_day)
        plan.save()
        audit.record(actor=actor, action="counting.plan_set", subject=plan, fields=sorted(values))
    return plan


def plan_counts(*, warehouse: Warehouse, actor: Actor) -> int:
    """Open today's counts of a warehouse; returns how many were added. Planning again adds only what is missing.

    Bins that a picker found short come on top of the plan's figure a day; a plan that is not active adds only those.
    """
    with transaction.atomic():
        Warehouse.objects.select_for_update().get(pk=warehouse.pk)
        plan, today = plan_of(warehouse), clock.today()
        counts = [_asked(warehouse, CountCause.SHORT, *bin_) for bin_ in _doubted(warehouse)]
        if plan.is_active:
            planned = Count.objects.filter(warehouse=warehouse, due_on=today, cause=CountCause.PLAN).count()
            doubted = {(one.product_id, one.location_id) for one in counts}
            due = [bin_ for bin_ in _due(warehouse, plan, max(plan.most_per_day - planned, 0)) if bin_[:2] not in doubted]
            counts += [_asked(warehouse, CountCause.PLAN, *bin_) for bin_ in due]
        Count.objects.bulk_create(counts, ignore_conflicts=True)
        if counts:
            audit.record(actor=actor, action="counting.planned", subject=warehouse, counts=len(counts))
    return len(counts)


def ask_for_counts(*, location: Location, actor: Actor) -> int:
    """Have everything in a bin counted, today; returns how many counts were added (what is asked for already is left alone).

    Raises:
        NothingThere
    """
    with transaction.atomic():
        there = list(StockLevel.objects.filter(location=location, on_hand__gt=0).values_list("product_id", flat=True))
        if not there:
            raise NothingThere(location=location.code)
        busy = set(Count.objects.filter(location=location, status__in=UNFINISHED).values_list("product_id", flat=True))
        new = [pk for pk in there if pk not in busy]
        house = location.warehouse
        Count.objects.bulk_create([_asked(house, CountCause.ASKED, pk, location.pk) for pk in new], ignore_conflicts=True)
        if new:
            audit.record(actor=actor, action="counting.asked", subject=location, counts=len(new))
    return len(new)


def strike_count(*, count: Count, actor: Actor, reason: str = "") -> None:
    """A count that is not to be made.

    Raises:
        IllegalTransition: it was made, or struck off, or waits for a second person.
    """
    also = {"finished_at": clock.now(), "counter": None}
    move_to(count, "status", CountStatus.CANCELLED, actor=actor, reason=reason, also=also)


def counts_to_walk(warehouse: Warehouse) -> QuerySet[Count]:
    """What a counter is to walk to, by zone and walking order; what is due later does not show yet."""
    rows = Count.objects.filter(warehouse=warehouse, status__in=[CountStatus.OPEN, CountStatus.AGAIN], due_on__lte=clock.today())
    return rows.order_by("location__zone_id", "location__walking_order", "location__code", "product__sku", "pk")


def _doubted(warehouse: Warehouse) -> list[tuple[int, int]]:
    """Product and bin of open tasks to count, without those that a count stands for already."""
    tasks = StockTask.objects.filter(kind=TaskKind.COUNT, status=TaskStatus.OPEN, from_location__warehouse=warehouse)
    wanted = dict.fromkeys(tasks.order_by("pk").values_list("product_id", "from_location_id"))
    places = [location for _product, location in wanted]
    known = Count.objects.filter(Q(location_id__in=places), status__in=UNFINISHED).values_list("product_id", "location_id")
    busy = set(known)
    return [bin_ for bin_ in wanted if bin_ not in busy]


def _due(warehouse: Warehouse, plan: CountPlan, most: int) -> list[tuple[int, int, str]]:
    if not most:
        return []
    values: dict[str, Any] = {"house": warehouse.pk, "zones": list(map(str, COUNTED_ZONES)), "now": clock.now(), "most": most}
    days = {"a": plan.days_a, "b": plan.days_b, "c": plan.days_c}
    with connection.cursor() as cursor:
        cursor.execute(_DUE.format(abc=_CLASS[plan.basis]), {**values, **days})
        return list(cursor.fetchall())


def _asked(warehouse: Warehouse, cause: str, product_id: int, location_id: int, abc: str = AbcClass.A) -> Count:
    return Count(warehouse=warehouse, cause=cause, product_id=product_id, location_id=location_id, abc=abc, due_on=clock.today())
