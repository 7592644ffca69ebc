"""Folds new entries into the sums by day. Nothing is lost or counted twice: an entry is taken and summed in one statement.

The journal only grows, so that adding is enough; `sum_anew` makes all sums from the lines and is needed after rows were loaded
past the triggers, or when `bin/manage verify` finds a difference.
"""

from django.db import connection, transaction

#: Entries that one statement folds.
BATCH = 5_000
_COLUMNS = "date, account_id, currency, channel_id, market_id, debit, credit"
_SUMMED = """
    SELECT e.date, l.account_id, l.currency, l.channel_id, l.market_id, sum(l.debit) AS debit, sum(l.credit) AS credit
    FROM {entries} e JOIN accounting_entryline l ON l.entry_id = e.id GROUP BY 1, 2, 3, 4, 5
"""
#: Workers that fold at once take different entries, and touch sums in one order.
_FOLD = f"""
WITH chosen AS (
    SELECT entry_id FROM accounting_unsummedentry ORDER BY entry_id LIMIT %s FOR UPDATE SKIP LOCKED
), taken AS (
    DELETE FROM accounting_unsummedentry u USING chosen c WHERE u.entry_id = c.entry_id RETURNING u.entry_id
), entries AS (
    SELECT j.id, j.date FROM accounting_journalentry j JOIN taken t ON t.entry_id = j.id
), folded AS (
    INSERT INTO accounting_daysum AS s ({_COLUMNS})
    SELECT * FROM ({_SUMMED.format(entries="entries")}) AS new ORDER BY account_id, currency, date, channel_id, market_id
    ON CONFLICT ON CONSTRAINT day_is_summed_once
    DO UPDATE SET debit = s.debit + EXCLUDED.debit, credit = s.credit + EXCLUDED.credit
)
SELECT count(*) FROM taken
"""
_ANEW = (
    # Whoever has written an entry and not committed holds this table; whoever comes later waits, and is summed later.
    "LOCK TABLE accounting_unsummedentry IN EXCLUSIVE MODE",
    "DELETE FROM accounting_unsummedentry",
    "DELETE FROM accounting_daysum",
    f"INSERT INTO accounting_daysum ({_COLUMNS}) {_SUMMED.format(entries='accounting_journalentry')}",
)


def fold_sums() -> int:
    """Add what waits to the sums of its days; answers how many entries. One statement for each five thousand."""
    folded = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_FOLD, [BATCH])
            taken = cursor.fetchone()[0]
        folded += taken
        if taken < BATCH:
            return folded


def sum_anew() -> None:
    """Make every sum from the lines of the journal. Posting waits for it."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _ANEW:
            cursor.execute(statement)
