"""How every state of the house looks: its tone, its icon, its word.

One table for both faces, so that a state never has two words. Tones: ok (as it should be), info (on its way), calm (at rest),
warn (needs somebody soon), bad (needs somebody now). A key that is missing here is shown as plain text, calm: the tests name it.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Look:
    """What a state looks like."""

    tone: str
    icon: str
    word: str | Promise


TONES = ("ok", "info", "calm", "warn", "bad")

ORDER = {
    "placed": Look("info", "circle-plus", pgettext_lazy("order status", "Placed")),
    "held": Look("warn", "hand-stop", pgettext_lazy("order status", "Held")),
    "released": Look("info", "circle-arrow-right", pgettext_lazy("order status", "Released")),
    "completed": Look("ok", "circle-check", pgettext_lazy("order status", "Completed")),
    "cancelled": Look("calm", "circle-x", pgettext_lazy("order status", "Cancelled")),
}

# The payment view of an order, derived from its payments.
ORDER_PAYMENT = {
    "unpaid": Look("calm", "circle-dashed", _("Unpaid")),
    "authorised": Look("info", "lock", _("Authorised")),
    "part_paid": Look("warn", "circle-half-2", _("Part paid")),
    "paid": Look("ok", "circle-check", _("Paid")),
    "on_terms": Look("calm", "file-invoice", _("On terms")),
    "cash_due": Look("info", "cash", _("Cash due")),
    "refunded": Look("calm", "arrow-back-up", _("Refunded")),
    "part_refunded": Look("calm", "arrow-back-up", _("Part refunded")),
}

# The fulfilment view of an order, derived from its shipments.
ORDER_FULFILMENT = {
    "unfulfilled": Look("calm", "circle-dashed", _("Unfulfilled")),
    "reserved": Look("info", "bookmark", _("Reserved")),
    "in_picking": Look("info", "basket", _("In picking")),
    "part_shipped": Look("warn", "truck-loading", _("Part shipped")),
    "shipped": Look("ok", "truck-delivery", _("Shipped")),
    "delivered": Look("ok", "home-check", _("Delivered")),
    "returned": Look("calm", "arrow-back-up", _("Returned")),
    "part_returned": Look("calm", "arrow-back-up", _("Part returned")),
}

PROMISE = {
    "on_time": Look("ok", "clock-check", _("On time")),
    "at_risk": Look("warn", "clock-exclamation", _("At risk")),
    "breached": Look("bad", "clock-x", _("Breached")),
    "kept": Look("ok", "clock-check", _("Kept")),
}

# One payment of an order.
PAYMENT = {
    "pending": Look("calm", "clock-hour-4", _("Pending")),
    "authorised": Look("info", "lock", _("Authorised")),
    "part_captured": Look("warn", "circle-half-2", _("Part captured")),
    "captured": Look("ok", "circle-check", _("Captured")),
    "part_refunded": Look("calm", "arrow-back-up", _("Part refunded")),
    "refunded": Look("calm", "arrow-back-up", _("Refunded")),
    "failed": Look("bad", "alert-circle", pgettext_lazy("payment", "Failed")),
    "expired": Look("calm", "clock-x", pgettext_lazy("payment", "Expired")),
    "cancelled": Look("calm", "circle-x", pgettext_lazy("payment", "Cancelled")),
}

SHIPMENT = {
    "waiting": Look("calm", "clock-hour-4", pgettext_lazy("shipment", "Waiting")),
    "released": Look("info", "circle-arrow-right", pgettext_lazy("shipment", "Released")),
    "picking": Look("info", "basket", pgettext_lazy("shipment", "Picking")),
    "picked": Look("info", "basket-check", pgettext_lazy("shipment", "Picked")),
    "packed": Look("info", "package", pgettext_lazy("shipment", "Packed")),
    "dispatched": Look("ok", "truck-delivery", pgettext_lazy("shipment", "Dispatched")),
    "delivered": Look("ok", "home-check", pgettext_lazy("shipment", "Delivered")),
    "cancelled": Look("calm", "circle-x", pgettext_lazy("shipment", "Cancelled")),
    "refused": Look("bad", "hand-stop", pgettext_lazy("shipment", "Refused")),
    "returned_to_sender": Look("warn", "truck-return", _("Returned to sender")),
}

# How long what lies in the e-commerce zone lasts.
COVER = {
    "runs_out": Look("bad", "circle-off", pgettext_lazy("cover", "Runs out today")),
    "below_safety": Look("warn", "alert-triangle", pgettext_lazy("cover", "Below safety")),
    "low": Look("warn", "alert-triangle", pgettext_lazy("cover", "Low")),
    "good": Look("ok", "circle-check", pgettext_lazy("cover", "Good")),
    "still": Look("calm", "circle-minus", pgettext_lazy("cover", "Not sold lately")),
}

WAVE = {
    "open": Look("calm", "stack-2", pgettext_lazy("wave", "Open")),
    "released": Look("info", "circle-arrow-right", pgettext_lazy("wave", "Released")),
    "picking": Look("info", "basket", pgettext_lazy("wave", "Picking")),
    "picked": Look("ok", "basket-check", pgettext_lazy("wave", "Picked")),
    "done": Look("ok", "circle-check", pgettext_lazy("wave", "Done")),
    "cancelled": Look("calm", "circle-x", pgettext_lazy("wave", "Cancelled")),
}

PARCEL = {
    "closed": Look("info", "package", pgettext_lazy("parcel", "Packed")),
    "open": Look("calm", "package", pgettext_lazy("parcel", "Being packed")),
    "packing": Look("info", "package", pgettext_lazy("parcel", "Being packed")),
    "packed": Look("info", "package", pgettext_lazy("parcel", "Packed")),
    "labelled": Look("info", "tag", pgettext_lazy("parcel", "Labelled")),
    "dispatched": Look("ok", "truck-delivery", pgettext_lazy("parcel", "Dispatched")),
    "delivered": Look("ok", "home-check", pgettext_lazy("parcel", "Delivered")),
    "refused": Look("bad", "hand-stop", pgettext_lazy("parcel", "Refused")),
    "returned": Look("warn", "truck-return", pgettext_lazy("parcel", "Returned to sender")),
    "returned_to_sender": Look("warn", "truck-return", pgettext_lazy("parcel", "Returned to sender")),
    "lost": Look("bad", "alert-circle", pgettext_lazy("parcel", "Lost")),
    "cancelled": Look("calm", "circle-x", pgettext_lazy("parcel", "Cancelled")),
}

PICK_LINE = {
    "waiting": Look("calm", "circle-dashed", pgettext_lazy("pick line", "To pick")),
    "open": Look("calm", "circle-dashed", pgettext_lazy("pick line", "To pick")),
    "picked": Look("ok", "circle-check", pgettext_lazy("pick line", "Picked")),
    "short": Look("warn", "package-off", pgettext_lazy("pick line", "Short")),
    "cancelled": Look("calm", "circle-x", pgettext_lazy("pick line", "Cancelled")),
}

RESERVATION = {
    "active": Look("info", "bookmark", pgettext_lazy("reservation", "Reserved")),
    "picked": Look("info", "basket-check", pgettext_lazy("reservation", "Picked")),
    "consumed": Look("ok", "truck-delivery", pgettext_lazy("reservation", "Shipped")),
    "released": Look("calm", "arrow-back-up", pgettext_lazy("reservation", "Given back")),
}

RETURN = {
    "requested": Look("info", "circle-plus", pgettext_lazy("return", "Requested")),
    "approved": Look("info", "circle-check", pgettext_lazy("return", "Approved")),
    "in_transit": Look("info", "truck-return", pgettext_lazy("return", "On its way back")),
    "received": Look("info", "package-import", pgettext_lazy("return", "Received")),
    "inspected": Look("info", "search", pgettext_lazy("return", "Inspected")),
    "closed": Look("ok", "circle-check", pgettext_lazy("return", "Closed")),
    "refused": Look("bad", "hand-stop", pgettext_lazy("return", "Refused")),
    "cancelled": Look("calm", "circle-x", pgettext_lazy("return", "Cancelled")),
}

PURCHASE_ORDER = {
    "draft": Look("calm", "pencil", pgettext_lazy("purchase order", "Draft")),
    "sent": Look("info", "send", pgettext_lazy("purchase order", "Sent")),
    "ordered": Look("info", "send", pgettext_lazy("purchase order", "Ordered")),
    "confirmed": Look("info", "circle-check", pgettext_lazy("purchase order", "Confirmed")),
    "part_received": Look("warn", "circle-half-2", pgettext_lazy("purchase order", "Part received")),
    "received": Look("ok", "package-import", pgettext_lazy("purchase order", "Received")),
    "closed": Look("ok", "circle-check", pgettext_lazy("purchase order", "Closed")),
    "closed_short": Look("warn", "package-off", pgettext_lazy("purchase order", "Closed short")),
    "cancelled": Look("calm", "circle-x", pgettext_lazy("purchase order", "Cancelled")),
}

LOT = {
    "open": Look("ok", "circle-check", pgettext_lazy("lot", "May be sold")),
    "blocked": Look("bad", "lock", pgettext_lazy("lot", "Blocked")),
    "expired": Look("warn", "calendar-off", pgettext_lazy("lot", "Expired")),
}

TRANSFER = {
    "draft": Look("calm", "pencil", pgettext_lazy("transfer", "Draft")),
    "on_the_way": Look("info", "truck-delivery", pgettext_lazy("transfer", "On the way")),
    "short": Look("warn", "package-off", pgettext_lazy("transfer", "Arrived, pieces missing")),
    "received": Look("ok", "package-import", pgettext_lazy("transfer", "Arrived")),
    "cancelled": Look("calm", "circle-x", pgettext_lazy("transfer", "Cancelled")),
}

TASK = {
    "open": Look("calm", "circle-dashed", pgettext_lazy("task", "Open")),
    "in_progress": Look("info", "progress", pgettext_lazy("task", "In progress")),
    "waiting": Look("calm", "clock-hour-4", pgettext_lazy("task", "Waiting")),
    "overdue": Look("bad", "clock-x", pgettext_lazy("task", "Overdue")),
    "done": Look("ok", "circle-check", pgettext_lazy("task", "Done")),
    "cancelled": Look("calm", "circle-x", pgettext_lazy("task", "Cancelled")),
}

COUNT = {
    "open": Look("calm", "circle-dashed", pgettext_lazy("count", "To count")),
    "again": Look("warn", "refresh", pgettext_lazy("count", "Count again")),
    "to_approve": Look("warn", "signature", pgettext_lazy("count", "Waits for a second person")),
    "agreed": Look("ok", "circle-check", pgettext_lazy("count", "Agrees")),
    "booked": Look("ok", "clipboard-check", pgettext_lazy("count", "Booked")),
    "cancelled": Look("calm", "circle-x", pgettext_lazy("count", "Struck off")),
}

LEAK = {
    "open": Look("warn", "alert-triangle", pgettext_lazy("leak", "To resolve")),
    "resolved": Look("ok", "circle-check", pgettext_lazy("leak", "Resolved")),
    "gone": Look("calm", "circle-minus", pgettext_lazy("leak", "Gone by itself")),
}

LIFECYCLE = {
    "draft": Look("calm", "pencil", pgettext_lazy("product", "Draft")),
    "active": Look("ok", "circle-check", pgettext_lazy("product", "On sale")),
    "sell_through": Look("warn", "circle-minus", pgettext_lazy("product", "Selling off")),
    "discontinued": Look("calm", "circle-x", pgettext_lazy("product", "Discontinued")),
}

REFUND = {
    "due": Look("warn", "signature", pgettext_lazy("refund", "Waits for a second person")),
    "approved": Look("info", "circle-check", pgettext_lazy("refund", "To be paid out")),
    "done": Look("ok", "arrow-back-up", pgettext_lazy("refund", "Paid out")),
    "declined": Look("calm", "circle-x", pgettext_lazy("refund", "Declined")),
}

UNAPPLIED = {
    "open": Look("warn", "cash", pgettext_lazy("unapplied cash", "To be decided")),
    "asked": Look("info", "signature", pgettext_lazy("unapplied cash", "Return waits for a second person")),
    "applied": Look("ok", "circle-check", pgettext_lazy("unapplied cash", "Applied")),
    "returned": Look("calm", "arrow-back-up", pgettext_lazy("unapplied cash", "Returned")),
}

# Invoices, credit notes, receipts, quotes: what state the paper is in.
DOCUMENT = {
    "draft": Look("calm", "pencil", pgettext_lazy("document", "Draft")),
    "rendering": Look("info", "progress", pgettext_lazy("document", "Being drawn")),
    "issued": Look("info", "file-invoice", pgettext_lazy("document", "Issued")),
    "sent": Look("info", "send", pgettext_lazy("document", "Sent")),
    "open": Look("info", "file-invoice", pgettext_lazy("document", "Open")),
    "part_paid": Look("warn", "circle-half-2", pgettext_lazy("document", "Part paid")),
    "paid": Look("ok", "circle-check", pgettext_lazy("document", "Paid")),
    "settled": Look("ok", "circle-check", pgettext_lazy("document", "Settled")),
    "overdue": Look("bad", "clock-x", pgettext_lazy("document", "Overdue")),
    "credited": Look("calm", "arrow-back-up", pgettext_lazy("document", "Credited")),
    "written_off": Look("calm", "circle-minus", pgettext_lazy("document", "Written off")),
    "failed": Look("bad", "alert-circle", pgettext_lazy("document", "Not drawn")),
}

PERIOD = {
    "open": Look("ok", "circle-check", pgettext_lazy("period", "Open")),
    "closing": Look("warn", "progress", pgettext_lazy("period", "Closing")),
    "closed": Look("calm", "lock", pgettext_lazy("period", "Closed")),
}

JOURNAL = {
    "draft": Look("calm", "pencil", pgettext_lazy("journal entry", "Draft")),
    "posted": Look("ok", "circle-check", pgettext_lazy("journal entry", "Posted")),
    "reversed": Look("calm", "arrow-back-up", pgettext_lazy("journal entry", "Reversed")),
}

BANK_LINE = {
    "open": Look("warn", "circle-dashed", pgettext_lazy("bank line", "Unmatched")),
    "unmatched": Look("warn", "circle-dashed", pgettext_lazy("bank line", "Unmatched")),
    "proposed": Look("info", "arrows-join", pgettext_lazy("bank line", "Proposed")),
    "matched": Look("ok", "circle-check", pgettext_lazy("bank line", "Matched")),
    "confirmed": Look("ok", "circle-check", pgettext_lazy("bank line", "Confirmed")),
    "unapplied": Look("warn", "cash", pgettext_lazy("bank line", "Unapplied cash")),
    "ignored": Look("calm", "circle-minus", pgettext_lazy("bank line", "Set aside")),
}

COMMISSION = {
    "accrued": Look("info", "clock-hour-4", pgettext_lazy("commission", "Accrued")),
    "payable": Look("info", "cash", pgettext_lazy("commission", "Payable")),
    "paid": Look("ok", "circle-check", pgettext_lazy("commission", "Paid")),
    "clawed_back": Look("bad", "arrow-back-up", pgettext_lazy("commission", "Clawed back")),
    "disputed": Look("warn", "hand-stop", pgettext_lazy("commission", "Disputed")),
}

CHECK = {
    "pass": Look("ok", "circle-check", pgettext_lazy("order check", "Passed")),
    "hold": Look("warn", "hand-stop", pgettext_lazy("order check", "Held")),
    "approved": Look("ok", "shield-check", pgettext_lazy("order check", "Approved")),
    "rejected": Look("bad", "circle-x", pgettext_lazy("order check", "Rejected")),
}

CASE = {
    "open": Look("warn", "message", pgettext_lazy("case", "Open")),
    "waiting": Look("calm", "clock-hour-4", pgettext_lazy("case", "Waiting for customer")),
    "in_progress": Look("info", "progress", pgettext_lazy("case", "In progress")),
    "solved": Look("ok", "circle-check", pgettext_lazy("case", "Solved")),
    "closed": Look("calm", "circle-check", pgettext_lazy("case", "Closed")),
}

DELIVERY = {
    "waiting": Look("info", "clock-hour-4", pgettext_lazy("event delivery", "Waiting")),
    "done": Look("ok", "circle-check", pgettext_lazy("event delivery", "Done")),
    "dead": Look("bad", "alert-circle", pgettext_lazy("event delivery", "Dead letter")),
}

#: Every table by the name that templates use: {% status_pill "order" order.status %}.
STATUSES: dict[str, dict[str, Look]] = {
    "order": ORDER,
    "order_payment": ORDER_PAYMENT,
    "order_fulfilment": ORDER_FULFILMENT,
    "promise": PROMISE,
    "payment": PAYMENT,
    "cover": COVER,
    "shipment": SHIPMENT,
    "wave": WAVE,
    "parcel": PARCEL,
    "pick_list": WAVE,
    "pick_line": PICK_LINE,
    "reservation": RESERVATION,
    "return": RETURN,
    "purchase_order": PURCHASE_ORDER,
    "lot": LOT,
    "transfer": TRANSFER,
    "task": TASK,
    "count": COUNT,
    "leak": LEAK,
    "lifecycle": LIFECYCLE,
    "document": DOCUMENT,
    "refund": REFUND,
    "unapplied": UNAPPLIED,
    "period": PERIOD,
    "journal": JOURNAL,
    "bank_line": BANK_LINE,
    "commission": COMMISSION,
    "check": CHECK,
    "case": CASE,
    "delivery": DELIVERY,
}


def look(table: str, value: str) -> Look:
    """How `value` of `table` looks. Spaces, hyphens and capitals in the key do not matter."""
    key = str(value).strip().lower().replace(" ", "_").replace("-", "_")
    return STATUSES.get(table, {}).get(key) or Look("calm", "circle-dashed", str(value).replace("_", " ").capitalize())
