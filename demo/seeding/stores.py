"""Warehouses, their zones and bins, and what lay on the shelves on the first day."""

import uuid
from decimal import Decimal

from django.db.models import Sum

from core import clock
from core.access import Actor
from demo.data import company, markets
from demo.data.schema import Product
from demo.seeding.house import FOUNDING, House, said
from inventory import room, warehousing
from inventory.models import StockLevel, Warehouse, Zone, ZoneKind
from inventory.receiving import ReceivedLine, receive_stock

#: What a parcel to a market costs the company in đồng, and each kilometre of its way.
_PARCEL_COST = {market: Decimal(cost) for market, cost in
                {"vn": 18_000, "cn": 95_000, "th": 60_000, "latam": 320_000, "intl": 210_000}.items()}  # fmt: skip
_COST_PER_KM = {market: Decimal(cost) for market, cost in {"vn": 12, "cn": 9, "th": 30, "latam": 4, "intl": 4}.items()}
#: Litres that a bin holds: a shelf's box, and a place for a pallet.
LITRES = {ZoneKind.ECOMMERCE: 150, ZoneKind.BULK: 1_200}
#: Namespace of the receipts' keys: the same opening is never booked twice.
_RECEIPTS = uuid.UUID("7d6f0b35-4a5c-4d3b-9b61-0e2f5f2d9a11")


def build(house: House) -> str:
    """Three warehouses that ship to both markets and keep one pool of stock."""
    locations, goods = 0, _goods(house)
    for data in company.WAREHOUSES:
        warehouse = warehousing.save_warehouse(
            actor=FOUNDING,
            code=data.code,
            **said("name", data.name),
            line1=data.address,
            city=data.city,
            postcode=data.postcode,
            country=data.country,
            phone=company.COMPANY.phone,
            latitude=Decimal(data.latitude),
            longitude=Decimal(data.longitude),
            time_zone=data.timezone,
            cut_off=data.cut_off,
            working_weekdays=list(data.weekdays),
            holidays=list(data.holidays),
            replenish_below=20,
            replenish_to=48,
        )
        house.warehouses[data.code] = warehouse
        zones = {zone.kind: zone for zone in Zone.objects.filter(warehouse=warehouse)}
        for zone in data.zones:
            locations += _fit_out(house, warehouse, zones[zone.kind], company.roomy(zone, len(goods)))
        for code, market in house.markets.items():
            warehousing.serve_market(
                actor=FOUNDING,
                warehouse=warehouse,
                market=market,
                parcel_cost=_PARCEL_COST[code],
                cost_per_km=_COST_PER_KM[code],
            )
        if data.code in markets.POOL[2]:
            warehousing.sell_from_zone(actor=FOUNDING, zone=zones[ZoneKind.ECOMMERCE], pool=house.pool)
    return f"{len(house.warehouses)} warehouses with {locations} locations"


def _fit_out(house: House, warehouse: Warehouse, zone: Zone, data: company.Zone) -> int:
    codes = [
        company.location_code(data, aisle, number) for aisle in range(1, data.aisles + 1) for number in range(1, data.bins + 1)
    ]
    directions = {code: said("direction", company.way_to(code)) for code in codes}
    made = warehousing.add_locations(actor=FOUNDING, zone=zone, codes=codes, directions=directions)
    for location in made:
        house.bins[warehouse.code, zone.kind, location.code] = location
    if made and zone.kind in LITRES:
        room.say_what_it_holds(location=made[0], pieces=None, litres=LITRES[zone.kind], actor=FOUNDING, whole_zone=True)
    return len(made)


def receive_opening_stock(house: House) -> str:
    """Every product gets a bin in the e-commerce zone and one in bulk, in the order of the catalogue."""
    pieces = 0
    for data in company.WAREHOUSES:
        lines = _opening(house, data)
        pieces += sum(line.quantity for line in lines)
        receive_stock(
            warehouse=house.warehouses[data.code],
            lines=lines,
            actor=FOUNDING,
            reference=f"Opening {data.code}",
            supplier=company.COMPANY.name,
            key=uuid.uuid5(_RECEIPTS, data.code),
        )
    return f"{pieces} pieces received"


def restock(house: House) -> str:
    """What the growers bring: bulk is filled up to what lay there on the first day, where half of it is gone."""
    pieces = 0
    for data in company.WAREHOUSES:
        warehouse = house.warehouses[data.code]
        levels = StockLevel.objects.filter(location__warehouse=warehouse, location__zone__kind=ZoneKind.BULK)
        left = dict(levels.order_by().values_list("product").annotate(n=Sum("on_hand")))
        wanted = [line for line in _opening(house, data) if line.location.zone.kind == ZoneKind.BULK]
        lines = [
            line._replace(quantity=line.quantity - left.get(line.product.pk, 0))
            for line in wanted
            if left.get(line.product.pk, 0) * 2 <= line.quantity
        ]
        if lines:
            pieces += sum(line.quantity for line in lines)
            receive_stock(
                warehouse=warehouse,
                lines=lines,
                actor=Actor.of(house.staff["stock@lantern.example"]),
                reference=f"Harvest {clock.today():%Y-%m-%d} {data.code}",
                supplier=company.COMPANY.name,
                key=uuid.uuid5(_RECEIPTS, f"{data.code} {clock.today()}"),
            )
    return f"{pieces} pieces received"


def _opening(house: House, warehouse: company.Warehouse) -> list[ReceivedLine]:
    goods, lines = _goods(house), []
    shelves = {zone.kind: company.roomy(zone, len(goods)) for zone in warehouse.zones}
    for number, data in enumerate(goods):
        opening = next(one for one in data.stock if one.warehouse == warehouse.code)
        for kind, quantity in ((ZoneKind.ECOMMERCE, opening.ecommerce), (ZoneKind.BULK, opening.bulk)):
            if quantity:
                shelf = shelves[kind]
                place = number % (shelf.aisles * shelf.bins)
                code = company.location_code(shelf, place % shelf.aisles + 1, place // shelf.aisles + 1)
                location = house.bins[warehouse.code, kind, code]
                lines.append(ReceivedLine(house.products[data.sku], quantity, Decimal(data.unit_cost_vnd), location))
    return lines


def _goods(house: House) -> list[Product]:
    return [data for data in house.catalogue.products if data.kind == "goods"]
