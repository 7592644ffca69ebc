"""What a branch's files became: the branch's own reference of an order, so that a file sent twice places nothing twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.database import append_only


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
