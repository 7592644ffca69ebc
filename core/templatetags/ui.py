"""Small helpers of every template: `{{ order.number|transaction_number }}` groups a number as people read it aloud."""

from django import template

from core.numbering import group_transaction_number

register = template.Library()


@register.filter
def transaction_number(number: str | None) -> str:
    """Group a transaction number with no-break spaces; nothing for None."""
    return group_transaction_number(number).replace(" ", "\N{NO-BREAK SPACE}") if number else ""
