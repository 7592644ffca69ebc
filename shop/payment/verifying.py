"""Invariants of payments, recomputed from the append-only movements."""

from collections.abc import Iterator
from decimal import Decimal

from django.db import connection
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from core.money import AmountField, Money
from core.verification import check
from shop.customer.models import TradeAccount
from shop.payment.models import PROMISED_BACK, MovementKind, Payment, PaymentKind, PaymentState, Refund

AMOUNT = AmountField()


def _sum(rows) -> Coalesce:
    return Coalesce(Subquery(rows, output_field=AMOUNT), Decimal(0), output_field=AMOUNT)


#: The movements of each payment are added up once, in one pass over all of them.
_MOVED = """
SELECT p.reference, p.currency, p.captured, coalesce(m.captured, 0), p.refunded, coalesce(m.refunded, 0)
FROM payment_payment p LEFT JOIN (
    SELECT payment_id, sum(amount) FILTER (WHERE kind = %(capture)s) AS captured,
        sum(amount) FILTER (WHERE kind = %(refund)s) AS refunded
    FROM payment_paymentmovement GROUP BY payment_id
) AS m ON m.payment_id = p.id
WHERE p.captured <> coalesce(m.captured, 0) OR p.refunded <> coalesce(m.refunded, 0) ORDER BY p.id
"""


@check("payments equal their movements")
def payments_equal_movements() -> Iterator[str]:
    """Told per payment, for money received and for money returned."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVED, {"capture": MovementKind.CAPTURE, "refund": MovementKind.REFUND})
        rows = cursor.fetchall()
    for reference, currency, captured, came, refunded, went in rows:
        for stated, made, words in ((captured, came, "received"), (refunded, went, "returned")):
            if stated != made:
                yield f"Payment {reference} states {Money(stated, currency)} {words}, its movements make {Money(made, currency)}."


@check("a payment is captured exactly when its money is complete")
def captured_means_complete() -> Iterator[str]:
    """Told per payment whose state and sums contradict each other."""
    open_states = (PaymentState.PENDING, PaymentState.FAILED, PaymentState.AUTHORISED)
    short = Q(state=PaymentState.CAPTURED) & ~Q(captured=F("amount"), refunded=0)
    complete = Q(state__in=open_states, captured=F("amount"))
    for payment in Payment.objects.filter(short | complete).order_by("pk"):
        amount, received, returned = (
            Money(value, payment.currency) for value in (payment.amount, payment.captured, payment.refunded)
        )
        yield f"Payment {payment.reference} is {payment.state} with {received} of {amount} received and {returned} returned."


@check("credit used equals what open orders on terms still owe")
def credit_equals_terms() -> Iterator[str]:
    """Told per trade account."""
    owed = (
        Payment.objects.filter(order__trade_account=OuterRef("pk"), kind=PaymentKind.TERMS)
        .exclude(state__in=(PaymentState.CANCELLED, PaymentState.EXPIRED))
        .order_by()
        .values("order__trade_account")
        .annotate(s=Sum(F("amount") - F("captured")))
        .values("s")
    )
    accounts = TradeAccount.objects.annotate(owed=_sum(owed)).exclude(credit_used=F("owed"))
    for account in accounts.select_related("channel_market__market").order_by("pk"):
        currency = account.channel_market.market.currency
        used, owes = Money(account.credit_used, currency), Money(account.owed, currency)
        yield f"Account {account.number} has {used} of its credit used, its orders on terms owe {owes}."


@check("no more is promised back than was received")
def refunds_within_captured() -> Iterator[str]:
    """Told per payment."""
    due = (
        Refund.objects.filter(payment=OuterRef("pk"), state__in=PROMISED_BACK)
        .order_by()
        .values("payment")
        .annotate(s=Sum("amount"))
        .values("s")
    )
    rows = Payment.objects.annotate(due=_sum(due)).filter(due__gt=F("captured") - F("refunded"))
    for payment in rows.order_by("pk"):
        left, due_back = Money(payment.captured - payment.refunded, payment.currency), Money(payment.due, payment.currency)
        yield f"Payment {payment.reference} owes refunds of {due_back}, only {left} of its money is left."
