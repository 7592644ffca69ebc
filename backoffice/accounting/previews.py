"""What an entry would say, shown before it is posted: the recipe's own lines with the accounts they would reach."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from accounting.chart import Accounts
from accounting.models import Account
from accounting.posting import LineDraft
from accounting.templatetags.books import digits


def booked(lines: Iterable[LineDraft]) -> list[dict[str, Any]]:
    """Lines for backoffice/confirming_preview.html. Two queries."""
    drafts = [line for line in lines if line.debit or line.credit]
    accounts = Accounts()
    ids = [accounts.id_of(line.role, line.currency) for line in drafts]
    found = Account.objects.in_bulk(ids)
    return [
        {"account": found[pk], "debit": line.debit, "credit": line.credit, "currency": line.currency}
        for pk, line in zip(ids, drafts, strict=True)
    ]


def said(amount: Decimal, currency: str) -> str:
    """An amount with its currency, in the reader's digits."""
    return f"{currency} {digits(amount, currency)}"
