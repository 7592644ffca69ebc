"""Numbers that people read: transaction numbers (unguessable, self-checking) and gapless document numbers."""

from core.numbering.documents import (
    NoTransaction,
    UnknownSeries,
    ensure_series,
    next_document_number,
    numbers_like,
)
from core.numbering.transactions import (
    BadPrefix,
    MistypedNumber,
    NotATransactionNumber,
    UnknownPrefix,
    barcode_text,
    draw_positions,
    draw_transaction_number,
    ensure_transaction_series,
    group_transaction_number,
    number_at,
    parse_transaction_number,
    sequence_of,
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
    "draw_positions",
    "draw_transaction_number",
    "ensure_series",
    "ensure_transaction_series",
    "group_transaction_number",
    "next_document_number",
    "number_at",
    "numbers_like",
    "parse_transaction_number",
    "sequence_of",
    "series_is_used",
]
