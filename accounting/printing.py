"""Invoices and credit notes on paper: rendered once from the invoice's own snapshot, then kept for good.

Runs in a handler of its own, after the number is drawn and committed: nothing is rendered while a counter is held.
"""

from typing import Any

from django.utils.translation import gettext as _

from accounting.events import PaperPrinted
from accounting.models import ChargeKind, CreditNote, CreditNoteLine, Invoice, InvoiceLine
from accounting.reasons import in_words
from core.access import Actor
from core.documents import Document, find_document, store
from core.events import publish
from core.languages import speaking
from shop.order.timeline import add_entry
from shop.payment.models import PaymentKind

INVOICE, CREDIT_NOTE = "invoice", "credit_note"


def print_invoice(*, invoice_id: int, actor: Actor) -> Document:
    """The invoice as PDF; the first time it also stands on the order's timeline."""
    invoice = Invoice.objects.select_related("order", "channel", "entry").get(pk=invoice_id)
    issued = find_document(kind=INVOICE, number=invoice.number)
    if issued is not None:
        return issued
    document = store(
        kind=INVOICE,
        number=invoice.number,
        template="documents/invoice.html",
        snapshot=snapshot_of(invoice),
        language=invoice.language,
        subject=invoice,
    )
    add_entry(
        order_id=invoice.order_id,
        kind="invoice_issued",
        actor=actor,
        happened_at=invoice.created_at,
        number=invoice.number,
        invoice_id=invoice.pk,
    )
    _tell(document, invoice.order_id, actor)
    return document


def print_credit_note(*, credit_note_id: int, actor: Actor) -> Document:
    """The credit note as PDF; the first time it also stands on the order's timeline."""
    note = CreditNote.objects.select_related("invoice__order", "invoice__channel", "entry").get(pk=credit_note_id)
    issued = find_document(kind=CREDIT_NOTE, number=note.number)
    if issued is not None:
        return issued
    document = store(
        kind=CREDIT_NOTE,
        number=note.number,
        template="documents/invoice_credit.html",
        snapshot=credit_snapshot_of(note),
        language=note.language,
        subject=note,
    )
    add_entry(
        order_id=note.invoice.order_id,
        kind="credit_note_issued",
        actor=actor,
        happened_at=note.created_at,
        number=note.number,
        invoice=note.invoice.number,
    )
    _tell(document, note.invoice.order_id, actor)
    return document


def _tell(document: Document, order_id: int, actor: Actor) -> None:
    publish(PaperPrinted(kind=document.kind, number=document.number, document_id=document.pk, order_id=order_id), actor=actor)


def snapshot_of(invoice: Invoice) -> dict[str, Any]:
    """Everything the paper shows, from the invoice's own rows."""
    left = invoice.total_incl_tax - invoice.deposit_used
    with speaking(invoice.language):
        return {
            **_common(invoice, invoice),
            "dispatched_on": invoice.dispatched_on,
            "due_on": invoice.due_on,
            "payment_kind": invoice.payment_kind,
            "payment_reference": invoice.payment_reference,
            "deposit_used": invoice.deposit_used,
            "left_to_pay": left,
            "paid": not left,
            "part_paid": bool(left and invoice.deposit_used),
            "pay_by_transfer": bool(left) and invoice.payment_kind in (PaymentKind.TERMS, PaymentKind.TRANSFER),
            "delivered_to": invoice.delivered_to,
            "prices_include_tax": invoice.prices_include_tax,
            "lines": [
                {
                    **_said_of(line),
                    "quantity": line.quantity,
                    "discount": line.discount or "",
                    "amount": line.incl_tax if invoice.prices_include_tax else line.excl_tax,
                }
                for line in invoice.lines.all()
            ],
        }


def credit_snapshot_of(note: CreditNote) -> dict[str, Any]:
    """Everything the paper of a credit note shows: the lines it takes back, pieces or (without pieces) part of an amount."""
    invoice = note.invoice
    with speaking(note.language):
        return {
            **_common(note, invoice),
            "invoice_number": invoice.number,
            "reason": in_words(note.reason),
            "prices_include_tax": invoice.prices_include_tax,
            "lines": [_credited(line, invoice) for line in note.lines.select_related("invoice_line")],
        }


def _credited(line: CreditNoteLine, invoice: Invoice) -> dict[str, Any]:
    said = _said_of(line.invoice_line)
    amount = line.incl_tax if invoice.prices_include_tax else line.excl_tax
    if not line.quantity:
        return {
            **said,
            "quantity": "",
            "unit_price": "",
            "detail": f"{said['detail']} · {_('part of its amount')}",
            "amount": amount,
        }
    full = line.invoice_line.unit_price * line.quantity
    return {**said, "quantity": line.quantity, "discount": full - amount if full > amount else "", "amount": amount}


def _said_of(line: InvoiceLine) -> dict[str, Any]:
    return {
        "title": line.title,
        "detail": line.sku or str(ChargeKind(line.kind).label),
        "unit_price": line.unit_price,
        "tax_rate": line.tax_rate,
    }


def _common(paper: Invoice | CreditNote, invoice: Invoice) -> dict[str, Any]:
    return {
        "number": paper.number,
        "date": paper.date,
        "currency": paper.currency,
        "order_number": invoice.order.number,
        "channel": invoice.channel.name,
        "seller": invoice.seller,
        "buyer": invoice.buyer,
        "taxes": paper.taxes,
        "total_excl_tax": paper.total_excl_tax,
        "total_tax": paper.total_tax,
        "total_incl_tax": paper.total_incl_tax,
        "entry": paper.entry.number if paper.entry else "",
    }
