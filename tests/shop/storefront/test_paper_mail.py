"""Invoices and credit notes go to their customers by mail, with the PDF, in their language, once."""

import pytest
from django.core import mail

from accounting.events import PaperPrinted
from accounting.models import CreditNote, PaperMailed
from core.documents import find_document
from shop.order.models import Order, TimelineEntry
from shop.payment.models import PaymentKind
from tests.factories import books, shop

pytestmark = pytest.mark.django_db


def papers() -> list:
    return [one for one in mail.outbox if one.attachments]


def test_an_invoice_is_mailed_with_its_pdf_once_and_stands_on_the_timeline():
    order = shop.order_paid()
    books.dispatched(order)
    invoice = books.invoice_of(order)
    (sent,) = papers()
    name, content, kind = sent.attachments[0]
    assert (sent.to, name, kind) == ([order.email], f"{invoice.number}.pdf", "application/pdf")
    assert bytes(content) == bytes(find_document(kind="invoice", number=invoice.number).pdf)
    assert invoice.number in sent.subject
    assert "nothing to do" in sent.body
    assert sent.alternatives
    again = PaperPrinted(
        kind="invoice", number=invoice.number, order_id=order.pk,
        document_id=find_document(kind="invoice", number=invoice.number).pk,
    )  # fmt: skip
    books.tell_everybody(again)
    assert len(papers()) == 1
    assert PaperMailed.objects.get().number == invoice.number
    assert TimelineEntry.objects.filter(order=order, kind="paper_mailed").count() == 1


def test_the_mail_speaks_the_customers_language_and_says_what_is_left_to_transfer():
    at = shop.trade_channel_market()
    order = shop.place(shop.basket_with(shop.product_on_sale(at), at=at), "terms", account=shop.trade_account(at)).order
    Order.objects.filter(pk=order.pk).update(language="vi")
    books.dispatched(order)
    (sent,) = papers()
    invoice = books.invoice_of(order)
    assert invoice.language == "vi"
    assert order.number in sent.body or invoice.payment_reference in sent.body
    assert "nothing to do" not in sent.body


def test_a_credit_note_is_mailed_too():
    order = shop.order_placed(kind=PaymentKind.COD)
    books.refused(order, books.dispatched(order))
    note = CreditNote.objects.get()
    assert [one.attachments[0][0] for one in papers()] == [f"{note.invoice.number}.pdf", f"{note.number}.pdf"]
    assert note.invoice.number in papers()[1].body


def test_an_order_without_an_address_is_not_mailed_and_told_as_such():
    order = shop.order_placed(kind=PaymentKind.COD)
    Order.objects.filter(pk=order.pk).update(email="")
    books.dispatched(order)
    assert papers() == []
    assert not PaperMailed.objects.exists()
