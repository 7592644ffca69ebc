"""Invoices and credit notes by mail, with the paper attached as it is kept."""

from accounting.mailing import mark_mailed
from accounting.models import CreditNote, Invoice
from accounting.printing import CREDIT_NOTE, INVOICE
from core.access import Actor
from core.documents import Document
from core.languages import speaking
from core.money import Money, format_money
from shop.storefront import words
from shop.storefront.addresses import order_address
from shop.storefront.mail import Attachment, send_once

ACTOR = Actor.system("mail")
TEMPLATES = {INVOICE: "invoice_issued", CREDIT_NOTE: "credit_note_issued"}


def mail_paper(*, kind: str, number: str, document_id: int) -> None:
    """Mail a paper to the customer of its order, in the paper's language. Nothing to do for an order without an address."""
    paper = _paper(kind, number)
    order = paper.order if isinstance(paper, Invoice) else paper.invoice.order
    if not order.email:
        return
    document = Document.objects.get(pk=document_id)
    with speaking(paper.language):
        context = {
            "order": order,
            "number": number,
            "total": format_money(Money(paper.total_incl_tax, paper.currency), words.language()),
            "address": order_address(order),
            "phone": order.market.phone,
            **(_of_invoice(paper) if isinstance(paper, Invoice) else {"invoice_number": paper.invoice.number}),
        }
    attached = Attachment(f"{number}.pdf", bytes(document.pdf), "application/pdf")
    send_once(
        kind=TEMPLATES[kind], about=number, to=order.email, language=paper.language, context=context, attachments=[attached]
    )
    mark_mailed(kind=kind, number=number, order_id=order.pk, actor=ACTOR)


def _paper(kind: str, number: str) -> Invoice | CreditNote:
    if kind == INVOICE:
        return Invoice.objects.select_related("order__market", "order__channel", "order__door").get(number=number)
    related = ("invoice__order__market", "invoice__order__channel", "invoice__order__door")
    return CreditNote.objects.select_related(*related).get(number=number)


def _of_invoice(invoice: Invoice) -> dict[str, object]:
    """What is left to pay, and by when; nothing for what was paid before or is paid at the door."""
    left = invoice.total_incl_tax - invoice.deposit_used
    to_pay = left > 0 and invoice.payment_kind in ("terms", "transfer")
    return {
        "left": format_money(Money(left, invoice.currency), words.language()) if to_pay else "",
        "due_on": words.long_day(invoice.due_on),
        "reference": invoice.payment_reference or invoice.order.number,
        "is_paid": left <= 0,
    }
