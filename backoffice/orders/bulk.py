"""What can be done with several orders at once: release, hold, cancel, print their packing slips."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pypdf import PdfWriter

from backoffice.lists.bulk import BulkAction, Word, bulk_view
from backoffice.orders.deciding import ReasonForm
from backoffice.orders.listing import Orders
from core import audit
from core.access import Actor
from core.transitions import IllegalTransition, may_move
from fulfillment.papers import packing_slips
from shop.order import cancelling, releasing
from shop.order.models import Order, OrderStatus

MEANWHILE = {
    IllegalTransition.code: gettext_lazy("somebody changed it meanwhile"),
    cancelling.AlreadyShipped.code: gettext_lazy("goods have left the house"),
}


class _Step(BulkAction):
    """A move to another status."""

    to: OrderStatus
    words = MEANWHILE

    def refusal(self, row: Order) -> Word:
        return "" if may_move(row, "status", self.to) else _("it is %(status)s") % {"status": row.get_status_display().lower()}


class Release(_Step):
    code, title, icon, permission = "release", gettext_lazy("Release"), "shield-check", "orders.release"
    to = OrderStatus.RELEASED
    question, submit = gettext_lazy("Release these orders?"), gettext_lazy("Release")
    text = gettext_lazy("Inventory reserves them at once; the warehouse sees those that are paid for.")

    def act(self, row: Order, actor: Actor, data: Mapping[str, Any]) -> Word:
        releasing.release(order=row, actor=actor)
        return _("released")


class Hold(_Step):
    code, title, icon, permission = "hold", gettext_lazy("Hold…"), "hand-stop", "orders.hold"
    to = OrderStatus.HELD
    question, submit = gettext_lazy("Hold these orders?"), gettext_lazy("Hold")
    text = gettext_lazy("They keep their promised stock and wait in the approval inbox.")
    form_class = ReasonForm

    def act(self, row: Order, actor: Actor, data: Mapping[str, Any]) -> Word:
        releasing.hold(order=row, reason=data["reason"], actor=actor)
        return _("held")


class Cancel(_Step):
    code, title, icon, permission = "cancel", gettext_lazy("Cancel…"), "circle-x", "orders.cancel"
    to = OrderStatus.CANCELLED
    question, submit = gettext_lazy("Cancel these orders?"), gettext_lazy("Cancel")
    text = gettext_lazy("Stock and credit are given back; what was paid becomes a refund that is due. It cannot be taken back.")
    is_danger = True
    form_class = ReasonForm

    def refusal(self, row: Order) -> Word:
        if row.fulfillment_view in cancelling.TOO_LATE:
            return MEANWHILE[cancelling.AlreadyShipped.code]
        return super().refusal(row)

    def act(self, row: Order, actor: Actor, data: Mapping[str, Any]) -> Word:
        cancelling.cancel(order=row, reason=data["reason"], actor=actor)
        return _("cancelled")


class PrintSlips(BulkAction):
    """One PDF with every slip that was drawn, in the order of the list: one press at the printer."""

    code, title, icon, permission = "slips", gettext_lazy("Print slips"), "printer", "fulfillment.view"
    question, submit = gettext_lazy("No slip was drawn for these orders"), gettext_lazy("Print")
    text = gettext_lazy("A packing slip is drawn when a shipment is packed.")
    takes_all = False

    def refusal(self, row: Order) -> Word:
        return _("nothing of it was packed yet")

    def answer(self, rows: Sequence[Order], actor: Actor) -> HttpResponse | None:
        slips = packing_slips([row.pk for row in rows])
        if not slips:
            return None
        audit.record(actor=actor, action="slips.printed", subject_label=f"{len(slips)}", orders=[row.number for row in rows])
        response = HttpResponse(joined([bytes(slip.pdf) for slip in slips]), content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="packing-slips.pdf"'
        return response


def joined(files: Sequence[bytes]) -> bytes:
    """Several PDFs as one."""
    writer = PdfWriter()
    for file in files:
        writer.append(io.BytesIO(file))
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _name(row: Order) -> dict[str, Any]:
    return {"number": row.number, "channel": row.channel, "url": reverse("backoffice:order", args=[row.number])}


class OrdersInBulk(Orders):
    """The list with what its rows can be given to."""

    bulk = (Release(), Hold(), Cancel(), PrintSlips())
    bulk_url = "backoffice:orders_bulk"


orders_bulk = bulk_view(Orders, OrdersInBulk.bulk, back="backoffice:orders", permission="orders.view", name=_name)
