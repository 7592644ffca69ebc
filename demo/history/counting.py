"""Gapless document numbers for a part of the past: counters are locked, numbers follow on, and counters move by what was used."""

from django.db import connection

#: Where each series counts: its rows of the part, and the day that decides the year (none: one count for ever).
_USED = {
    "journal": "SELECT extract(year FROM t.date + p.days)::int AS year FROM history_plan p "
    "JOIN history_accounting_journalentry h ON h.order_id = p.specimen JOIN accounting_journalentry t ON t.id = h.id",
    "invoice": "SELECT extract(year FROM t.date + p.days)::int AS year FROM history_plan p "
    "JOIN history_accounting_invoice h ON h.order_id = p.specimen JOIN accounting_invoice t ON t.id = h.id",
    "shipment": "SELECT 0 AS year FROM history_plan p",
}


def lock_numbers() -> dict[tuple[str, int], int]:
    """Take the numbers that the planned part needs; `history_number` says where they begin, the answer how many they are."""
    used: dict[tuple[str, int], int] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE IF NOT EXISTS history_number (series text, year int, head text, width int, last bigint); "
            "TRUNCATE history_number"
        )
        for series, rows in _USED.items():
            cursor.execute(f"SELECT year, count(*) FROM ({rows}) AS used GROUP BY year")
            for year, count in cursor.fetchall():
                used[series, year] = count
                last, pattern = advance(series, year, count)
                head = pattern.format(n=0, year=year).rstrip("0")
                width = len(pattern.format(n=0, year=year)) - len(head)
                cursor.execute("INSERT INTO history_number VALUES (%s, %s, %s, %s, %s)", [series, year, head, width, last])
    return used


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
