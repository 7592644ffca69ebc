"""The timeline of an order in words. Jobs leave kinds and data; the sentence is chosen here, in the reader's language.

A department whose kinds are not known here is still shown, by the kind's own words; it adds its sentence to `SENTENCES`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.dates import say
from core.money import Money, format_money
from shop.order.models import Order, TimelineEntry

Word = str | Promise

REASONS: dict[str, Word] = {
    "customer_asked": gettext_lazy("The customer asked"),
    "cannot_deliver": gettext_lazy("It cannot be delivered in time"),
    "suspected_fraud": gettext_lazy("It looks like fraud"),
    "address_unclear": gettext_lazy("The address is unclear"),
    "payment_expired": gettext_lazy("It was not paid in time"),
    "order_cancelled": gettext_lazy("The order was cancelled"),
    "refused_at_the_door": gettext_lazy("Refused at the door"),
    "came_back": gettext_lazy("The goods came back"),
    "nothing_found": gettext_lazy("Nothing was found to pick"),
    "not_there": gettext_lazy("Nothing there"),
    "fewer": gettext_lazy("Fewer than booked"),
    "damaged": gettext_lazy("Damaged"),
    "wrong_tote": gettext_lazy("Wrong tote"),
    "damaged_goods": gettext_lazy("Damaged goods"),
    "no_box": gettext_lazy("No box fits"),
    "interrupted": gettext_lazy("Interrupted"),
    "wrong_goods": gettext_lazy("Other goods in the bin"),
}


#: Why a promise is at risk or breached.
CAUSES: dict[str, Word] = {
    "held": gettext_lazy("Held for a check"),
    "not_paid": gettext_lazy("Waits for its payment"),
    "no_stock": gettext_lazy("Waits for stock"),
    "not_picked": gettext_lazy("Not picked yet"),
    "in_picking": gettext_lazy("Still in picking"),
    "not_packed": gettext_lazy("Not packed yet"),
    "not_handed_over": gettext_lazy("Not handed over to the carrier"),
    "with_carrier": gettext_lazy("Late with the carrier"),
}


#: Parts of the house that act by themselves, as people call them. Others are named by their own label.
HOUSE: dict[str, Word] = {
    "accounting": gettext_lazy("Accounting"),
    "carrier": gettext_lazy("Carrier"),
    "fulfilment": gettext_lazy("Fulfilment"),
    "order checks": gettext_lazy("Order checks"),
    "payments": gettext_lazy("Payment"),
    "payment expiry": gettext_lazy("Payment"),
    "reserving": gettext_lazy("Stock"),
    "mail": gettext_lazy("E-mail"),
}


@dataclass(frozen=True)
class Sentence:
    """How a kind is told: tone, icon, area (people, money, stock), the words, and a second line from the entry's data."""

    tone: str
    icon: str
    area: str
    text: Word
    detail: str = ""


def _s(tone: str, icon: str, area: str, text: Word, detail: str = "") -> Sentence:
    return Sentence(tone, icon, area, text, detail)


