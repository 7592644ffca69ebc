"""An accountant says that a transfer arrived."""

from decimal import Decimal

from core.access import Actor
from core.errors import DomainError
from core.money import round_amount
from shop.payment.capturing import Captured, NotAnAmount, capture
from shop.payment.models import Payment, PaymentKind

BY_BANK = (PaymentKind.TRANSFER, PaymentKind.TERMS)


class NotPaidByBank(DomainError):
    """This payment is not paid by transfer: a provider or a courier tells of its money."""

    code = "not_paid_by_bank"


def confirm_transfer(*, payment: Payment, amount: Decimal, bank_reference: str, actor: Actor) -> Captured:
    """Write down what a bank line says. The same bank reference again changes nothing.

    A part is captured as a part; an excess, or money for an order that is closed, becomes unapplied cash.

    Raises:
        NotPaidByBank, NotAnAmount: nothing is written.
    """
    if payment.kind not in BY_BANK:
        raise NotPaidByBank(payment=payment.pk, kind=payment.kind)
    if round_amount(amount, payment.currency) != amount:
        raise NotAnAmount(amount=str(amount), currency=payment.currency)
    return capture(payment=payment, amount=amount, reference=bank_reference, actor=actor)
