"""What a customer is told of pieces that were not on their shelf and that no warehouse has: how many, and when more comes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core import clock
from core.numbers import say_number
from shop.order.models import Line
from shop.storefront import words


@dataclass(frozen=True)
class Late:
    """Pieces missing by line, with the day on which more is awaited; `some_there`: the order has other pieces."""

    missing: dict[int, int]
    awaited: dict[int, date]
    some_there: bool

    @property
    def pieces(self) -> int:
        return sum(self.missing.values())

    def said(self) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
        """Answers, given an order's lines, those that wait, in the reader's language."""

        def late_lines(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
            return [self._told(line) for line in lines if line["pk"] in self.missing]

        return late_lines

    def _told(self, line: dict[str, Any]) -> dict[str, Any]:
        figures = {"n": say_number(self.missing[line["pk"]]), "of": say_number(line["quantity"])}
        on = self.awaited.get(line["pk"])
        arrival = _("More reaches us on %(day)s.") % {"day": words.long_day(on)} if on else ""
        return {**line, "missing": _("%(n)s of %(of)s missing.") % figures, "arrival": arrival}


def what_is_late(order_id: int) -> Late | None:
    """What of an order is promised and lies nowhere; None when all was found by now. One query."""
    lines = list(Line.objects.filter(order=order_id, is_stocked=True).select_related("stockrecord").order_by("pk"))
    missing = {line.pk: line.promised_quantity for line in lines if line.promised_quantity}
    if not missing:
        return None
    awaited = {
        line.pk: line.stockrecord.next_due_on
        for line in lines
        if line.stockrecord and line.stockrecord.next_due_on and line.stockrecord.next_due_on >= clock.today()
    }
    return Late(missing, awaited, any(line.open_quantity > line.promised_quantity for line in lines))
