"""The bank's own books: sessions at its hosted page, refunds, and the messages it means to send."""

import secrets

from django.db import models
from django.db.models import Q

from core import clock
from core.money import AmountField


def draw_reference() -> str:
    return f"sb_{secrets.token_hex(10)}"


def draw_seed() -> int:
    return secrets.randbits(31)


class BankSession(models.Model):
    """A customer's visit. `seed` decides the faults of its messages; no answer of the bank ever tells it."""

    class Outcome(models.TextChoices):
        OPEN = "open"
        APPROVED = "approved"
        DECLINED = "declined"
        ABANDONED = "abandoned"

    reference = models.CharField(max_length=40, unique=True, default=draw_reference)
    key = models.CharField(max_length=64, unique=True)
    merchant_reference = models.CharField(max_length=60)
    amount = AmountField()
    currency = models.CharField(max_length=3)
    return_url = models.CharField(max_length=500)
    notify_url = models.CharField(max_length=500)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    code = models.CharField(max_length=40, blank=True)
    capture_reference = models.CharField(max_length=40, blank=True)
    seed = models.PositiveIntegerField(default=draw_seed)
    created_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="bank_session_amount_positive", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return self.reference


class BankRefund(models.Model):
    """Money the bank returned; the merchant's key makes it happen once."""

    session = models.ForeignKey(BankSession, models.PROTECT, related_name="refunds")
    key = models.CharField(max_length=64, unique=True)
    reference = models.CharField(max_length=40, unique=True, default=draw_reference)
    amount = AmountField()

    def __str__(self) -> str:
        return self.reference


class BankMessage(models.Model):
    """A notification to be sent: `message_id` stays the same when it is sent twice."""

    session = models.ForeignKey(BankSession, models.CASCADE, related_name="messages")
    message_id = models.CharField(max_length=40)
    payload = models.JSONField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["due_at"], name="bank_message_due", condition=Q(sent_at__isnull=True))]

    def __str__(self) -> str:
        return self.message_id
