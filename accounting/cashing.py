"""Money of orders in the books: captured, refunded, held after a cancellation, or of unknown purpose.

The payment's own book is in shop.payment; here is what it means for deposits and receivables. Cash on delivery is
booked when the courier reports it (collecting.py), not when the payment is marked as captured.
"""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from accounting import recipes
from accounting.crediting import amount_of, credit_invoice, left_of
from accounting.holding import held_for, lock_order, owed, settle, total_left
from accounting.models import EntryKind, Role
from accounting.periods import day_of, open_day
from accounting.posting import NOTHING, Dimensions, is_booked, post, post_last
from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from shop.order.models import Order, OrderStatus
from shop.payment.deciding import mark_returned
from shop.payment.models import Payment, PaymentKind, UnappliedCash


class RefundExceedsBooks(DomainError):
    """More was refunded than the books know to have been paid or invoiced; nothing was booked."""

    code = "refund_exceeds_books"


def where_money_is(payment_kind: str) -> str:
    """The account a way to pay fills: the gateway owes us first, everything else is on the bank account."""
    return Role.GATEWAY if payment_kind in (PaymentKind.GATEWAY, PaymentKind.INSTALMENTS) else Role.BANK


def book_capture(
    *, payment_id: int, movement_id: int, amount: Decimal, at: dt.datetime, actor: Actor, unapplied_id: int = 0
) -> None:
    """Money arrived for an order: it settles invoices, the rest is a deposit. Once per movement.

    Cash that had come before (`unapplied_id`) comes out of unapplied cash, not into the bank again.
    """
    source = f"capture:{movement_id}"
    payment = Payment.objects.get(pk=payment_id)
    if payment.kind == PaymentKind.COD:
        return
    with transaction.atomic():
        order = lock_order(payment.order_id)
        if is_booked(source):
            return
        dues = owed(order)
        towards = min(amount, total_left(dues))
        cancelled = order.status == OrderStatus.CANCELLED
        lines = recipes.receipt(
            amount=amount,
            towards_invoices=towards,
            currency=payment.currency,
            into=Role.UNAPPLIED if unapplied_id else where_money_is(payment.kind),
            about=Dimensions.of(order),
            rest_to=Role.REFUNDS_DUE if cancelled else Role.DEPOSITS,
        )
        post_last(
            then=lambda entry: settle(dues=dues, amount=towards, entry=entry),
            date=open_day(day_of(at)),
            kind=EntryKind.RECEIPT if towards else EntryKind.PREPAYMENT,
            lines=lines,
            source_event=source,
            memo=f"{payment.reference} · {order.number}",
            actor=actor,
            order_id=order.pk,
        )


def book_refund(*, payment_id: int, movement_id: int, amount: Decimal, at: dt.datetime, actor: Actor) -> None:
    """Money went back: out of what was due or held; what was invoiced and paid is credited first. Once per movement.

    Raises:
        RefundExceedsBooks
    """
    source = f"refund:{movement_id}"
    payment = Payment.objects.get(pk=payment_id)
    with transaction.atomic():
        order = lock_order(payment.order_id)
        if is_booked(source):
            return
        held = held_for(order)
        from_due = min(amount, held.refunds_due)
        missing = amount - from_due - min(amount - from_due, held.deposits)
        _credit_newest_first(order, missing, source, actor)
        lines = recipes.refund(
            amount=amount,
            currency=payment.currency,
            out_of=where_money_is(payment.kind),
            from_refunds_due=from_due,
            from_deposits=amount - from_due,
            about=Dimensions.of(order),
        )
        post_last(
            date=open_day(day_of(at)),
            kind=EntryKind.REFUND,
            lines=lines,
            source_event=source,
            memo=f"{payment.reference} · {order.number}",
            actor=actor,
            order_id=order.pk,
        )


def _credit_newest_first(order: Order, amount: Decimal, source: str, actor: Actor) -> None:
    """Credit notes over an amount that was invoiced and paid, so that it is held and can be returned."""
    rest = amount
    for invoice in order.invoices.order_by("-pk"):
        if rest <= 0:
            break
        part = min(rest, amount_of(left_of(invoice)))
        if part > 0:
            credit_invoice(
                invoice=invoice,
                amount=part,
                reason="refund",
                actor=actor,
                source=f"{source}:{invoice.pk}",
                most_from_receivable=Decimal(0),
            )
            rest -= part
    if rest > 0:
        raise RefundExceedsBooks(order=order.number, missing=str(rest))


def book_cancellation(*, order_id: int, actor: Actor) -> None:
    """The order is cancelled: what was held for it is due back. Nothing to book when nothing was paid."""
    source = f"cancelled:{order_id}"
    with transaction.atomic():
        order = lock_order(order_id)
        held = held_for(order).deposits
        if held <= 0 or is_booked(source):
            return
        post_last(
            date=open_day(clock.today()),
            kind=EntryKind.CANCELLATION,
            lines=recipes.release_deposit(amount=held, currency=order.currency, about=Dimensions.of(order)),
            source_event=source,
            memo=order.number,
            actor=actor,
            order_id=order.pk,
        )


def book_unapplied(*, unapplied_id: int, at: dt.datetime, actor: Actor) -> None:
    """Money came that belongs to no open payment. Once per arrival."""
    source = f"unapplied:{unapplied_id}"
    if is_booked(source):
        return
    cash = UnappliedCash.objects.select_related("payment").get(pk=unapplied_id)
    post_last(
        date=open_day(day_of(at)),
        kind=EntryKind.UNAPPLIED,
        lines=recipes.unapplied_received(
            amount=cash.amount,
            currency=cash.currency,
            into=where_money_is(cash.payment.kind if cash.payment else PaymentKind.TRANSFER),
            about=_about(cash),
        ),
        source_event=source,
        memo=f"{cash.reference} · {cash.reason}",
        actor=actor,
        order_id=cash.payment.order_id if cash.payment else None,
    )


def return_unapplied(*, unapplied_id: int, bank_reference: str, actor: Actor) -> None:
    """Unexplained money was sent back to its payer, as the bank reference proves; `actor` is the second person.

    Raises:
        AlreadyDecided, SecondPersonNeeded: nothing was booked.
    """
    with transaction.atomic():
        cash = mark_returned(cash=UnappliedCash(pk=unapplied_id), actor=actor)
        audit.record(actor=actor, action="accounting.unapplied_returned", subject=cash, bank_reference=bank_reference)
        post(
            date=open_day(clock.today()),
            kind=EntryKind.UNAPPLIED,
            lines=recipes.unapplied_returned(
                amount=cash.amount,
                currency=cash.currency,
                out_of=where_money_is(cash.payment.kind if cash.payment else PaymentKind.TRANSFER),
                about=_about(cash),
            ),
            source_event=f"unapplied-returned:{cash.pk}",
            memo=f"{cash.reference} · {bank_reference}",
            actor=actor,
            order_id=cash.payment.order_id if cash.payment else None,
        )


def _about(cash: UnappliedCash) -> Dimensions:
    if cash.payment is None:
        return NOTHING
    return Dimensions.of(Order.objects.get(pk=cash.payment.order_id))
