"""Gapless numbers of entries and invoices for a part of the past: counters are locked, numbers follow on, and counters move by what was used."""

from django.db import connection

#: Which rows of a part take a number of each yearly series.
_TAKERS = {"journal": "accounting_journalentry", "invoice": "accounting_invoice"}
#: In the order of the days, within the day as the orders were placed.
_TAKE = """
INSERT INTO history_drawn
SELECT '{series}', p.n, h.nth, y.year,
    row_number() OVER (PARTITION BY y.year ORDER BY y.day, p.n, h.nth)
FROM history_plan p JOIN history_{table} h ON h.specimen = p.specimen
CROSS JOIN LATERAL (SELECT h.date + p.days AS day, extract(year FROM h.date + p.days)::int AS year) AS y
"""
#: The number that a joined row was given, and how to join what says so: `DRAWN.format(series=)`.
NUMBER = "s.head || lpad((s.last + d.count)::text, greatest(s.width, length((s.last + d.count)::text)), '0')"
DRAWN = """JOIN history_drawn d ON d.series = '{series}' AND d.n = p.n AND d.nth = t.nth
    JOIN history_series s ON s.series = d.series AND s.year = d.year"""


def draw_numbers() -> None:
    """Take the numbers that the planned part needs; `history_drawn` says which row gets the how manieth of its series."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE IF NOT EXISTS history_drawn "
            "(series text, n bigint, nth bigint, year int, count bigint); TRUNCATE history_drawn; "
            "CREATE TEMP TABLE IF NOT EXISTS history_series "
            "(series text, year int, head text, width int, last bigint); TRUNCATE history_series"
        )
        for series, table in _TAKERS.items():
            cursor.execute(_TAKE.format(series=series, table=table))
        cursor.execute("SELECT series, year, count(*) FROM history_drawn GROUP BY 1, 2 ORDER BY 1, 2")
        for series, year, count in cursor.fetchall():
            last, pattern = advance(series, year, count)
            first = pattern.format(n=0, year=year)
            head = first.rstrip("0")
            cursor.execute(
                "INSERT INTO history_series VALUES (%s, %s, %s, %s, %s)", [series, year, head, len(first) - len(head), last]
            )
        cursor.execute("ANALYZE history_drawn; ANALYZE history_series")


def advance(series: str, year: int, count: int) -> tuple[int, str]:
    """Take so many numbers of a series at once, under its counter's lock: the last one before them, and the series' pattern."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO numbering_documentcounter AS counter (series_id, year, last_value) "
            "SELECT id, %(year)s, %(count)s FROM numbering_documentseries WHERE code = %(series)s "
            "ON CONFLICT ON CONSTRAINT numbering_counter_one_per_year DO UPDATE "
            "SET last_value = counter.last_value + %(count)s "
            "RETURNING last_value - %(count)s, (SELECT pattern FROM numbering_documentseries WHERE code = %(series)s)",
            {"series": series, "year": year, "count": count},
        )
        last, pattern = cursor.fetchone()
    return last, pattern
