"""Nouns of the books: chart.py, journal.py, invoice.py, receivable.py, dispatch.py, sums.py."""

from accounting.models.chart import Account, AccountType, Company, FiscalPeriod, PeriodState, Role
from accounting.models.dispatch import DispatchedGoods, RefusedGoods
from accounting.models.invoice import ChargeKind, CreditNote, CreditNoteLine, Invoice, InvoiceLine
from accounting.models.journal import BALANCE, EntryKind, EntryLine, JournalEntry
from accounting.models.mailing import InvoiceToMail, PaperMailed
from accounting.models.receivable import (
    Clearing,
    CourierRemittance,
    Debtor,
    OpenItem,
    Outstanding,
    RemittanceLine,
    Settlement,
    ShortPayClearing,
)
from accounting.models.sums import DaySum, SummedLine, UnsummedEntry

__all__ = [
    "BALANCE", "Account", "AccountType", "ChargeKind", "Clearing", "Company", "CourierRemittance", "CreditNote",
    "CreditNoteLine", "DaySum", "Debtor", "DispatchedGoods",
    "EntryKind", "EntryLine", "FiscalPeriod", "Invoice", "InvoiceLine", "InvoiceToMail", "JournalEntry", "OpenItem",
    "Outstanding", "PaperMailed", "PeriodState",
    "RefusedGoods", "RemittanceLine", "Role", "Settlement", "ShortPayClearing", "SummedLine", "UnsummedEntry",
]  # fmt: skip
