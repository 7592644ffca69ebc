"""Parcels and papers of an order, as its customer sees them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fulfillment.models import Parcel, Shipment, ShipmentStatus, TrackingEvent
from shop.order.models import Order, TimelineEntry
from shop.storefront import words

#: Kinds of timeline entries that name a paper, the kind of paper, and how it is called.
PAPERS = {"invoice_issued": "invoice", "credit_note_issued": "credit_note"}


def parcels_of(order: Order, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each shipment with what is in it and where it was last seen. Four queries, one when nothing is shipped yet."""
    shipments = list(
        Shipment.objects.filter(order=order)
        .exclude(status=ShipmentStatus.CANCELLED)
        .select_related("carrier", "warehouse")
        .prefetch_related("lines")
        .order_by("pk")
    )
    if not shipments:
        return []
    parcels = list(Parcel.objects.filter(shipment__in=shipments).order_by("pk"))
    seen: dict[int, TrackingEvent] = {}
    for event in TrackingEvent.objects.filter(parcel__in=parcels).order_by("happened_at", "pk"):
        seen[event.parcel_id] = event
    by_line = {line["pk"]: line for line in lines}
    return [_shipment(order, one, parcels, seen, by_line) for one in shipments]


def _shipment(order: Order, shipment: Any, parcels: list[Any], seen: dict[int, Any], lines: dict[int, dict]) -> dict[str, Any]:
    own = [parcel for parcel in parcels if parcel.shipment_id == shipment.pk]
    latest = max((seen[p.pk] for p in own if p.pk in seen), key=lambda e: e.happened_at, default=None)
    return {
        "state": _state(shipment.status),
        "lines": parcel_lines(shipment, lines),
        "carrier": shipment.carrier.name if shipment.carrier else "",
        "tracking": [parcel.tracking_number for parcel in own if parcel.tracking_number],
        "last_seen": _last_seen(latest, order) if latest else "",
        "promised": words.short_day(order.deliver_by),
        "delivered": words.day_and_time(words.in_zone(shipment.delivered_at, order.market.time_zone))
        if shipment.delivered_at
        else "",
        "received_by": shipment.received_by,
    }


def parcel_lines(shipment: Any, lines: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """What is in a shipment, by the rows of the order's lines. One query when its lines were not fetched before."""
    return [
        {
            **lines[line.order_line_id],
            "pieces": line.quantity,
            "detail": ngettext("%(n)s piece", "%(n)s pieces", line.quantity) % {"n": line.quantity},
            "amount": "",
        }
        for line in shipment.lines.all()
        if line.order_line_id in lines
    ]


def _state(status: str) -> dict[str, str]:
    """Tone, icon and word of the tag."""
    if status == ShipmentStatus.DELIVERED:
        return {"tone": "good", "icon": "circle-check", "word": _("Delivered")}
    if status == ShipmentStatus.DISPATCHED:
        return {"tone": "note", "icon": "truck-delivery", "word": _("On its way")}
    if status in (ShipmentStatus.REFUSED, ShipmentStatus.RETURNED):
        return {"tone": "warn", "icon": "alert-triangle", "word": _("Going back to us")}
    if status == ShipmentStatus.PACKED:
        return {"tone": "note", "icon": "package", "word": _("Packed")}
    return {"tone": "note", "icon": "clock-hour-4", "word": _("Being prepared")}


def _last_seen(event: Any, order: Order) -> str:
    said = {
        "handed_over": _("handed to the courier"),
        "in_transit": _("on the way"),
        "out_for_delivery": _("out for delivery"),
        "attempted": _("nobody was there"),
        "delivered": _("delivered"),
        "refused": _("not accepted"),
        "returned": _("back with us"),
    }.get(event.kind, "")
    when = words.day_and_time(words.in_zone(event.happened_at, order.market.time_zone))
    return ". ".join(part for part in (when, ", ".join(p for p in (said, event.place) if p)) if part)


def papers_of(order: Order, entries: list[TimelineEntry]) -> list[dict[str, str]]:
    """Issued papers, named by the order's timeline. No query."""
    found = []
    for entry in entries:
        kind, number = PAPERS.get(entry.kind), str(entry.data.get("number", ""))
        if kind and number:
            name = _("Invoice %(number)s (PDF)") if kind == "invoice" else _("Credit note %(number)s (PDF)")
            url = reverse("storefront:paper", kwargs={"number": order.number, "kind": kind, "paper": number})
            found.append({"kind": kind, "number": number, "name": name % {"number": number}, "url": url})
    return found
