"""Folding told changes, so that fingerprints stay cheap. A fold changes no fingerprint: exclusive or forgets the order."""

from django.db import connection

#: Rows folded in one statement.
BATCH = 20_000

_FOLD = """
WITH told AS (
    DELETE FROM freshness_change WHERE id IN (
        SELECT id FROM freshness_change ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
    ) RETURNING scope, token
), kept AS (
    INSERT INTO freshness_foldedchange AS folded (scope, token)
    SELECT scope, bit_xor(token) FROM told GROUP BY scope ORDER BY scope
    ON CONFLICT (scope) DO UPDATE SET token = folded.token # EXCLUDED.token
)
SELECT count(*) FROM told
"""


def fold() -> int:
    """Fold what was told so far; returns how many changes. One statement for each 20,000."""
    folded, last = 0, BATCH
    while last == BATCH:
        with connection.cursor() as cursor:
            cursor.execute(_FOLD, [BATCH])
            last = cursor.fetchone()[0]
        folded += last
    return folded
