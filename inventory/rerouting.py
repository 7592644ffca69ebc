"""An order is shipped from elsewhere because somebody says so: what it holds on shelves moves to the warehouses they chose.

One transaction: released where it lies, located where it was chosen, and the choice kept with its reason. What was picked
stays picked. Fulfilment calls this behind the locks of the order's shipments.
"""

from collections.abc import Collection

from django.db import transaction

from core import audit
from core.access import Actor
from core.errors import DomainError
from inventory.holding import give_up
from inventory.models import Reservation, ReservationStatus, SourcingCause, SourcingDecision, Warehouse
from inventory.reserving import Why, hold_promised, tell_reserved
from shop.order.locating import lock_order_and_lines
from shop.order.models import OrderStatus


class NotReleased(DomainError):
    """Only a released order has warehouses."""

    code = "not_released"


class NothingToMove(DomainError):
    """The order holds nothing on a shelf and misses nothing: all of it was picked, or it has nothing in stock."""

    code = "nothing_to_move"


class HeldThereAlready(DomainError):
    """What the order holds lies in exactly the warehouses that were chosen."""

    code = "held_there_already"


class NotEnoughThere(DomainError):
    """The chosen warehouses have less of it than the order holds now; nothing was moved. `missing` pieces."""

    code = "not_enough_there"


def move_holds(*, order_id: int, warehouse_ids: Collection[int], reason: str, actor: Actor) -> SourcingDecision:
    """Move what an order holds on shelves to other warehouses. Picked pieces stay where they are.

    Raises:
        OrderIsOver, NotReleased, NothingToMove, HeldThereAlready, NotEnoughThere: nothing is changed.
    """
    with transaction.atomic():
        order, lines = lock_order_and_lines(order_id=order_id)
        if order.status != OrderStatus.RELEASED:
            raise NotReleased(order=order_id, status=order.status)
        held = list(
            Reservation.objects.filter(order_line__order=order_id, status=ReservationStatus.ACTIVE)
            .select_related("location")
            .order_by("pk")
            .select_for_update(of=("self",))
        )
        missing_before = sum(line.promised_quantity for line in lines if line.is_stocked)
        if not held and not missing_before:
            raise NothingToMove(order=order_id)
        if not missing_before and {one.location.warehouse_id for one in held} == set(warehouse_ids):
            raise HeldThereAlready(order=order_id)
        give_up(order_id=order_id, held=held, reason=reason, actor=actor)
        lines = lock_order_and_lines(order_id=order_id)[1]
        missing = hold_promised(order, lines, Why(actor, SourcingCause.BY_HAND, reason.strip()[:200]), only=warehouse_ids).missing
        if missing > missing_before or missing == sum(one.quantity for one in held) + missing_before:
            raise NotEnoughThere(order=order_id, missing=missing)
        if not missing:
            tell_reserved(order, actor=actor)
        codes = list(Warehouse.objects.filter(pk__in=warehouse_ids).values_list("code", flat=True))
        audit.record(
            actor=actor, action="order.rerouted", subject=order, subject_label=order.number, warehouses=codes, reason=reason
        )
        return SourcingDecision.objects.filter(order=order_id).first()  # type: ignore[return-value]
