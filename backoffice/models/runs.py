"""Bulk actions over everything that a filter matches: what was asked, and what became of each row."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock


class RunState(models.TextChoices):
    ASKED = "asked", _("Shown, not confirmed")
    WAITING = "waiting", _("Under way")
    DONE = "done", _("Done")


class BulkRun(models.Model):
    """An action, the rows it was shown for (they stay the same, whatever the filter matches later), and who confirmed it.

    `path` is the address of the list's bulk bar, `form` what was typed, as an address is written.
    """

    STATE_TRANSITIONS = {RunState.ASKED: {RunState.WAITING}, RunState.WAITING: {RunState.DONE}}

    path = models.CharField(_("address of the bulk bar"), max_length=200)
    query = models.CharField(_("filters"), max_length=1000, blank=True)
    action = models.CharField(_("action"), max_length=40)
    form = models.TextField(_("what was typed"), blank=True)
    state = models.CharField(_("state"), max_length=7, choices=RunState.choices, default=RunState.ASKED)
    started_by = models.ForeignKey("access.User", models.CASCADE, related_name="bulk_runs", verbose_name=_("person"))
    ip = models.GenericIPAddressField(_("address"), null=True, blank=True)
    machine = models.CharField(_("machine"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    created_at = models.DateTimeField(_("asked at"), default=clock.now)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("bulk action")
        verbose_name_plural = _("bulk actions")
        indexes = [models.Index(fields=["created_at"], name="bulk_run_by_age")]
        constraints = [
            models.CheckConstraint(name="bulk_run_state_known", condition=Q(state__in=RunState.values)),
            models.CheckConstraint(
                name="bulk_run_is_confirmed_before_it_runs", condition=Q(state="asked") | Q(confirmed_at__isnull=False)
            ),
            models.CheckConstraint(
                name="bulk_run_done_has_its_moment", condition=~Q(state="done") | Q(finished_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} #{self.pk}"


class Outcome(models.TextChoices):
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")


class BulkRow(models.Model):
    """One record of a run: nothing yet, done, or refused with the reason, in the language of whoever asked."""

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="rows")
    key = models.BigIntegerField(_("record"))
    outcome = models.CharField(_("result"), max_length=7, choices=Outcome.choices, blank=True)
    word = models.CharField(_("in words"), max_length=300, blank=True)
    named = models.JSONField(_("name of the record"), default=dict, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("record of a bulk action")
        verbose_name_plural = _("records of a bulk action")
        indexes = [models.Index(fields=["run", "id"], name="bulk_row_waiting", condition=Q(outcome=""))]
        constraints = [
            models.UniqueConstraint(name="bulk_row_once_in_a_run", fields=["run", "key"]),
            models.CheckConstraint(name="bulk_row_outcome_known", condition=Q(outcome="") | Q(outcome__in=Outcome.values)),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.key} {self.outcome}"
