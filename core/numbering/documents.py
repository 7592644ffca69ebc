"""Document numbers: gapless within a series, drawn by one UPDATE of the series' counter row.

The row stays locked until the transaction ends. Draw as the last statement before commit, never render, call out or
draw from a second series after it.
"""

from django.db import connection

from core import clock
from core.errors import DomainError

_DRAW = """
WITH series AS (
    SELECT id, pattern, CASE WHEN resets_yearly THEN %(year)s ELSE 0 END AS year
    FROM numbering_documentseries WHERE code = %(code)s
)
INSERT INTO numbering_documentcounter AS counter (series_id, year, last_value)
SELECT id, year, 1 FROM series
ON CONFLICT ON CONSTRAINT numbering_counter_one_per_year DO UPDATE SET last_value = counter.last_value + 1
RETURNING counter.last_value, (SELECT pattern FROM series)
"""

_ENSURE = """
INSERT INTO numbering_documentseries (code, pattern, resets_yearly) VALUES (%s, %s, %s)
ON CONFLICT ON CONSTRAINT numbering_series_code_unique DO NOTHING
"""

_COUNTED = """
SELECT s.pattern, c.year FROM numbering_documentseries s JOIN numbering_documentcounter c ON c.series_id = s.id
WHERE s.code = %s AND c.last_value >= %s ORDER BY c.year
"""


class UnknownSeries(DomainError):
    """No document series has this code."""

    code = "unknown_series"


class NoTransaction(DomainError):
    """A gapless number can only be drawn inside the transaction that uses it."""

    code = "no_transaction"


class BadPattern(DomainError):
    """A pattern needs {n}, and {year} where numbering starts again each year; nothing else in braces."""

    code = "bad_pattern"


def ensure_series(code: str, pattern: str, *, resets_yearly: bool | None = None) -> None:
    """Open a document series, e.g. `ensure_series("invoice", "INV-{year}-{n:06d}")`; an open one is left as it is.

    Numbering starts again each year when the pattern says the year, unless `resets_yearly` says otherwise.

    Raises:
        BadPattern: two documents could get the same number, or none at all.
    """
    resets = "{year" in pattern if resets_yearly is None else resets_yearly
    try:
        first, second, later = (pattern.format(n=n, year=year) for n, year in ((1, 2001), (2, 2001), (1, 2002)))
    except (LookupError, ValueError) as error:
        raise BadPattern(pattern=pattern) from error
    if first == second or (resets and first == later):
        raise BadPattern(pattern=pattern)
    with connection.cursor() as cursor:
        cursor.execute(_ENSURE, [code, pattern, resets])


def next_document_number(series: str, pattern: str = "") -> str:
    """The next number of a series, e.g. "INV-2026-000042". Gapless: a rolled-back transaction gives it back.

    With a `pattern` the series is opened by the first number that is drawn. One statement for all later ones.

    Raises:
        NoTransaction: called outside a transaction.
        UnknownSeries: nobody has opened the series, and no pattern says how.
    """
    if not connection.in_atomic_block:
        raise NoTransaction(series=series)
    year = clock.today().year
    row = _draw(series, year)
    if row is None and pattern:
        ensure_series(series, pattern)
        row = _draw(series, year)
    if row is None:
        raise UnknownSeries(series=series)
    return str(row[1]).format(n=row[0], year=year)


def numbers_like(series: str, text: str) -> list[str]:
    """The numbers of a series that somebody may mean by "23" or "000023": one for each year. One query; none for another text."""
    if not text.isdecimal() or len(text) > 12:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [series, int(text)])
        return [pattern.format(n=int(text), year=year) for pattern, year in cursor.fetchall()]


def _draw(series: str, year: int) -> tuple[int, str] | None:
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, {"code": series, "year": year})
        row = cursor.fetchone()
    return None if row is None else (row[0], row[1])
