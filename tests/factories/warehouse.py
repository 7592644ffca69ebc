"""Warehouses with stock in them, and orders as the floor sees them: released, reserved, picked, packed, dispatched.

Everything is made by the public jobs, so that movements, levels and stock records agree.
"""

import uuid
from datetime import time
from decimal import Decimal
from itertools import count

from core.access import Role, User
from core.events import deliver_everything
from inventory.models import Location, StockLevel, Warehouse, Zone, ZoneKind
from inventory.receiving import ReceivedLine, receive_stock
from inventory.warehousing import add_locations, save_warehouse, sell_from_zone, serve_market
from shop.catalogue.models import Product, ProductBarcode
from shop.channels.models import ChannelMarket
from shop.order.models import Order
from shop.order.releasing import release
from shop.payment.models import PaymentKind
from tests.factories import shop

ACTOR = shop.ACTOR
_codes = count(1)


def warehouse(code: str = "HP", at: ChannelMarket | None = None, parcel_cost: int = 20_000, **values) -> Warehouse:
    """A warehouse that sells from its e-commerce zone to the channel's market and pool, with bins E-01-01 to E-01-05."""
    at = at or shop.channel_market()
    found = Warehouse.objects.filter(code=code).first()
    if found is None:
        defaults = {"name": f"Warehouse {code}", "city": "Hải Phòng", "cut_off": time(16, 0)}
        found = save_warehouse(actor=ACTOR, code=code, **{**defaults, **values})
        shelves = zone(found, ZoneKind.ECOMMERCE)
        add_locations(actor=ACTOR, zone=shelves, codes=[f"E-01-{n:02d}" for n in range(1, 6)])
        add_locations(actor=ACTOR, zone=zone(found, ZoneKind.BULK), codes=["B-01-01", "B-01-02"])
        sell_from_zone(actor=ACTOR, zone=shelves, pool=at.pool)
    serve_market(actor=ACTOR, warehouse=found, market=at.market, parcel_cost=Decimal(parcel_cost))
    return found


def zone(of: Warehouse, kind: str = ZoneKind.ECOMMERCE) -> Zone:
    return Zone.objects.get(warehouse=of, kind=kind)


def location(of: Warehouse, code: str = "E-01-01") -> Location:
    return Location.objects.get(warehouse=of, code=code)


def put_on_shelf(
    product: Product, quantity: int, of: Warehouse | None = None, code: str = "E-01-01", unit_cost: int | str = 40_000
) -> Location:
    """Receive pieces onto a location."""
    of = of or warehouse()
    place = location(of, code)
    receive_stock(warehouse=of, lines=[ReceivedLine(product, quantity, Decimal(unit_cost), place)], actor=ACTOR, reference="DN-1")
    return place


def product_in_stock(stock: int = 10, of: Warehouse | None = None, code: str = "E-01-01", **values) -> Product:
    """A product on sale with a barcode and `stock` pieces on a shelf."""
    product = shop.product_on_sale(stock=None, **values)
    ProductBarcode.objects.create(product=product, code=f"893850597{next(_codes):04d}")
    if stock:
        put_on_shelf(product, stock, of, code)
    return product


def order_released(*products: Product, kind: str = PaymentKind.COD, quantity: int = 1, **values) -> Order:
    """An order that was let through; nothing has been reserved yet."""
    order = shop.order_placed(*products, kind=kind, quantity=quantity, **values)
    return release(order=order, actor=ACTOR)


def order_reserved(*products: Product, **values) -> Order:
    """An order whose units are held; all events are delivered, so cash orders have a shipment too."""
    order = order_released(*products, **values)
    deliver_everything()
    order.refresh_from_db()
    return order


def level(product: Product, place: Location) -> tuple[int, int]:
    """On hand and reserved at a location."""
    found = StockLevel.objects.filter(product=product, location=place).first()
    return (found.on_hand, found.reserved) if found else (0, 0)


def counters(product: Product, at: ChannelMarket | None = None) -> tuple[int, int, int]:
    """On hand, reserved and promised of the pool's stock record."""
    record = product.stockrecords.get(partner=(at or shop.channel_market()).pool)
    return record.on_hand, record.reserved, record.promised


def order_placed_on_paper(*products: Product, quantity: int = 1) -> Order:
    """An order whose events are delivered, held back so that nothing is reserved yet."""
    from shop.order.releasing import hold

    return hold(order=shop.order_placed(*products, quantity=quantity), reason="checked by hand", actor=ACTOR)


