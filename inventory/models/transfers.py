"""Goods on their way from one warehouse to another: what was wanted, what was sent, what arrived, what is missing."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock


class TransferStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("transfer", "Draft")
    ON_THE_WAY = "on_the_way", pgettext_lazy("transfer", "On the way")
    RECEIVED_SHORT = "short", pgettext_lazy("transfer", "Arrived, pieces missing")
    RECEIVED = "received", pgettext_lazy("transfer", "Arrived")
    CANCELLED = "cancelled", pgettext_lazy("transfer", "Cancelled")


class Transfer(models.Model):
    """An order to carry goods to another warehouse. Between leaving and arriving they lie in its transit location.

    `key` comes with the form that made it, so that a second click finds the first transfer.
    """

    STATUS_TRANSITIONS = {
        TransferStatus.DRAFT: {TransferStatus.ON_THE_WAY, TransferStatus.CANCELLED},
        TransferStatus.ON_THE_WAY: {TransferStatus.RECEIVED_SHORT, TransferStatus.RECEIVED},
        TransferStatus.RECEIVED_SHORT: {TransferStatus.RECEIVED},
        TransferStatus.RECEIVED: set(),
        TransferStatus.CANCELLED: set(),
    }

    number = models.CharField(_("number"), max_length=20, unique=True)
    key = models.UUIDField(unique=True)
    from_warehouse = models.ForeignKey("Warehouse", models.PROTECT, related_name="transfers_out", verbose_name=_("from"))
    to_warehouse = models.ForeignKey("Warehouse", models.PROTECT, related_name="transfers_in", verbose_name=_("to"))
    status = models.CharField(_("state"), max_length=10, choices=TransferStatus.choices, default=TransferStatus.DRAFT)
    expected_on = models.DateField(_("expected on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.CharField(max_length=200)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        indexes = [models.Index(fields=["status", "-id"], name="transfer_by_status")]
        constraints = [
            models.CheckConstraint(name="transfer_goes_elsewhere", condition=~Q(from_warehouse=F("to_warehouse"))),
            models.CheckConstraint(name="transfer_status_known", condition=Q(status__in=TransferStatus.values)),
        ]

    def __str__(self) -> str:
        return self.number


class TransferLine(models.Model):
    """Pieces of a product, from a location. Arrived good, arrived damaged and written off never exceed what was sent;
    what arrived beyond that stands in `over`."""

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="lines")
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="transfer_lines")
    from_location = models.ForeignKey("Location", models.PROTECT, related_name="+")
    lot = models.ForeignKey("Lot", models.PROTECT, null=True, blank=True, related_name="transfer_lines")
    quantity = models.PositiveIntegerField(_("wanted"))
    sent = models.PositiveIntegerField(_("sent"), default=0)
    good = models.PositiveIntegerField(_("arrived"), default=0)
    damaged = models.PositiveIntegerField(_("arrived damaged"), default=0)
    over = models.PositiveIntegerField(_("too many"), default=0)
    written_off = models.PositiveIntegerField(_("written off"), default=0)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("transfer line")
        verbose_name_plural = _("transfer lines")
        constraints = [
            models.CheckConstraint(name="transfer_line_has_a_piece", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="transfer_line_arrives_as_sent", condition=Q(sent__gte=F("good") + F("damaged") + F("written_off"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_id}"

    @property
    def missing(self) -> int:
        """Pieces still in transit."""
        return self.sent - self.good - self.damaged - self.written_off


class TransferReceipt(models.Model):
    """One unloading. `key` comes with the form, so that the same unloading is booked once."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="receipts")
    key = models.UUIDField(unique=True)
    at = models.DateTimeField(default=clock.now)
    actor_label = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("unloading")
        verbose_name_plural = _("unloadings")

    def __str__(self) -> str:
        return f"{self.transfer_id} at {self.at}"
