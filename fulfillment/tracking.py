"""What carriers tell: every message is checked, every event counts once, and delivered, refused or returned parcels
move their shipment.

Messages come twice, late and out of order. An event is written down whatever the shipment's state; what it means for
the shipment is settled when the shipment has left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from core import clock
from core.access import Actor
from core.events import publish
from core.transitions import may_move, move_to
from fulfillment.carriers.port import CarrierEvent
from fulfillment.carriers.registry import adapter as find_adapter
from fulfillment.contents import NOT_TAKEN, not_taken
from fulfillment.events import ShipmentDelivered, ShipmentRefused, ShipmentReturned
from fulfillment.models import (
    Parcel,
    ParcelStatus,
    Shipment,
    ShipmentReturn,
    ShipmentStatus,
    TrackingEvent,
    TrackingKind,
)
from fulfillment.viewing import write_view
from shop.order.models import Order
from shop.order.timeline import add_entry
from shop.payment.capturing import capture
from shop.payment.models import Payment, PaymentKind, PaymentState

TAKES_CASH = (PaymentState.PENDING, PaymentState.AUTHORISED, PaymentState.FAILED)
ENDS = {
    TrackingKind.DELIVERED: ParcelStatus.DELIVERED,
    TrackingKind.REFUSED: ParcelStatus.REFUSED,
    TrackingKind.RETURNED: ParcelStatus.RETURNED,
}


def receive_message(*, adapter: str, headers: Mapping[str, str], body: bytes) -> int:
    """Take a carrier's message. Returns how many of its events were new.

    Raises:
        UnknownAdapter, MessageRefused: nothing is written.
    """
    events = find_adapter(adapter).read_message(headers, body)
    actor = Actor.system("carrier")
    return sum(record_event(adapter=adapter, event=event, actor=actor) for event in events)


def record_event(*, adapter: str, event: CarrierEvent, actor: Actor) -> bool:
    """Write an event down and settle what it means. False when it was known or the parcel is not ours."""
    found = Parcel.objects.filter(tracking_number=event.tracking_number).select_related("shipment").first()
    if found is None or event.kind not in TrackingKind.values:
        return False
    with transaction.atomic():
        Order.objects.select_for_update(of=("self",)).get(pk=found.shipment.order_id)
        parcel = Parcel.objects.select_for_update(of=("self",)).get(pk=found.pk)
        if TrackingEvent.objects.filter(adapter=adapter, event_id=event.event_id).exists():
            return False
        TrackingEvent.objects.create(
            parcel=parcel,
            adapter=adapter,
            event_id=event.event_id,
            kind=event.kind,
            place=event.place[:120],
            received_by=event.received_by[:120],
            cash_collected=event.cash_collected,
            reason=event.reason[:120],
            happened_at=event.happened_at,
            received_at=clock.now(),
        )
        end = ENDS.get(TrackingKind(event.kind))
        if end is not None and may_move(parcel, "status", end):
            move_to(parcel, "status", end, actor=actor)
        if parcel.status in ENDS.values():  # else it is still under way, and so is its shipment
            settle(shipment_id=parcel.shipment_id, actor=actor)
    return True


def settle(*, shipment_id: int, actor: Actor) -> None:
    """Move a shipment whose parcels have all arrived, been refused, or come back. Nothing happens before it left.

    One parcel that was not taken makes the shipment refused; what was taken of it stays with its buyer, and the event names
    only the rest. What comes back without a word before counts as refused first, so that the books hear the same whatever
    the carrier tells.
    """
    with transaction.atomic():
        shipment = Shipment.objects.select_for_update(of=("self",)).get(pk=shipment_id)
        if shipment.status not in (ShipmentStatus.DISPATCHED, ShipmentStatus.REFUSED):
            return
        statuses = set(Parcel.objects.filter(shipment=shipment).values_list("status", flat=True))
        if not statuses <= {*NOT_TAKEN, ParcelStatus.DELIVERED}:
            return
        if statuses == {ParcelStatus.DELIVERED}:
            _deliver(shipment, actor)
            return
        if shipment.status == ShipmentStatus.DISPATCHED:
            _refuse(shipment, actor)
        if ParcelStatus.REFUSED not in statuses:
            _come_back(shipment, actor)


@dataclass(frozen=True)
class Taken:
    """What the carrier told of the parcels of a shipment that were taken: the last of them, and the cash for all."""

    last: TrackingEvent
    cash: Decimal

    @classmethod
    def of(cls, shipment: Shipment) -> "Taken | None":
        proof = TrackingEvent.objects.filter(
            parcel__shipment=shipment, parcel__status=ParcelStatus.DELIVERED, kind=TrackingKind.DELIVERED
        )
        told = list(proof.order_by("happened_at", "pk"))
        return cls(told[-1], sum((event.cash_collected for event in told), Decimal(0))) if told else None

    def also(self) -> dict[str, Any]:
        return {
            "delivered_at": self.last.happened_at,
            "received_by": self.last.received_by,
            "cash_collected": self.cash,
        }


def _deliver(shipment: Shipment, actor: Actor) -> None:
    taken = Taken.of(shipment)
    if taken is None:
        raise TrackingEvent.DoesNotExist(f"no word of the delivery of {shipment.number}")
    move_to(shipment, "status", ShipmentStatus.DELIVERED, actor=actor, also=taken.also())
    _tell_taken(shipment, taken, actor)
    write_view(order_id=shipment.order_id, actor=actor)
    publish(
        ShipmentDelivered(
            shipment_id=shipment.pk,
            order_id=shipment.order_id,
            cash_collected=taken.cash,
            currency=shipment.currency,
            delivered_at=taken.last.happened_at,
        ),
        actor=actor,
    )


def _tell_taken(shipment: Shipment, taken: Taken, actor: Actor) -> None:
    """The buyer has (some of) it, and paid for it at the door where that was due."""
    add_entry(
        order_id=shipment.order_id,
        kind="delivered",
        actor=actor,
        number=shipment.number,
        received_by=taken.last.received_by,
        place=taken.last.place,
        cash=str(taken.cash) if taken.cash else "",
        currency=shipment.currency,
    )
    if taken.cash:
        _capture(shipment, taken.cash, actor)


def _capture(shipment: Shipment, cash: Decimal, actor: Actor) -> None:
    """The customer paid at the door: to them the order is paid, whenever the courier remits."""
    payment = Payment.objects.filter(order=shipment.order_id, kind=PaymentKind.COD, state__in=TAKES_CASH).first()
    if payment is not None:
        capture(
            payment=payment,
            amount=cash,
            reference=f"cash-{shipment.number}",
            actor=actor,
            at=shipment.delivered_at,
            currency=shipment.currency,
        )


def _refuse(shipment: Shipment, actor: Actor) -> None:
    event = TrackingEvent.objects.filter(
        parcel__shipment=shipment, kind__in=[TrackingKind.REFUSED, TrackingKind.RETURNED]
    ).latest("pk")
    taken, back = Taken.of(shipment), not_taken(shipment)
    also = {"ended_reason": event.reason, **(taken.also() if taken else {})}
    move_to(shipment, "status", ShipmentStatus.REFUSED, actor=actor, also=also)
    if taken:
        _tell_taken(shipment, taken, actor)
    add_entry(order_id=shipment.order_id, kind="refused", actor=actor, number=shipment.number, reason=event.reason)
    write_view(order_id=shipment.order_id, actor=actor)
    publish(
        ShipmentRefused(
            shipment_id=shipment.pk,
            order_id=shipment.order_id,
            reason=event.reason,
            refused_at=event.happened_at,
            lines=back.lines,
            cost=back.cost,
            cash_collected=taken.cash if taken else Decimal(0),
            currency=shipment.currency,
        ),
        actor=actor,
    )


def _come_back(shipment: Shipment, actor: Actor) -> None:
    """The parcels are at our door again: the returns desk books what is in them."""
    event = TrackingEvent.objects.filter(parcel__shipment=shipment, kind=TrackingKind.RETURNED).latest("pk")
    move_to(shipment, "status", ShipmentStatus.RETURNED, actor=actor)
    ShipmentReturn.objects.create(shipment=shipment, arrived_at=event.happened_at, arrived_by=actor.label[:200])
    add_entry(order_id=shipment.order_id, kind="returned_to_sender", actor=actor, number=shipment.number, place=event.place)
    write_view(order_id=shipment.order_id, actor=actor)
    publish(
        ShipmentReturned(shipment_id=shipment.pk, order_id=shipment.order_id, returned_at=event.happened_at),
        actor=actor,
    )
