"""The warehouse's two homes on the start page; the pages of the same names (days.py) show what is behind them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from backoffice.homes import Chart, Figure, Home, Series
from backoffice.warehouse import days
from fulfillment import today
from inventory import covering


def _floor(user: Any) -> list[Figure]:
    """Five statements."""
    _orders, at_risk, breached = today.in_danger(1)
    _span, _left, handed = today.handed_over(8)
    return [Figure(**stat) for stat in days.floor_stats(user, today.work(), at_risk, breached, handed)]


def _stock(user: Any) -> list[Figure]:
    """Six statements."""
    found = days.stock_stats(covering.zone_sums(), covering.zone_history(8), days.short_lines())
    return [Figure(**stat) for stat in found]


def _left(user: Any) -> Chart:
    """What left on each day. One statement."""
    span, left, handed = today.handed_over()
    return Chart(_("Handed over, 14 days"), days.left_finding(handed), span, [Series(_("Shipments"), left, "level")])


HOME = [
    Home(code="floor", title=_("Floor"), permission="fulfillment.pick", position=20, figures=_floor, chart=_left),
    Home(code="stock", title=_("Stock"), permission="inventory.move", position=10, figures=_stock),
]
