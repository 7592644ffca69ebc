"""Opening shipments: one per warehouse that holds pieces of an order that is ready to ship."""

from collections import defaultdict

from django.db import transaction
from django.db.models import F

from core import clock
from core.access import Actor
from core.events import publish
from core.numbering import next_document_number
from fulfillment.events import ShipmentOpened
from fulfillment.models import Shipment, ShipmentLine, ShipmentStatus
from fulfillment.viewing import open_pieces
from inventory.models import Reservation, ReservationStatus
from shop.order.completing import complete_when_done
from shop.order.models import FulfillmentView, Order, OrderStatus
from shop.order.timeline import add_entry
from shop.order.views import write_fulfillment_view

SERIES, PATTERN = "shipment", "SH-{n:06d}"


def open_shipments(*, order_id: int, actor: Actor) -> list[Shipment]:
    """Open (or bring up to date) the waiting shipment of each warehouse that holds pieces not yet on a pick list.

    Doing it again changes nothing. An order with nothing to ship counts as delivered.
    """
    with transaction.atomic():
        locked = Order.objects.select_for_update(of=("self",))
        order = locked.annotate(carrier=F("delivery_option__carrier_id")).get(pk=order_id)
        if order.status != OrderStatus.RELEASED:
            return []
        held = _held_by_warehouse(order)
        if not held and not open_pieces(order_id):
            write_fulfillment_view(order_id=order_id, view=FulfillmentView.DELIVERED)
            complete_when_done(order_id=order_id, actor=actor)
            return []
        return [_open(order, warehouse_id, pieces, actor) for warehouse_id, pieces in sorted(held.items())]


def _held_by_warehouse(order: Order) -> dict[int, dict[tuple[int, int], int]]:
    """Pieces held and not yet on a pick list: {warehouse: {(order line, product): pieces}}."""
    rows = Reservation.objects.filter(
        order_line__order=order, status=ReservationStatus.ACTIVE, pick_line__isnull=True
    ).values_list("location__warehouse_id", "order_line_id", "product_id", "quantity")
    held: dict[int, dict[tuple[int, int], int]] = defaultdict(lambda: defaultdict(int))
    for warehouse_id, line_id, product_id, quantity in rows:
        held[warehouse_id][line_id, product_id] += quantity
    return held


def _open(order: Order, warehouse_id: int, pieces: dict[tuple[int, int], int], actor: Actor) -> Shipment:
    waiting = (
        Shipment.objects.filter(order=order, warehouse=warehouse_id, status=ShipmentStatus.WAITING)
        .select_for_update(of=("self",))
        .first()
    )
    shipment = waiting or Shipment.objects.create(
        number=next_document_number(SERIES, PATTERN),
        order=order,
        warehouse_id=warehouse_id,
        carrier_id=order.carrier,  # type: ignore[attr-defined] # of the way to deliver; None without one
        currency=order.currency,
        dispatch_by=order.dispatch_by,
        opened_at=clock.now(),
    )
    ShipmentLine.objects.bulk_create(
        [
            ShipmentLine(shipment=shipment, order_line_id=line_id, product_id=product_id, quantity=quantity)
            for (line_id, product_id), quantity in sorted(pieces.items())
        ],
        update_conflicts=True,
        unique_fields=["shipment", "order_line"],
        update_fields=["product_id", "quantity"],
    )
    if waiting is None:
        add_entry(
            order_id=order.pk,
            kind="shipment_opened",
            actor=actor,
            number=shipment.number,
            warehouse=shipment.warehouse.name,
        )
        publish(ShipmentOpened(shipment_id=shipment.pk, order_id=order.pk, warehouse_id=warehouse_id), actor=actor)
    return shipment
