"""Which warehouses may ship an order, and what each has for it: what sourcing weighs. Read under the levels' locks.

A branch is a source only while an agreement of its owner holds; one that has goods but no agreement is told apart, so that
people see why it was left out.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Sum

from core import clock
from core.money import round_amount
from inventory import levels, lot_levels, sourcing
from inventory.costing import company_currency
from inventory.models import HouseKind, LotLevel, SourcingPolicy, StockLevel, Warehouse, ZoneKind
from inventory.places import Point, distance_km, find_place
from shop.order.models import Order
from shop.shipping.promising import Calendar, next_dispatch


@dataclass(slots=True)
class Shelf:
    """A product's level at a place that may ship it. A hundred are read for an order of a few lines: no model's rows."""

    product_id: int
    location_id: int
    on_hand: int
    reserved: int
    warehouse_id: int
    code: str
    walking_order: int
    keeps_lots: bool
    #: Free pieces that may not be sold: of lots that expired or are blocked.
    withheld: int = 0

    @property
    def free(self) -> int:
        return self.on_hand - self.reserved

    @property
    def ready(self) -> int:
        return self.free - self.withheld


class House(NamedTuple):
    """A warehouse that serves the order's market: where it is, what a parcel costs from there, when it works."""

    pk: int
    code: str
    latitude: Decimal | None
    longitude: Decimal | None
    parcel_cost: Decimal
    cost_per_km: Decimal
    is_agreed: bool
    cut_off: time
    time_zone: str
    working_weekdays: list[int]
    holidays: list[date]
    handling_days: int

    @property
    def calendar(self) -> Calendar:
        weekdays, holidays = tuple(self.working_weekdays), tuple(self.holidays)
        return Calendar(self.cut_off, self.time_zone, weekdays, holidays, self.handling_days)


@dataclass(frozen=True)
class Sources:
    """`left_out`: branches with goods for the order whose owner has not agreed: code, name, pieces. `lots`: of products that
    keep lots, those that may be sold, by product and place."""

    shelves: list[Shelf]
    candidates: list[sourcing.Candidate]
    left_out: list[dict[str, Any]] = field(default_factory=list)
    lots: dict[levels.Key, list[LotLevel]] = field(default_factory=dict)


_POLICY = "SELECT * FROM inventory_sourcingpolicy ORDER BY id DESC LIMIT 1"


def the_weights() -> sourcing.Weights:
    """What the company weighs; the usual figures before anybody changed them. One query."""
    policy = next(iter(SourcingPolicy.objects.raw(_POLICY)), None) or SourcingPolicy()
    return sourcing.Weights(**{name: getattr(policy, name) for name in sourcing.Weights.__dataclass_fields__})


def lock_sources(order: Order, product_ids: set[int], only: Collection[int] | None = None) -> Sources:
    """What the order's warehouses have of these products, their levels locked in key order; `only` narrows to some of them.

    Two statements; two more where a branch has not agreed, one more where a product keeps lots.
    """
    shelves = _shelves(order, product_ids)
    lots = lot_levels.attach(shelves)
    return replace(_sources(order, product_ids, shelves, only), lots=lots)


#: Every level these products have in e-commerce zones of the order's pool, in key order.
_SHELVES = """
SELECT level.product_id, level.location_id, level.on_hand, level.reserved, place.warehouse_id, place.code, place.walking_order,
       EXISTS (SELECT FROM inventory_lotkeeping AS kept WHERE kept.product_id = level.product_id)
FROM inventory_stocklevel AS level
JOIN inventory_location AS place ON place.id = level.location_id AND place.is_active
JOIN inventory_zone AS zone ON zone.id = place.zone_id AND zone.kind = %s
JOIN inventory_poolzone AS sells ON sells.zone_id = zone.id AND sells.pool_id = %s
JOIN inventory_warehouse AS house ON house.id = place.warehouse_id AND house.is_active
JOIN inventory_warehousemarket AS serves ON serves.warehouse_id = house.id AND serves.market_id = %s
WHERE level.product_id = ANY(%s)
ORDER BY level.product_id, level.location_id
FOR UPDATE OF level
"""


