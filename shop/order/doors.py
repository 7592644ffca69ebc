"""How effective each door is: who came, who filled a basket, who ordered.

Orders are those placed through the door, called-off ones included: they were won by it. A staff desk or an API client has
no visits; its rates are left out. Rates are parts of one.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from core import clock
from shop.channels.counting import counts
from shop.channels.models import Door
from shop.order.models import Order


@dataclass(frozen=True)
class DoorRow:
    """One door in a time."""

    door: Door
    visits: int
    baskets: int
    orders: int

    @property
    def basket_rate(self) -> float | None:
        return self.baskets / self.visits if self.visits else None

    @property
    def order_rate(self) -> float | None:
        """Orders of visits; never told where orders came without visits, such as by phone."""
        return self.orders / self.visits if self.visits else None


def door_effectiveness(*, start: dt.date, end: dt.date, market_id: int | None = None) -> list[DoorRow]:
    """Every door through which anything came between two days (both included). Three queries."""
    since, until = clock.midnight(start), clock.midnight(end + dt.timedelta(days=1))
    doors = Door.objects.select_related("channel_market__channel", "channel_market__market")
    if market_id:
        doors = doors.filter(channel_market__market=market_id)
    counted = counts("door", day__gte=start, day__lte=end)
    placed = Order.objects.filter(date_placed__gte=since, date_placed__lt=until, door__isnull=False).order_by()
    orders = dict(placed.values_list("door").annotate(n=Count("pk")))
    rows = []
    for door in doors:
        visits, baskets = counted.get(door.pk, (0, 0))
        rows.append(DoorRow(door, visits, baskets, orders.get(door.pk, 0)))
    return sorted(
        (row for row in rows if row.visits or row.baskets or row.orders), key=lambda row: (-row.orders, -row.visits, row.door.pk)
    )


def visits_by_day(*, start: dt.date, end: dt.date, market_id: int | None = None) -> dict[dt.date, tuple[int, int]]:
    """Visits and baskets of all doors by day. One query."""
    place = {"door__channel_market__market": market_id} if market_id else {}
    return counts("day", day__gte=start, day__lte=end, **place)
