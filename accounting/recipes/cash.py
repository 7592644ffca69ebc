"""Money that comes and goes: prepayments, payments of invoices, refunds, cash nobody knows the purpose of."""

from decimal import Decimal

from accounting.models import Role
from accounting.posting import NOTHING, Dimensions, LineDraft, credit, debit


def prepayment(*, amount: Decimal, currency: str, into: str, about: Dimensions) -> list[LineDraft]:
    """Paid before dispatch: we have the money and owe the goods. `into` is BANK or GATEWAY."""
    return [debit(into, amount, currency, about), credit(Role.DEPOSITS, amount, currency, about)]


def receipt(
    *, amount: Decimal, towards_invoices: Decimal, currency: str, into: str, about: Dimensions, rest_to: str
) -> list[LineDraft]:
    """Paid after the invoice: settles what is owed; the rest is held for the customer (`rest_to`)."""
    return [
        debit(into, amount, currency, about),
        credit(Role.RECEIVABLE, towards_invoices, currency, about),
        credit(rest_to, amount - towards_invoices, currency, about),
    ]


def refund(
    *, amount: Decimal, currency: str, out_of: str, from_refunds_due: Decimal, from_deposits: Decimal, about: Dimensions
) -> list[LineDraft]:
    """Money returned: what was due back first, then what was held."""
    return [
        debit(Role.REFUNDS_DUE, from_refunds_due, currency, about),
        debit(Role.DEPOSITS, from_deposits, currency, about),
        credit(out_of, amount, currency, about),
    ]


def release_deposit(*, amount: Decimal, currency: str, about: Dimensions) -> list[LineDraft]:
    """The order is cancelled: what was held for goods is now due back."""
    return [debit(Role.DEPOSITS, amount, currency, about), credit(Role.REFUNDS_DUE, amount, currency, about)]


def unapplied_received(*, amount: Decimal, currency: str, into: str, about: Dimensions = NOTHING) -> list[LineDraft]:
    """Money that belongs to no open payment: ours to explain, not to keep."""
    return [debit(into, amount, currency, about), credit(Role.UNAPPLIED, amount, currency, about)]


def unapplied_returned(*, amount: Decimal, currency: str, out_of: str, about: Dimensions = NOTHING) -> list[LineDraft]:
    """Unexplained money sent back to its payer."""
    return [debit(Role.UNAPPLIED, amount, currency, about), credit(out_of, amount, currency, about)]
