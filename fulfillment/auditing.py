"""What only the floor knows about held units: picked pieces whose shipment was cancelled."""

from core.access import Actor
from fulfillment.models import PickLine, ShipmentStatus
from inventory.detecting import OVER, Suspicion, audit_stock
from inventory.models import LeakKind, ReservationStatus


def picked_without_shipment() -> list[Suspicion]:
    """Picked pieces of open orders whose shipment was cancelled. One query."""
    rows = PickLine.objects.filter(
        reservation__status=ReservationStatus.PICKED, shipment_line__shipment__status=ShipmentStatus.CANCELLED
    ).exclude(reservation__order_line__order__status__in=OVER)
    return [
        Suspicion(
            LeakKind.SHIPMENT_CANCELLED, one.reservation.order_line_id, one.reservation.product_id, one.reservation.quantity,
            one.reservation_id,
        )
        for one in rows.select_related("reservation").order_by("pk")
    ]  # fmt: skip


def audit_held_units(*, actor: Actor) -> int:
    """Look for leaks of stock on every floor, write them down as tasks, and close those that have gone; how many are new."""
    return audit_stock(actor=actor, more=picked_without_shipment())
