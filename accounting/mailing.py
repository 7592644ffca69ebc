"""What was mailed, and what goes another way: a customer without an address gets the paper in the parcel or by post."""

from django.db import transaction
from django.db.models import QuerySet

from accounting.models import Invoice, InvoiceToMail, PaperMailed
from accounting.printing import INVOICE
from core.access import Actor
from shop.order.timeline import add_entry


def mark_mailed(*, kind: str, number: str, order_id: int, actor: Actor) -> None:
    """A paper went out by mail. The first time it also stands on the order's timeline."""
    with transaction.atomic():
        _row, is_new = PaperMailed.objects.get_or_create(kind=kind, number=number)
        if kind == INVOICE:
            InvoiceToMail.objects.filter(invoice__number=number).delete()
        if is_new:
            add_entry(order_id=order_id, kind="paper_mailed", actor=actor, number=number)


def not_mailed() -> QuerySet[Invoice]:
    """Invoices that nobody was mailed. It costs what waits, however much went out."""
    return Invoice.objects.filter(to_mail__isnull=False)
