"""Opening an account: asked for, confirmed by the link in a mail, then joined with what was ordered before."""

import secrets

from django.contrib.auth.hashers import make_password
from django.db import transaction

from core import audit, clock
from core.access import Actor, User
from core.errors import DomainError
from core.events import publish
from shop.customer.models import Customer
from shop.customer.registering import customer_of_user, let_act_for
from shop.order.models import Order
from shop.storefront.events import AccountAsked, PasswordResetAsked
from shop.storefront.models import WAITS, PendingAccount


class LinkNotValid(DomainError):
    """The link was used, is too old, or was never sent."""

    code = "link_not_valid"


def ask_for_account(
    *, email: str, full_name: str, password: str, language: str, origin: str, order_number: str = "", actor: Actor
) -> None:
    """Write down the wish and let a mail go out. The same work for a known and an unknown address."""
    hashed = make_password(password)
    with transaction.atomic():
        PendingAccount.objects.filter(created_at__lt=clock.now() - WAITS).delete()
        pending = PendingAccount.objects.create(
            email=email.strip().lower(),
            full_name=full_name.strip(),
            password=hashed,
            language=language,
            order_number=order_number,
            key=secrets.token_urlsafe(32),
        )
        publish(AccountAsked(pending_id=pending.pk, origin=origin), actor=actor)


def find_pending(key: str) -> PendingAccount:
    """Raises LinkNotValid."""
    pending = PendingAccount.objects.filter(key=key).first()
    if pending is None or not pending.is_fresh:
        raise LinkNotValid
    return pending


def confirm_account(*, key: str, actor: Actor) -> User:
    """Open the account behind a link. Its owner has shown to read the address, so guests' orders with it join the account.

    Raises:
        LinkNotValid: nothing is opened.
    """
    with transaction.atomic():
        pending = PendingAccount.objects.select_for_update().filter(key=key).first()
        if pending is None or not pending.is_fresh:
            raise LinkNotValid
        if User.objects.filter(email=pending.email).exists():
            pending.delete()
            raise LinkNotValid
        user = User(email=pending.email, full_name=pending.full_name, language=pending.language)
        user.password = pending.password
        user.save()
        _join_earlier_guest(user, pending, actor)
        customer_of_user(actor=actor, user=user, language=pending.language)
        audit.record(actor=Actor.of(user), action="account.opened", subject=user, subject_label=f"user #{user.pk}")
        PendingAccount.objects.filter(email=pending.email).delete()
    return user


def _join_earlier_guest(user: User, pending: PendingAccount, actor: Actor) -> None:
    """The customer of the guest order that the account was asked for, if its e-mail is this one and nobody else acts for it."""
    if not pending.order_number:
        return
    order = Order.objects.filter(number=pending.order_number, email__iexact=pending.email).first()
    if order is None:
        return
    customer = Customer.objects.filter(pk=order.customer_id, memberships__isnull=True, email__iexact=pending.email).first()
    if customer is not None:
        let_act_for(actor=actor, user=user, customer=customer)


def ask_for_new_password(*, email: str, language: str, origin: str, actor: Actor) -> None:
    """Let a mail with a link go out, if there is such a login. The same work either way."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    with transaction.atomic():
        publish(
            PasswordResetAsked(
                user_id=user.pk if user else 0, request_key=secrets.token_hex(8), origin=origin, language=language
            ),
            actor=actor,
        )
