"""Logins of customers: made when a person signs up, or for the buyers of a company."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from core import audit
from core.access import Actor, User
from core.errors import DomainError


class EmailTaken(DomainError):
    """Somebody signs in with this address already."""

    code = "email_taken"


def open_login(*, actor: Actor, email: str, password: str | None, full_name: str, language: str = "en", phone: str = "") -> User:
    """Make a login that may act for customers (see `registering.let_act_for`). `phone` is E.164.

    Without a password nobody can sign in until one is set by mail.

    Raises:
        EmailTaken: nothing is made.
        ValidationError: the password is too weak.
    """
    email = User.objects.normalize_email(email)
    if password is not None:
        validate_password(password, User(email=email, full_name=full_name))
    with transaction.atomic():
        if User.objects.select_for_update().filter(email=email).exists():
            raise EmailTaken(email=email)
        user = User.objects.create_user(email, password, full_name=full_name, language=language, phone=phone)
        audit.record(actor=actor, action="login.opened", subject=user, subject_label=f"#{user.pk}")
    return user
