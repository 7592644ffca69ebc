"""The outbox and its deliveries: one row per event, one per event and handler."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.database import never_updated
from core.events.lanes import Lane


class OutboxEvent(models.Model):
    """What happened, written in the transaction in which it happened."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(_("event"), max_length=200)
    payload = models.JSONField(_("payload"))
    actor_label = models.CharField(_("actor"), max_length=200, blank=True)
    occurred_at = models.DateTimeField(_("occurred at"), default=clock.now)
    correlation = models.UUIDField(
        _("correlation"), default=uuid.uuid4, help_text=_("The same for everything that one deed led to.")
    )
    caused_by = models.BigIntegerField(_("caused by event"), null=True, blank=True)
    handler_count = models.PositiveSmallIntegerField(_("number of handlers"), default=0)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["name", "occurred_at"], name="events_outbox_name"),
            models.Index(fields=["correlation"], name="events_outbox_correlation"),
        ]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="events_outbox_has_name")]
        triggers = never_updated("events_outbox_never_updated")

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    DEAD = "dead", _("Dead letter")


class Delivery(models.Model):
    """One handler's share of an event: waiting, done, or given up and waiting for a person."""

    State = DeliveryState

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(
        OutboxEvent, on_delete=models.CASCADE, related_name="deliveries", verbose_name=_("event"), db_index=False
    )
    handler = models.CharField(_("handler"), max_length=200)
    lane = models.CharField(max_length=10, choices=Lane.choices, default=Lane.MAIN, db_default=Lane.MAIN)
    state = models.CharField(_("state"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    available_at = models.DateTimeField(_("not before"), default=clock.now)
    started_at = models.DateTimeField(
        _("started at"), null=True, blank=True, help_text=_("An attempt is under way since then, or its worker died.")
    )
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            models.Index(fields=["available_at", "id"], name="events_delivery_waiting", condition=models.Q(state="waiting")),
            models.Index(
                fields=["lane", "available_at", "id"], name="events_delivery_in_lane", condition=models.Q(state="waiting")
            ),
            models.Index(fields=["id"], name="events_delivery_dead", condition=models.Q(state="dead")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "handler"], name="events_delivery_once_per_handler"),
            models.CheckConstraint(condition=models.Q(state__in=DeliveryState.values), name="events_delivery_state_known"),
            models.CheckConstraint(condition=models.Q(lane__in=Lane.values), name="events_delivery_lane_known"),
            models.CheckConstraint(
                condition=models.Q(state="done", finished_at__isnull=False)
                | (~models.Q(state="done") & models.Q(finished_at__isnull=True)),
                name="events_delivery_done_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(started_at__isnull=True) | models.Q(state="waiting"),
                name="events_delivery_started_only_while_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.handler} ({self.state})"
