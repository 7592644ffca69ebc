"""Goods in transit as the papers say it: what left and neither arrived nor came back. The account has to equal it."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import CharField, Exists, OuterRef, Sum, Value
from django.db.models.functions import Cast, Concat

from accounting.models import DispatchedGoods, Invoice, JournalEntry, RefusedGoods
from core.events.models import Delivery, DeliveryState
from fulfillment.models import ShipmentReturn
from inventory.costing import company_currency
from inventory.models import MovementReason, StockMovement

#: What moves goods in or out of transit; while one of them waits to be booked, nothing can be said.
TOLD_BY = (
    "fulfillment.ShipmentDispatched",
    "fulfillment.ShipmentDelivered",
    "fulfillment.ShipmentRefused",
    "fulfillment.ReturnClosed",
    "inventory.StockAdjusted",
)


def is_being_told() -> bool:
    """Whether the books have still to hear of goods that moved. One query."""
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, handler__startswith="accounting.", event__name__in=TOLD_BY)
    return waiting.exists()


def goods_on_the_way() -> dict[str, Decimal]:
    """Cost of the goods in transit by currency, from dispatches, papers and movements. Four queries.

    On the way are goods whose revenue waits for their delivery, and goods of refused parcels; less what came back or was
    written off as missing.
    """
    papers = {
        "invoiced": Exists(Invoice.objects.filter(source=_named("shipment:"))),
        "carried": Exists(JournalEntry.objects.filter(source_event=_named("transit:"))),
        "refused": Exists(RefusedGoods.objects.filter(shipment_id=OuterRef("shipment_id"))),
    }
    away = DispatchedGoods.objects.annotate(**papers).filter(carried=True, invoiced=False, refused=False)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for rows in (away, RefusedGoods.objects.all()):
        for row in rows.filter(cost__gt=0).order_by().values("cost_currency").annotate(worth=Sum("cost")):
            sums[row["cost_currency"]] += row["worth"]
    back = StockMovement.objects.filter(source_type="fulfillment.Shipment", reason=MovementReason.RETURNED)
    lost = ShipmentReturn.objects.filter(closed_at__isnull=False)
    gone = (back.aggregate(n=Sum("value"))["n"] or Decimal(0)) + (lost.aggregate(n=Sum("lost_value"))["n"] or Decimal(0))
    sums[company_currency()] -= gone
    return dict(sums)


def _named(kind: str) -> Concat:
    """How papers name the shipment they are for."""
    return Concat(Value(kind), Cast(OuterRef("shipment_id"), CharField()), output_field=CharField())
