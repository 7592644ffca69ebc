"""Finishing a shipment: close its parcels, get label and tracking number from the carrier, call it packed.

The carrier is asked between two transactions, never under a lock, with a key of our own, so that a lost answer is
asked for again and no parcel is booked twice.
"""

from collections import defaultdict
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from core import clock
from core.access import Actor
from core.events import publish
from core.money import round_amount
from core.transitions import move_to
from fulfillment.carriers.port import Booking, Recipient
from fulfillment.carriers.registry import carrier_for
from fulfillment.events import ShipmentPacked
from fulfillment.models import Parcel, ParcelLine, ParcelStatus, Shipment, ShipmentLine, ShipmentStatus
from fulfillment.packing import NotAllVerified, close_parcel, lock_picked, progress
from fulfillment.viewing import left_pieces, open_pieces, write_view
from shop.order.models import Order
from shop.order.timeline import add_entry
from shop.payment.models import Payment, PaymentKind, PaymentState

LIVING = (PaymentState.PENDING, PaymentState.AUTHORISED, PaymentState.FAILED)


def finish_packing(*, shipment: Shipment, actor: Actor, weight_g: int | None = None) -> Shipment:
    """Close the last parcel and have every parcel labelled. Finishing a packed shipment again changes nothing.

    Raises:
        NotAllVerified, EmptyParcel, NotToBePacked: nothing is changed.
        CarrierUnavailable: parcels are closed but not labelled; finish again.
    """
    shipment.refresh_from_db()
    if shipment.status == ShipmentStatus.PACKED:
        return shipment
    _close(shipment, weight_g, actor)
    for parcel in Parcel.objects.filter(shipment=shipment, status=ParcelStatus.CLOSED).order_by("position"):
        _label(parcel, actor)
    return _call_packed(shipment, actor)


def _close(shipment: Shipment, weight_g: int | None, actor: Actor) -> None:
    with transaction.atomic():
        current = lock_picked(shipment)
        state = progress(current)
        if not state.is_complete:
            raise NotAllVerified(shipment=current.number, missing=state.missing)
        close_parcel(shipment=current, weight_g=weight_g, actor=actor)
        Shipment.objects.filter(pk=current.pk).update(cash_due=cash_to_collect(current))


def cash_to_collect(shipment: Shipment) -> Decimal:
    """What the courier is to collect for this shipment: its goods, and with the last shipment all that is left."""
    payment = Payment.objects.filter(order=shipment.order_id, kind=PaymentKind.COD, state__in=LIVING).first()
    if payment is None:
        return Decimal(0)
    others = Shipment.objects.filter(order=shipment.order_id).exclude(pk=shipment.pk).exclude(status=ShipmentStatus.CANCELLED)
    left = payment.amount - payment.captured - (others.aggregate(n=Sum("cash_due"))["n"] or Decimal(0))
    if closes_order(shipment):
        return left
    lines = shipment.lines.select_related("order_line")
    goods = sum((x.order_line.unit_price_incl_tax * x.packed for x in lines), Decimal(0))
    return min(left, goods)


def cash_of(parcel: Parcel, shipment: Shipment) -> Decimal:
    """What the courier is to collect for a parcel: its goods. The first takes what else is due: delivery, fees, rounding.

    So that a buyer who refuses one of several parcels pays for what was taken. Two queries where cash is due.
    """
    left = shipment.cash_due
    if not left:
        return Decimal(0)
    worth: dict[int, Decimal] = defaultdict(Decimal)
    inside = ParcelLine.objects.filter(parcel__shipment=shipment).select_related("parcel", "shipment_line__order_line")
    for one in inside:
        line = one.shipment_line.order_line
        worth[one.parcel.position] += line.line_price_incl_tax * one.quantity / line.quantity
    for position in sorted(worth, reverse=True):
        own = min(left, round_amount(worth[position], shipment.currency)) if position > 1 else left
        if position == parcel.position:
            return own
        left -= own
    return Decimal(0)


def closes_order(shipment: Shipment) -> bool:
    """Whether nothing else of the order is to be shipped after this shipment."""
    packed = ShipmentLine.objects.filter(shipment=shipment).aggregate(n=Sum("packed"))["n"] or 0
    return left_pieces(shipment.order_id) + packed >= open_pieces(shipment.order_id)


def _label(parcel: Parcel, actor: Actor) -> None:
    shipment = Shipment.objects.select_related("carrier", "warehouse").get(pk=parcel.shipment_id)
    order = Order.objects.select_related("shipping_address", "delivery_option").get(pk=shipment.order_id)
    address = order.shipping_address
    booking = Booking(
        key=f"{shipment.number}-{parcel.position}",
        sender=shipment.warehouse.name,
        recipient=Recipient(
            name=address.first_name if address else order.contact_name,
            lines=tuple(line for line in (address.line1, address.line2) if line) if address else (),
            city=(address.line4 if address else "") or "",
            postcode=(address.postcode if address else "") or "",
            country=address.country_id if address else "",
            phone=order.phone,
        ),
        weight_g=parcel.weight_g,
        cash=cash_of(parcel, shipment),
        currency=shipment.currency,
        transit_days=order.delivery_option.transit_days if order.delivery_option else 2,
    )
    label = carrier_for(shipment.carrier).book(booking)
    also = {"tracking_number": label.tracking_number, "label_type": label.content_type, "label": label.content}
    with transaction.atomic():
        current = Parcel.objects.select_for_update().get(pk=parcel.pk)
        if current.status == ParcelStatus.CLOSED:
            move_to(current, "status", ParcelStatus.LABELLED, actor=actor, also=also)


def _call_packed(shipment: Shipment, actor: Actor) -> Shipment:
    with transaction.atomic():
        current = Shipment.objects.select_for_update(of=("self",)).get(pk=shipment.pk)
        if current.status != ShipmentStatus.PICKED:
            return current
        move_to(current, "status", ShipmentStatus.PACKED, actor=actor, also={"packed_at": clock.now()})
        numbers = list(Parcel.objects.filter(shipment=current).values_list("tracking_number", flat=True))
        add_entry(order_id=current.order_id, kind="packed", actor=actor, number=current.number, tracking=numbers)
        write_view(order_id=current.order_id, actor=actor)
        publish(ShipmentPacked(shipment_id=current.pk, order_id=current.order_id), actor=actor)
    return current
