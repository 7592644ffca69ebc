"""Which products a pool keeps, what it never promises, and when more comes."""

from datetime import date

from django.db import transaction

from core import audit
from core.access import Actor
from shop.catalogue.models import Product
from shop.partner.models import Partner, StockRecord


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


def announce_supply(*, actor: Actor, pool: Partner, product: Product, due_on: date | None, quantity: int = 0) -> None:
    """Write down when more comes, so that a sold-out page can say so; no date withdraws the announcement."""
    with transaction.atomic():
        StockRecord.objects.filter(partner=pool, product=product).update(
            next_due_on=due_on, next_due_quantity=quantity if due_on else 0
        )
        audit.record(actor=actor, action="stock_record.supply_announced", subject=product, due_on=str(due_on or ""))