SENTENCES: dict[str, Sentence] = {
    "placed": _s("", "circle-plus", "people", gettext_lazy("placed the order"), "%(amount)s"),
    "released": _s("ok", "shield-check", "people", gettext_lazy("released the order")),
    "held": _s("warn", "hand-stop", "people", gettext_lazy("held the order"), "%(reason)s"),
    "cancelled": _s("bad", "circle-x", "people", gettext_lazy("cancelled the order"), "%(reason)s"),
    "completed": _s("ok", "circle-check", "people", gettext_lazy("closed the order: delivered and settled")),
    "note": _s("info", "message", "people", gettext_lazy("added a note")),
    "ready_to_ship": _s("ok", "circle-arrow-right", "stock", gettext_lazy("found it ready to ship: released, payable, reserved")),
    "reserved": _s("ok", "bookmark", "stock", gettext_lazy("reserved every piece"), "%(warehouses)s"),
    "reservation_short": _s("warn", "alert-triangle", "stock", gettext_lazy("could not reserve every piece"), "%(warehouses)s"),
    "rerouted": _s("info", "truck", "stock", gettext_lazy("had it shipped from elsewhere"), "%(warehouses)s: %(reason)s"),
    "late_told": _s("info", "send", "stock", gettext_lazy("told the customer that some of it is late"), "%(late)s"),
    "reservation_lost": _s("warn", "bookmark", "stock", gettext_lazy("gave up the reservation")),
    "payment_started": _s("", "credit-card", "money", gettext_lazy("went to pay"), "%(method)s"),
    "payment_captured": _s("ok", "credit-card", "money", gettext_lazy("received the money"), "%(amount)s"),
    "payment_failed": _s("bad", "alert-circle", "money", gettext_lazy("saw the payment fail"), "%(failure)s"),
    "payment_expired": _s("", "clock-x", "money", gettext_lazy("let the unpaid order expire")),
    "payment_refunded": _s("", "arrow-back-up", "money", gettext_lazy("returned money"), "%(amount)s"),
    "refund_asked": _s("warn", "arrow-back-up", "money", gettext_lazy("asked for a refund"), "%(amount)s %(reason)s"),
    "refund_approved": _s("info", "circle-check", "money", gettext_lazy("approved the refund as second person"), "%(amount)s"),
    "refund_declined": _s("", "circle-x", "money", gettext_lazy("declined the refund"), "%(amount)s %(reason)s"),
    "refusal_charged": _s("warn", "cash", "money", gettext_lazy("booked what the refused parcel cost"), "%(amount)s"),
    "cash_applied": _s("ok", "cash", "money", gettext_lazy("applied money that had come before"), "%(amount)s %(reason)s"),
    "unapplied_cash": _s("warn", "cash", "money", gettext_lazy("received money that fits no open payment"), "%(amount)s"),
    "method_changed": _s("", "credit-card", "money", gettext_lazy("changed the way to pay"), "%(before)s → %(now)s"),
    "invoice_issued": _s("ok", "file-invoice", "money", gettext_lazy("issued the invoice"), "%(number)s"),
    "credit_note_issued": _s("", "file-invoice", "money", gettext_lazy("issued a credit note"), "%(number)s"),
    "paper_mailed": _s("", "send", "money", gettext_lazy("mailed a paper to the customer"), "%(number)s"),
    "shipment_opened": _s("", "package", "stock", gettext_lazy("opened a shipment"), "%(shipment)s %(warehouse)s"),
    "shipment_cancelled": _s("warn", "circle-x", "stock", gettext_lazy("called the shipment off"), "%(shipment)s %(reason)s"),
    "picking_started": _s("info", "basket", "stock", gettext_lazy("started picking"), "%(shipment)s %(pick_list)s"),
    "picked": _s("info", "basket-check", "stock", gettext_lazy("picked the goods"), "%(shipment)s"),
    "short_pick": _s("warn", "package-off", "stock", gettext_lazy("found too few"), "%(sku)s %(found)s/%(wanted)s · %(reason)s"),
    "short_pack": _s("warn", "package-off", "stock", gettext_lazy("missed some in the tote"), "%(sku)s %(missing)s · %(reason)s"),
    "packing_aborted": _s("warn", "circle-x", "stock", gettext_lazy("broke packing off"), "%(shipment)s %(reason)s"),
    "packed": _s("info", "package", "stock", gettext_lazy("packed the goods"), "%(shipment)s %(tracking)s"),
    "dispatched": _s("ok", "truck-delivery", "stock", gettext_lazy("handed over to the carrier"), "%(carrier)s %(tracking)s"),
    "delivered": _s("ok", "home-check", "stock", gettext_lazy("delivered the goods"), "%(shipment)s %(received_by)s"),
    "refused": _s("bad", "hand-stop", "stock", gettext_lazy("was sent away at the door: refused"), "%(shipment)s %(reason)s"),
    "promise_on_time": _s("ok", "clock-check", "stock", gettext_lazy("found the promise safe again")),
    "promise_at_risk": _s("warn", "clock-exclamation", "stock", gettext_lazy("found the promise at risk"), "%(cause)s"),
    "promise_breached": _s("bad", "clock-x", "stock", gettext_lazy("found the promise broken"), "%(cause)s"),
    "promise_kept": _s("ok", "clock-check", "stock", gettext_lazy("found the promise kept")),
    "returned_to_sender": _s("warn", "truck-return", "stock", gettext_lazy("brought the parcel back"), "%(shipment)s"),
    "return_closed": _s("", "package-import", "stock", gettext_lazy("closed the return"), "%(shipment)s %(pieces)s"),
}  # fmt: skip

