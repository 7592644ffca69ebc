"""What fulfilment does when told: each handler calls one job."""

from core.access import Actor
from core.events import Lane, handles
from fulfillment.carriers.registry import carrier_for
from fulfillment.events import ShipmentDispatched, ShipmentPacked
from fulfillment.models import Parcel, Shipment
from fulfillment.opening import open_shipments
from fulfillment.papers import draw_delivery_receipt, draw_packing_slip
from fulfillment.stopping import stop_shipments, strike_line_of
from fulfillment.tracking import settle
from fulfillment.watching import stock_is_missing, stock_was_found
from inventory.events import HoldToLetGo, ReservationFellShort
from inventory.models import SourcingCause
from shop.order.events import OrderCancelled, OrderReadyToShip

FLOOR = Actor.system("fulfilment")


@handles(OrderReadyToShip)
def open_for_order(event: OrderReadyToShip) -> None:
    open_shipments(order_id=event.order_id, actor=FLOOR)


@handles(OrderReadyToShip)
def found_after_all(event: OrderReadyToShip) -> None:
    stock_was_found(order_id=event.order_id, actor=FLOOR)


@handles(ReservationFellShort)
def endanger_promise(event: ReservationFellShort) -> None:
    if event.cause == SourcingCause.SHORT_PICK:
        stock_is_missing(order_id=event.order_id, actor=FLOOR)


@handles(OrderCancelled)
def stop_for_order(event: OrderCancelled) -> None:
    stop_shipments(order_id=event.order_id, reason=event.reason, actor=FLOOR)


@handles(HoldToLetGo)
def strike_from_the_walk(event: HoldToLetGo) -> None:
    strike_line_of(reservation_id=event.reservation_id, actor=FLOOR)


@handles(ShipmentPacked, lane=Lane.PAPERS)
def print_packing_slip(event: ShipmentPacked) -> None:
    draw_packing_slip(shipment_id=event.shipment_id)


@handles(ShipmentPacked, lane=Lane.PAPERS)
def print_delivery_receipt(event: ShipmentPacked) -> None:
    draw_delivery_receipt(shipment_id=event.shipment_id)


@handles(ShipmentDispatched, lane=Lane.PAPERS)
def hand_over_to_carrier(event: ShipmentDispatched) -> None:
    shipment = Shipment.objects.select_related("carrier").get(pk=event.shipment_id)
    numbers = Parcel.objects.filter(shipment=shipment).values_list("tracking_number", flat=True)
    carrier_for(shipment.carrier).hand_over(list(numbers))


@handles(ShipmentDispatched)
def settle_what_arrived_early(event: ShipmentDispatched) -> None:
    settle(shipment_id=event.shipment_id, actor=FLOOR)
