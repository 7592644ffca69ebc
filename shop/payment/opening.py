"""The payment of an order: what its customer undertook to pay, by which method, until when."""

import secrets
from datetime import timedelta

from core import clock
from shop.order.models import Order
from shop.payment.models import Payment, PaymentKind, PaymentMethod

#: Without letters and digits that look alike on paper.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
REFERENCE_LENGTH = 10

#: Kinds that let an order go out before its money is here.
PAYABLE_AT_ONCE = {PaymentKind.COD, PaymentKind.TERMS}


def open_payment(*, order: Order, method: PaymentMethod) -> Payment:
    """Write what is to be paid. One statement, inside the transaction that places the order or changes its method.

    It expires when the method says so, counted from now.
    """
    expires_at = None
    if method.expires_after is not None:
        expires_at = clock.now() + timedelta(minutes=method.expires_after)
    return Payment.objects.create(
        order=order,
        method=method,
        kind=method.kind,
        currency=order.currency,
        amount=order.total_incl_tax,
        reference=draw_reference(),
        created_at=clock.now(),
        expires_at=expires_at,
    )


def draw_reference() -> str:
    """What a payer writes on a transfer: ten letters and digits; 32 to the 10th, so that a slip hits nobody else's."""
    return "".join(secrets.choice(ALPHABET) for _position in range(REFERENCE_LENGTH))