#: Why a provider says a payment failed; what it calls otherwise is shown as it says it.
FAILURES: dict[str, Word] = {
    "insufficient_funds": gettext_lazy("There was not enough money on the account."),
    "card_declined": gettext_lazy("The bank declined the card."),
    "customer_left": gettext_lazy("The customer left the bank’s page."),
}

AREAS: dict[str, Word] = {
    "": gettext_lazy("All"),
    "people": gettext_lazy("People"),
    "money": gettext_lazy("Money"),
    "stock": gettext_lazy("Stock"),
}


class _Data(dict[str, Any]):
    """Data of an entry for a sentence: what is missing is left out, never an error."""

    def __missing__(self, key: str) -> str:
        return ""


def sentence_of(kind: str) -> Sentence:
    return SENTENCES.get(kind) or _s("", "circle-dashed", "people", kind.replace("_", " "))


def _told(data: Mapping[str, Any]) -> _Data:
    told = _Data({name: ", ".join(map(str, value)) if isinstance(value, list) else value for name, value in data.items()})
    amount = data.get("amount") or data.get("total")
    if amount and data.get("currency"):
        try:
            told["amount"] = format_money(Money(Decimal(str(amount)), data["currency"]), get_language() or "en")
        except InvalidOperation:
            told["amount"] = amount
    told["cause"] = CAUSES.get(str(data.get("cause", "")), "")
    code = str(data.get("code", ""))
    told["failure"] = FAILURES.get(code, code.replace("_", " "))
    told["shipment"] = data.get("shipment") or data.get("number", "")
    if "restocked" in data:
        told["pieces"] = _("restocked %(restocked)s, scrapped %(scrapped)s, missing %(missing)s") % dict(data)
    told["reason"] = REASONS.get(str(data.get("reason", "")), data.get("reason", ""))
    return told


def who(label: str, order: Order) -> Word:
    """Who did it. A customer or guest, known to the journal by a key, is the person whom the order names."""
    if label == "guest" or label.startswith("customer #"):
        return order.contact_name or label
    return HOUSE.get(label, label)


def item_of(entry: TimelineEntry) -> dict[str, Any]:
    """What templates/backoffice/parts/timeline_item.html takes."""
    sentence = sentence_of(entry.kind)
    at = timezone.localtime(entry.at)
    return {
        "tone": sentence.tone,
        "icon": sentence.icon,
        "area": sentence.area,
        "actor": who(entry.actor_label, entry.order),
        "text": sentence.text,
        "detail": (sentence.detail % _told(entry.data)).strip() if sentence.detail else "",
        "said": entry.body,
        "at": say(at, "time"),
        "at_iso": at.isoformat(),
        "day": at.date(),
    }


def timeline_of(order: Order, *, area: str, may_note: bool) -> dict[str, Any]:
    """What templates/backoffice/parts/timeline.html takes, newest first. One query."""
    items = [item_of(entry) for entry in reversed(list(order.timeline.all()))]
    shown = [item for item in items if not area or item["area"] == area]
    here = reverse("backoffice:order", args=[order.number])
    kinds = [
        {
            "url": f"{here}?show={name}#timeline" if name else f"{here}#timeline",
            "title": title,
            "count": sum(1 for item in items if not name or item["area"] == name),
            "current": name == area,
        }
        for name, title in AREAS.items()
    ]
    days = [
        {"title": say(day, "weekday"), "entries": list(entries)} for day, entries in groupby(shown, key=lambda item: item["day"])
    ]
    action = reverse("backoffice:order_note", args=[order.number]) if may_note else ""
    return {"days": days, "kinds": kinds if len(items) > 1 else [], "note_action": action}


def reason_in_words(reason: str) -> Word:
    return REASONS.get(reason) or reason or _("no reason given")