def _shelves(order: Order, product_ids: Iterable[int]) -> list[Shelf]:
    with connection.cursor() as cursor:
        cursor.execute(_SHELVES, [ZoneKind.ECOMMERCE.value, order.pool_id, order.market_id, sorted(product_ids)])
        return [Shelf(*row) for row in cursor.fetchall()]


#: Who serves the market and has some of it, and every branch; agreed: an own warehouse, or an agreement that is not revoked.
_HOUSES = """
SELECT house.id, house.code, house.latitude, house.longitude, serves.parcel_cost, serves.cost_per_km,
       house.kind = %s OR EXISTS (
           SELECT FROM inventory_branchagreement AS agreed WHERE agreed.warehouse_id = house.id AND agreed.revoked_at IS NULL
       ),
       house.cut_off, house.time_zone, house.working_weekdays, house.holidays, house.handling_days
FROM inventory_warehousemarket AS serves
JOIN inventory_warehouse AS house ON house.id = serves.warehouse_id AND house.is_active
WHERE serves.market_id = %s AND (house.id = ANY(%s) OR house.kind = %s)
ORDER BY house.code
"""


def _serving(market_id: int, with_goods: Iterable[int]) -> list[House]:
    with connection.cursor() as cursor:
        cursor.execute(_HOUSES, [HouseKind.OWN.value, market_id, sorted(with_goods), HouseKind.BRANCH.value])
        return [House(*row) for row in cursor.fetchall()]


def _sources(order: Order, product_ids: set[int], shelves: list[Shelf], only: Collection[int] | None) -> Sources:
    available: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for shelf in shelves:
        available[shelf.warehouse_id][shelf.product_id] += shelf.ready
    serving = _serving(order.market_id, available)
    late = partial(_days_late, order.dispatch_by, clock.now(), {})
    target, currency = _target(order), company_currency()
    candidates = [
        _candidate(one, available[one.pk], target, late(one.calendar), currency)
        for one in serving
        if one.is_agreed and one.pk in available and (only is None or one.pk in only)
    ]
    refusing = [one.pk for one in serving if not one.is_agreed]
    return Sources(shelves, candidates, _left_out(refusing, product_ids) if refusing and only is None else [])


def _target(order: Any) -> Point | None:
    """Where a locked order goes; nowhere for one without an address."""
    return find_place(order.to_country, order.to_city or "") if order.to_country else None


def _candidate(house: House, has: dict[int, int], target: Point | None, days_late: int, currency: str) -> sourcing.Candidate:
    here = None
    if house.latitude is not None and house.longitude is not None:
        here = (float(house.latitude), float(house.longitude))
    km = distance_km(here, target)
    cost = round_amount(house.parcel_cost + house.cost_per_km * Decimal(km), currency)
    return sourcing.Candidate(house.pk, house.code, km, cost, dict(has), days_late)


def _days_late(dispatch_by: datetime | None, now: datetime, known: dict[Calendar, int], calendar: Calendar) -> int:
    """By how many days a parcel begun there now misses the day on which it is to leave; 0 when in time.

    Warehouses that work alike are as late: `known` says it of those that were looked at.
    """
    if dispatch_by is None:
        return 0
    if calendar not in known:
        leaves = next_dispatch(calendar, now).date()
        known[calendar] = max(0, (leaves - dispatch_by.astimezone(ZoneInfo(calendar.time_zone)).date()).days)
    return known[calendar]


def _left_out(refusing: list[int], product_ids: set[int]) -> list[dict[str, Any]]:
    names = Warehouse.objects.in_bulk(refusing)
    rows = (
        StockLevel.objects.filter(
            product_id__in=product_ids, location__warehouse__in=names, location__zone__kind=ZoneKind.ECOMMERCE, on_hand__gt=0
        )
        .values_list("location__warehouse")
        .annotate(pieces=Sum("on_hand"))
        .order_by("location__warehouse")
    )
    return [{"code": names[pk].code, "name": names[pk].name, "pieces": pieces, "why": "not_agreed"} for pk, pieces in rows]
