"""What the customers pay and the accountant does: captures, transfers, refusals, refunds, remittances, terms."""

from collections import defaultdict
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

from accounting.collecting import record_remittance
from accounting.models import Debtor, OpenItem
from core import clock
from core.access import Actor
from core.money import round_amount
from demo.seeding.house import House
from shop.order.cancelling import AlreadyShipped, cancel
from shop.order.models import Order
from shop.payment.capturing import capture
from shop.payment.confirming import confirm_transfer
from shop.payment.expiring import expire_due
from shop.payment.failing import fail_payment
from shop.payment.models import Payment, PaymentKind, PaymentState, Refund, RefundState
from shop.payment.refunding import approve_refund, pay_refund

ACCOUNTANT = "accounts@lantern.example"
SECOND_SIGNATURE = "sales@lantern.example"
GATEWAY = Actor.system("gateway sandbox")
#: How long after the goods a company pays what it bought on terms.
TERMS_PAID_AFTER = timedelta(days=11)


def payment_of(order_id: int) -> Payment:
    """The payment of an order that counts now."""
    return Payment.objects.select_related("method").filter(order=order_id).latest("pk")


def pay_by_card(order_id: int) -> None:
    """The bank tells that the card was charged."""
    payment = payment_of(order_id)
    capture(payment=payment, amount=payment.amount, reference=f"card-{payment.pk:06d}", actor=GATEWAY)


def refuse_card(order_id: int) -> None:
    """The bank tells that it did not charge the card."""
    fail_payment(payment=payment_of(order_id), code="insufficient_funds", actor=GATEWAY)


def confirm(house: House, order_id: int, share: Decimal = Decimal(1)) -> None:
    """The accountant finds the transfer, or a part of it, on the bank statement."""
    payment = payment_of(order_id)
    if payment.state != PaymentState.PENDING:
        return
    amount = round_amount(payment.amount * share, payment.currency)
    reference = f"FT{clock.now():%y%j}{payment.pk:05d}"
    confirm_transfer(payment=payment, amount=amount, bank_reference=reference, actor=Actor.of(house.staff[ACCOUNTANT]))


def call_off(house: House, order_id: int) -> None:
    """The customer changed their mind before anything left; whose parcel is on the truck already keeps it."""
    order = Order.objects.get(pk=order_id)
    actor = Actor.of(house.staff["support@lantern.example"])
    with suppress(AlreadyShipped):
        cancel(order=order, reason="customer_asked", actor=actor)


def pay_back(house: House, order_id: int) -> None:
    """What is due to the customer goes back by transfer, after a second person has agreed."""
    for refund in Refund.objects.filter(payment__order=order_id, state=RefundState.DUE).order_by("pk"):
        approve_refund(refund=refund, actor=Actor.of(house.staff[SECOND_SIGNATURE]))
        pay_refund(refund=refund, actor=Actor.of(house.staff[ACCOUNTANT]), reference=f"RF{clock.now():%y%j}{refund.pk:05d}")


def expire_unpaid() -> None:
    """What a schedule does each minute."""
    expire_due()


def take_remittances(house: House) -> None:
    """The couriers transfer what they collected, one sum per currency."""
    collected: dict[str, dict[int, Decimal]] = defaultdict(dict)
    for item in OpenItem.objects.still_open().filter(debtor=Debtor.COURIER).order_by("pk"):
        collected[item.currency][item.pk] = item.left
    today = clock.today()
    for currency, received in sorted(collected.items()):
        record_remittance(
            reference=f"REM-{today:%Y%m%d}-{currency}",
            received_on=today,
            currency=currency,
            received=received,
            actor=Actor.of(house.staff[ACCOUNTANT]),
        )


def settle_terms(house: House, owing: set[int]) -> None:
    """Companies pay what they bought on terms some time ago, except the orders that they go on owing."""
    due = Payment.objects.filter(
        kind=PaymentKind.TERMS,
        state=PaymentState.PENDING,
        created_at__lte=clock.now() - TERMS_PAID_AFTER,
        order__fulfillment_view="delivered",
    )
    for payment in due.exclude(order__in=owing).order_by("pk"):
        confirm(house, payment.order_id)
