"""Which products a pool keeps, what it never promises, and when more comes."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from core import audit
from core.access import Actor
from shop.catalogue.models import Product
from shop.partner.models import Partner, StockRecord
from shop.partner.stock import lock


def keep(*, actor: Actor, pool: Partner, product: Product, safety_stock: int | None = None) -> StockRecord:
    """Let a pool keep a product; `safety_stock` pieces are never promised. Counters begin at zero and are written down."""
    with transaction.atomic():
        record, created = StockRecord.objects.get_or_create(
            partner=pool, product=product, defaults={"partner_sku": product.sku, "safety_stock": safety_stock or 0}
        )
        if not created and safety_stock is not None and record.safety_stock != safety_stock:
            StockRecord.objects.filter(pk=record.pk).update(safety_stock=safety_stock)
            record.safety_stock = safety_stock
        audit.record(actor=actor, action="stock_record.kept", subject=record, safety_stock=record.safety_stock)
    return record


def write_supply_down(supplies: Mapping[int, tuple[date, int] | None]) -> int:
    """Write down when more comes and how much, by stock record whose row the caller has locked; None: nothing is on its way.

    Rows that say so already are left alone. Returns how many changed.
    """
    rows = lock(list(supplies))
    changed = []
    for pk, row in rows.items():
        due_on, quantity = supplies[pk] or (None, 0)
        if (row.next_due_on, row.next_due_quantity) != (due_on, quantity):
            row.next_due_on, row.next_due_quantity = due_on, quantity
            changed.append(row)
    return StockRecord.objects.bulk_update(changed, ["next_due_on", "next_due_quantity"]) if changed else 0
