"""Amounts in templates: `{{ amount|money:currency }}` and `{{ price|as_money }}`, in the reader's language."""

from decimal import Decimal

from django import template
from django.utils.translation import get_language

from core.money import Money, format_money

register = template.Library()


@register.filter
def money(amount: Decimal | int | None, currency: str) -> str:
    """Format a bare amount in a currency; nothing for None."""
    return "" if amount is None else format_money(Money(Decimal(amount), currency), get_language() or "en")


@register.filter
def as_money(value: Money | None) -> str:
    """Format a Money; nothing for None."""
    return "" if value is None else format_money(value, get_language() or "en")
