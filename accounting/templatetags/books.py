"""Figures of the books in templates and on paper: digits without a currency sign, tax rates."""

from decimal import Decimal

from babel.numbers import format_percent
from django import template
from django.utils.translation import get_language, to_locale

from core.templatetags.ui import plain_amount

register = template.Library()


@register.filter
def digits(amount: Decimal | str | None, currency: str) -> str:
    """An amount where its currency stands in the column's head; nothing for None."""
    return "" if amount in (None, "") else plain_amount(Decimal(amount), currency)


@register.filter
def filled_digits(amount: Decimal | str | None, currency: str) -> str:
    """As `digits`, but nothing for zero: the empty side of a journal line."""
    return digits(amount, currency) if amount else ""


@register.filter
def tax_rate(rate: Decimal | str) -> str:
    """0.08 as 8%, in the reader's language."""
    return format_percent(Decimal(rate), format="#,##0.##%", locale=to_locale(get_language() or "en"))


@register.filter
def share(part: Decimal | int) -> str:
    """A part of one as a percentage with one decimal."""
    return format_percent(Decimal(part), format="0.0%", locale=to_locale(get_language() or "en"))


@register.filter
def signed_share(part: Decimal | int) -> str:
    """As `share`, always with its sign."""
    return format_percent(Decimal(part), format="+0.0%;−0.0%", locale=to_locale(get_language() or "en"))


@register.filter
def divided(amount: Decimal, divisor: int) -> str:
    """A figure for charts, in units of `divisor`, with a point whatever the reader's language."""
    return f"{(amount / divisor).normalize():f}"
