"""Nouns of the books: chart.py, journal.py, invoice.py, receivable.py, dispatch.py."""

from accounting.models.chart import Account, AccountType, Company, FiscalPeriod, PeriodState, Role
from accounting.models.dispatch import DispatchedGoods, RefusedGoods
from accounting.models.invoice import ChargeKind, CreditNote, CreditNoteLine, Invoice, InvoiceLine
from accounting.models.journal import BALANCE, EntryKind, EntryLine, JournalEntry
from accounting.models.mailing import PaperMailed
from accounting.models.receivable import (
    Clearing,
    CourierRemittance,
    Debtor,
    OpenItem,
    RemittanceLine,
    Settlement,
    ShortPayClearing,
)

__all__ = [
    "BALANCE", "Account", "AccountType", "ChargeKind", "Clearing", "Company", "CourierRemittance", "CreditNote",
    "CreditNoteLine", "Debtor", "DispatchedGoods",
    "EntryKind", "EntryLine", "FiscalPeriod", "Invoice", "InvoiceLine", "JournalEntry", "OpenItem", "PaperMailed", "PeriodState",
    "RefusedGoods", "RemittanceLine", "Role", "Settlement", "ShortPayClearing",
]  # fmt: skip
