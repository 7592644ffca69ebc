"""What an order does when told about its money. Each step may run twice."""

from core.access import Actor
from core.events import handles
from shop.order.completing import complete_when_done
from shop.order.marking import mark_payable
from shop.order.models import PaymentView
from shop.order.timeline import add_entry
from shop.order.views import write_payment_view
from shop.payment.events import PaymentCaptured, PaymentExpired, PaymentFailed, PaymentRefunded, UnappliedCashReceived
from shop.payment.models import UnappliedCash

ACTOR = Actor.system("payments")


@handles(PaymentCaptured)
def take_note_of_payment(event: PaymentCaptured) -> None:
    view = write_payment_view(order_id=event.order_id)
    add_entry(order_id=event.order_id, kind="payment_captured", actor=ACTOR, amount=str(event.amount), currency=event.currency)
    if view == PaymentView.PAID:
        mark_payable(order_id=event.order_id, actor=ACTOR)
        complete_when_done(order_id=event.order_id, actor=ACTOR)


@handles(PaymentFailed)
def take_note_of_failure(event: PaymentFailed) -> None:
    write_payment_view(order_id=event.order_id)
    add_entry(order_id=event.order_id, kind="payment_failed", actor=ACTOR, code=event.code)


@handles(PaymentExpired)
def take_note_of_expiry(event: PaymentExpired) -> None:
    write_payment_view(order_id=event.order_id)
    add_entry(order_id=event.order_id, kind="payment_expired", actor=ACTOR)


@handles(PaymentRefunded)
def take_note_of_refund(event: PaymentRefunded) -> None:
    write_payment_view(order_id=event.order_id)
    add_entry(order_id=event.order_id, kind="payment_refunded", actor=ACTOR, amount=str(event.amount), currency=event.currency)


@handles(UnappliedCashReceived)
def take_note_of_unapplied_cash(event: UnappliedCashReceived) -> None:
    unapplied = UnappliedCash.objects.select_related("payment").get(pk=event.unapplied_id)
    if unapplied.payment is not None:
        add_entry(
            order_id=unapplied.payment.order_id,
            kind="unapplied_cash",
            actor=ACTOR,
            amount=str(event.amount),
            currency=event.currency,
            reason=event.reason,
        )
