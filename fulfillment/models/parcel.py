"""Parcels, what the carrier says about them, and the sandbox carrier's own book."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.database import append_only
from core.money import AmountField


class ParcelStatus(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    LABELLED = "labelled", _("Labelled")
    DELIVERED = "delivered", _("Delivered")
    REFUSED = "refused", _("Refused")
    RETURNED = "returned", _("Returned to sender")


class Parcel(models.Model):
    """A box with a weight in grams. `tracking_number` comes from the carrier when the parcel is finished."""

    STATUS_TRANSITIONS = {
        ParcelStatus.OPEN: {ParcelStatus.CLOSED},
        ParcelStatus.CLOSED: {ParcelStatus.LABELLED},
        ParcelStatus.LABELLED: {ParcelStatus.DELIVERED, ParcelStatus.REFUSED, ParcelStatus.RETURNED},
        ParcelStatus.DELIVERED: set(),
        ParcelStatus.REFUSED: {ParcelStatus.RETURNED},
        ParcelStatus.RETURNED: set(),
    }

    shipment = models.ForeignKey("Shipment", models.PROTECT, related_name="parcels")
    position = models.PositiveSmallIntegerField(_("parcel"), default=1)
    status = models.CharField(_("state"), max_length=10, choices=ParcelStatus.choices, default=ParcelStatus.OPEN)
    weight_g = models.PositiveIntegerField(_("weight, g"), default=0)
    tracking_number = models.CharField(_("tracking number"), max_length=40, blank=True)
    label_type = models.CharField(max_length=40, blank=True)
    label = models.BinaryField(default=b"", blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["shipment_id", "position"]
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        constraints = [
            models.UniqueConstraint(name="parcel_once_per_position", fields=["shipment", "position"]),
            models.UniqueConstraint(name="one_open_parcel_per_shipment", fields=["shipment"], condition=Q(status="open")),
            models.UniqueConstraint(name="tracking_number_once", fields=["tracking_number"], condition=~Q(tracking_number="")),
            models.CheckConstraint(name="parcel_closed_has_weight", condition=Q(status="open") | Q(weight_g__gte=1)),
            models.CheckConstraint(
                name="parcel_on_its_way_has_tracking",
                condition=Q(status__in=["open", "closed"]) | ~Q(tracking_number=""),
            ),
        ]

    def __str__(self) -> str:
        return self.tracking_number or f"{self.shipment_id}/{self.position}"


class ParcelLine(models.Model):
    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="lines")
    shipment_line = models.ForeignKey("ShipmentLine", models.PROTECT, related_name="parcel_lines")
    quantity = models.PositiveIntegerField(_("pieces"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("contents of a parcel")
        verbose_name_plural = _("contents of parcels")
        constraints = [
            models.UniqueConstraint(name="shipment_line_once_per_parcel", fields=["parcel", "shipment_line"]),
            models.CheckConstraint(name="parcel_line_has_a_piece", condition=Q(quantity__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} in parcel {self.parcel_id}"


class TrackingKind(models.TextChoices):
    HANDED_OVER = "handed_over", _("Handed to the carrier")
    IN_TRANSIT = "in_transit", _("On the way")
    OUT_FOR_DELIVERY = "out_for_delivery", _("Out for delivery")
    ATTEMPTED = "attempted", _("Nobody there")
    DELIVERED = "delivered", _("Delivered")
    REFUSED = "refused", _("Refused")
    RETURNED = "returned", _("Returned to sender")


class TrackingEvent(models.Model):
    """What the carrier told, once per its own event id, written once."""

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="tracking")
    adapter = models.CharField(max_length=30)
    event_id = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=TrackingKind.choices)
    place = models.CharField(_("place"), max_length=120, blank=True)
    received_by = models.CharField(_("received by"), max_length=120, blank=True)
    cash_collected = AmountField(default=0)
    reason = models.CharField(max_length=120, blank=True)
    happened_at = models.DateTimeField(_("happened at"))
    received_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["happened_at", "pk"]
        verbose_name = _("tracking event")
        verbose_name_plural = _("tracking events")
        triggers = append_only("tracking_event_append_only")
        constraints = [
            models.UniqueConstraint(name="tracking_event_once", fields=["adapter", "event_id"]),
            models.CheckConstraint(name="tracking_kind_known", condition=Q(kind__in=TrackingKind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_at:%Y-%m-%d %H:%M}"


class SandboxParcel(models.Model):
    """The sandbox carrier's own book: what it was given and what it will still tell. Ours never reads it."""

    booking_key = models.CharField(max_length=60, unique=True)
    tracking_number = models.CharField(max_length=40, unique=True)
    recipient = models.CharField(max_length=200)
    city = models.CharField(max_length=120, blank=True)
    cash_to_collect = AmountField(default=0)
    transit_days = models.PositiveSmallIntegerField(default=2)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    told = models.PositiveSmallIntegerField(default=0)
    next_due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("parcel of the sandbox carrier")
        verbose_name_plural = _("parcels of the sandbox carrier")
        indexes = [models.Index(fields=["next_due_at"], name="sandbox_parcel_due", condition=Q(next_due_at__isnull=False))]

    def __str__(self) -> str:
        return self.tracking_number
