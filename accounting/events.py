"""What the books tell the others."""

from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class InvoiceIssued(Event):
    invoice_id: int
    number: str
    order_id: int


@dataclass(frozen=True, kw_only=True)
class CreditNoteIssued(Event):
    credit_note_id: int
    number: str
    order_id: int
