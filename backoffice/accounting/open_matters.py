"""Lists of what somebody has to decide: refunds, parcels that were refused, cash that couriers kept."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from accounting.models import CreditNote, EntryKind, JournalEntry, OpenItem, RemittanceLine
from accounting.reasons import in_words
from backoffice.accounting.listing import channels
from backoffice.listing import ChoiceFilter, Column, Export, Listing, Sort, TextFilter, View
from core.ui_statuses import REFUND
from fulfillment.models import Shipment, ShipmentStatus
from shop.payment.models import PROMISED_BACK, Refund

CAME_BACK = (ShipmentStatus.REFUSED, ShipmentStatus.RETURNED)


#: Why money goes back; own words are kept as they are.
REFUND_REASONS = {
    "order_cancelled": _("The order was cancelled"),
    "goods_returned": _("Goods came back"),
    "goods_damaged": _("Goods arrived damaged"),
    "price_mistake": _("The price was wrong"),
    "goodwill": _("Goodwill"),
}


def refund_reason(reason: str) -> Any:
    """A reason in words."""
    return REFUND_REASONS.get(reason, reason)


def refunds_waiting() -> tuple[int, int]:
    """Refunds that wait for a second person or for paying out. One query."""
    return Refund.objects.filter(state__in=PROMISED_BACK).count(), 0


class Refunds(Listing):
    """Money that is to go back, newest first."""

    name = "refunds"
    caption = _("Refunds")
    sorts = {"asked": Sort(_("Asked"), "asked_at", descending=True), "amount": Sort(_("Amount"), "amount", descending=True)}
    filters = (
        TextFilter("q", _("Search"), fields=("payment__order__number__startswith", "payment__order__contact_name__icontains")),
        ChoiceFilter("state", _("State"), [(value, look.word) for value, look in REFUND.items()]),
        ChoiceFilter("channel", _("Channel"), channels, field="payment__order__channel"),
    )
    views = (
        View(_("To be approved"), {"state": "due"}),
        View(_("To be paid out"), {"state": "approved"}),
        View(_("Paid out"), {"state": "done"}),
        View(_("All"), {}),
    )
    columns = (
        Column(_("Refund")),
        Column(_("Order")),
        Column(_("Customer")),
        Column(_("Asked"), sort="asked"),
        Column(_("State")),
        Column(_("Amount"), num=True, sort="amount"),
    )
    row_template = "backoffice/accounting/refund_row.html"
    empty_head = _("No refund")
    empty_text = _("Money that is to go back to a customer appears here; a second person approves it.")
    exports = (
        Export("refund", lambda r: r.pk),
        Export("order", lambda r: r.payment.order.number),
        Export("reason", lambda r: r.reason),
        Export("asked_by", lambda r: r.asked_by),
        Export("asked_at", lambda r: r.asked_at),
        Export("approved_by", lambda r: r.approver.full_name if r.approver else ""),
        Export("approved_at", lambda r: r.approved_at),
        Export("state", lambda r: r.state),
        Export("currency", lambda r: r.payment.currency),
        Export("amount", lambda r: r.amount),
    )

    def queryset(self) -> QuerySet:
        return Refund.objects.select_related("payment__order__channel", "payment__method", "approver")

    def decorate(self, rows: list[Any]) -> list[Any]:
        for row in rows:
            row.why = refund_reason(row.reason)
        return rows


class RefusedParcels(Listing):
    """Shipments that came back from the door, and what that cost."""

    name = "refused_parcels"
    caption = _("Refused parcels")
    sorts = {"dispatched": Sort(_("Dispatched"), "dispatched_at", descending=True)}
    filters = (
        TextFilter("q", _("Search"), fields=("number__icontains", "order__number__startswith", "order__contact_name__icontains")),
        ChoiceFilter("channel", _("Channel"), channels, field="order__channel"),
    )
    columns = (
        Column(_("Shipment")),
        Column(_("Order")),
        Column(_("Carrier")),
        Column(_("Dispatched"), sort="dispatched"),
        Column(_("Why")),
        Column(_("Credited"), num=True),
        Column(_("Cost"), num=True),
        Column(_("Who bears it")),
    )
    row_template = "backoffice/accounting/refused_row.html"
    empty_head = _("No parcel came back")
    empty_text = _("Parcels that nobody accepted appear here, for booking what they cost and who bears it.")
    exports = (
        Export("shipment", lambda s: s.number),
        Export("order", lambda s: s.order.number),
        Export("carrier", lambda s: s.carrier.name if s.carrier else ""),
        Export("dispatched_at", lambda s: s.dispatched_at),
        Export("reason", lambda s: s.ended_reason),
    )

    def queryset(self) -> QuerySet:
        return Shipment.objects.filter(status__in=CAME_BACK).select_related("order__channel", "carrier")

    def decorate(self, rows: list[Any]) -> list[Any]:
        sources = {f"refusal-cost:{row.pk}": row for row in rows}
        costs = JournalEntry.objects.filter(source_event__in=sources, kind=EntryKind.REFUSAL_COST).prefetch_related("lines")
        for row in rows:
            row.cost, row.why = None, in_words(row.ended_reason)
        for entry in costs:
            row = sources[entry.source_event]
            row.cost, row.cost_entry = sum(line.debit for line in entry.lines.all()), entry
        owing = OpenItem.objects.filter(entry__in=[entry.pk for entry in costs]).values_list("shipment_id", flat=True)
        notes = CreditNote.objects.filter(source__in=[f"refused:{row.pk}" for row in rows]).select_related("invoice")
        credited = {note.source: note for note in notes}
        for row in rows:
            row.customer_bears = row.pk in set(owing)
            row.credit_note = credited.get(f"refused:{row.pk}")
        return rows


class ShortPays(Listing):
    """Parcels whose cash came short, as far as nobody has cleared them."""

    name = "short_pays"
    caption = _("Short-paid parcels")
    sorts = {"received": Sort(_("Received on"), "remittance__received_on")}
    filters = (
        TextFilter("q", _("Search"), fields=("item__order__number__startswith", "remittance__reference__icontains")),
        ChoiceFilter("channel", _("Channel"), channels, field="item__channel"),
    )
    columns = (
        Column(_("Remittance")),
        Column(_("Order")),
        Column(_("Received on"), sort="received"),
        Column(_("Expected"), num=True),
        Column(_("Received"), num=True),
        Column(_("Still short"), num=True),
    )
    row_template = "backoffice/accounting/short_row.html"
    empty_head = _("No courier owes the rest of a parcel")
    empty_text = _("When a courier pays less than it took, what is missing waits here until it is cleared.")
    exports = (
        Export("remittance", lambda r: r.remittance.reference),
        Export("order", lambda r: r.item.order.number),
        Export("received_on", lambda r: r.remittance.received_on),
        Export("currency", lambda r: r.remittance.currency),
        Export("expected", lambda r: r.expected),
        Export("received", lambda r: r.received),
        Export("short", lambda r: r.short),
    )

    def queryset(self) -> QuerySet:
        lines = RemittanceLine.objects.filter(received__lt=F("expected")).with_short()  # type: ignore[attr-defined]
        return lines.filter(short__gt=0).select_related("remittance", "item__order__channel")
