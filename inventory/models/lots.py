"""Lots of products that keep them: where a batch lies, until when it may be sold, whether it was withdrawn.

Which lot a piece belongs to is told by movements and reservations; `LotLevel` divides a stock level among lots.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock


class LotKeeping(models.Model):
    """A product that keeps lots: from `since` on each of its movements names one.

    It is sold until `days_before_expiry` days before a lot expires, so that the buyer has time to use it up.
    """

    product = models.OneToOneField("catalogue.Product", models.PROTECT, related_name="lot_keeping", primary_key=True)
    needs_expiry = models.BooleanField(_("every lot has a day on which it expires"), default=True)
    days_before_expiry = models.PositiveSmallIntegerField(_("sold until so many days before it expires"), default=0)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("product that keeps lots")
        verbose_name_plural = _("products that keep lots")

    def __str__(self) -> str:
        return f"lots of {self.product_id}"


class LotStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("lot", "May be sold")
    BLOCKED = "blocked", pgettext_lazy("lot", "Blocked")
    EXPIRED = "expired", pgettext_lazy("lot", "Expired")


class Lot(models.Model):
    """A batch as its maker calls it. Pieces of a lot that is not open stay where they lie and are promised to nobody."""

    STATUS_TRANSITIONS = {
        LotStatus.OPEN: {LotStatus.BLOCKED, LotStatus.EXPIRED},
        LotStatus.BLOCKED: {LotStatus.OPEN, LotStatus.EXPIRED},
        LotStatus.EXPIRED: {LotStatus.BLOCKED},
    }

    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="lots")
    code = models.CharField(_("lot"), max_length=40)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    sell_until = models.DateField(_("sold until"), null=True, blank=True)
    received_on = models.DateField(_("received on"))
    supplier = models.CharField(_("supplier"), max_length=120, blank=True)
    status = models.CharField(_("state"), max_length=8, choices=LotStatus.choices, default=LotStatus.OPEN)
    status_reason = models.CharField(_("why"), max_length=200, blank=True)
    status_at = models.DateTimeField(null=True, blank=True)
    status_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["expires_on", "pk"]
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        indexes = [models.Index(fields=["status", "sell_until"], name="lot_by_status")]
        constraints = [
            models.UniqueConstraint(name="lot_once_per_product", fields=["product", "code"]),
            models.CheckConstraint(name="lot_has_a_code", condition=~Q(code="")),
            models.CheckConstraint(name="lot_status_known", condition=Q(status__in=LotStatus.values)),
            models.CheckConstraint(
                name="lot_sold_until_it_expires", condition=Q(sell_until__isnull=True) | Q(sell_until__lte=F("expires_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_withdrawn(self) -> bool:
        """Blocked or expired: the pools do not count its free pieces."""
        return self.status != LotStatus.OPEN

    def may_be_sold(self) -> bool:
        """Open, and today is no later than its last day; the counters follow that day within the hour."""
        return not self.is_withdrawn and (self.sell_until is None or self.sell_until >= clock.today())


class LotLevel(models.Model):
    """How many pieces of a lot lie at a location, and how many of them are held. Only `inventory.lot_levels` writes it.

    Whoever changes a row holds the lock of the stock level of its product at that location.
    """

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="levels")
    location = models.ForeignKey("Location", models.PROTECT, related_name="lot_levels")
    on_hand = models.IntegerField(_("on hand"), default=0)
    reserved = models.IntegerField(_("reserved"), default=0)

    class Meta:
        verbose_name = _("lot level")
        verbose_name_plural = _("lot levels")
        constraints = [
            models.UniqueConstraint(name="lot_level_once_per_lot_and_location", fields=["lot", "location"]),
            models.CheckConstraint(name="lot_level_on_hand_not_negative", condition=Q(on_hand__gte=0)),
            models.CheckConstraint(
                name="lot_level_reserved_within_on_hand", condition=Q(reserved__gte=0) & Q(reserved__lte=F("on_hand"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot_id} at {self.location_id}: {self.on_hand}"

    @property
    def free(self) -> int:
        return self.on_hand - self.reserved
