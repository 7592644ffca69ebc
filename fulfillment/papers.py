"""Papers of a shipment: packing slip and delivery receipt, drawn once its contents are final, in the language of the order."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from core.documents import Document, find_document, store
from core.languages import speaking
from fulfillment.models import Parcel, PickLine, Shipment, ShipmentStatus
from shop.order.models import Order

PACKING_SLIP = "packing_slip"
DELIVERY_RECEIPT = "delivery_receipt"
DRAWN = (ShipmentStatus.PACKED, ShipmentStatus.DISPATCHED, ShipmentStatus.DELIVERED)


def draw_packing_slip(*, shipment_id: int) -> Document | None:
    """The packing slip as PDF; asked again, the one that was drawn. None when the shipment was stopped meanwhile.

    It never shows prices, so it may lie beside a gift.
    """
    return _draw(PACKING_SLIP, shipment_id)


def draw_delivery_receipt(*, shipment_id: int) -> Document | None:
    """The paper that is signed on arrival, as PDF; asked again, the one that was drawn. None when the shipment was stopped."""
    return _draw(DELIVERY_RECEIPT, shipment_id)


def _draw(kind: str, shipment_id: int) -> Document | None:
    shipment = Shipment.objects.select_related("warehouse", "carrier").get(pk=shipment_id)
    known = find_document(kind=kind, number=shipment.number)
    if known is not None or shipment.status not in DRAWN:
        return known
    order = Order.objects.select_related("channel", "shipping_address__country").get(pk=shipment.order_id)
    return store(
        kind=kind,
        number=shipment.number,
        template=f"documents/{kind}.html",
        snapshot=snapshot_of(shipment, order),
        language=order.language,
        subject=shipment,
    )


def find_packing_slip(shipment: Shipment) -> Document | None:
    """The packing slip, once it was drawn. One query."""
    return find_document(kind=PACKING_SLIP, number=shipment.number)


def packing_slips(order_ids: Iterable[int]) -> list[Document]:
    """The slips that were drawn for some orders, in the order of their shipments. Two queries."""
    shipments = list(
        Shipment.objects.filter(order_id__in=list(order_ids)).order_by("order_id", "pk").values_list("number", flat=True)
    )
    drawn = {slip.number: slip for slip in Document.objects.filter(kind=PACKING_SLIP, number__in=shipments)}
    return [drawn[number] for number in shipments if number in drawn]


def find_delivery_receipt(shipment: Shipment) -> Document | None:
    """The delivery receipt, once it was drawn. One query."""
    return find_document(kind=DELIVERY_RECEIPT, number=shipment.number)


def snapshot_of(shipment: Shipment, order: Order) -> dict[str, Any]:
    """Everything the paper shows, as texts."""
    house = shipment.warehouse
    with speaking(order.language):
        return {
            "company": settings.OSCAR_SHOP_NAME,
            "number": order.number,
            "channel": str(order.channel.name),
            "shipment": shipment.number,
            "warehouse": {
                "name": house.name,
                "lines": [x for x in (house.line1, f"{house.postcode} {house.city}".strip()) if x],
                "phone": house.phone,
            },
            "deliver_to": _address(order),
            "ordered_by": order.contact_name,
            "ordered_at": order.date_placed,
            "deliver_by": order.deliver_by,
            "buyer_reference": order.buyer_reference,
            "carrier": shipment.carrier.name if shipment.carrier else "",
            "parcels": [
                {"tracking": parcel.tracking_number, "kg": f"{parcel.weight_g / 1000:.2f}"}
                for parcel in Parcel.objects.filter(shipment=shipment)
            ],
            "gift_message": order.gift_message,
            "cash_due": str(shipment.cash_due) if shipment.cash_due else "",
            "currency": shipment.currency,
            "lines": _lines(shipment),
        }


def _address(order: Order) -> dict[str, Any]:
    address = order.shipping_address
    if address is None:
        return {"name": order.contact_name, "lines": [], "phone": order.phone}
    city = " ".join(x for x in (address.line4, address.postcode) if x)
    lines = [address.line1, address.line2, address.state, city, address.country.printable_name]
    return {
        "name": address.first_name,
        "lines": [line for line in lines if line],
        "phone": str(address.phone_number or order.phone or ""),
    }


def _lines(shipment: Shipment) -> list[dict[str, Any]]:
    places: dict[int, list[str]] = defaultdict(list)
    for line in PickLine.objects.filter(shipment_line__shipment=shipment, picked__gt=0).select_related("location"):
        places[line.shipment_line_id].append(line.location.code)
    return [
        {
            "location": ", ".join(sorted(places[line.pk])),
            "title": line.product.title or line.order_line.title,
            "second": line.product.title_en or "",
            "sku": line.order_line.sku,
            "quantity": line.packed,
        }
        for line in shipment.lines.select_related("product", "order_line")
        if line.packed
    ]
