"""What the warehouse shows on the page of an order: its shipments, parcels and papers."""

from typing import Any

from backoffice.orders.panels import Panel
from backoffice.warehouse.sourcing_words import panel_of
from fulfillment import working


def shipments(order: Any) -> dict[str, Any] | None:
    """The order's shipments with their parcels; no panel before there is one. Two queries."""
    found = working.shipments_of(order.pk)
    return {"shipments": found} if found else None


PANELS = [
    Panel("fulfillment.view", shipments, "backoffice/warehouse/order_shipments.html", place="main", position=30),
    Panel("inventory.view", panel_of, "backoffice/warehouse/order_sourcing.html", place="main", position=32),
]
