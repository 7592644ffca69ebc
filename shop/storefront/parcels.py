"""Parcels and papers of an order, as its customer sees them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounting.models import CreditNote
from accounting.reasons import in_words
from core.money import Money, format_money
from fulfillment.models import LEFT, ParcelStatus, Shipment, ShipmentStatus, TrackingEvent, TrackingKind
from shop.order.models import Order, TimelineEntry
from shop.storefront import words

#: Kinds of timeline entries that name a paper, the kind of paper, and how it is called.
PAPERS = {"invoice_issued": "invoice", "credit_note_issued": "credit_note"}
#: A parcel that left, in the words for a shipment.
OF_PARCEL = {
    ParcelStatus.DELIVERED: ShipmentStatus.DELIVERED,
    ParcelStatus.REFUSED: ShipmentStatus.REFUSED,
    ParcelStatus.RETURNED: ShipmentStatus.RETURNED,
}


def parcels_of(order: Order, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each parcel with what is in it and where it was last seen; before it is packed, each shipment.

    Six queries, one when nothing is shipped yet.
    """
    if not Shipment.objects.filter(order=order).order_by().values_list("pk", flat=True)[:1]:
        return []
    shipments = list(
        Shipment.objects.filter(order=order)
        .exclude(status=ShipmentStatus.CANCELLED)
        .select_related("carrier")
        .prefetch_related("lines", "parcels__lines")
        .order_by("pk")
    )
    if not shipments:
        return []
    seen: dict[int, TrackingEvent] = {}
    own = [parcel.pk for shipment in shipments for parcel in shipment.parcels.all()]
    for event in TrackingEvent.objects.filter(parcel__in=own).order_by("happened_at", "pk"):
        seen[event.parcel_id] = event
    by_line = {line["pk"]: line for line in lines}
    return [row for one in shipments for row in _boxes(order, one, seen, by_line)]


def _boxes(order: Order, shipment: Any, seen: dict[int, Any], lines: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """One row for each parcel of a shipment that left in several, else one for the shipment."""
    parcels = list(shipment.parcels.all())
    if len(parcels) < 2 or shipment.status not in LEFT:
        return [_box(order, shipment, parcels, seen, parcel_lines(shipment, lines), shipment.status)]
    ordered = {line.pk: line.order_line_id for line in shipment.lines.all()}
    rows = []
    for parcel in parcels:
        inside = [(ordered[line.shipment_line_id], line.quantity) for line in parcel.lines.all()]
        status = OF_PARCEL.get(parcel.status, ShipmentStatus.DISPATCHED)
        rows.append(_box(order, shipment, [parcel], seen, _in_words(inside, lines), status))
    return rows


def _box(
    order: Order, shipment: Any, parcels: list[Any], seen: dict[int, Any], lines: list[dict[str, Any]], status: str
) -> dict[str, Any]:
    latest = max((seen[p.pk] for p in parcels if p.pk in seen), key=lambda event: event.happened_at, default=None)
    arrived = shipment.delivered_at if status == ShipmentStatus.DELIVERED else None
    at, by = (arrived, shipment.received_by) if arrived else (None, "")
    if latest and status == ShipmentStatus.DELIVERED and latest.kind == TrackingKind.DELIVERED:
        at, by = latest.happened_at, latest.received_by
    return {
        "state": _state(status),
        "lines": lines,
        "carrier": shipment.carrier.name if shipment.carrier else "",
        "tracking": [parcel.tracking_number for parcel in parcels if parcel.tracking_number],
        "last_seen": _last_seen(latest, order) if latest else "",
        "promised": words.short_day(order.deliver_by),
        "delivered": words.day_and_time(words.in_zone(at, order.market.time_zone)) if at else "",
        "received_by": by,
    }


def parcel_lines(shipment: Any, lines: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """What is in a shipment, by the rows of the order's lines. One query when its lines were not fetched before."""
    return _in_words([(line.order_line_id, line.quantity) for line in shipment.lines.all()], lines)


def _in_words(inside: list[tuple[int, int]], lines: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            **lines[line],
            "pieces": pieces,
            "detail": ngettext("%(n)s piece", "%(n)s pieces", pieces) % {"n": pieces},
            "amount": "",
        }
        for line, pieces in inside
        if line in lines
    ]


def credits_of(order: Order) -> list[dict[str, Any]]:
    """What was taken off the order's invoices, by credit note, for its customer. Three queries, one when nothing was."""
    found = CreditNote.objects.filter(invoice__order=order).select_related("invoice")
    rows = []
    for note in found.prefetch_related("lines__invoice_line").order_by("pk"):
        lines = [
            {"name": _credited_line(line), "amount": _money(line.incl_tax, note)} for line in note.lines.all() if line.incl_tax
        ]
        rows.append(
            {"number": note.number, "why": in_words(note.reason), "lines": lines, "total": _money(note.total_incl_tax, note)}
        )
    return rows


def _credited_line(line: Any) -> str:
    title = line.invoice_line.title
    if not line.quantity:
        return str(title)
    return f"{line.quantity} × {title}"


def _money(amount: Any, note: CreditNote) -> str:
    return "−" + format_money(Money(amount, note.currency), words.language())


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
