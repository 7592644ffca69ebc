"""What only the storefront remembers: accounts that wait for their owner's mail, which mail went out, and (demo) what it said."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock

#: How long the link in a mail opens an account.
WAITS = timedelta(days=2)


class PendingAccount(models.Model):
    """Somebody typed this address and a password; the account exists once the link sent there is followed and confirmed.

    The password is kept as its hash. `key` is the secret of the link.
    """

    email = models.EmailField(_("e-mail"), max_length=254)
    full_name = models.CharField(_("full name"), max_length=200)
    password = models.CharField(max_length=256)
    language = models.CharField(max_length=10, default="en")
    order_number = models.CharField(max_length=13, blank=True)
    key = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("account that waits for confirmation")
        verbose_name_plural = _("accounts that wait for confirmation")
        indexes = [models.Index(fields=["created_at"], name="pending_account_by_age")]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_fresh(self) -> bool:
        return self.created_at + WAITS > clock.now()


class MailSent(models.Model):
    """A mail that went out, once per subject and kind, so that a repeated delivery of an event does not repeat it."""

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, help_text=_("What it is about: order:12, payment:7:3, shipment:5"))
    sent_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("sent mail")
        verbose_name_plural = _("sent mails")
        constraints = [models.UniqueConstraint(name="mail_sent_once_per_subject", fields=["kind", "subject"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class KeptMail(models.Model):
    """A mail as it left, kept on a demonstration so that everybody can read it. Never written elsewhere."""

    sent_at = models.DateTimeField(default=clock.now)
    sender = models.CharField(max_length=254)
    recipients = models.CharField(max_length=500, help_text=_("Addresses with commas between"))
    subject = models.CharField(max_length=250)
    language = models.CharField(max_length=10, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)

    class Meta:
        verbose_name = _("kept mail")
        verbose_name_plural = _("kept mails")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.subject


class KeptAttachment(models.Model):
    """A paper that went along with a kept mail."""

    mail = models.ForeignKey(KeptMail, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("attachment of a kept mail")
        verbose_name_plural = _("attachments of kept mails")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
