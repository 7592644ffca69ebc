"""Lots of the teas and coffees at the front of the shop, and goods on their way between two warehouses."""

import uuid
from datetime import timedelta
from decimal import Decimal

from core import clock
from core.access import Actor
from core.events import deliver_everything
from demo.seeding.house import House
from demo.seeding.month import PAPERS
from inventory import lotting, transferring
from inventory.models import Location, Lot, ProductCost, StockLevel, ZoneKind
from inventory.receiving import ReceivedLine, receive_stock

KEEPER = "stock@lantern.example"
#: Item number, then lots: code, days until it expires, pieces.
HARVESTS = {
    "LL-1104": (("LL1104-25B", 24, 18), ("LL1104-26A", 410, 60)),
    "LL-1021": (("LL1021-26A", 380, 48),),
    "LL-1208": (("LL1208-26A", 395, 48),),
    "LL-1312": (("LL1312-25C", 60, 24), ("LL1312-26A", 500, 36)),
    "LL-2010": (("LL2010-1107", 150, 40), ("LL2010-1121", 165, 40)),
}
#: The grower asked to hold this one back.
BLOCKED = ("LL2010-1107", "Grower reports mould in the drying room")
#: Where the harvests come in, where some of them go, and what goes.
FROM, TO = "HPH", "SGN"
CARRIED = (("LL-1021", "LL1021-26A", 24), ("LL-1208", "LL1208-26A", 20))


def bring_in_the_harvest(house: House) -> str:
    """Let the products keep lots, receive this autumn's into bulk, block one; then send some of it to the other warehouse."""
    keeper = Actor.of(house.staff[KEEPER])
    products = {sku: house.products[sku] for sku in HARVESTS if sku in house.products}
    for product in products.values():
        lotting.keep_lots(product=product, actor=keeper, days_before_expiry=14)
    warehouse = house.warehouses[FROM]
    lines = [
        ReceivedLine(product, pieces, _cost(product.pk), _bulk_bin(product.pk), None, code, clock.today() + timedelta(days=keeps))
        for sku, product in products.items()
        for code, keeps, pieces in HARVESTS[sku]
    ]
    receive_stock(warehouse=warehouse, lines=lines, actor=keeper, reference="Harvest 2026", supplier="Growers' union")
    code, reason = BLOCKED
    for lot in Lot.objects.filter(code=code):
        lotting.block_lot(lot=lot, reason=reason, actor=keeper)
    deliver_everything(leaving=PAPERS)
    return f"{len(lines)} lots of {len(products)} products; {_send(house, keeper)} on its way"


def _send(house: House, keeper: Actor) -> str:
    wanted = [
        transferring.ToTransfer(house.products[sku], pieces, _bulk_bin(house.products[sku].pk), Lot.objects.get(code=code))
        for sku, code, pieces in CARRIED
        if sku in house.products
    ]
    made = transferring.draft_transfer(
        from_warehouse=house.warehouses[FROM],
        to_warehouse=house.warehouses[TO],
        lines=wanted,
        expected_on=clock.today() + timedelta(days=2),
        note="For the southern shelves",
        key=uuid.uuid5(uuid.NAMESPACE_URL, "demo transfer"),
        actor=keeper,
    )
    transferring.dispatch_transfer(transfer=made, actor=keeper)
    return made.number


def _cost(product_id: int) -> Decimal:
    """As much as its pieces cost so far."""
    cost = ProductCost.objects.get(pk=product_id)
    return Decimal(round(cost.average))


def _bulk_bin(product_id: int) -> Location:
    """Its own bin in bulk, else the first."""
    places = Location.objects.filter(warehouse__code=FROM, zone__kind=ZoneKind.BULK, is_active=True)
    own = StockLevel.objects.filter(product=product_id, location__in=places).select_related("location").first()
    return own.location if own else places.select_related("warehouse")[0]
