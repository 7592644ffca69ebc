"""The chart of accounts a company starts with, and finding the account for a role.

Codes follow the Vietnamese chart of accounts; a company renames or renumbers, roles stay.
"""

from django.db import transaction
from django.utils.translation import gettext_noop

from accounting.models import Account, AccountType, Company, Role
from core import audit
from core.access import Actor
from core.errors import DomainError

A, L, R, X = AccountType.ASSET, AccountType.LIABILITY, AccountType.REVENUE, AccountType.EXPENSE

#: code, name, type, role, currency (empty: serves every currency)
CHART = [
    ("1121", gettext_noop("Bank, dong"), A, Role.BANK, "VND"),
    ("1122", gettext_noop("Bank, foreign currency"), A, Role.BANK, ""),
    ("1131", gettext_noop("Payment gateway clearing, dong"), A, Role.GATEWAY, "VND"),
    ("1132", gettext_noop("Payment gateway clearing, foreign currency"), A, Role.GATEWAY, ""),
    ("1311", gettext_noop("Receivables from customers"), A, Role.RECEIVABLE, ""),
    ("1318", gettext_noop("Receivables from couriers, cash on delivery"), A, Role.COURIER, ""),
    ("1388", gettext_noop("Short-paid remittances, to be cleared"), A, Role.SHORT_PAID, ""),
    ("1561", gettext_noop("Inventory"), A, Role.INVENTORY, ""),
    ("1570", gettext_noop("Goods in transit"), A, Role.IN_TRANSIT, ""),
    ("3318", gettext_noop("Goods received, not invoiced"), L, Role.NOT_INVOICED, ""),
    ("3331", gettext_noop("Output tax"), L, Role.OUTPUT_TAX, ""),
    ("3358", gettext_noop("Payable to couriers"), L, Role.COURIER_PAYABLE, ""),
    ("3386", gettext_noop("Refunds due to customers"), L, Role.REFUNDS_DUE, ""),
    ("3387", gettext_noop("Customer deposits"), L, Role.DEPOSITS, ""),
    ("3388", gettext_noop("Unapplied cash"), L, Role.UNAPPLIED, ""),
    ("5111", gettext_noop("Revenue, goods"), R, Role.REVENUE_GOODS, ""),
    ("5112", gettext_noop("Revenue, services"), R, Role.REVENUE_SERVICES, ""),
    ("5113", gettext_noop("Revenue, delivery"), R, Role.REVENUE_DELIVERY, ""),
    ("5118", gettext_noop("Revenue, payment fees"), R, Role.REVENUE_FEES, ""),
    ("5212", gettext_noop("Sales returns and allowances"), R, Role.SALES_RETURNS, ""),
    ("6320", gettext_noop("Cost of goods sold"), X, Role.COST_OF_GOODS, ""),
    ("6328", gettext_noop("Inventory adjustment"), X, Role.INVENTORY_ADJUSTMENT, ""),
    ("6417", gettext_noop("Cost of refused parcels"), X, Role.REFUSED_PARCELS, ""),
    ("6426", gettext_noop("Receivables written off"), X, Role.WRITE_OFF, ""),
]

_DEFAULT_COMPANY = "Storehouse"


class NoAccountForRole(DomainError):
    """The chart has no account for a role in this currency; nothing was booked."""

    code = "no_account_for_role"


def ensure_chart() -> int:
    """Make the accounts that are missing; existing ones are left as the company has them. Says how many were made."""
    with transaction.atomic():
        made = 0
        for code, name, type_, role, currency in CHART:
            if Account.objects.filter(role=role, currency=currency).exists():
                continue
            _account, is_new = Account.objects.get_or_create(
                code=code, defaults={"name": name, "type": type_, "role": role, "currency": currency}
            )
            made += is_new
    return made


class Accounts:
    """The accounts by role, read in one query."""

    def __init__(self) -> None:
        rows = Account.objects.exclude(role="").values_list("role", "currency", "pk")
        self._ids = {(role, currency): pk for role, currency, pk in rows}

    def id_of(self, role: str, currency: str) -> int:
        """The account of a role: the one for this currency, else the one for all.

        Raises:
            NoAccountForRole
        """
        found = self._ids.get((role, currency)) or self._ids.get((role, ""))
        if found is None:
            raise NoAccountForRole(role=str(role), currency=currency)
        return found


def describe_company(
    *, actor: Actor, name: str, address: str = "", tax_number: str = "", phone: str = "", bank: str = "",
    currency: str = "VND", logo_line: str = "",
) -> Company:  # fmt: skip
    """Say who the seller is; what was issued before keeps the particulars it was issued with."""
    with transaction.atomic():
        company, _made = Company.objects.update_or_create(
            is_only=True,
            defaults={
                "name": name, "address": address, "tax_number": tax_number, "phone": phone, "bank": bank,
                "currency": currency, "logo_line": logo_line,
            },
        )  # fmt: skip
        audit.record(actor=actor, action="accounting.company_described", subject=company)
    return company


def the_company() -> Company:
    """The seller. One query."""
    return Company.objects.first() or Company(name=_DEFAULT_COMPANY)
