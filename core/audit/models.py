"""Who did what to which record. Rows are written once and hold ids; personal values stay in erasable tables."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.database import append_only


class ActorKind(models.TextChoices):
    USER = "user", _("Staff member")
    CUSTOMER = "customer", _("Customer")
    SYSTEM = "system", _("System")
    API = "api", _("API client")


class Deed(models.Model):
    """What every row about somebody doing something to a record has in common."""

    at = models.DateTimeField(_("at"), default=clock.now)
    actor_kind = models.CharField(_("kind of actor"), max_length=10, choices=ActorKind.choices)
    actor_id = models.BigIntegerField(_("actor id"), null=True, blank=True)
    actor_label = models.CharField(_("actor"), max_length=200)
    subject_type = models.CharField(_("kind of record"), max_length=100, blank=True)
    subject_id = models.CharField(_("record id"), max_length=64, blank=True)

    class Meta:
        abstract = True


class AuditEntry(Deed):
    """One deed: who, what, to which record, from where."""

    action = models.CharField(_("action"), max_length=100)
    subject_label = models.CharField(_("record"), max_length=200, blank=True)
    data = models.JSONField(_("data"), default=dict, encoder=DjangoJSONEncoder)
    ip = models.GenericIPAddressField(_("address"), null=True, blank=True)
    machine = models.CharField(_("machine"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="audit_entry_subject"),
            models.Index(fields=["actor_id", "at"], name="audit_entry_actor"),
            models.Index(fields=["at"], name="audit_entry_at"),
            models.Index(fields=["action", "-at", "-id"], name="audit_entry_action"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(action=""), name="audit_entry_has_action"),
            models.CheckConstraint(condition=models.Q(actor_kind__in=ActorKind.values), name="audit_entry_actor_kind_known"),
        ]
        triggers = append_only("audit_entry_append_only")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label}: {self.action} {self.subject_label}".rstrip()


class StatusChange(Deed):
    """One step of a record from one status to the next."""

    field = models.CharField(_("field"), max_length=60)
    old = models.CharField(_("from"), max_length=60)
    new = models.CharField(_("to"), max_length=60)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("status change")
        verbose_name_plural = _("status changes")
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="audit_status_subject"),
            models.Index(fields=["subject_type", "new", "at"], name="audit_status_new"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(old=models.F("new")), name="audit_status_moves"),
            models.CheckConstraint(condition=models.Q(actor_kind__in=ActorKind.values), name="audit_status_actor_kind_known"),
            models.CheckConstraint(
                condition=~models.Q(subject_type="") & ~models.Q(subject_id=""), name="audit_status_has_subject"
            ),
        ]
        triggers = append_only("audit_status_append_only")

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}: {self.old} → {self.new}"
