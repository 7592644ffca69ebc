"""What accounting adds to the page of an order: its papers and its entries."""

from typing import Any

from accounting.models import CreditNote, Invoice, JournalEntry
from accounting.reports import open_items
from backoffice.orders.panels import Panel
from shop.payment.models import Refund


def papers_of(order: Any) -> dict[str, Any] | None:
    """Invoices, credit notes, refunds and entries of an order. Five queries; no panel before anything was booked."""
    entries = list(JournalEntry.objects.filter(order=order).order_by("pk"))
    invoices = list(Invoice.objects.filter(order=order).order_by("pk"))
    if not entries and not invoices:
        return None
    left = {item.invoice_id: item.left for item in open_items().filter(order=order)}
    for invoice in invoices:
        invoice.owed = left.get(invoice.pk)  # type: ignore[attr-defined]
    notes = list(CreditNote.objects.filter(invoice__order=order).order_by("pk"))
    refunds = list(Refund.objects.filter(payment__order=order).select_related("payment"))
    return {"invoices": invoices, "credit_notes": notes, "entries": entries, "refunds": refunds}


def returnable_of(order: Any) -> dict[str, Any] | None:
    """Payments of which something may still be returned; the order's page has read them already."""
    payments = [payment for payment in order.payments.all() if payment.captured > payment.refunded]
    return {"payments": payments} if payments else None


PANELS = [
    Panel("accounting.return_money", returnable_of, "backoffice/accounting/order_refund.html", place="side", position=45),
    Panel("accounting.view", papers_of, "backoffice/accounting/order_panel.html", place="side", position=40),
]
