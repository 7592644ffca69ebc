"""What was asked for: ordered less cancelled, per day, by channel; and on which days there was nothing to be had. Read only.

Days are the company's own. Four statements for any number of stock records.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case, F, IntegerField, Q, Sum, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from core import clock
from inventory.models import MovementReason, PoolZone, StockMovement
from shop.basket.models import Line as BasketLine
from shop.order.models import Line
from shop.partner.models import StockRecord

#: Whole days that are looked at, up to yesterday: thirteen weeks.
DAYS = 91
#: A basket shows what its owner is about to order for so many days.
FRESH_DAYS = 7
#: Picked pieces were ordered before: their order took them out of reach already.
ORDERED_BEFORE = (MovementReason.PICKED, MovementReason.PUT_BACK)


@dataclass
class Demand:
    """Of one stock record: pieces a day by channel, whether there was stock, pieces in unfinished baskets each morning.

    Lists begin on `first_day`; `signs` has one more entry, for this morning.
    """

    product_id: int
    pool_id: int
    first_day: date
    by_channel: dict[int, list[float]] = field(default_factory=dict)
    in_stock: list[bool] = field(default_factory=list)
    signs: dict[int, list[float]] = field(default_factory=dict)

    def together(self) -> list[float]:
        """Pieces a day of all channels."""
        return [sum(day) for day in zip(*self.by_channel.values(), strict=True)] if self.by_channel else []

    def signs_together(self) -> list[float]:
        return [sum(day) for day in zip(*self.signs.values(), strict=True)] if self.signs else []

    def history(self, pieces: Sequence[float]) -> list[float | None]:
        """A channel's pieces with the days left open on which the pool had nothing and sold nothing."""
        sold = self.together()
        return [one if there or sold[day] else None for day, (one, there) in enumerate(zip(pieces, self.in_stock, strict=True))]


def demand_of(records: Sequence[StockRecord], days: int = DAYS) -> list[Demand]:
    """Demand of stock records with at least one piece ordered in the days. Four statements."""
    zone = timezone.get_default_timezone()
    first = clock.today() - timedelta(days=days)
    keys = {(one.product_id, one.partner_id): one for one in records}
    ordered = _ordered(records, first, zone)
    changed = _changed(records, first, zone)
    signs = _signs([one.pk for one in records if one.pk in ordered], first, days, zone)
    found = []
    for (product, pool), record in sorted(keys.items()):
        by_channel = ordered.get(record.pk)
        if not by_channel:
            continue
        lists = {channel: _filled(by_day, first, days) for channel, by_day in sorted(by_channel.items())}
        one = Demand(product, pool, first, lists, signs=signs.get(record.pk, {}))
        sold: dict[date, int] = defaultdict(int)
        for by_day in by_channel.values():
            for day, pieces in by_day.items():
                sold[day] += pieces
        free = record.on_hand - record.reserved - record.promised - record.safety_stock
        one.in_stock = _in_stock(free, changed.get((product, pool), {}), sold, first, days)
        found.append(one)
    return found


def _filled(by_day: dict[date, int], first: date, days: int) -> list[float]:
    return [float(by_day.get(first + timedelta(days=n), 0)) for n in range(days)]


def _ordered(records: Sequence[StockRecord], first: date, zone) -> dict[int, dict[int, dict[date, int]]]:  # type: ignore[no-untyped-def]
    """Pieces by record, channel and day; today's too, which the levels of the past are counted back over."""
    rows = (
        Line.objects.filter(stockrecord__in=[one.pk for one in records], order__date_placed__gte=clock.midnight(first))
        .annotate(day=TruncDate("order__date_placed", tzinfo=zone))
        .order_by()
        .values_list("stockrecord", "order__channel", "day")
        .annotate(n=Sum(F("quantity") - F("cancelled_quantity")))
    )
    found: dict[int, dict[int, dict[date, int]]] = defaultdict(lambda: defaultdict(dict))
    for record, channel, day, pieces in rows:
        if pieces:
            found[record][channel][day] = pieces
    return found


def _changed(records: Sequence[StockRecord], first: date, zone) -> dict[tuple[int, int], dict[date, int]]:  # type: ignore[no-untyped-def]
    """Pieces that came into and left the zones a pool sells from, by product, pool and day, what was picked left out."""
    pools: dict[int, int] = dict(PoolZone.objects.values_list("zone", "pool"))
    rows = (
        StockMovement.objects.filter(product__in={one.product_id for one in records}, at__gte=clock.midnight(first))
        .exclude(reason__in=ORDERED_BEFORE)
        .filter(Q(from_location__zone__in=pools) | Q(to_location__zone__in=pools))
        .annotate(day=TruncDate("at", tzinfo=zone))
        .order_by()
        .values_list("product", "from_location__zone", "to_location__zone", "day")
        .annotate(n=Sum("quantity"))
    )
    found: dict[tuple[int, int], dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for product, origin, target, day, pieces in rows:
        if origin in pools:
            found[product, pools[origin]][day] -= pieces
        if target in pools:
            found[product, pools[target]][day] += pieces
    return found


def _in_stock(free: int, changed: dict[date, int], sold: dict[date, int], first: date, days: int) -> list[bool]:
    """Whether anything could be promised at some time of each day, counted back from what is free now."""
    there = []
    for n in range(days, -1, -1):
        day = first + timedelta(days=n)
        before = free - changed.get(day, 0) + sold.get(day, 0)
        there.append(free > 0 or before > 0)
        free = before
    return there[:0:-1]


def _signs(records: Sequence[int], first: date, days: int, zone) -> dict[int, dict[int, list[float]]]:  # type: ignore[no-untyped-def]
    """Pieces that lay in baskets each morning, put in within the last days and not ordered by then, by record and channel."""
    rows = (
        BasketLine.objects.filter(
            stockrecord__in=records, date_created__gte=clock.midnight(first - timedelta(days=FRESH_DAYS)),
            basket__drafted_by__isnull=True,
        )
        .annotate(
            put=TruncDate("date_created", tzinfo=zone),
            ordered=Case(
                When(basket__date_submitted__isnull=False, then=TruncDate("basket__date_submitted", tzinfo=zone)), default=None
            ),
        )
        .order_by()
        .values_list("stockrecord", "basket__channel_market__channel", "put", "ordered")
        .annotate(n=Sum("quantity", output_field=IntegerField()))
    )  # fmt: skip
    found: dict[int, dict[int, list[float]]] = defaultdict(dict)
    for record, channel, put, ordered, pieces in rows:
        mornings = found[record].setdefault(channel, [0.0] * (days + 1))
        begin = (put - first).days + 1
        end = begin + FRESH_DAYS
        if ordered is not None:
            end = min(end, (ordered - first).days + 1)
        for morning in range(max(begin, 0), min(end, days + 1)):
            mornings[morning] += pieces
    return found
