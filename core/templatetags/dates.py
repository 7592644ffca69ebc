"""Days and moments in templates: `{{ order.date_placed|when }}`, `{{ entry.date|when:"day" }}` (see core.dates.FORMS)."""

from datetime import date, datetime

from django import template

from core.dates import say

register = template.Library()


@register.filter
def when(value: date | datetime | None, form: str = "moment") -> str:
    """A day or moment as the reader's language writes it; nothing for None."""
    return say(value, form)
