"""Setting up where stock can be: warehouses, zones, locations, which markets are served, which zones a pool sells from.

What the shop has to know of it (cut-off, calendar) is written down as delivery profiles, one per pool and market.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum

from core import audit
from core.access import Actor
from core.errors import DomainError
from inventory import lot_levels
from inventory.models import HouseKind, Location, PoolZone, StockLevel, Warehouse, WarehouseMarket, Zone, ZoneKind
from shop.channels.models import Market
from shop.partner import stock
from shop.partner.models import Partner
from shop.partner.records import ensure_records
from shop.shipping.models import DeliveryProfile

#: What every warehouse begins with: picking needs staging, doubt needs quarantine.
USUAL_ZONES = {
    ZoneKind.BULK: ("bulk", "Bulk"),
    ZoneKind.ECOMMERCE: ("ecommerce", "E-commerce"),
    ZoneKind.STAGING: ("staging", "Staging"),
    ZoneKind.QUARANTINE: ("quarantine", "Quarantine"),
    ZoneKind.RETURNS: ("returns", "Returns"),
}
FIRST_LOCATIONS = {ZoneKind.STAGING: "S-01", ZoneKind.QUARANTINE: "Q-01", ZoneKind.RETURNS: "R-01"}


class NotForSale(DomainError):
    """No pool sells what is on its way between warehouses."""

    code = "not_for_sale"


class ZoneHoldsOrders(DomainError):
    """Units in the zone are held for orders; it cannot change its pool now."""

    code = "zone_holds_orders"


class ZoneSellsElsewhere(DomainError):
    """The zone is another pool's; its units would be sold twice."""

    code = "zone_sells_elsewhere"


class OwnerHasNotAgreed(DomainError):
    """A branch sells and ships nothing before its owner has agreed."""

    code = "owner_has_not_agreed"


def save_warehouse(*, actor: Actor, code: str, **values: Any) -> Warehouse:
    """Create a warehouse with its usual zones and first locations, or change one, found by its code.

    Raises:
        OwnerHasNotAgreed: it would become a branch while it sells, and nobody has agreed (nothing is changed).
    """
    with transaction.atomic():
        warehouse = Warehouse.objects.filter(code=code).first()
        created = warehouse is None
        warehouse = warehouse or Warehouse(code=code)
        for name, value in values.items():
            setattr(warehouse, name, value)
        warehouse.full_clean()
        warehouse.save()
        if not created and PoolZone.objects.filter(zone__warehouse=warehouse).exists():
            _refuse_unagreed(warehouse)
        if created:
            for kind, (zone_code, name) in USUAL_ZONES.items():
                zone = Zone.objects.create(warehouse=warehouse, kind=kind, code=zone_code, name=name)
                if kind in FIRST_LOCATIONS:
                    _create_location(zone, FIRST_LOCATIONS[kind], 0, {})
        action = "warehouse.created" if created else "warehouse.changed"
        audit.record(actor=actor, action=action, subject=warehouse, fields=sorted(values))
        write_delivery_profiles()
    return warehouse


def add_zone(*, actor: Actor, warehouse: Warehouse, kind: str, code: str, name: str) -> Zone:
    """Add a zone to a warehouse, or rename one, found by its code."""
    with transaction.atomic():
        zone, _made = Zone.objects.update_or_create(
            warehouse=warehouse, code=code, defaults={"name": name}, create_defaults={"name": name, "kind": kind}
        )
        audit.record(actor=actor, action="warehouse.zone_saved", subject=zone)
    return zone


def add_locations(
    *, actor: Actor, zone: Zone, codes: Iterable[str], directions: Mapping[str, Mapping[str, str]] | None = None
) -> list[Location]:
    """Add locations to a zone in walking order after those it has; existing codes are left as they are.

    `directions` says by code how to find it: `direction_en`, `direction_vi` and so on.
    """
    with transaction.atomic():
        known = {x.code: x for x in Location.objects.filter(warehouse=zone.warehouse_id)}
        last = max((x.walking_order for x in known.values()), default=0)
        made = []
        for code in dict.fromkeys(code.strip().upper() for code in codes):
            if code and code not in known:
                last += 10
                made.append(_create_location(zone, code, last, (directions or {}).get(code, {})))
        if made:
            audit.record(actor=actor, action="warehouse.locations_added", subject=zone, codes=[x.code for x in made])
    return made


def serve_market(
    *, actor: Actor, warehouse: Warehouse, market: Market, parcel_cost: Decimal = Decimal(0), cost_per_km: Decimal = Decimal(0)
) -> WarehouseMarket:
    """Let a warehouse ship to a market, with what a parcel costs the company (in its own currency)."""
    with transaction.atomic():
        serves, _made = WarehouseMarket.objects.update_or_create(
            warehouse=warehouse, market=market, defaults={"parcel_cost": parcel_cost, "cost_per_km": cost_per_km}
        )
        audit.record(actor=actor, action="warehouse.serves_market", subject=serves)
        write_delivery_profiles()
    return serves


def transit_of(warehouse: Warehouse) -> Location:
    """Where goods on their way to a warehouse are booked; made when the first are sent."""
    found = Location.objects.filter(warehouse=warehouse, zone__kind=ZoneKind.TRANSIT).first()
    if found is None:
        zone, _made = Zone.objects.get_or_create(
            warehouse=warehouse, code="transit", defaults={"kind": ZoneKind.TRANSIT, "name": "In transit"}
        )
        barcode = f"LOC-{warehouse.code.upper()}-TRANSIT"
        found, _made = Location.objects.get_or_create(
            warehouse=warehouse, code="TRANSIT", defaults={"zone": zone, "barcode": barcode}
        )
    return found


