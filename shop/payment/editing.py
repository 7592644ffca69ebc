"""Which ways to pay a market offers, to which channels."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from core import audit
from core.access import Actor
from core.errors import DomainError
from core.money import round_amount
from shop.channels.models import Channel
from shop.payment.models import PaymentMethod


class FeeTooFine(DomainError):
    """More decimals than the market's currency has."""

    code = "amount_too_fine"


def save_payment_method(*, actor: Actor, code: str, channels: Iterable[Channel] | None = None, **values) -> PaymentMethod:
    """Create or change a way to pay, found by its code; `channels` replaces who may use it. Texts are `name_en`, ...

    Raises:
        FeeTooFine: nothing is changed.
    """
    with transaction.atomic():
        method = PaymentMethod.objects.filter(code=code).first() or PaymentMethod(code=code)
        for field, value in values.items():
            setattr(method, field, value)
        currency = method.market.currency
        for field in ("fee", "max_amount"):
            amount = getattr(method, field)
            if amount is not None and round_amount(Decimal(amount), currency) != amount:
                raise FeeTooFine(amount=str(amount), currency=currency)
        method.full_clean()
        method.save()
        if channels is not None:
            method.channels.set(channels)
        audit.record(actor=actor, action="payment_method.saved", subject=method)
    return method
