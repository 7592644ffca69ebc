"""A suggestion's arithmetic, in words and figures, step by step."""

from math import sqrt
from typing import Any

from django.utils.translation import gettext as _

from core.numbers import say_number
from inventory.models import ReorderSuggestion
from inventory.reordering.arithmetic import quantile


def steps(row: ReorderSuggestion) -> list[dict[str, Any]]:
    """What, how it is worked out, and the figure it comes to."""
    wait = row.lead_days + row.review_days
    z = quantile(float(row.percent))
    demand, spread = say_number(round(row.a_day, 2)), say_number(round(row.spread, 2))
    variance = wait * row.spread**2 + row.a_day**2 * row.lead_spread_days**2
    facts = {
        "lead": say_number(row.lead_days), "review": say_number(row.review_days), "give": say_number(row.lead_spread_days),
        "sqrt": "√",  # no paper says it, so that no paper needs a font for it
        "wait": say_number(wait), "z": say_number(round(z, 2)), "a_day": demand, "spread": spread,
        "root": say_number(round(sqrt(variance), 1)), "percent": say_number(row.percent.normalize()),
        "safety": say_number(row.safety_stock), "order_days": say_number(row.order_days), "on_hand": say_number(row.on_hand),
        "coming": say_number(row.coming), "owed": say_number(row.owed), "pack": say_number(row.pack_size),
        "minimum": say_number(row.minimum_quantity), "up_to": say_number(row.up_to), "position": say_number(position(row)),
    }  # fmt: skip
    told = [
        (_("Wait"), _("%(lead)s days until it comes, looked at again after %(review)s"), wait),
        (
            _("Safety stock"),
            _("to be %(percent)s %% sure: %(z)s × %(sqrt)s(%(wait)s × %(spread)s² + %(a_day)s² × %(give)s²) = %(z)s × %(root)s"),
            row.safety_stock,
        ),
        (_("Reorder point"), _("%(a_day)s a day × %(wait)s days + %(safety)s safety stock"), row.reorder_point),
        (_("There and on its way"), _("%(on_hand)s on hand + %(coming)s ordered − %(owed)s owed to orders"), position(row)),
        (_("Fill up to"), _("%(a_day)s a day × (%(wait)s + %(order_days)s days) + %(safety)s safety stock"), row.up_to),
        (_("To order"), _("%(up_to)s − %(position)s, in packs of %(pack)s, at least %(minimum)s"), row.quantity),
    ]
    return [{"what": what, "how": how % facts, "value": value} for what, how, value in told]


def position(row: ReorderSuggestion) -> int:
    """What is there and on its way, less what is owed."""
    return row.on_hand + row.coming - row.owed


def in_a_sentence(row: ReorderSuggestion) -> str:
    """Why it is to be ordered now."""
    said = _("%(position)s are there or on their way, the reorder point is %(point)s; %(a_day)s a day are foreseen.")
    return said % {
        "position": say_number(position(row)),
        "point": say_number(row.reorder_point),
        "a_day": say_number(round(row.a_day, 1)),
    }
