"""Counts and telephone numbers as the reader's language writes them, for screens. An export never uses them."""

from decimal import Decimal

import phonenumbers
from babel.numbers import format_decimal

from core.dates import reader


def say_number(value: int | float | Decimal | None) -> str:
    """A count or figure with its thousands grouped, in as many decimals as it has; nothing for None."""
    return "" if value is None else str(format_decimal(value, locale=reader(), decimal_quantization=False))


def say_phone(number: str | None) -> str:
    """A telephone number in groups that can be read aloud; what is none comes back as it is."""
    try:
        known = phonenumbers.parse(number or "")
    except phonenumbers.NumberParseException:
        return number or ""
    return phonenumbers.format_number(known, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace(" ", "\N{NO-BREAK SPACE}")
