"""Customers and their accounts: made at the first contact, found again at the next.

A guest is matched to an earlier guest by e-mail, never to a customer with a login: otherwise anybody could order into
somebody's account by typing an address.
"""

import re

import phonenumbers
from anyascii import anyascii
from django.db import transaction

from core import audit
from core.access import Actor, User
from core.errors import DomainError
from shop.channels.models import ChannelMarket
from shop.customer.models import Customer, CustomerAddress, CustomerKind, CustomerUser, TradeAccount


class PhoneNotUnderstood(DomainError):
    """The text is no telephone number of that country or with a country code."""

    code = "phone_not_understood"


def normal_phone(text: str, country: str | None) -> str:
    """E.164 of what somebody typed (`090 123 4567` in VN becomes `+84901234567`); empty stays empty.

    Raises:
        PhoneNotUnderstood
    """
    if not text.strip():
        return ""
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException as error:
        raise PhoneNotUnderstood(text=text) from error
    if not phonenumbers.is_possible_number(parsed):
        raise PhoneNotUnderstood(text=text)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def phone_digits(e164: str) -> str:
    return re.sub(r"\D", "", e164)


def search_words(*texts: str) -> str:
    """Accent-folded, lower-case words: `Trần Thu Hà` becomes `tran thu ha`."""
    folded = anyascii(" ".join(t for t in texts if t)).lower()
    return re.sub(r"[^a-z0-9@.]+", " ", folded).strip()


def register_customer(
    *,
    actor: Actor,
    name: str,
    email: str = "",
    phone: str = "",
    language: str = "en",
    kind: str = CustomerKind.PERSON,
    came_by: str = "",
    tax_number: str = "",
    user: User | None = None,
) -> Customer:
    """Make a customer; with `user`, that login stands for them. `phone` is E.164."""
    with transaction.atomic():
        customer = Customer.objects.create(
            name=name.strip(),
            email=email.strip(),
            phone=phone,
            phone_digits=phone_digits(phone),
            search_name=search_words(name),
            language=language,
            kind=kind,
            came_by=came_by,
            tax_number=tax_number,
        )
        if user is not None:
            let_act_for(actor=actor, user=user, customer=customer)
        audit.record(actor=actor, action="customer.registered", subject=customer)
    return customer


def let_act_for(*, actor: Actor, user: User, customer: Customer) -> CustomerUser:
    """Let a login act for a customer; its first customer becomes its main one."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        is_main = not CustomerUser.objects.filter(user=user, is_main=True).exclude(customer=customer).exists()
        membership, created = CustomerUser.objects.get_or_create(customer=customer, user=user, defaults={"is_main": is_main})
        if created:
            audit.record(actor=actor, action="customer.login_added", subject=customer, user=user.pk)
    return membership


def main_customer(user: User) -> Customer | None:
    """Whom a login stands for. One query."""
    return Customer.objects.filter(memberships__user=user, memberships__is_main=True).first()


def customer_of_user(*, actor: Actor, user: User, language: str = "en") -> Customer:
    """Whom a login stands for; made from the login's own details when there is none yet."""
    return main_customer(user) or register_customer(
        actor=actor, name=user.get_full_name() or user.email, email=user.email, language=language, user=user
    )


def guest_customer(*, actor: Actor, name: str, email: str, phone: str, language: str, came_by: str = "") -> Customer:
    """The customer of a guest's order: an earlier guest with the same e-mail and name, else a new one."""
    words = search_words(name)
    if email:
        known = Customer.objects.filter(
            email__iexact=email.strip(), search_name=words, memberships__isnull=True, trade_account__isnull=True
        ).first()
        if known:
            return known
    return register_customer(actor=actor, name=name, email=email, phone=phone, language=language, came_by=came_by)


def open_trade_account(
    *, actor: Actor, customer: Customer, channel_market: ChannelMarket, number: str, terms_days: int, credit_limit
) -> TradeAccount:
    """Let a company buy on terms through a trade channel."""
    with transaction.atomic():
        account = TradeAccount(
            customer=customer,
            channel_market=channel_market,
            number=number,
            terms_days=terms_days,
            credit_limit=credit_limit,
        )
        account.full_clean()
        account.save()
        audit.record(actor=actor, action="trade_account.opened", subject=account, terms_days=terms_days)
    return account


def save_address(*, actor: Actor, customer: Customer, is_default: bool = False, **fields) -> CustomerAddress:
    """Add an address to a customer's book; the first one becomes the usual one."""
    with transaction.atomic():
        Customer.objects.select_for_update().get(pk=customer.pk)
        is_default = is_default or not customer.addresses.exists()
        if is_default:
            customer.addresses.filter(is_default=True).update(is_default=False)
        address = CustomerAddress(customer=customer, is_default=is_default, **fields)
        address.full_clean()
        address.save()
        audit.record(actor=actor, action="customer.address_added", subject=customer)
    return address


class CreditExceeded(DomainError):
    """The order is above what is left of the account's credit limit; nothing was taken."""

    code = "credit_exceeded"


def take_credit(*, account_id: int, amount) -> None:
    """Take credit for an order on terms, under the account's row lock, inside the caller's transaction.

    Raises:
        CreditExceeded
    """
    account = TradeAccount.objects.select_for_update(no_key=True).get(pk=account_id)
    if account.credit_used + amount > account.credit_limit:
        raise CreditExceeded(left=str(account.credit_left), wanted=str(amount))
    TradeAccount.objects.filter(pk=account_id).update(credit_used=account.credit_used + amount)


def give_credit_back(*, account_id: int, amount) -> None:
    """The order was cancelled or paid: its credit may be used again. Inside the caller's transaction."""
    account = TradeAccount.objects.select_for_update(no_key=True).get(pk=account_id)
    TradeAccount.objects.filter(pk=account_id).update(credit_used=max(account.credit_used - amount, 0))
