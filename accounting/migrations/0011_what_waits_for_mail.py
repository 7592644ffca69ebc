"""Invoices so far that nobody was mailed."""

from django.db import migrations

WAITING = """
INSERT INTO accounting_invoicetomail (invoice_id)
SELECT i.id FROM accounting_invoice i
WHERE NOT EXISTS (SELECT FROM accounting_papermailed m WHERE m.kind = 'invoice' AND m.number = i.number)
"""


class Migration(migrations.Migration):
    dependencies = [("accounting", "0010_invoices_to_mail")]
    operations = [migrations.RunSQL(WAITING, migrations.RunSQL.noop)]
