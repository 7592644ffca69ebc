"""The chart of a stock card: what lay on the shelf, what was promised of it, and where it goes as foreseen."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import sqrt
from typing import Any

from django.utils.translation import gettext as _

from backoffice.warehouse.forecasts import per_cent
from core.numbers import say_number
from inventory import covering, one_product
from inventory.forecasting.asking import LEAST_A_DAY, outlook_of
from inventory.models import Forecast, StockLevel, ZoneKind
from shop.partner.models import StockRecord

CHART_DAYS, AHEAD_DAYS = 60, 14
_NOTHING = {"level": None, "owed": None, "ahead": None, "low": None, "high": None}


def chart_of(
    product_id: int, levels: Sequence[StockLevel], records: Sequence[StockRecord], forecasts: Sequence[Forecast]
) -> dict[str, object]:
    """Level over time, what is owed of it, and where it goes: as foreseen, else at the present demand. Two queries."""
    shelf = sum(level.on_hand for level in levels if level.location.zone.kind == ZoneKind.ECOMMERCE)
    owed = sum(record.reserved + record.promised for record in records)
    course = one_product.course_of(product_id, CHART_DAYS, level=shelf, owed=owed)
    rows: list[dict[str, Any]] = [
        _NOTHING | {"day": day, "level": on_hand, "owed": held}
        for day, on_hand, held in zip(course.days, course.level, course.owed, strict=True)
    ]
    rows[-1] |= {"ahead": shelf, "low": shelf, "high": shelf}
    today = course.days[-1]
    together = [one for one in forecasts if one.channel_id is None]
    foreseen = together if sum(one.a_day for one in together) >= LEAST_A_DAY else []
    if foreseen:
        rows += _as_foreseen(today, shelf, foreseen)
    elif course.sold:
        rows += _as_lately(today, shelf, course.sold / covering.DEMAND_DAYS)
    safety = sum(record.safety_stock for record in records)
    return {
        "rows": rows,
        "today": today,
        "safety": safety,
        "safety_label": _("safety stock %(n)s") % {"n": safety},
        "is_foreseen": bool(foreseen),
        "finding": _lasting(shelf, course.sold / covering.DEMAND_DAYS, foreseen),
    }


def _as_foreseen(today: date, shelf: int, foreseen: Sequence[Forecast]) -> list[dict[str, Any]]:
    """What is left each evening, and how far that may be off: days differ by themselves, so deviations add in squares."""
    outlooks = [outlook_of(one) for one in foreseen]
    spread = sqrt(sum(one.spread**2 for one in foreseen))
    rows, left = [], float(shelf)
    for n in range(1, AHEAD_DAYS + 1):
        day = today + timedelta(days=n)
        left -= sum(one.on(day.weekday()) for one in outlooks)
        astray = spread * sqrt(n)
        around = {"ahead": left, "low": left - astray, "high": min(left + astray, float(shelf))}
        rows.append(_NOTHING | {"day": day} | {name: max(round(pieces), 0) for name, pieces in around.items()})
    return rows


def _as_lately(today: date, shelf: int, a_day: float) -> list[dict[str, Any]]:
    return [
        _NOTHING | {"day": today + timedelta(days=n), "ahead": max(round(shelf - n * a_day), 0)} for n in range(1, AHEAD_DAYS + 1)
    ]


def _lasting(level: int, lately: float, foreseen: Sequence[Forecast]) -> str:
    """How long it lasts, in a sentence; and how far the forecast was off when it was tested."""
    a_day = sum(one.a_day for one in foreseen) or lately
    if not a_day:
        return _("%(n)s pieces lie in the e-commerce zone; none was ordered in the last 14 days.") % {"n": say_number(level)}
    figures = {"n": say_number(level), "a_day": say_number(round(a_day, 1)), "days": say_number(round(level / a_day))}
    if not foreseen:
        return _("%(n)s pieces lie in the e-commerce zone; at %(a_day)s ordered a day they last %(days)s days.") % figures
    said = _("%(n)s pieces lie in the e-commerce zone; at %(a_day)s foreseen a day they last %(days)s days.") % figures
    tested = [one for one in foreseen if one.error is not None and one.naive_error is not None]
    weight = sum(one.a_day for one in tested)
    if not weight:
        return said
    errors = {
        "error": per_cent(sum(one.a_day * (one.error or 0) for one in tested) / weight),
        "naive": per_cent(sum(one.a_day * (one.naive_error or 0) for one in tested) / weight),
    }
    return f"{said} " + _("Tested on the past, this erred by %(error)s, last week's figures by %(naive)s.") % errors
