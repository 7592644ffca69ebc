"""Which papers went to their customers by mail, written down by whoever mails them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounting.models.invoice import Invoice
from core import clock


class PaperMailed(models.Model):
    """An invoice or credit note that went out by mail, once. The address stays with the order."""

    kind = models.CharField(_("kind"), max_length=20)
    number = models.CharField(_("number"), max_length=30)
    mailed_at = models.DateTimeField(_("mailed at"), default=clock.now)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("mailed paper")
        verbose_name_plural = _("mailed papers")
        constraints = [models.UniqueConstraint(name="paper_mailed_once", fields=["kind", "number"])]

    def __str__(self) -> str:
        return self.number


class InvoiceToMail(models.Model):
    """An invoice that nobody was mailed. The invoice's own trigger puts it here, `accounting.mailing` takes it away."""

    invoice = models.OneToOneField(Invoice, models.PROTECT, primary_key=True, related_name="to_mail")

    def __str__(self) -> str:
        return str(self.invoice_id)
