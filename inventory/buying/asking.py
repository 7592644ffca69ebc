"""What buying knows: who sells a product best, and how many pieces are on their way. Only reads."""

from collections.abc import Iterable

from django.db.models import F, Sum

from inventory.models import PurchaseOrderLine, SupplierProduct, Warehouse
from inventory.models.purchasing import AWAITED, PurchaseOrderStatus


def preferred_sources(product_ids: Iterable[int]) -> dict[int, SupplierProduct]:
    """The preferred supplier's terms for each product, with supplier and prices loaded. Two queries.

    A product that nobody sells us is missing.
    """
    found = (
        SupplierProduct.objects.filter(product_id__in=list(product_ids), is_preferred=True, supplier__is_active=True)
        .select_related("supplier")
        .prefetch_related("prices")
    )
    return {row.product_id: row for row in found}


def on_order(product_ids: Iterable[int], warehouse: Warehouse | None = None) -> dict[int, int]:
    """Pieces that suppliers were asked for and that have not come; products with none are missing. One query."""
    return _outstanding(product_ids, AWAITED, warehouse)


def on_draft(product_ids: Iterable[int], warehouse: Warehouse | None = None) -> dict[int, int]:
    """Pieces on purchase orders that nobody has sent yet; products with none are missing. One query."""
    return _outstanding(product_ids, (PurchaseOrderStatus.DRAFT,), warehouse)


def _outstanding(product_ids: Iterable[int], statuses: Iterable[str], warehouse: Warehouse | None) -> dict[int, int]:
    lines = PurchaseOrderLine.objects.filter(
        product_id__in=list(product_ids), purchase_order__status__in=list(statuses), received__lt=F("quantity")
    )
    if warehouse is not None:
        lines = lines.filter(purchase_order__warehouse=warehouse)
    summed = lines.values("product_id").annotate(pieces=Sum(F("quantity") - F("received"))).order_by()
    return {row["product_id"]: row["pieces"] for row in summed}
