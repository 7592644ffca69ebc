"""Which warehouses may ship an order, and what each has for it: what sourcing weighs. Read under the levels' locks.

A branch is a source only while an agreement of its owner holds; one that has goods but no agreement is told apart, so that
people see why it was left out.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from core import clock
from core.money import round_amount
from inventory import levels, lot_levels, sourcing
from inventory.costing import company_currency
from inventory.models import (
    BranchAgreement,
    HouseKind,
    LotLevel,
    SourcingPolicy,
    StockLevel,
    Warehouse,
    WarehouseMarket,
    ZoneKind,
)
from inventory.places import Point, distance_km, find_place
from shop.order.models import Order
from shop.shipping.models import DeliveryProfile
from shop.shipping.promising import next_dispatch

#: An own warehouse, or a branch whose owner agreed and has not revoked it.
AGREED = Q(warehouse__kind=HouseKind.OWN) | Q(
    Exists(BranchAgreement.objects.filter(warehouse=OuterRef("warehouse"), revoked_at__isnull=True))
)


@dataclass(frozen=True)
class Sources:
    """`left_out`: branches with goods for the order whose owner has not agreed: code, name, pieces. `lots`: of products that
    keep lots, those that may be sold, by product and place."""

    shelves: list[StockLevel]
    candidates: list[sourcing.Candidate]
    left_out: list[dict[str, Any]] = field(default_factory=list)
    lots: dict[levels.Key, list[LotLevel]] = field(default_factory=dict)


def the_weights() -> sourcing.Weights:
    """What the company weighs; the usual figures before anybody changed them. One query."""
    policy = SourcingPolicy.objects.first() or SourcingPolicy()
    return sourcing.Weights(**{name: getattr(policy, name) for name in sourcing.Weights.__dataclass_fields__})


def lock_sources(order: Order, product_ids: set[int], only: Collection[int] | None = None) -> Sources:
    """What the order's warehouses have of these products, their levels locked in key order; `only` narrows to some of them.

    Two statements; a third where a branch has not agreed, one more where a product keeps lots.
    """
    shelves = list(_shelves(order, product_ids).select_for_update(of=("self",)))
    lots = lot_levels.attach(shelves)
    return replace(_sources(order, product_ids, shelves, only), lots=lots)


def look_at_sources(order: Order, product_ids: set[int]) -> Sources:
    """The same without locks, for a screen."""
    shelves = list(_shelves(order, product_ids))
    lot_levels.attach(shelves, lock_them=False)
    return _sources(order, product_ids, shelves, None)


def _shelves(order: Order, product_ids: set[int]) -> QuerySet[StockLevel]:
    """Every level these products have in e-commerce zones of the order's pool."""
    return (
        StockLevel.objects.filter(
            product_id__in=product_ids,
            location__is_active=True,
            location__warehouse__is_active=True,
            location__warehouse__serves__market=order.market_id,
            location__zone__kind=ZoneKind.ECOMMERCE,
            location__zone__pools__pool=order.pool_id,
        )
        .select_related("location")
        .annotate(keeps_lots=levels.KEEPS_LOTS)
        .order_by("product_id", "location_id")
    )


def _sources(order: Order, product_ids: set[int], shelves: list[StockLevel], only: Collection[int] | None) -> Sources:
    available: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for level in shelves:
        available[level.location.warehouse_id][level.product_id] += level.ready
    serving = list(
        WarehouseMarket.objects.filter(Q(warehouse__in=available) | Q(warehouse__kind=HouseKind.BRANCH), market=order.market_id)
        .filter(warehouse__is_active=True)
        .annotate(is_agreed=AGREED)
        .select_related("warehouse")
    )
    agreed = [one for one in serving if one.is_agreed and one.warehouse_id in available]
    target, now, currency = _target(order), clock.now(), company_currency()
    candidates = [
        _candidate(one, available[one.warehouse_id], target, order.dispatch_by, now, currency)
        for one in agreed
        if only is None or one.warehouse_id in only
    ]
    refusing = [one.warehouse for one in serving if not one.is_agreed]
    return Sources(shelves, candidates, _left_out(refusing, product_ids) if refusing and only is None else [])


def _target(order: Order) -> Point | None:
    address = order.shipping_address
    return find_place(address.country_id, address.line4 or "") if address else None


def _candidate(
    serves: WarehouseMarket, has: dict[int, int], target: Point | None, dispatch_by: datetime | None, now: datetime, currency: str
) -> sourcing.Candidate:
    house = serves.warehouse
    here = None
    if house.latitude is not None and house.longitude is not None:
        here = (float(house.latitude), float(house.longitude))
    km = distance_km(here, target)
    cost = round_amount(serves.parcel_cost + serves.cost_per_km * Decimal(km), currency)
    return sourcing.Candidate(house.pk, house.code, km, cost, dict(has), days_late(house, dispatch_by, now))


def days_late(house: Warehouse, dispatch_by: datetime | None, now: datetime) -> int:
    """By how many days a parcel begun at this warehouse now misses the day on which it is to leave; 0 when in time."""
    if dispatch_by is None:
        return 0
    calendar = DeliveryProfile(
        cut_off=house.cut_off,
        time_zone=house.time_zone,
        working_weekdays=house.working_weekdays,
        holidays=house.holidays,
        handling_days=house.handling_days,
    )
    leaves = next_dispatch(calendar, now).date()
    return max(0, (leaves - dispatch_by.astimezone(ZoneInfo(house.time_zone)).date()).days)


def _left_out(houses: Iterable[Warehouse], product_ids: set[int]) -> list[dict[str, Any]]:
    names = {house.pk: house for house in houses}
    rows = (
        StockLevel.objects.filter(
            product_id__in=product_ids, location__warehouse__in=names, location__zone__kind=ZoneKind.ECOMMERCE, on_hand__gt=0
        )
        .values_list("location__warehouse")
        .annotate(pieces=Sum("on_hand"))
        .order_by("location__warehouse")
    )
    return [{"code": names[pk].code, "name": names[pk].name, "pieces": pieces, "why": "not_agreed"} for pk, pieces in rows]
