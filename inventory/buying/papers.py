"""The purchase order on paper, drawn once in the supplier's language, and the mail that takes it there.

Mail is at least once: a process killed between sending and remembering sends a second copy of the same paper.
"""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from core import audit
from core.access import Actor
from core.documents import Document, find_document, store
from core.languages import speaking
from inventory.models import PurchaseOrder

PURCHASE_ORDER = "purchase_order"
MAIL = Actor.system("mail")


def find_paper(order: PurchaseOrder) -> Document | None:
    """The paper, once it was drawn. One query."""
    return find_document(kind=PURCHASE_ORDER, number=order.number)


def draw(order: PurchaseOrder) -> Document:
    """The order as PDF; asked again, the one that was drawn."""
    return find_paper(order) or store(
        kind=PURCHASE_ORDER,
        number=order.number,
        template="documents/purchase_order.html",
        snapshot=snapshot_of(order),
        language=order.supplier.language,
        subject=order,
    )


def snapshot_of(order: PurchaseOrder) -> dict[str, Any]:
    """Everything the paper shows."""
    supplier, house = order.supplier, order.warehouse
    lines = list(order.lines.select_related("product"))
    with speaking(supplier.language):
        return {
            "company": settings.OSCAR_SHOP_NAME,
            "number": order.number,
            "ordered_on": order.sent_at,
            "expected_on": order.expected_on,
            "note": order.note,
            "currency": order.currency,
            "supplier": {"name": supplier.name, "address": supplier.address, "phone": supplier.phone},
            "warehouse": {
                "name": house.name,
                "lines": [x for x in (house.line1, f"{house.postcode} {house.city}".strip()) if x],
                "phone": house.phone,
            },
            "lines": [
                {
                    "title": line.product.get_title(),
                    "sku": line.supplier_sku or line.product.sku,
                    "quantity": line.quantity,
                    "unit_price": line.unit_price,
                    "amount": line.unit_price * line.quantity,
                    "expected_on": line.expected_on,
                }
                for line in lines
            ],
            "total": sum((line.unit_price * line.quantity for line in lines), Decimal(0)),
        }


def mail_order(*, purchase_order_id: int) -> None:
    """Send the paper to the supplier."""
    order = PurchaseOrder.objects.select_related("supplier", "warehouse").get(pk=purchase_order_id)
    paper = draw(order)
    if _write(order, "purchase_order", paper):
        audit.record(actor=MAIL, action="purchase_order.mailed", subject=order)


def mail_cancelling(*, purchase_order_id: int, reason: str) -> None:
    """Tell the supplier that the order is taken back, and why."""
    order = PurchaseOrder.objects.select_related("supplier", "warehouse").get(pk=purchase_order_id)
    if _write(order, "purchase_order_cancelled", None, reason=reason):
        audit.record(actor=MAIL, action="purchase_order.cancelling_mailed", subject=order)


def _write(order: PurchaseOrder, kind: str, paper: Document | None, **more: Any) -> bool:
    """Whether it went out; a supplier without an address is not written to."""
    if not order.supplier.email:
        return False
    with speaking(order.supplier.language):
        context = {"order": order, "supplier": order.supplier, "company": settings.OSCAR_SHOP_NAME, **more}
        subject, _blank, text = render_to_string(f"email/{kind}.txt", context).strip().partition("\n")
    mail = EmailMessage(" ".join(subject.split()), text.strip() + "\n", to=[order.supplier.email])
    if paper is not None:
        mail.attach(f"{order.number}.pdf", bytes(paper.pdf), "application/pdf")
    mail.send()
    return True
