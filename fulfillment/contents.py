"""What is in the parcels of a shipment, by what became of them: the pieces, and what those had cost when they left."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from fulfillment.models import ParcelLine, ParcelStatus, Shipment
from inventory.moving import Source
from inventory.taking_back import cost_of_pieces

#: Parcels that did not reach their buyer.
NOT_TAKEN = (ParcelStatus.REFUSED, ParcelStatus.RETURNED)


@dataclass(frozen=True)
class Contents:
    """(order line id, quantity) of some parcels, and their cost in the company's currency."""

    lines: tuple[tuple[int, int], ...]
    cost: Decimal


def source_of(shipment: Shipment) -> Source:
    """The record that movements of a shipment name."""
    return Source("fulfillment.Shipment", shipment.pk, shipment.number)


def pieces_in(shipment: Shipment, statuses: Collection[str]) -> dict[int, int]:
    """Pieces by shipment line in the parcels of these states. One query."""
    rows = ParcelLine.objects.filter(parcel__shipment=shipment, parcel__status__in=statuses)
    return dict(rows.order_by().values("shipment_line").annotate(n=Sum("quantity")).values_list("shipment_line", "n"))


def not_taken(shipment: Shipment) -> Contents:
    """What of a shipment its buyer did not take. Three queries."""
    pieces = pieces_in(shipment, NOT_TAKEN)
    products: dict[int, int] = defaultdict(int)
    ordered: list[tuple[int, int]] = []
    for line in shipment.lines.filter(pk__in=pieces).order_by("order_line_id"):
        products[line.product_id] += pieces[line.pk]
        ordered.append((line.order_line_id, pieces[line.pk]))
    return Contents(tuple(ordered), cost_of_pieces(source_of(shipment), products))
