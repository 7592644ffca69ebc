"""How an order is paid, and every movement of its money. Oscar's sources and transactions stay empty."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.payment.abstract_models import AbstractSource, AbstractTransaction

from core import clock
from core.database import append_only
from core.money import AmountField


class PaymentKind(models.TextChoices):
    GATEWAY = "gateway", _("Card or wallet, on the bank's page")
    TRANSFER = "transfer", _("Bank transfer")
    COD = "cod", _("Cash on delivery")
    TERMS = "terms", _("On account")
    INSTALMENTS = "instalments", _("In parts")


class PaymentMethod(models.Model):
    """A way to pay in a market. `expires_after` is minutes; empty: the payment never expires (on delivery, on account)."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    market = models.ForeignKey("channels.Market", models.PROTECT, related_name="payment_methods")
    channels = models.ManyToManyField("channels.Channel", related_name="payment_methods", verbose_name=_("channels"))
    kind = models.CharField(_("kind"), max_length=12, choices=PaymentKind.choices)
    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=300, blank=True)
    adapter = models.CharField(_("adapter"), max_length=30, blank=True, help_text=_("Gateway adapter, e.g. sandbox"))
    fee = AmountField(_("fee"), default=0)
    max_amount = AmountField(_("up to"), null=True, blank=True)
    expires_after = models.PositiveIntegerField(_("minutes until it expires"), null=True, blank=True)
    bank_account = models.JSONField(_("bank account"), default=dict, blank=True)
    is_active = models.BooleanField(_("offered"), default=True)
    position = models.PositiveSmallIntegerField(default=50)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("payment method")
        verbose_name_plural = _("payment methods")
        constraints = [models.CheckConstraint(name="payment_fee_not_negative", condition=Q(fee__gte=0))]

    def __str__(self) -> str:
        return self.name


class PaymentState(models.TextChoices):
    PENDING = "pending", _("Pending")
    AUTHORISED = "authorised", _("Authorised")
    CAPTURED = "captured", _("Captured")
    PART_REFUNDED = "part_refunded", _("Part refunded")
    REFUNDED = "refunded", _("Refunded")
    FAILED = "failed", _("Failed")
    EXPIRED = "expired", _("Expired")
    CANCELLED = "cancelled", _("Cancelled")


#: A failed payment may be tried again on the same order until it expires.
PAYMENT_TRANSITIONS = {
    PaymentState.PENDING: {
        PaymentState.AUTHORISED, PaymentState.CAPTURED, PaymentState.FAILED, PaymentState.EXPIRED, PaymentState.CANCELLED,
    },
    PaymentState.FAILED: {
        PaymentState.PENDING, PaymentState.AUTHORISED, PaymentState.CAPTURED, PaymentState.EXPIRED, PaymentState.CANCELLED,
    },
    PaymentState.AUTHORISED: {PaymentState.CAPTURED, PaymentState.FAILED, PaymentState.EXPIRED, PaymentState.CANCELLED},
    PaymentState.CAPTURED: {PaymentState.PART_REFUNDED, PaymentState.REFUNDED},
    PaymentState.PART_REFUNDED: {PaymentState.PART_REFUNDED, PaymentState.REFUNDED},
    PaymentState.REFUNDED: set(),
    PaymentState.EXPIRED: set(),
    PaymentState.CANCELLED: set(),
}  # fmt: skip


class Payment(models.Model):
    """What an order's customer undertook to pay, by which method. Only `shop.payment` jobs change it."""

    STATE_TRANSITIONS = PAYMENT_TRANSITIONS

    order = models.ForeignKey("order.Order", models.PROTECT, related_name="payments")
    method = models.ForeignKey(PaymentMethod, models.PROTECT, related_name="payments")
    kind = models.CharField(max_length=12, choices=PaymentKind.choices)
    state = models.CharField(max_length=14, choices=PaymentState.choices, default=PaymentState.PENDING)
    currency = models.CharField(max_length=3)
    amount = AmountField()
    captured = AmountField(default=0)
    refunded = AmountField(default=0)
    #: What a payer writes on a bank transfer; short, unambiguous letters and digits.
    reference = models.CharField(max_length=30, unique=True)
    failure_code = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["expires_at"],
                name="payment_to_expire",
                condition=Q(state__in=["pending", "failed", "authorised"]),
            ),
            models.Index(fields=["kind", "state", "-id"], name="payment_by_kind_and_state"),
        ]
        constraints = [
            models.CheckConstraint(name="payment_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="payment_captured_within_amount", condition=Q(captured__gte=0) & Q(captured__lte=F("amount"))
            ),
            models.CheckConstraint(
                name="payment_refund_within_captured", condition=Q(refunded__gte=0) & Q(refunded__lte=F("captured"))
            ),
            models.UniqueConstraint(
                name="one_living_payment_per_order",
                fields=["order"],
                condition=Q(state__in=["pending", "failed", "authorised", "captured", "part_refunded"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.state}"


class MovementKind(models.TextChoices):
    CAPTURE = "capture", _("Money received")
    REFUND = "refund", _("Money returned")


class PaymentMovement(models.Model):
    """Money that really moved, append-only. `amount` is positive; `kind` gives the direction."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=8, choices=MovementKind.choices)
    amount = AmountField()
    reference = models.CharField(max_length=120, help_text=_("The provider's or bank's own reference"))
    at = models.DateTimeField(default=clock.now)
    actor_label = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        triggers = append_only("payment_movement")
        constraints = [
            models.CheckConstraint(name="payment_movement_positive", condition=Q(amount__gt=0)),
            models.UniqueConstraint(name="payment_movement_once_per_reference", fields=["payment", "kind", "reference"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


class GatewaySession(models.Model):
    """One visit to the provider's page. A retry on the same order is another session of the same payment."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        ABANDONED = "abandoned", _("Abandoned")

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="sessions")
    adapter = models.CharField(max_length=30)
    provider_reference = models.CharField(max_length=120)
    redirect_url = models.URLField(max_length=500)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="gateway_session_once", fields=["adapter", "provider_reference"]),
            models.UniqueConstraint(name="one_open_gateway_session_per_payment", fields=["payment"], condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return self.provider_reference


class GatewayNotification(models.Model):
    """A webhook as it came, once per provider's id: the replay table."""

    adapter = models.CharField(max_length=30)
    notification_id = models.CharField(max_length=120)
    received_at = models.DateTimeField(default=clock.now)
    payload = models.JSONField()
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="gateway_notification_once", fields=["adapter", "notification_id"]),
        ]

    def __str__(self) -> str:
        return self.notification_id


