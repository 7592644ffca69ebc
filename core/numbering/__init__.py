"""Numbers that people read: transaction numbers (unguessable, self-checking) and gapless document numbers."""

from core.numbering.documents import (
    NoTransaction,
    UnknownSeries,
    ensure_series,
    next_document_number,
)
from core.numbering.transactions import (
    BadPrefix,
    MistypedNumber,
    NotATransactionNumber,
    UnknownPrefix,
    barcode_text,
    draw_transaction_number,
    draw_transaction_numbers,
    ensure_transaction_series,
    group_transaction_number,
    parse_transaction_number,
    series_is_used,
)

__all__ = [
    "BadPrefix",
    "MistypedNumber",
    "NoTransaction",
    "NotATransactionNumber",
    "UnknownPrefix",
    "UnknownSeries",
    "barcode_text",
    "draw_transaction_number",
    "draw_transaction_numbers",
    "ensure_series",
    "ensure_transaction_series",
    "group_transaction_number",
    "next_document_number",
    "parse_transaction_number",
    "series_is_used",
]
