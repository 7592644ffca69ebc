"""Dispatch: a packed shipment leaves the house. Stock, order and books learn of it in the same transaction or by its event."""

from django.db import transaction
from django.db.models import F

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.events import publish
from core.transitions import move_to
from fulfillment.contents import source_of
from fulfillment.events import ShipmentDispatched
from fulfillment.finishing import closes_order
from fulfillment.models import Parcel, Shipment, ShipmentLine, ShipmentStatus
from fulfillment.viewing import write_view
from inventory.costing import company_currency
from inventory.holding import send_out
from inventory.models import Reservation, ReservationStatus
from shop.order.models import Order, OrderStatus
from shop.order.timeline import add_entry


class NotPacked(DomainError):
    """The shipment is not packed, or its order is over; nothing left."""

    code = "not_packed"


def dispatch(*, shipment: Shipment, actor: Actor) -> Shipment:
    """Let a packed shipment leave with the carrier. Dispatching a shipment that left already changes nothing.

    Raises:
        NotPacked, inventory.holding.LotIsBlocked: nothing leaves.
    """
    with transaction.atomic():
        order = Order.objects.select_for_update(of=("self",)).get(pk=shipment.order_id)
        current = Shipment.objects.select_for_update(of=("self",)).select_related("carrier").get(pk=shipment.pk)
        if current.dispatched_at is not None:
            return current
        if current.status != ShipmentStatus.PACKED or order.status != OrderStatus.RELEASED:
            raise NotPacked(shipment=current.number, status=current.status, order=order.status)
        is_last = closes_order(current)
        now = clock.now()
        cost = send_out(
            reservation_ids=_reservations(current),
            source=source_of(current),
            actor=actor,
        )
        ShipmentLine.objects.filter(shipment=current).update(dispatched=F("packed"))
        move_to(current, "status", ShipmentStatus.DISPATCHED, actor=actor, also={"dispatched_at": now})
        audit.record(actor=actor, action="shipment.dispatched", subject=current, order=order.number)
        numbers = list(Parcel.objects.filter(shipment=current).values_list("tracking_number", flat=True))
        add_entry(
            order_id=order.pk,
            kind="dispatched",
            actor=actor,
            number=current.number,
            carrier=current.carrier.name if current.carrier else "",
            tracking=numbers,
        )
        write_view(order_id=order.pk, actor=actor)
        lines = ShipmentLine.objects.filter(shipment=current, dispatched__gt=0).order_by("order_line_id")
        publish(
            ShipmentDispatched(
                shipment_id=current.pk,
                order_id=order.pk,
                lines=tuple((line.order_line_id, line.dispatched) for line in lines),
                cost=cost,
                cost_currency=company_currency(),
                closes_order=is_last,
                dispatched_at=now,
            ),
            actor=actor,
        )
    return current


def _reservations(shipment: Shipment) -> list[int]:
    """What was picked for this shipment and still lies in staging."""
    rows = Reservation.objects.filter(pick_line__shipment_line__shipment=shipment, status=ReservationStatus.PICKED).values_list(
        "pk", flat=True
    )
    return list(rows)
