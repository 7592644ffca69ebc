"""What triggers ask of each row, asked of all rows of the past at once. A row that a question finds breaks its law.

By the name of the trigger in the model's `Meta.triggers`; `lifting` refuses a load when one is missing here.
"""

from demo.history.writing import Ids

_ENTRY_BALANCES = """
SELECT e.number FROM accounting_journalentry e LEFT JOIN (
    SELECT entry_id, sum(lines) AS lines, bool_and(debit = credit) AS is_even FROM (
        SELECT entry_id, currency, count(*) AS lines, sum(debit) AS debit, sum(credit) AS credit
        FROM accounting_entryline WHERE id > {accounting_entryline} GROUP BY entry_id, currency) AS sides
    GROUP BY entry_id) AS l ON l.entry_id = e.id
WHERE e.id > {accounting_journalentry} AND (coalesce(l.lines, 0) < 2 OR NOT l.is_even)
"""
_ENTRY_IN_OPEN_PERIOD = """
SELECT d.date FROM (SELECT DISTINCT date FROM accounting_journalentry WHERE id > {accounting_journalentry}) AS d
WHERE NOT EXISTS (SELECT FROM accounting_fiscalperiod p WHERE d.date BETWEEN p.starts_on AND p.ends_on AND p.state <> 'closed')
"""
_LINE_WRITTEN_WITH_ITS_ENTRY = """
SELECT l.id FROM accounting_entryline l LEFT JOIN accounting_journalentry e ON e.id = l.entry_id
WHERE l.id > {accounting_entryline} AND (e.written_in IS DISTINCT FROM l.written_in OR l.written_in <> pg_current_xact_id())
"""
_INVOICE_HEADER_EQUALS_LINES = """
SELECT i.number FROM accounting_invoice i LEFT JOIN (
    SELECT invoice_id, sum(excl_tax) AS net, sum(tax) AS tax, sum(incl_tax) AS gross
    FROM accounting_invoiceline WHERE id > {accounting_invoiceline} GROUP BY invoice_id) AS l ON l.invoice_id = i.id
WHERE i.id > {accounting_invoice}
    AND (l.net, l.tax, l.gross) IS DISTINCT FROM (i.total_excl_tax, i.total_tax, i.total_incl_tax)
"""
_SETTLED_WITHIN_ITEM = """
SELECT s.item_id FROM (
    SELECT item_id, sum(amount) AS amount FROM accounting_settlement WHERE id > {accounting_settlement} GROUP BY item_id) AS s
LEFT JOIN accounting_openitem i ON i.id = s.item_id AND i.id > {accounting_openitem}
WHERE i.id IS NULL OR s.amount > i.amount
"""
_PACKED_ONLY_BY_SCAN = """
SELECT l.id FROM fulfillment_shipmentline l
LEFT JOIN fulfillment_scanevent s ON s.id = l.last_scan_id AND s.shipment_line_id = l.id AND s.result IN ('ok', 'short')
WHERE l.id > {fulfillment_shipmentline} AND l.packed > 0 AND s.id IS NULL
"""
_RETURNED_ONLY_BY_SCAN = "SELECT id FROM fulfillment_shipmentline WHERE id > {fulfillment_shipmentline} AND returned <> 0"
#: Sums and what is outstanding are made anew at the end of a load; these triggers would have kept them row by row.
_ENTRY_TO_BE_SUMMED = """
SELECT currency FROM (SELECT currency, sum(debit) AS debit, sum(credit) AS credit FROM accounting_entryline GROUP BY currency) AS l
FULL JOIN (SELECT currency, sum(debit) AS debit, sum(credit) AS credit FROM accounting_summedline GROUP BY currency) AS s
    USING (currency)
WHERE (l.debit, l.credit) IS DISTINCT FROM (s.debit, s.credit)
"""
_OUTSTANDING = """
SELECT i.id FROM accounting_openitem i LEFT JOIN (
    SELECT item_id, sum(amount) AS amount FROM accounting_settlement WHERE id > {accounting_settlement} GROUP BY item_id
) AS s ON s.item_id = i.id LEFT JOIN accounting_outstanding o ON o.item_id = i.id
WHERE i.id > {accounting_openitem} AND i.amount - coalesce(s.amount, 0) <> coalesce(o.amount, 0)
"""
#: Invoices of the past went out by mail.
_INVOICE_TO_BE_MAILED = """
SELECT i.number FROM accounting_invoice i LEFT JOIN accounting_papermailed m ON m.kind = 'invoice' AND m.number = i.number
WHERE i.id > {accounting_invoice} AND m.id IS NULL
"""


def of_rows_after(ids: Ids) -> dict[str, str]:
    """The questions about rows that were written under these ids."""
    questions = {
        "entry_balances": _ENTRY_BALANCES,
        "entry_in_open_period": _ENTRY_IN_OPEN_PERIOD,
        "line_written_with_its_entry": _LINE_WRITTEN_WITH_ITS_ENTRY,
        "invoice_header_equals_lines": _INVOICE_HEADER_EQUALS_LINES,
        "entry_to_be_summed": _ENTRY_TO_BE_SUMMED,
        "invoice_to_be_mailed": _INVOICE_TO_BE_MAILED,
        "item_is_outstanding": _OUTSTANDING,
        "settled_within_item": _SETTLED_WITHIN_ITEM,
        "settlement_lowers_item": _OUTSTANDING,
        "packed_only_by_scan": _PACKED_ONLY_BY_SCAN,
        "returned_only_by_scan": _RETURNED_ONLY_BY_SCAN,
    }
    return {name: question.format(**ids.base) for name, question in questions.items()}
