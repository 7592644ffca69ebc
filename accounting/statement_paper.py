"""A statement of account to take along: as PDF for people, as CSV for programs. It is no issued paper: drawn anew each time."""

import csv
import io
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounting.chart import the_company
from accounting.snapshots import seller
from accounting.statement import Statement
from core import clock
from core.documents import render_pdf
from shop.customer.models import Customer, TradeAccount


def statement_pdf(*, statement: Statement, customer: Customer, account: TradeAccount | None, language: str) -> bytes:
    """The statement on paper, in a language. One query beside those of the statement."""
    return render_pdf("documents/statement.html", paper_context(statement, customer, account), language)


def paper_context(statement: Statement, customer: Customer, account: TradeAccount | None) -> dict[str, Any]:
    """What the paper shows. `until_now` is false for a time that is over: then what is open today is left out."""
    return {
        "statement": statement,
        "customer": customer,
        "account": account,
        "seller": seller(the_company()),
        "drawn_on": clock.today(),
        "until_now": statement.last >= statement.today,
    }


def statement_csv(statement: Statement) -> str:
    """The bookings as lines of text, figures and days as programs read them. The first line is the balance brought forward."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(
        [
            _("Date"),
            _("What"),
            _("Number"),
            _("Order"),
            _("Due"),
            _("Charged"),
            _("Paid or credited"),
            _("Balance"),
            _("Currency"),
        ]
    )
    currency = statement.currency
    writer.writerow([statement.first.isoformat(), _("Brought forward"), *[""] * 5, _figure(statement.opening), currency])
    for one in statement.bookings:
        writer.writerow(
            [
                one.on.isoformat(),
                one.word,
                one.number,
                one.order,
                one.due_on.isoformat() if one.due_on else "",
                _figure(one.charged),
                _figure(one.credited),
                _figure(one.balance),
                currency,
            ]
        )
    return out.getvalue()


def _figure(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"
