"""Transaction numbers: 13 digits, what everybody calls an order by.

Channel prefix (one or two digits), a body that a keyed permutation makes of a sequence per prefix, two check digits
(ISO 7064, mod 97-10). The prefix is part of the key, so that neither volume nor another channel's numbers can be read
off.
"""

import hashlib
import hmac
import re
import unicodedata
from functools import lru_cache

from django.conf import settings
from django.db import connection

from core.errors import DomainError
from core.numbering.feistel import permute

LENGTH = 13
#: Barcodes carry this before the digits, since retail product codes have 13 digits too.
BARCODE_PREFIX = "TN"

_FILLING = re.compile(r"[\s.·'\u00ad\u200b-\u200f\u2060\ufeff]")
_GROUPS = (1, 3, 3, 4, 2)


class BadPrefix(DomainError):
    """A channel prefix is one or two digits and does not begin with 0."""

    code = "bad_prefix"


class UnknownPrefix(DomainError):
    """Nobody has opened a series for this prefix."""

    code = "unknown_prefix"


class NotATransactionNumber(DomainError):
    """The text is something else: not 13 digits."""

    code = "not_a_transaction_number"


class MistypedNumber(DomainError):
    """Thirteen digits whose check digits do not fit: a digit is wrong or two are swapped."""

    code = "mistyped_number"


def _sequence(prefix: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]?", prefix, re.ASCII):
        raise BadPrefix(prefix=prefix)
    return f"transaction_number_{prefix}_seq"


def _body_length(prefix: str) -> int:
    return LENGTH - len(prefix) - 2


def ensure_transaction_series(prefix: str) -> None:
    """Open the series of a channel; does nothing when it is open.

    Raises:
        BadPrefix: not one or two digits.
    """
    last = 10 ** _body_length(prefix) - 1
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SEQUENCE IF NOT EXISTS {_sequence(prefix)} AS bigint MINVALUE 0 MAXVALUE {last} START 0 NO CYCLE")


def series_is_used(prefix: str) -> bool:
    """Whether a number was ever drawn with this prefix, even by a transaction that was rolled back."""
    sequence = _sequence(prefix)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [sequence])
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(f"SELECT is_called FROM {sequence}")
        return bool(cursor.fetchone()[0])


def draw_transaction_number(prefix: str) -> str:
    """The next transaction number of a channel. One statement; a rolled-back draw leaves a hole, which is harmless.

    Raises:
        UnknownPrefix: no series was opened for it.
    """
    sequence = _sequence(prefix)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(to_regclass(%s))", [sequence])
        position = cursor.fetchone()[0]
    if position is None:
        raise UnknownPrefix(prefix=prefix)
    return number_at(prefix, position)


def sequence_of(prefix: str) -> str:
    """The sequence behind a channel's numbers, for a statement that draws a position while it does something else."""
    return _sequence(prefix)


def draw_positions(prefix: str, count: int) -> list[int]:
    """The next so many positions of a channel's series, for loading many orders at once (see `number_at`). One statement.

    Raises:
        UnknownPrefix: no series was opened for it.
    """
    sequence = _sequence(prefix)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(to_regclass(%s)) FROM generate_series(1, %s)", [sequence, count])
        positions = [row[0] for row in cursor.fetchall()]
    if None in positions:
        raise UnknownPrefix(prefix=prefix)
    return positions


def number_at(prefix: str, position: int) -> str:
    """The transaction number at a position of a channel's series."""
    length = _body_length(prefix)
    body = permute(position, size=10**length, key=_key(prefix, settings.STOREHOUSE_NUMBER_KEY))
    digits = f"{prefix}{body:0{length}d}"
    return digits + check_digits(digits)


@lru_cache(maxsize=128)
def _key(prefix: str, secret: str) -> bytes:
    return hmac.digest(secret.encode(), f"transaction number {prefix}".encode(), hashlib.sha256)


def check_digits(digits: str) -> str:
    """ISO 7064 mod 97-10: two digits that make the whole number leave 1 when divided by 97."""
    return f"{98 - int(digits) * 100 % 97:02d}"


def parse_transaction_number(text: str) -> str:
    """The 13 digits behind what somebody typed or scanned.

    Spaces of any kind, dashes, dots and the barcode's prefix are ignored; digits of any script count.

    Raises:
        NotATransactionNumber: the rest is not 13 digits.
        MistypedNumber: 13 digits that do not check.
    """
    plain = _FILLING.sub("", unicodedata.normalize("NFKC", text))
    plain = "".join(char for char in plain if unicodedata.category(char) != "Pd" and char != "\N{MINUS SIGN}")
    plain = plain.upper().removeprefix(BARCODE_PREFIX)
    if len(plain) != LENGTH or not all(char.isdecimal() for char in plain):
        raise NotATransactionNumber(text=text[:40])
    number = "".join(str(unicodedata.decimal(char)) for char in plain)
    if number.startswith("0") or int(number) % 97 != 1:
        raise MistypedNumber(number=number)
    return number


def group_transaction_number(number: str) -> str:
    """As people read it aloud: "6 418 209 3517 44"."""
    parts, start = [], 0
    for size in _GROUPS:
        parts.append(number[start : start + size])
        start += size
    return " ".join(filter(None, [*parts, number[start:]]))


def barcode_text(number: str) -> str:
    """What a barcode on paper says, so that no scanner takes it for a product code."""
    return BARCODE_PREFIX + number
