"""How long the e-commerce zone lasts: what it holds against what is sold a day. Read only.

Cover = (on hand − reserved − promised) ÷ demand a day, in days, never below 0. Demand is what is foreseen (docs/forecasting.md);
where nothing is yet, the mean of what open and done orders of the last `DEMAND_DAYS` days took of the pool, cancelled pieces left
out. Without demand there is no cover to speak of.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Case,
    CharField,
    Count,
    DecimalField,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate

from core import clock
from inventory.forecasting.asking import LEAST_A_DAY, a_day_of_record
from inventory.models import StockLevel, StockMovement, ZoneKind
from shop.order.models import Line
from shop.partner.models import StockRecord

DEMAND_DAYS = 14
#: Days of cover that the zone should have: the two days of the longest usual promise, and half a day to carry more from bulk.
TARGET = 2.5
#: From most to least urgent, as the list sorts them.
RUNS_OUT, BELOW_SAFETY, LOW, GOOD, STILL = "runs_out", "below_safety", "low", "good", "still"
URGENCIES = (RUNS_OUT, BELOW_SAFETY, LOW, GOOD, STILL)
_WHOLE = IntegerField()


def watched() -> QuerySet[StockRecord]:
    """Every stocked product of every pool with what decides its urgency: demand a day, free, ready, cover, in_bulk, urgency.

    One query. `cover` is in days with one decimal, None without demand.
    """
    since = clock.now() - timedelta(days=DEMAND_DAYS)
    lines = Line.objects.filter(stockrecord=OuterRef("pk"), order__date_placed__gte=since).order_by().values("stockrecord")
    sold = lines.annotate(n=Sum(F("quantity") - F("cancelled_quantity"))).values("n")
    levels = StockLevel.objects.filter(product=OuterRef("product"), location__zone__kind=ZoneKind.BULK)
    bulk = levels.order_by().values("product").annotate(n=Sum("on_hand")).values("n")
    tenth = DecimalField(max_digits=9, decimal_places=1)
    free = Cast(Greatest(F("free"), Value(0)), FloatField())
    lately = Cast(F("sold"), FloatField()) / DEMAND_DAYS
    is_sold = Q(demand__gte=LEAST_A_DAY)
    return (
        StockRecord.objects.filter(product__product_class__track_stock=True)
        .exclude(product__lifecycle="draft")
        .annotate(
            sold=Coalesce(Subquery(sold), 0, output_field=_WHOLE),
            in_bulk=Coalesce(Subquery(bulk), 0, output_field=_WHOLE),
            free=ExpressionWrapper(F("on_hand") - F("reserved") - F("promised"), output_field=_WHOLE),
            ready=ExpressionWrapper(F("on_hand") - F("reserved") - F("promised") - F("safety_stock"), output_field=_WHOLE),
        )
        .annotate(demand=Coalesce(a_day_of_record(), lately, output_field=FloatField()))
        .annotate(cover=Case(When(is_sold, then=Cast(free / F("demand"), tenth)), default=None, output_field=tenth))
        .annotate(
            urgency=Case(
                When(Q(is_sold, cover__lt=1) | Q(promised__gt=F("on_hand") - F("reserved")), then=Value(RUNS_OUT)),
                When(safety_stock__gt=0, free__lt=F("safety_stock"), then=Value(BELOW_SAFETY)),
                When(is_sold, cover__lt=Value(TARGET), then=Value(LOW)),
                When(is_sold, then=Value(GOOD)),
                default=Value(STILL),
                output_field=CharField(),
            )
        )
    )


@dataclass(frozen=True)
class ZoneSums:
    """The e-commerce zone as a whole. `fast_free` and `fast_sold` are of what sells a piece a day or more."""

    free: int
    sold: int
    ready: int
    products: int
    urgent: int
    fast_free: int
    fast_sold: int

    @property
    def cover(self) -> float | None:
        """Days that the fast sellers last; where nothing sells fast, all of it. Slow ones would hide that these run out."""
        free, sold = (self.fast_free, self.fast_sold) if self.fast_sold else (self.free, self.sold)
        return round(max(free, 0) * DEMAND_DAYS / sold, 1) if sold else None


def zone_sums() -> ZoneSums:
    """Sums over all that is watched. One query."""
    is_fast = Q(sold__gte=DEMAND_DAYS)
    found = watched().aggregate(
        fast_free=Coalesce(Sum(Greatest(F("free"), Value(0)), filter=is_fast), 0),
        fast_sold=Coalesce(Sum("sold", filter=is_fast), 0),
        all_free=Coalesce(Sum(Greatest(F("free"), Value(0))), 0),
        all_sold=Coalesce(Sum("sold"), 0),
        all_ready=Coalesce(Sum(Greatest(F("ready"), Value(0))), 0),
        products=Count("pk"),
        urgent=Count("pk", filter=Q(urgency__in=[RUNS_OUT, BELOW_SAFETY])),
    )
    return ZoneSums(
        found["all_free"],
        found["all_sold"],
        found["all_ready"],
        found["products"],
        found["urgent"],
        found["fast_free"],
        found["fast_sold"],
    )


@dataclass(frozen=True)
class History:
    """What lay in a kind of zone at the end of each of the last days, by product and together; the last one is now."""

    days: list[date]
    by_product: dict[int, list[int]]
    together: list[int]
    elsewhere: dict[str, int]


def zone_history(days: int = DEMAND_DAYS, kind: str = ZoneKind.ECOMMERCE, product_id: int | None = None) -> History:
    """Counted back from today's levels by the movements in and out of the zones. Two queries."""
    today = clock.today()
    span = [today - timedelta(days=n) for n in range(days - 1, -1, -1)]
    levels = StockLevel.objects.filter(on_hand__gt=0)
    moved = StockMovement.objects.filter(at__gte=clock.now() - timedelta(days=days + 1))
    if product_id is not None:
        levels, moved = levels.filter(product=product_id), moved.filter(product=product_id)
    present: dict[int, int] = {}
    elsewhere: dict[str, int] = defaultdict(int)
    for zone, product, pieces in levels.order_by().values_list("location__zone__kind", "product").annotate(n=Sum("on_hand")):
        if zone == kind:
            present[product] = pieces
        elsewhere[zone] += pieces
    into, out = Q(to_location__zone__kind=kind), Q(from_location__zone__kind=kind)
    rows = (
        moved.filter(into | out)
        .exclude(into & out)
        .annotate(day=TruncDate("at"), sign=Case(When(into, then=Value(1)), default=Value(-1), output_field=_WHOLE))
        .order_by()
        .values_list("product", "day")
        .annotate(n=Sum(F("quantity") * F("sign")))
    )
    changes: dict[int, dict[date, int]] = defaultdict(dict)
    for product, day, n in rows:
        changes[product][day] = n
    by_product = {product: _back(present.get(product, 0), changes[product], span) for product in {*present, *changes}}
    together = [sum(levels_of_day) for levels_of_day in zip(*by_product.values(), strict=True)] if by_product else [0] * days
    return History(span, by_product, together, dict(elsewhere))


def _back(level: int, changes: dict[date, int], span: list[date]) -> list[int]:
    """Levels at the end of each day, from what lies there now and what changed on which day."""
    levels = []
    for day in reversed(span):
        levels.append(level)
        level -= changes.get(day, 0)
    return levels[::-1]


def count_variance(weeks: int = 2) -> list[int]:
    """Net pieces that counts, damage and scrap changed, week by week, the latest first. One query."""
    now = clock.now()
    begins = [now - timedelta(days=7 * (n + 1)) for n in range(weeks)]
    signed = Case(When(reason="count_gain", then=F("quantity")), default=-F("quantity"), output_field=_WHOLE)
    found = StockMovement.objects.filter(at__gte=begins[-1], reason__in=["count_loss", "count_gain", "damaged", "scrapped"])
    sums = {
        f"w{n}": Coalesce(Sum(signed, filter=Q(at__gte=begin, at__lt=begin + timedelta(days=7))), 0)
        for n, begin in enumerate(begins)
    }
    row = found.aggregate(**sums)
    return [row[f"w{n}"] for n in range(weeks)]
