"""The audit browser: who did what to which record, when and from where; every row opens its record."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.listing import ChoiceFilter, DayFilter, Export, Listing, Sort, TextFilter, View, render_list
from backoffice.listing import Column as Head
from core.access import User
from core.access.http import staff
from core.audit.models import ActorKind, AuditEntry

#: Kind of record → the address that shows it, and the field that stands in the address.
RECORDS: dict[str, tuple[str, str]] = {
    "order.Order": ("order", "number"),
    "payment.Payment": ("order", "order__number"),
    "fulfillment.Shipment": ("shipment", "number"),
    "accounting.Invoice": ("invoice", "number"),
    "accounting.JournalEntry": ("journal_entry", "number"),
    "catalogue.Product": ("stock_card", "sku"),
    "customer.Customer": ("customer", "pk"),
    "access.User": ("person", "pk"),
    "access.Role": ("role", "pk"),
    "channels.Channel": ("channel", "pk"),
    "channels.ChannelMarket": ("channel_market", "pk"),
    "channels.Market": ("market", "pk"),
    "channels.Door": ("door", "pk"),
    "payment.PaymentMethod": ("payment_method", "pk"),
    "shipping.DeliveryOption": ("delivery_option", "pk"),
    "pricing.PriceList": ("price_list", "pk"),
    "pricing.Price": ("price", "pk"),
    "events.Delivery": ("dead_letter", "pk"),
}
#: Words for kinds whose models have none.
WORDS: dict[str, str | Promise] = {"payment.Payment": gettext_lazy("Payment")}
KEPT = 60  # seconds for which the known deeds may be out of date


def known(column: str) -> list[str]:
    """The values a column of the trail has, by leaps over its index: twenty deeds cost twenty look-ups in any trail."""
    key = f"audit:known:{column}"
    found = cache.get(key)
    if found is None:
        quoted = connection.ops.quote_name(column)
        leap = f"SELECT {quoted} AS value FROM audit_auditentry WHERE {quoted} > %s ORDER BY {quoted} LIMIT 1"
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH RECURSIVE leaps AS (({leap}) UNION ALL SELECT ({leap.replace('%s', 'leaps.value')}) FROM leaps"
                " WHERE leaps.value IS NOT NULL) SELECT value FROM leaps WHERE value IS NOT NULL",
                [""],
            )
            found = [row[0] for row in cursor.fetchall()]
        cache.set(key, found, KEPT)
    return found


def _people() -> list[tuple[str, str]]:
    people = User.objects.filter(is_staff=True).order_by("full_name", "email").values_list("pk", "full_name", "email")
    return [(str(pk), name or email) for pk, name, email in people]


def _kinds() -> list[tuple[str, str]]:
    return [(kind, kind_in_words(kind)) for kind in known("subject_type")]


def kind_in_words(kind: str) -> str:
    """A kind of record as its model calls it; one that has no word in any language keeps its technical name."""
    if kind in WORDS:
        return str(WORDS[kind])
    try:
        name = apps.get_model(kind)._meta.verbose_name
    except (LookupError, ValueError):
        return kind
    return str(name).capitalize() if isinstance(name, Promise) else kind


def in_code(deed: str) -> str:
    """A deed is a name of the machine's, the same in every language."""
    return format_html('<span class="code" translate="no">{}</span>', deed)


@dataclass(frozen=True)
class DeedFilter(ChoiceFilter):
    """One deed, or with a dot at its end all that begin so ("access.")."""

    choices: Callable[[], list[tuple[str, str | Promise]]] = lambda: [(deed, in_code(deed)) for deed in known("action")]

    def clean(self, value: str) -> str:
        return value if value.endswith(".") or value in known("action") else ""

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        wanted = [deed for deed in known("action") if deed == value or (value.endswith(".") and deed.startswith(value))]
        return rows.filter(action__in=wanted)

    def say(self, value: str) -> str:
        return in_code(f"{value}…" if value.endswith(".") else value)


def _said(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value


class AuditTrail(Listing):
    """Deeds as they were written down, in the transaction that did them; nothing here can be changed."""

    name, caption = "audit", gettext_lazy("Audit trail")
    sorts = {"at": Sort(gettext_lazy("When"), "at", descending=True)}
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Deed, person or record"),
            ("action__istartswith", "actor_label__icontains", "subject_label__icontains"),
        ),
        ChoiceFilter("who", gettext_lazy("Who"), _people, field="actor_id"),
        ChoiceFilter("kind", gettext_lazy("Done by"), ActorKind.choices, field="actor_kind"),
        DeedFilter("deed", gettext_lazy("Deed")),
        ChoiceFilter("record", gettext_lazy("Kind of record"), _kinds, field="subject_type"),
        TextFilter("number", gettext_lazy("Record's key"), ("subject_id",)),
        DayFilter("day", gettext_lazy("Day"), field="at", words=("today", "yesterday")),
    )
    views = (
        View(gettext_lazy("Everything"), {}),
        View(gettext_lazy("By staff"), {"kind": "user"}),
        View(gettext_lazy("By the system"), {"kind": "system"}),
        View(gettext_lazy("Rights"), {"deed": "access."}),
        View(gettext_lazy("Coming and going"), {"deed": "staff."}),
    )
    columns = (
        Head(gettext_lazy("When"), sort="at"),
        Head(gettext_lazy("Who")),
        Head(gettext_lazy("Deed")),
        Head(gettext_lazy("Record")),
        Head(gettext_lazy("Values")),
        Head(gettext_lazy("From")),
    )
    row_template = "backoffice/settings/audit_row.html"
    exports = (
        Export("at", lambda row: row.at),
        Export("actor_kind", lambda row: row.actor_kind),
        Export("actor", lambda row: row.actor_label),
        Export("action", lambda row: row.action),
        Export("record_kind", lambda row: row.subject_type),
        Export("record_id", lambda row: row.subject_id),
        Export("record", lambda row: row.subject_label),
        Export("values", lambda row: json.dumps(row.data, ensure_ascii=False)),
        Export("ip", lambda row: row.ip),
        Export("machine", lambda row: row.machine),
    )
    is_personal = True
    empty_head = gettext_lazy("Nothing was done yet")

    def queryset(self) -> QuerySet:
        return AuditEntry.objects.all()

    def decorate(self, rows: list[Any]) -> list[Any]:
        for row in rows:
            row.values = [(name, _said(value)) for name, value in row.data.items() if value not in ("", None, [], {})]
            row.opens = row.subject_type in RECORDS
            row.kind_in_words = kind_in_words(row.subject_type) if row.subject_type else ""
        return rows


@staff(GET="audit.view")
def audit(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        AuditTrail(request),
        title=_("Audit trail"),
        sub=_("Written with the deed itself, never changed after."),
    )


@staff(GET="audit.view")
def audited_record(request: HttpRequest, pk: int) -> HttpResponse:
    """The record a deed was about; whether one may see it, its own page decides."""
    entry = AuditEntry.objects.filter(pk=pk).first()
    if entry is None or entry.subject_type not in RECORDS:
        raise Http404("no such record")
    address, field = RECORDS[entry.subject_type]
    found = apps.get_model(entry.subject_type).objects.filter(pk=entry.subject_id).values_list(field, flat=True).first()
    if found is None:
        messages.warning(request, _("That record exists no more. What was done to it stays here."))
        return redirect("backoffice:audit")
    return redirect(f"backoffice:{address}", found)
