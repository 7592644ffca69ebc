"""Where an order's goods are, derived from its shipments and written down to the order for lists."""

from django.db.models import Sum

from core.access import Actor
from fulfillment.models import IN_THE_HOUSE, LEFT, Shipment, ShipmentLine, ShipmentReturn, ShipmentStatus
from fulfillment.watching import settle_promise
from shop.order.completing import complete_when_done
from shop.order.models import FulfillmentView, Line, Order, OrderStatus
from shop.order.views import write_fulfillment_view

#: What the open quantity of an order line is worked out from.
OPEN_QUANTITY = ("quantity", "cancelled_quantity")
IN_WORK = (ShipmentStatus.PICKING, ShipmentStatus.PICKED, ShipmentStatus.PACKED)


def open_pieces(order_id: int) -> int:
    """Pieces of an order that are to be shipped at all. One query."""
    lines = Line.objects.filter(order=order_id, requires_shipping=True).only(*OPEN_QUANTITY)
    return sum(line.open_quantity for line in lines)


def left_pieces(order_id: int) -> int:
    """Pieces of an order that left the house. One query."""
    sent = ShipmentLine.objects.filter(shipment__order=order_id, shipment__status__in=LEFT)
    return int(sent.aggregate(n=Sum("dispatched"))["n"] or 0)


def write_view(*, order_id: int, actor: Actor) -> str:
    """Derive the fulfilment view and write it down; closes the order when that was the last thing missing."""
    view = fulfillment_view_of(order_id)
    write_fulfillment_view(order_id=order_id, view=view)
    if view in (FulfillmentView.DELIVERED, FulfillmentView.PART_RETURNED):
        settle_promise(order_id=order_id, actor=actor)
        complete_when_done(order_id=order_id, actor=actor)
    return view


def fulfillment_view_of(order_id: int) -> str:
    """What the shipments of an order amount to. At most four queries; two while nothing has left the house."""
    shipments = list(Shipment.objects.filter(order=order_id).exclude(status=ShipmentStatus.CANCELLED))
    living = [shipment.status for shipment in shipments]
    has_left = any(status in LEFT for status in living)
    is_all_sent = has_left and left_pieces(order_id) >= open_pieces(order_id)
    if ended := _ended(shipments, is_all_sent):
        return ended
    if has_left:
        return FulfillmentView.SHIPPED if is_all_sent else FulfillmentView.PART_SHIPPED
    if any(status in IN_WORK for status in living):
        return FulfillmentView.IN_PICKING
    order = Order.objects.only("reserved_at", "status").get(pk=order_id)
    if order.status == OrderStatus.CANCELLED:
        return FulfillmentView.UNFULFILLED
    waiting = any(status in IN_THE_HOUSE for status in living)
    return FulfillmentView.RESERVED if waiting or order.reserved_at else FulfillmentView.UNFULFILLED


def _ended(shipments: list[Shipment], is_all_sent: bool) -> str:
    """The view of an order none of whose parcels is on its way any more; empty while one is.

    A shipment of which some parcels were taken has a moment of delivery, whatever became of the others. Part returned is
    said when what came back is booked in.
    """
    statuses = {shipment.status for shipment in shipments}
    if not statuses or not statuses <= {ShipmentStatus.DELIVERED, ShipmentStatus.RETURNED}:
        return ""
    taken = [shipment for shipment in shipments if shipment.delivered_at is not None]
    if not taken:
        return FulfillmentView.RETURNED
    if not is_all_sent:
        return ""
    if statuses == {ShipmentStatus.DELIVERED}:
        return FulfillmentView.DELIVERED
    at_the_desk = ShipmentReturn.objects.filter(shipment__in=shipments, closed_at__isnull=True).exists()
    return "" if at_the_desk else FulfillmentView.PART_RETURNED
