"""Who holds which units, and what the floor was asked to do with stock."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock


class ReservationStatus(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("reservation", "Held")
    PICKED = "picked", _("Picked")
    CONSUMED = "consumed", _("Dispatched")
    RELEASED = "released", pgettext_lazy("reservation", "Released")


class Reservation(models.Model):
    """Pieces at a location held for an order line. When picked, `location` becomes where they were put down.

    Holder is the order of the line, age counts from `created_at`; nothing expires before the order itself does.
    """

    STATUS_TRANSITIONS = {
        ReservationStatus.ACTIVE: {ReservationStatus.PICKED, ReservationStatus.RELEASED},
        ReservationStatus.PICKED: {ReservationStatus.CONSUMED, ReservationStatus.RELEASED},
        ReservationStatus.CONSUMED: set(),
        ReservationStatus.RELEASED: set(),
    }

    order_line = models.ForeignKey("order.Line", models.PROTECT, related_name="reservations")
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="reservations")
    location = models.ForeignKey("Location", models.PROTECT, related_name="reservations")
    lot = models.ForeignKey("Lot", models.PROTECT, null=True, blank=True, related_name="reservations", db_index=False)
    picked_from = models.ForeignKey("Location", models.PROTECT, null=True, blank=True, related_name="+")
    quantity = models.PositiveIntegerField(_("pieces"))
    status = models.CharField(_("state"), max_length=8, choices=ReservationStatus.choices, default=ReservationStatus.ACTIVE)
    created_at = models.DateTimeField(_("since"), default=clock.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        indexes = [
            models.Index(
                fields=["product", "location"],
                name="reservation_holding",
                condition=Q(status__in=["active", "picked"]),
            ),
            models.Index(fields=["lot"], name="reservation_of_lot", condition=Q(lot__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="reservation_has_a_piece", condition=Q(quantity__gte=1)),
            models.CheckConstraint(name="reservation_status_known", condition=Q(status__in=ReservationStatus.values)),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_id} for line {self.order_line_id}"

    @property
    def is_holding(self) -> bool:
        return self.status in (ReservationStatus.ACTIVE, ReservationStatus.PICKED)


class TaskKind(models.TextChoices):
    REPLENISH = "replenish", _("Replenish")
    PUT_BACK = "put_back", _("Put back")
    COUNT = "count", _("Count")


class TaskStatus(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class StockTask(models.Model):
    """Work on the floor: carry `quantity` from one location to another, or count what lies at `from_location`."""

    STATUS_TRANSITIONS = {
        TaskStatus.OPEN: {TaskStatus.DONE, TaskStatus.CANCELLED},
        TaskStatus.DONE: set(),
        TaskStatus.CANCELLED: set(),
    }

    kind = models.CharField(_("kind"), max_length=10, choices=TaskKind.choices)
    status = models.CharField(_("state"), max_length=10, choices=TaskStatus.choices, default=TaskStatus.OPEN)
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="stock_tasks")
    from_location = models.ForeignKey("Location", models.PROTECT, related_name="+")
    to_location = models.ForeignKey("Location", models.PROTECT, null=True, blank=True, related_name="+")
    quantity = models.PositiveIntegerField(_("pieces"), default=0)
    cause = models.CharField(_("cause"), max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("stock task")
        verbose_name_plural = _("stock tasks")
        indexes = [models.Index(fields=["kind", "id"], name="stock_task_open", condition=Q(status="open"))]
        constraints = [
            models.CheckConstraint(
                name="stock_task_carries_pieces",
                condition=Q(kind="count") | Q(quantity__gte=1, to_location__isnull=False),
            ),
            models.CheckConstraint(name="stock_task_kind_known", condition=Q(kind__in=TaskKind.values)),
            models.CheckConstraint(name="stock_task_status_known", condition=Q(status__in=TaskStatus.values)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity} × {self.product_id}"
