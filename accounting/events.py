"""What the books tell the others."""

from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class InvoiceIssued(Event):
    invoice_id: int
    number: str
    order_id: int


@dataclass(frozen=True, kw_only=True)
class PaperPrinted(Event):
    """An invoice or credit note is drawn and kept; `kind` is its document's."""

    kind: str
    number: str
    document_id: int
    order_id: int


@dataclass(frozen=True, kw_only=True)
class CreditNoteIssued(Event):
    credit_note_id: int
    number: str
    order_id: int