def let_through(order: Order) -> Order:
    return release(order=order, actor=ACTOR)


def take_away(product: Product, quantity: int, of: Warehouse | None = None, code: str = "E-01-01") -> None:
    """Take free pieces out as samples, whatever was promised."""
    from inventory.adjusting import adjust_count

    place = location(of or warehouse(), code)
    on_hand, _reserved = level(product, place)
    adjust_count(product=product, location=place, counted=on_hand - quantity, seen=on_hand, reason="sample", actor=ACTOR)


def scan_code(line) -> str:
    """What the picker has to scan now at a pick line."""
    from fulfillment.models import PickStep

    if line.step == PickStep.LOCATION:
        return str(line.location.barcode)
    if line.step == PickStep.PRODUCT:
        return str(line.product.barcodes.first().code)
    return str(line.quantity)


def picker(*permissions: str) -> User:
    """Somebody on the floor who may do all of the floor's work, or just what is given."""
    codes = list(permissions) or ["fulfillment.view", "fulfillment.pick", "fulfillment.pack", "fulfillment.dispatch"]
    number = next(_codes)
    role = Role.objects.create(code=f"floor-{number}", name=f"Floor {number}", permissions=codes)
    person = User.objects.create_user(f"floor{number}@example.com", is_staff=True, full_name="Somchai P.")
    person.roles.add(role)
    return person


def pick_list_started(of: Warehouse | None = None, person: User | None = None):
    """The next pick list of a warehouse, taken by a picker."""
    from fulfillment.listing import next_pick_list

    return next_pick_list(warehouse=of or warehouse(), picker=person or picker(), actor=ACTOR)


def pick_all(pick_list) -> None:
    """Scan a whole pick list as a picker would."""
    from fulfillment.picking import current_line, scan

    while line := current_line(pick_list):
        done = scan(pick_list=pick_list, code=scan_code(line), scan_id=uuid.uuid4(), actor=ACTOR)
        assert done.is_ok, done.event


def shipment_picked(*products: Product, **values):
    """A cash order's shipment, picked by scanning."""
    order = order_reserved(*products, **values)
    shipment = order.shipments.get()
    pick_all(pick_list_started(shipment.warehouse))
    shipment.refresh_from_db()
    return shipment


def shipment_packed(*products: Product, **values):
    """Picked, scanned into a parcel, labelled."""
    return pack(shipment_picked(*products, **values))


def pack(shipment):
    """Scan every picked piece into a parcel and have it labelled."""
    from fulfillment.finishing import finish_packing
    from fulfillment.packing import scan

    shipment.refresh_from_db()
    for line in shipment.lines.select_related("product"):
        for _piece in range(line.picked):
            scan(shipment=shipment, code=line.product.barcodes.first().code, scan_id=uuid.uuid4(), actor=ACTOR)
    return finish_packing(shipment=shipment, actor=ACTOR)


def shipment_dispatched(*products: Product, **values):
    """Out of the house; events not delivered yet."""
    from fulfillment.dispatching import dispatch

    return dispatch(shipment=shipment_packed(*products, **values), actor=ACTOR)


def carrier_tells(shipment, kind: str = "delivered") -> None:
    """The sandbox carrier tells at once what became of a shipment's parcels."""
    for parcel in shipment.parcels.all():
        carrier_tells_of(parcel, kind)


def shipment_in_parcels(*products: Product, **values):
    """Dispatched with a parcel for each product; events not delivered yet."""
    from fulfillment.dispatching import dispatch
    from fulfillment.finishing import finish_packing
    from fulfillment.packing import next_parcel, scan

    shipment = shipment_picked(*products, **values)
    for position, line in enumerate(shipment.lines.select_related("product").order_by("pk")):
        if position:
            next_parcel(shipment=shipment, actor=ACTOR)
        for _piece in range(line.picked):
            scan(shipment=shipment, code=line.product.barcodes.first().code, scan_id=uuid.uuid4(), actor=ACTOR)
    return dispatch(shipment=finish_packing(shipment=shipment, actor=ACTOR), actor=ACTOR)


def carrier_tells_of(parcel, kind: str = "delivered") -> None:
    """The sandbox carrier tells at once what became of one parcel."""
    from fulfillment.carriers.sandbox import tell_now
    from fulfillment.tracking import receive_message

    for headers, body in tell_now(parcel.tracking_number, kind):
        receive_message(adapter="sandbox", headers=headers, body=body)