def stop_serving(*, actor: Actor, warehouse: Warehouse, market: Market) -> None:
    """A warehouse no longer ships to a market; orders it already holds stay."""
    with transaction.atomic():
        WarehouseMarket.objects.filter(warehouse=warehouse, market=market).delete()
        audit.record(actor=actor, action="warehouse.stopped_serving", subject=warehouse, market=market.code)
        write_delivery_profiles()


def sell_from_zone(*, actor: Actor, zone: Zone, pool: Partner) -> PoolZone:
    """Let a pool sell what lies in a zone: its units are written down to the pool's stock records.

    Raises:
        ZoneSellsElsewhere: another pool does already. NotForSale: goods in transit are nobody's yet.
        OwnerHasNotAgreed: it is a branch's, and nobody has agreed. Nothing is changed.
    """
    if zone.kind == ZoneKind.TRANSIT:
        raise NotForSale(zone=zone.code)
    with transaction.atomic():
        Zone.objects.select_for_update().get(pk=zone.pk)
        _refuse_unagreed(Warehouse.objects.get(pk=zone.warehouse_id))
        present = PoolZone.objects.filter(zone=zone).first()
        if present is not None:
            if present.pool_id != pool.pk:
                raise ZoneSellsElsewhere(zone=zone.code, pool=present.pool_id)
            return present
        _write_zone_down(zone, pool.pk, sign=1)
        sells = PoolZone.objects.create(zone=zone, pool=pool)
        audit.record(actor=actor, action="warehouse.zone_sells", subject=sells)
        write_delivery_profiles()
    return sells


def stop_selling_from_zone(*, actor: Actor, zone: Zone) -> None:
    """Take a zone out of its pool's stock.

    Raises:
        ZoneHoldsOrders: some of its units are held for orders (nothing is changed).
    """
    with transaction.atomic():
        Zone.objects.select_for_update().get(pk=zone.pk)
        present = PoolZone.objects.filter(zone=zone).first()
        if present is None:
            return
        _write_zone_down(zone, present.pool_id, sign=-1)
        present.delete()
        audit.record(actor=actor, action="warehouse.zone_stopped_selling", subject=zone)
        write_delivery_profiles()


def write_delivery_profiles() -> None:
    """Write down for each pool × market the slowest warehouse that could ship: earliest cut-off, most handling days.

    A day counts as working when all eligible warehouses work.
    """
    for (pool_id, market_id), able in eligible_warehouses().items():
        DeliveryProfile.objects.update_or_create(pool_id=pool_id, market_id=market_id, defaults=_slowest(able))


def eligible_warehouses() -> dict[tuple[int, int], list[Warehouse]]:
    """The warehouses that could ship for a pool to a market, by the keys of both. Two queries."""
    eligible: dict[tuple[int, int], list[Warehouse]] = defaultdict(list)
    pairs = (
        WarehouseMarket.objects.filter(
            warehouse__is_active=True,
            warehouse__zones__pools__isnull=False,
            warehouse__zones__kind=ZoneKind.ECOMMERCE,
        )
        .select_related("warehouse")
        .order_by("warehouse_id")
        .values_list("warehouse_id", "market_id", "warehouse__zones__pools__pool_id")
        .distinct()
    )
    houses = {house.pk: house for house in Warehouse.objects.filter(is_active=True)}
    for warehouse_id, market_id, pool_id in pairs:
        eligible[pool_id, market_id].append(houses[warehouse_id])
    return eligible


def _refuse_unagreed(house: Warehouse) -> None:
    if house.kind == HouseKind.BRANCH and not house.agreements.filter(revoked_at__isnull=True).exists():
        raise OwnerHasNotAgreed(warehouse=house.code)


def _slowest(able: list[Warehouse]) -> dict:
    slowest = min(able, key=lambda house: (-house.handling_days, house.cut_off, house.code))
    weekdays = set.intersection(*(set(house.working_weekdays) for house in able))
    return {
        "cut_off": min(house.cut_off for house in able),
        "time_zone": slowest.time_zone,
        "working_weekdays": sorted(weekdays or set(slowest.working_weekdays)),
        "holidays": sorted({day for house in able for day in house.holidays}),
        "handling_days": slowest.handling_days,
    }


def _create_location(zone: Zone, code: str, walking_order: int, directions: Mapping[str, str]) -> Location:
    return Location.objects.create(
        zone=zone,
        warehouse_id=zone.warehouse_id,
        code=code,
        barcode=f"LOC-{zone.warehouse.code.upper()}-{code}",
        walking_order=walking_order,
        **directions,
    )


def _write_zone_down(zone: Zone, pool_id: int, *, sign: int) -> None:
    """Add (or take) all that lies in a zone to (from) a pool's stock records, under the levels' locks.

    Free pieces of lots that are withdrawn are counted nowhere.
    """
    list(StockLevel.objects.filter(location__zone=zone).order_by("product_id", "location_id").select_for_update(of=("self",)))
    sums = (
        StockLevel.objects.filter(location__zone=zone)
        .values("product_id")
        .annotate(there=Sum("on_hand"), held=Sum("reserved"))
        .order_by("product_id")
    )
    lot_levels.hold_still()
    if any(row["held"] for row in sums):
        raise ZoneHoldsOrders(zone=zone.code)
    withheld = lot_levels.withheld_in(zone.pk)
    there = {row["product_id"]: row["there"] - withheld.get(row["product_id"], 0) for row in sums}
    pieces = {(pool_id, product_id): quantity for product_id, quantity in there.items() if quantity}
    if pieces:
        records = ensure_records(pieces)
        stock.write_down({records[pair]: sign * quantity for pair, quantity in pieces.items()})
