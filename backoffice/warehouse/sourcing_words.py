"""Why a warehouse ships an order and the others do not, in words; for the panel on the order's page."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.money import Money, format_money
from core.numbers import say_number
from inventory.costing import company_currency
from inventory.models import SourcingCause, SourcingDecision, Warehouse

Row = Mapping[str, Any]


def panel_of(order: Any) -> dict[str, Any] | None:
    """The latest choice with its options, and the earlier ones. No panel before there is one. At most three queries."""
    decisions = list(SourcingDecision.objects.filter(order=order.pk)[:10])
    if not decisions:
        return None
    names = dict(Warehouse.objects.values_list("code", "name"))
    latest, currency = decisions[0], company_currency()
    chosen = latest.chosen
    options = [_option(row, names, currency, why=why_not(chosen, row, currency)) for row in latest.rejected]
    return {
        "decision": latest,
        "chosen": _option(chosen, names, currency, why=""),
        "options": options,
        "left_out": latest.left_out,
        "why": _headline(latest),
        "weights": _weights(latest, currency),
        "earlier": [
            {
                "at": one.decided_at,
                "cause": one.get_cause_display(),
                "to": names_of(one.chosen, names),
                "reason": one.reason,
                "by": one.decided_by if one.cause == SourcingCause.BY_HAND else "",
            }
            for one in decisions[1:]
        ],
        "currency": currency,
    }


def _headline(decision: SourcingDecision) -> str:
    if decision.cause == SourcingCause.BY_HAND:
        return _("%(who)s chose by hand: %(reason)s") % {"who": decision.decided_by, "reason": decision.reason}
    return decision.get_cause_display()


def names_of(row: Row, names: Mapping[str, str]) -> str:
    """The warehouses of an option."""
    return " + ".join(names.get(code, code) for code in row.get("warehouses", ())) or _("nowhere")


def _option(row: Row, names: Mapping[str, str], currency: str, *, why: str) -> dict[str, Any]:
    return {
        "names": names_of(row, names),
        "missing": row.get("missing", 0),
        "parcels": row.get("parcels", 0),
        "cost": Decimal(row.get("cost", 0)),
        "km": row.get("km", 0),
        "days_late": row.get("days_late", 0),
        "points": Decimal(row["points"]) if "points" in row else None,
        "why": why,
    }


def _weights(decision: SourcingDecision, currency: str) -> list[dict[str, str]]:
    if not decision.weights:
        return []
    said = decision.weights
    return [
        {"label": _("Each further parcel"), "value": _money(Decimal(said["further_parcel"]), currency)},
        {"label": _("Each day after the promise"), "value": _money(Decimal(said["day_late"]), currency)},
        {"label": _("Cost of the parcels, per cent"), "value": say_number(int(said["cost_percent"]))},
        {"label": _("Each kilometre"), "value": _money(Decimal(said["kilometre"]), currency)},
        {"label": _("Parcels at most"), "value": say_number(int(said["most_parcels"]))},
    ]


def _money(amount: Decimal, currency: str) -> str:
    return format_money(Money(amount, currency), get_language() or "en")


def why_not(chosen: Row, row: Row, currency: str) -> str:
    """In what an option is worse than the chosen one, as sentences' parts; what it lacks comes first."""
    parts = []
    lacks = int(row["missing"]) - int(chosen.get("missing", 0))
    if not row["warehouses"]:
        return _("nothing is sent at all")
    if lacks > 0:
        parts.append(ngettext("%(n)s piece short", "%(n)s pieces short", lacks) % {"n": say_number(lacks)})
    more = int(row["parcels"]) - int(chosen.get("parcels", 0))
    if more > 0:
        parts.append(ngettext("%(n)s more parcel", "%(n)s more parcels", more) % {"n": say_number(more)})
    late = int(row.get("days_late", 0)) - int(chosen.get("days_late", 0))
    if late > 0:
        parts.append(ngettext("%(n)s day later", "%(n)s days later", late) % {"n": say_number(late)})
    dearer = Decimal(row["cost"]) - Decimal(chosen.get("cost", 0))
    if dearer > 0:
        parts.append(_("%(amount)s dearer") % {"amount": _money(dearer, currency)})
    farther = int(row["km"]) - int(chosen.get("km", 0))
    if farther > 0:
        parts.append(_("%(n)s km farther") % {"n": say_number(farther)})
    return ", ".join(parts) or _("equal in everything")
