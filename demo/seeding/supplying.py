"""Buying: five suppliers with their prices, and three purchase orders, one of them partly here with three pieces in shards."""

import uuid
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from core import clock
from core.access import Actor
from core.events import deliver_everything
from demo.data import schema, suppliers
from demo.seeding.house import FOUNDING, House
from demo.seeding.month import PAPERS
from inventory.buying import ordering
from inventory.buying.arriving import Came, Charges, receive_delivery
from inventory.buying.suppliers import list_product, save_supplier, set_price
from inventory.models import PurchaseOrder, Supplier, ZoneKind

_KEYS = uuid.UUID("5a0c2f0e-9a3d-4f0f-8f52-0c9d1f2f7b41")
CONTROLLER = "stock@lantern.example"


def buy(house: House) -> str:
    """Suppliers since the founding; the orders of the last two weeks."""
    with clock.at(house.at(90)):
        known = {data.code: _supplier(house, data) for data in suppliers.SUPPLIERS}
    _wait_for_the_rest(house, known)
    sent = _draft(house, known, *suppliers.SENT, cause="Sold out since the harvest festival")
    ordering.send_purchase_order(order=sent, actor=_controller(house))
    _draft(house, known, *suppliers.DRAFTED, cause="Runs low before Tết")
    deliver_everything(leaving=PAPERS)
    return f"{len(known)} suppliers, 3 purchase orders"


def _supplier(house: House, data: suppliers.Supplier) -> Supplier:
    saved = save_supplier(
        actor=FOUNDING,
        code=data.code,
        name=data.name,
        email=data.email,
        phone=data.phone,
        address=data.address,
        country=data.country,
        language=data.language,
        currency=data.currency,
        lead_time_days=data.days,
        lead_time_spread_days=data.spread,
    )
    for ware in house.catalogue.products:
        if ware.sku in data.products:
            _list(house, saved, data, ware)
    return saved


def _list(house: House, saved: Supplier, data: suppliers.Supplier, ware: schema.Product) -> None:
    case = ware.case_quantity
    row = list_product(
        actor=FOUNDING,
        supplier=saved,
        product=house.products[ware.sku],
        supplier_sku=f"{data.code[:3].strip('-').upper()}-{ware.sku[-4:]}",
        pack_size=case,
        minimum_quantity=case,
    )
    cost = Decimal(ware.unit_cost_vnd)
    for pieces, factor in ((1, suppliers.SMALL_LOT), (case * suppliers.BREAK_CASES, Decimal(1))):
        price = _rounded(cost * factor / data.rate, data.rounds_to)
        set_price(actor=FOUNDING, supplier_product=row, from_quantity=pieces, unit_price=price)


def _rounded(price: Decimal, step: Decimal) -> Decimal:
    return (price / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


def _controller(house: House) -> Actor:
    return Actor.of(house.staff[CONTROLLER])


def _draft(house: House, known: dict[str, Supplier], supplier: str, cases: dict[str, int], cause: str) -> PurchaseOrder:
    sizes = {ware.sku: ware.case_quantity for ware in house.catalogue.products}
    return ordering.draft_purchase_order(
        supplier=known[supplier],
        warehouse=house.warehouses[suppliers.HOUSE],
        lines=[ordering.Wanted(house.products[sku].pk, sizes[sku] * n) for sku, n in cases.items()],
        actor=_controller(house),
        cause=cause,
        key=uuid.uuid5(_KEYS, supplier),
    )


def _wait_for_the_rest(house: House, known: dict[str, Supplier]) -> None:
    """The kiln's first lorry is here; the cups follow when the glaze has dried."""
    with clock.at(house.at(suppliers.SENT_DAYS_AGO)):
        order = _draft(house, known, *suppliers.PART_CAME, cause="Below the reorder point")
        ordering.send_purchase_order(order=order, actor=_controller(house))
    gaiwan, shards = house.products[next(iter(suppliers.PART_CAME[1]))], suppliers.IN_SHARDS
    place = next(bin for (code, kind, _bin), bin in house.bins.items() if (code, kind) == (suppliers.HOUSE, ZoneKind.BULK))
    receive_delivery(
        order=order,
        came=[Came(gaiwan.pk, suppliers.CAME - shards, shards, place)],
        actor=_controller(house),
        key=uuid.uuid5(_KEYS, order.number),
        reference="Lò 7, xe 29C-114",
        charges=Charges(freight=suppliers.LORRY),
    )
    ordering.expect_on(order=order, on=clock.today() + timedelta(days=4), actor=_controller(house))
