"""Finding an order by what people say: its number however typed, or its number together with e-mail or telephone."""

import re

from core.errors import DomainError
from core.numbering import parse_transaction_number
from shop.order.models import Order

#: How many last digits of a telephone number must agree; the rest is written in many ways.
PHONE_DIGITS = 8


class OrderNotFound(DomainError):
    """The number is well-formed and belongs to no order (or not to this person)."""

    code = "order_not_found"


def find_order(*, number: str) -> Order:
    """The order behind a typed or scanned number. One query.

    Raises:
        NotATransactionNumber: something else was typed.
        MistypedNumber: the check digits say that a digit is wrong: "check the number".
        OrderNotFound: the number is right and unknown.
    """
    parsed = parse_transaction_number(number)
    order = (
        Order.objects.select_related("channel", "market", "customer", "shipping_address__country", "delivery_option")
        .filter(number=parsed)
        .first()
    )
    if order is None:
        raise OrderNotFound(number=parsed)
    return order


def guest_order(*, number: str, email_or_phone: str) -> Order:
    """An order for somebody without a sign-in, who must know the e-mail or telephone it was placed with. One query.

    Raises:
        NotATransactionNumber, MistypedNumber: see `find_order`.
        OrderNotFound: unknown number or other contact, told in the same words and the same time.
    """
    order = find_order(number=number)
    if not _is_contact_of(order, email_or_phone.strip()):
        raise OrderNotFound(number=order.number)
    return order


def _is_contact_of(order: Order, given: str) -> bool:
    if "@" in given:
        return bool(order.email) and given.casefold() == order.email.casefold()
    digits = re.sub(r"\D", "", given)
    return len(digits) >= PHONE_DIGITS and order.phone_digits[-PHONE_DIGITS:] == digits[-PHONE_DIGITS:]
