"""What branches' files and programs' requests became, so that what is sent twice is placed once; and the programs' keys."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.database import append_only


class ApiToken(models.Model):
    """A program's key for one door; `digest` is what is kept of it, `begins` how people tell it from others."""

    door = models.ForeignKey("channels.Door", models.PROTECT, related_name="api_tokens", verbose_name=_("door"))
    account = models.ForeignKey(
        "customer.TradeAccount", models.PROTECT, null=True, blank=True, related_name="api_tokens", verbose_name=_("trade account")
    )
    name = models.CharField(_("name"), max_length=80)
    begins = models.CharField(max_length=10)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(models.CharField(max_length=40))
    made_at = models.DateTimeField(_("made"), default=clock.now)
    made_by = models.CharField(max_length=200)
    used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        constraints = [
            models.CheckConstraint(name="api_token_has_a_scope", condition=Q(scopes__len__gte=1)),
            models.CheckConstraint(name="api_token_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.begins}…)"


class ApiOrder(models.Model):
    """An order that a program placed. Append-only; `key` is what makes a second request of the same the same order."""

    token = models.ForeignKey(ApiToken, models.PROTECT, related_name="orders")
    door = models.ForeignKey("channels.Door", models.PROTECT, related_name="api_orders")
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64, editable=False)
    order = models.OneToOneField("order.Order", models.PROTECT, related_name="api_order", verbose_name=_("order"))
    placed_at = models.DateTimeField(_("placed"), default=clock.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("order by API")
        verbose_name_plural = _("orders by API")
        triggers = append_only("api_order")
        constraints = [models.UniqueConstraint(name="api_key_once_per_door", fields=["door", "key"])]

    def __str__(self) -> str:
        return self.key


class BranchFileOrder(models.Model):
    """An order that came in a branch's file. Append-only; `fingerprint` is a digest of what the file said about it."""

    door = models.ForeignKey("channels.Door", models.PROTECT, related_name="file_orders", verbose_name=_("branch"))
    reference = models.CharField(_("branch's reference"), max_length=40)
    fingerprint = models.CharField(max_length=64, editable=False)
    order = models.OneToOneField("order.Order", models.PROTECT, related_name="branch_file", verbose_name=_("order"))
    placed_at = models.DateTimeField(_("placed"), default=clock.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("order of a branch's file")
        verbose_name_plural = _("orders of branches' files")
        triggers = append_only("branch_file_order")
        constraints = [models.UniqueConstraint(name="reference_once_per_branch", fields=["door", "reference"])]

    def __str__(self) -> str:
        return self.reference
