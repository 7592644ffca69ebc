"""Sums of the days so far, and what is outstanding of the items so far."""

from django.db import migrations

SUMS = """
INSERT INTO accounting_daysum (date, account_id, currency, channel_id, market_id, debit, credit)
SELECT e.date, l.account_id, l.currency, l.channel_id, l.market_id, sum(l.debit), sum(l.credit)
FROM accounting_journalentry e JOIN accounting_entryline l ON l.entry_id = e.id GROUP BY 1, 2, 3, 4, 5
"""
OUTSTANDING = """
INSERT INTO accounting_outstanding (item_id, amount)
SELECT i.id, i.amount - coalesce(sum(s.amount), 0)
FROM accounting_openitem i LEFT JOIN accounting_settlement s ON s.item_id = i.id
GROUP BY i.id HAVING i.amount <> coalesce(sum(s.amount), 0)
"""


class Migration(migrations.Migration):
    dependencies = [("accounting", "0008_sums_by_day")]
    operations = [
        migrations.RunSQL(SUMS, migrations.RunSQL.noop),
        migrations.RunSQL(OUTSTANDING, migrations.RunSQL.noop),
    ]
