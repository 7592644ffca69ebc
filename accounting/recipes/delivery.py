"""Cash on delivery: taken by the courier, remitted by the courier, or refused at the door."""

from decimal import Decimal

from accounting.models import Role
from accounting.posting import NOTHING, Dimensions, LineDraft, credit, debit


def cash_taken(*, amount: Decimal, towards_invoices: Decimal, currency: str, about: Dimensions) -> list[LineDraft]:
    """The courier took the cash: the courier owes it now, no longer the customer."""
    return [
        debit(Role.COURIER, amount, currency, about),
        credit(Role.RECEIVABLE, towards_invoices, currency, about),
        credit(Role.DEPOSITS, amount - towards_invoices, currency, about),
    ]


def remitted(*, parcels: list[tuple[Decimal, Decimal, Dimensions]], currency: str) -> list[LineDraft]:
    """The courier paid: (expected, received, about) per parcel. What is missing stays a claim on the courier."""
    received = sum((got for _expected, got, _about in parcels), Decimal(0))
    return [
        debit(Role.BANK, received, currency),
        *(debit(Role.SHORT_PAID, expected - got, currency, about) for expected, got, about in parcels),
        *(credit(Role.COURIER, expected, currency, about) for expected, _got, about in parcels),
    ]


def refusal_cost(*, amount: Decimal, currency: str, borne_by_customer: bool, about: Dimensions = NOTHING) -> list[LineDraft]:
    """What the courier charges for a refused parcel; the seller bears it, or the customer owes it."""
    bearer = Role.RECEIVABLE if borne_by_customer else Role.REFUSED_PARCELS
    return [debit(bearer, amount, currency, about), credit(Role.COURIER_PAYABLE, amount, currency, about)]


def short_pay_cleared(*, amount: Decimal, currency: str, out_of: str, about: Dimensions = NOTHING) -> list[LineDraft]:
    """What a courier kept is no longer open: paid after all (BANK), set off (COURIER_PAYABLE) or ours to bear (WRITE_OFF)."""
    return [debit(out_of, amount, currency, about), credit(Role.SHORT_PAID, amount, currency, about)]
