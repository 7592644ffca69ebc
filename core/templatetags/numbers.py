"""Figures in templates: `{{ row.on_hand|figure }}` groups thousands, `{{ customer.phone|telephone }}` groups digits."""

from decimal import Decimal
from typing import Any

from django import template

from core.numbers import say_number, say_phone

register = template.Library()


@register.filter
def figure(value: Any) -> Any:
    """A number as the reader's language writes it; words and texts stay as they are."""
    return say_number(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else value


@register.filter
def telephone(value: str | None) -> str:
    """A telephone number in groups; nothing for None."""
    return say_phone(value)
