"""Units that are held or promised though nobody will ever take them: found at night, kept until somebody resolved them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock


class LeakKind(models.TextChoices):
    HELD_CANCELLED = "held_cancelled", _("Held for a cancelled order")
    HELD_COMPLETED = "held_completed", _("Held for a completed order")
    HELD_RETURNED = "held_returned", _("Held for an order that came back")
    HELD_TOO_MANY = "held_too_many", _("More held than the line still wants")
    SHIPMENT_CANCELLED = "shipment_cancelled", _("Picked, but its shipment was cancelled")
    PROMISED = "promised", _("Promised for an order that is over")


class LeakStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("leak", "To resolve")
    RESOLVED = "resolved", pgettext_lazy("leak", "Resolved")
    GONE = "gone", pgettext_lazy("leak", "Gone by itself")


class StockLeak(models.Model):
    """A task for the stock controller: these pieces can be sold again once somebody pressed."""

    STATUS_TRANSITIONS = {
        LeakStatus.OPEN: {LeakStatus.RESOLVED, LeakStatus.GONE},
        LeakStatus.RESOLVED: set(),
        LeakStatus.GONE: set(),
    }

    kind = models.CharField(_("kind"), max_length=20, choices=LeakKind.choices)
    status = models.CharField(_("state"), max_length=8, choices=LeakStatus.choices, default=LeakStatus.OPEN)
    order_line = models.ForeignKey("order.Line", models.PROTECT, related_name="stock_leaks")
    product = models.ForeignKey("catalogue.Product", models.PROTECT, null=True, related_name="+")
    reservation = models.ForeignKey("Reservation", models.PROTECT, null=True, blank=True, related_name="leaks")
    pieces = models.PositiveIntegerField(_("pieces"))
    mark = models.CharField(max_length=80)
    found_at = models.DateTimeField(_("found"), default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("leak of stock")
        verbose_name_plural = _("leaks of stock")
        constraints = [
            models.UniqueConstraint(name="leak_open_once", fields=["mark"], condition=Q(status="open")),
            models.CheckConstraint(name="leak_has_a_piece", condition=Q(pieces__gte=1)),
            models.CheckConstraint(name="leak_kind_known", condition=Q(kind__in=LeakKind.values)),
            models.CheckConstraint(
                name="leak_ends_once",
                condition=Q(status="open", ended_at__isnull=True) | (~Q(status="open") & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.mark