class RefundState(models.TextChoices):
    DUE = "due", _("Waits for a second person")
    APPROVED = "approved", _("To be paid out")
    DONE = "done", _("Paid out")
    DECLINED = "declined", _("Declined")


#: Promised back and not yet paid: nobody may promise this money again.
PROMISED_BACK = (RefundState.DUE, RefundState.APPROVED)


class Refund(models.Model):
    """Money that is to go back, and went. It is due from the moment it is promised; `key` makes paying it out happen once.

    `asker` promised it; `approver` is another person who agreed that it leaves. The database refuses to let one be both.
    """

    STATE_TRANSITIONS = {
        RefundState.DUE: {RefundState.APPROVED, RefundState.DECLINED},
        RefundState.APPROVED: {RefundState.DONE, RefundState.DECLINED},
        RefundState.DONE: set(),
        RefundState.DECLINED: set(),
    }

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds")
    amount = AmountField()
    reason = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=RefundState.choices, default=RefundState.DUE)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_by = models.CharField(max_length=120)
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    movement = models.OneToOneField(PaymentMovement, models.PROTECT, null=True, blank=True, related_name="refund")
    last_problem = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        indexes = [
            models.Index(fields=["asked_at"], name="refund_due", condition=Q(state="due")),
            models.Index(fields=["state", "-id"], name="refund_by_state"),
        ]
        constraints = [
            models.CheckConstraint(name="refund_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="refund_done_has_movement",
                condition=(~Q(state="done") & Q(movement__isnull=True)) | Q(state="done", movement__isnull=False),
            ),
            models.CheckConstraint(
                name="refund_approved_by_a_second_person",
                condition=Q(state__in=["due", "declined"])
                | (Q(approver__isnull=False, approved_at__isnull=False) & (Q(asker__isnull=True) | ~Q(asker=F("approver")))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.state}"


class UnappliedCash(models.Model):
    """Money that belongs to no open payment: it came after expiry, twice, or in excess. Accounting decides what becomes of it.

    It is applied to an order's payment, or goes back to its payer: then `asker` proposed it and another person, `approver`,
    agreed. The database refuses to let one be both.
    """

    class State(models.TextChoices):
        OPEN = "open", _("To be decided")
        ASKED = "asked", _("Return waits for a second person")
        APPLIED = "applied", _("Applied to an order")
        RETURNED = "returned", _("Returned")

    STATE_TRANSITIONS = {
        State.OPEN: {State.ASKED, State.APPLIED},
        State.ASKED: {State.OPEN, State.RETURNED},
        State.APPLIED: set(),
        State.RETURNED: set(),
    }

    payment = models.ForeignKey(Payment, models.PROTECT, null=True, blank=True, related_name="unapplied")
    currency = models.CharField(max_length=3)
    amount = AmountField()
    reference = models.CharField(max_length=120)
    reason = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    at = models.DateTimeField(default=clock.now)
    #: Why it was decided so, in the words of whoever decided.
    decision = models.CharField(max_length=200, blank=True)
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    applied_as = models.OneToOneField(PaymentMovement, models.PROTECT, null=True, blank=True, related_name="unapplied_cash")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="unapplied_cash_positive", condition=Q(amount__gt=0)),
            models.UniqueConstraint(name="unapplied_cash_once_per_reference", fields=["reference"]),
            models.CheckConstraint(
                name="applied_cash_names_its_movement",
                condition=Q(state="applied", applied_as__isnull=False) | (~Q(state="applied") & Q(applied_as__isnull=True)),
            ),
            models.CheckConstraint(
                name="cash_returned_by_a_second_person",
                condition=~Q(state="returned") | (Q(asker__isnull=False, approver__isnull=False) & ~Q(asker=F("approver"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


class Source(AbstractSource):
    amount_allocated = AmountField(default=0)
    amount_debited = AmountField(default=0)
    amount_refunded = AmountField(default=0)


class Transaction(AbstractTransaction):
    amount = AmountField()


from oscar.apps.payment.models import *  # noqa: E402, F403
