"""The timeline of a purchase order in words: who did what, from the audit trail of the jobs, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.orders.telling import HOUSE
from core import audit
from core.audit.models import AuditEntry
from core.dates import say
from core.numbers import say_number
from inventory.models import PurchaseOrder, PurchaseOrderStatus

#: Entries that stand on a page; an order that was changed more often shows its newest ones.
MOST = 100


@dataclass(frozen=True)
class Sentence:
    """How a deed is told: tone, icon, the words, and a second line from the entry's data."""

    tone: str
    icon: str
    text: str | Promise
    detail: Callable[[dict[str, Any]], str] = lambda data: ""
    has_paper: bool = False


def _day(value: Any) -> str:
    """A day as it was written down; nothing where there was none."""
    try:
        return say(date.fromisoformat(str(value)), "day")
    except ValueError:
        return ""


def _lines(data: dict[str, Any]) -> str:
    count = int(data.get("lines", 0))
    said = ngettext("%(n)s product", "%(n)s products", count) % {"n": say_number(count)}
    return " · ".join(one for one in (said, str(data.get("cause", ""))) if one)


def _expected(data: dict[str, Any]) -> str:
    day = _day(data.get("expected_on"))
    return _("expected on %(day)s") % {"day": day} if day else ""


def _moved(data: dict[str, Any]) -> str:
    return f"{_day(data.get('before')) or '–'} → {_day(data.get('after')) or '–'}"


def _came(data: dict[str, Any]) -> str:
    count = int(data.get("pieces", 0))
    said = ngettext("%(n)s piece", "%(n)s pieces", count) % {"n": say_number(count)}
    rest = _("all of it has come") if data.get("status") == PurchaseOrderStatus.RECEIVED else ""
    return " · ".join(one for one in (str(data.get("receipt", "")), said, rest) if one)


def _reason(data: dict[str, Any]) -> str:
    return str(data.get("reason", ""))


SENTENCES: dict[str, Sentence] = {
    "purchase_order.drafted": Sentence("", "circle-plus", gettext_lazy("drafted the order"), _lines),
    "purchase_order.changed": Sentence("", "pencil", gettext_lazy("changed the draft"), _lines),
    "purchase_order.sent": Sentence("ok", "circle-arrow-right", gettext_lazy("ordered the goods"), _expected),
    "purchase_order.mailed": Sentence("", "send", gettext_lazy("took the order to the supplier"), has_paper=True),
    "purchase_order.moved": Sentence("info", "calendar-event", gettext_lazy("named another day of arrival"), _moved),
    "purchase_order.delivered": Sentence("ok", "package-import", gettext_lazy("received goods"), _came),
    "purchase_order.cancelled": Sentence("bad", "circle-x", gettext_lazy("cancelled the order"), _reason),
    "purchase_order.cancelling_mailed": Sentence("", "send", gettext_lazy("told the supplier that it is cancelled")),
    "purchase_order.closed_short": Sentence("warn", "x", gettext_lazy("closed it short: nothing more will come"), _reason),
}


def timeline_of(order: PurchaseOrder, *, may_read_paper: bool) -> dict[str, Any]:
    """What templates/backoffice/parts/timeline.html takes, newest first. One query."""
    entries = audit.history(order).filter(action__in=list(SENTENCES))[:MOST]
    items = [_item(entry, order, may_read_paper) for entry in entries]
    days = groupby(items, key=lambda item: item["day"])
    return {"days": [{"title": say(day, "weekday"), "entries": list(of_day)} for day, of_day in days], "kinds": []}


def _item(entry: AuditEntry, order: PurchaseOrder, may_read_paper: bool) -> dict[str, Any]:
    """What templates/backoffice/parts/timeline_item.html takes."""
    sentence, at = SENTENCES[entry.action], timezone.localtime(entry.at)
    item = {
        "tone": sentence.tone,
        "icon": sentence.icon,
        "actor": HOUSE.get(entry.actor_label, entry.actor_label),
        "text": sentence.text,
        "detail": sentence.detail(entry.data),
        "at": say(at, "time"),
        "at_iso": at.isoformat(),
        "day": at.date(),
    }
    if sentence.has_paper and may_read_paper:
        item |= {"url": reverse("backoffice:purchase_order_paper", args=[order.number]), "link": f"{order.number}.pdf"}
    return item
