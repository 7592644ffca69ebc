"""Stopping the shipments of a cancelled order, wherever in the house. Inventory frees the units and asks to put them back."""

from django.db import transaction

from core.access import Actor
from core.transitions import move_to
from fulfillment.models import (
    IN_THE_HOUSE,
    PickLine,
    PickLineStatus,
    PickList,
    PickListStatus,
    Shipment,
    ShipmentStatus,
)
from fulfillment.picking import close_what_is_done
from fulfillment.viewing import write_view
from shop.order.timeline import add_entry


def stop_shipments(*, order_id: int, reason: str, actor: Actor) -> int:
    """Cancel what has not left. Returns how many shipments were stopped; doing it again stops none."""
    with transaction.atomic():
        lists = PickList.objects.filter(shipments__order=order_id).order_by("pk").distinct().values_list("pk", flat=True)
        locked = list(PickList.objects.filter(pk__in=list(lists)).order_by("pk").select_for_update())
        shipments = list(
            Shipment.objects.filter(order=order_id, status__in=IN_THE_HOUSE).order_by("pk").select_for_update(of=("self",))
        )
        for shipment in shipments:
            _strike_lines(shipment, actor)
            also = {"ended_reason": reason[:200]}
            move_to(shipment, "status", ShipmentStatus.CANCELLED, actor=actor, reason=reason, also=also)
            add_entry(order_id=order_id, kind="shipment_cancelled", actor=actor, number=shipment.number, reason=reason)
        for pick_list in locked:
            _close_list(pick_list, actor)
        write_view(order_id=order_id, actor=actor)
    return len(shipments)


def strike_line_of(*, reservation_id: int, actor: Actor) -> bool:
    """What a picker was to take is not to be taken any more (its lot was withdrawn). Whether there was such a line.

    The shipment goes on with what else it has; with nothing left it is cancelled, and another is opened when the order's
    pieces are found again.
    """
    with transaction.atomic():
        found = PickLine.objects.filter(reservation=reservation_id, status=PickLineStatus.WAITING)
        line = found.select_related("shipment_line__shipment").first()
        if line is None:
            return False
        pick_list = PickList.objects.select_for_update().get(pk=line.pick_list_id)
        move_to(line, "status", PickLineStatus.CANCELLED, actor=actor, reason="lot withdrawn")
        if pick_list.status == PickListStatus.PICKING:
            close_what_is_done(pick_list=pick_list, actor=actor)
            return True
        shipment = line.shipment_line.shipment
        if not PickLine.objects.filter(shipment_line__shipment=shipment, status=PickLineStatus.WAITING).exists():
            move_to(shipment, "status", ShipmentStatus.CANCELLED, actor=actor, also={"ended_reason": "nothing_found"})
            add_entry(order_id=shipment.order_id, kind="shipment_cancelled", actor=actor, number=shipment.number)
            write_view(order_id=shipment.order_id, actor=actor)
        _close_list(pick_list, actor)
    return True


def _strike_lines(shipment: Shipment, actor: Actor) -> None:
    lines = PickLine.objects.filter(shipment_line__shipment=shipment, status=PickLineStatus.WAITING).order_by("pk")
    for line in lines:
        move_to(line, "status", PickLineStatus.CANCELLED, actor=actor)


def _close_list(pick_list: PickList, actor: Actor) -> None:
    if PickLine.objects.filter(pick_list=pick_list, status=PickLineStatus.WAITING).exists():
        return
    if pick_list.status == PickListStatus.OPEN:
        move_to(pick_list, "status", PickListStatus.CANCELLED, actor=actor)
    elif pick_list.status == PickListStatus.PICKING:
        move_to(pick_list, "status", PickListStatus.DONE, actor=actor)
