"""The work of the warehouses: replenish, pick and pack by scanning, load the truck, hear from the carriers."""

import uuid

from core.access import Actor, User
from demo.seeding.house import House
from demo.seeding.stories import Fate
from fulfillment.carriers import sandbox
from fulfillment.dispatching import dispatch
from fulfillment.finishing import finish_packing
from fulfillment.listing import make_pick_list, start_picking
from fulfillment.models import Parcel, ParcelStatus, PickList, Shipment, ShipmentReturn, ShipmentStatus, ShortReason
from fulfillment.packing import scan as scan_at_packing
from fulfillment.packing import start_packing
from fulfillment.picking import current_line, pick_short
from fulfillment.picking import scan as scan_at_picking
from fulfillment.returning import Disposition, close_return, decide, scan_back, take_in
from fulfillment.tracking import receive_message
from inventory.replenishing import finish_round, plan_replenishment
from shop.catalogue.models import ProductBarcode

PICKERS = {"HPH": "picker@lantern.example", "SGN": "huy@lantern.example", "CNX": "malee@lantern.example"}
PACKERS = {"HPH": "packer@lantern.example", "SGN": "huy@lantern.example", "CNX": "malee@lantern.example"}
KEEPER = "stock@lantern.example"
#: Fates that keep a shipment from being picked, or from being loaded, in the ordinary shift: seen waiting, or called off first.
NOT_PICKED = (Fate.WAITING, Fate.PICKING, Fate.PICKED, Fate.PACKED, Fate.REFUNDED, Fate.REFUND_DUE)
NOT_LOADED = (*NOT_PICKED, Fate.CANCELLED)


def work_a_shift(house: House, fates: dict[int, Fate]) -> None:
    """Pick and pack every shipment that waits, except those that are to be seen waiting."""
    waiting = Shipment.objects.filter(status=ShipmentStatus.WAITING).select_related("warehouse").order_by("dispatch_by", "pk")
    for shipment in waiting:
        fate = fates.get(shipment.order_id)
        if fate not in NOT_PICKED:
            pick(house, shipment, short=fate == Fate.SHORT and not shipment.order.shipments.exclude(pk=shipment.pk).exists())
            shipment.refresh_from_db()
            if shipment.status == ShipmentStatus.PICKED:
                pack(house, shipment)


def bring_to(house: House, order_id: int, fate: Fate) -> None:
    """Do an order's work as far as it is to be seen today."""
    for shipment in Shipment.objects.filter(order=order_id, status=ShipmentStatus.WAITING).select_related("warehouse"):
        if fate == Fate.PICKING:
            begin(house, shipment)
        elif fate in (Fate.PICKED, Fate.PACKED):
            pick(house, shipment)
        if fate == Fate.PACKED:
            pack(house, shipment)


def begin(house: House, shipment: Shipment) -> PickList:
    """Somebody takes the shipment's list, and walks as far as the first shelf."""
    picker = house.staff[PICKERS[shipment.warehouse.code]]
    actor = Actor.of(picker)
    pick_list = make_pick_list(warehouse=shipment.warehouse, shipment_ids=[shipment.pk], actor=actor)
    return start_picking(pick_list=pick_list, picker=picker, actor=actor)


def pick(house: House, shipment: Shipment, *, short: bool = False) -> None:
    """Location, product, quantity; line by line. Where pieces are missing, the picker says so at the first shelf."""
    pick_list = begin(house, shipment)
    picker = Actor.of(house.staff[PICKERS[shipment.warehouse.code]])
    line = current_line(pick_list)
    if short and line is not None:
        pick_short(pick_list=pick_list, found=line.quantity - 1, reason=ShortReason.FEWER, scan_id=uuid.uuid4(), actor=picker)
    while line := current_line(pick_list):
        codes = [line.location.barcode, _barcode(line.product_id)]
        if line.quantity > 1:
            codes.append(str(line.quantity))
        for code in codes:
            scan_at_picking(pick_list=pick_list, code=code, scan_id=uuid.uuid4(), actor=picker)


def pack(house: House, shipment: Shipment) -> None:
    """Every piece is scanned into the box, whole cases at once; then the label comes."""
    shipment.refresh_from_db()
    packer: User = house.staff[PACKERS[shipment.warehouse.code]]
    actor = Actor.of(packer)
    start_packing(shipment=shipment, packer=packer, actor=actor)
    for line in shipment.lines.order_by("pk"):
        left = line.picked
        for barcode in ProductBarcode.objects.filter(product=line.product_id).order_by("-pieces"):
            while left >= barcode.pieces:
                scan_at_packing(shipment=shipment, code=barcode.code, scan_id=uuid.uuid4(), actor=actor)
                left -= barcode.pieces
    finish_packing(shipment=shipment, actor=actor)


def load_truck(house: House, fates: dict[int, Fate]) -> None:
    """What is packed leaves."""
    for shipment in Shipment.objects.filter(status=ShipmentStatus.PACKED).select_related("warehouse").order_by("pk"):
        if fates.get(shipment.order_id) not in NOT_LOADED:
            dispatch(shipment=shipment, actor=Actor.of(house.staff[PACKERS[shipment.warehouse.code]]))


def hear_from_carriers() -> None:
    """Take what the sandbox carrier tells, through the same door as a real one's messages."""
    for headers, body in sandbox.due_messages():
        receive_message(adapter="sandbox", headers=headers, body=body)


def refuse_at_the_door(order_id: int) -> None:
    """Nobody takes the parcel in and pays."""
    for number in Parcel.objects.filter(shipment__order=order_id).values_list("tracking_number", flat=True):
        for headers, body in sandbox.tell_now(number, "refused"):
            receive_message(adapter="sandbox", headers=headers, body=body)


def take_back(house: House, order_id: int) -> None:
    """The refused parcel is at the returns desk: its goods are scanned, put back on their shelves, and the return is closed."""
    keeper = Actor.of(house.staff[KEEPER])
    for parcel in Parcel.objects.filter(shipment__order=order_id).exclude(status=ParcelStatus.DELIVERED).order_by("pk"):
        take_in(code=parcel.tracking_number, actor=keeper)
    for back in ShipmentReturn.objects.filter(shipment__order=order_id, closed_at=None).select_related("shipment"):
        for line in back.shipment.lines.order_by("pk"):
            for _piece in range(line.dispatched):
                scan_back(shipment=back.shipment, code=_barcode(line.product_id), scan_id=uuid.uuid4(), actor=keeper)
            decide(line=line, quantity=line.dispatched, disposition=Disposition.RESTOCK, actor=keeper)
        close_return(shipment=back.shipment, actor=keeper)


def plan_what_runs_low(house: House) -> None:
    """Ask for pieces from bulk wherever a shelf runs low."""
    for warehouse in house.warehouses.values():
        plan_replenishment(warehouse=warehouse, actor=Actor.of(house.staff[KEEPER]))


def replenish(house: House) -> None:
    """Plan, and carry what was planned: one round through each warehouse."""
    plan_what_runs_low(house)
    for warehouse in house.warehouses.values():
        finish_round(warehouse=warehouse, actor=Actor.of(house.staff["huy@lantern.example"]))


def _barcode(product_id: int) -> str:
    return ProductBarcode.objects.filter(product=product_id, pieces=1).values_list("code", flat=True)[0]
