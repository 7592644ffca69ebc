"""Shipping an order from elsewhere: its holds move, and with them the shipments that nobody has begun to pick.

Locks: the order and its lines, then its shipments; making a pick list passes over shipments that are locked.
"""

from collections.abc import Collection

from django.db import transaction

from core.access import Actor
from core.errors import DomainError
from core.transitions import move_to
from fulfillment.models import IN_THE_HOUSE, Shipment, ShipmentStatus
from fulfillment.opening import open_shipments
from fulfillment.viewing import write_view
from inventory.models import SourcingDecision
from inventory.rerouting import move_holds
from shop.order.locating import lock_lines
from shop.order.models import Order
from shop.order.timeline import add_entry


class PickedAlready(DomainError):
    """A picker has it on a list, or it is picked; `numbers` names the shipments. Nothing was moved."""

    code = "picked_already"


def ship_from(*, order_id: int, warehouse_ids: Collection[int], reason: str, actor: Actor) -> SourcingDecision:
    """Ship what has not been begun from these warehouses, for a reason. Shipments that waited are called off and opened anew.

    Raises:
        PickedAlready, and those of `inventory.rerouting.move_holds`: nothing is changed.
    """
    with transaction.atomic():
        lock_lines(order_id=order_id)
        shipments = list(
            Shipment.objects.filter(order=order_id, status__in=IN_THE_HOUSE).order_by("pk").select_for_update(of=("self",))
        )
        begun = [one.number for one in shipments if one.status != ShipmentStatus.WAITING]
        if begun:
            raise PickedAlready(order=order_id, numbers=begun)
        decision = move_holds(order_id=order_id, warehouse_ids=warehouse_ids, reason=reason, actor=actor)
        for one in shipments:
            also = {"ended_reason": reason[:200]}
            move_to(one, "status", ShipmentStatus.CANCELLED, actor=actor, reason=reason, also=also)
            add_entry(order_id=order_id, kind="shipment_cancelled", actor=actor, number=one.number, reason=reason)
        add_entry(order_id=order_id, kind="rerouted", actor=actor, warehouses=decision.chosen["warehouses"], reason=reason)
        if Order.objects.filter(pk=order_id, ready_at__isnull=False).exists():
            open_shipments(order_id=order_id, actor=actor)
        write_view(order_id=order_id, actor=actor)
    return decision
