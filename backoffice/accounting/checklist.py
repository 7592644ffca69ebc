"""The closing checklist in words, each step opening the list behind it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounting.closing import Obstacle

#: code → what is asked, and the list behind it (address, query).
STEPS = {
    "not_booked": (_("Everything that happened is booked"), "events", ""),
    "unapplied": (_("Unapplied cash is decided"), "unapplied", "?state=open"),
    "refunds": (_("Refunds are paid out or declined"), "refunds", "?state=due"),
    "short_paid": (_("Short-paid parcels are cleared"), "short_pays", ""),
    "not_mailed": (_("Invoices are mailed"), "invoices", "?mailed=no"),
}


def in_words(found: list[Obstacle]) -> list[dict[str, Any]]:
    """For backoffice/accounting/checklist.html."""
    rows = []
    for one in found:
        what, name, query = STEPS[one.code]
        url = "" if name == "events" else reverse(f"backoffice:{name}") + query
        rows.append({"what": what, "count": one.count, "is_done": one.is_done, "url": url})
    return rows
