"""Views of lists that people keep."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock


class SavedView(models.Model):
    """A list as somebody narrowed and sorted it: the address of the list and what stood behind its question mark.

    Who may see the rows is decided by the list itself, whoever shares the view.
    """

    owner = models.ForeignKey("access.User", models.CASCADE, related_name="saved_views", verbose_name=_("owner"))
    path = models.CharField(_("address of the list"), max_length=200)
    query = models.CharField(_("filters and sort"), max_length=1000, blank=True)
    title = models.CharField(_("name"), max_length=40)
    is_shared = models.BooleanField(_("shown to everybody who may open the list"), default=False)
    created_at = models.DateTimeField(_("kept at"), default=clock.now)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        indexes = [models.Index(fields=["path"], name="saved_view_by_path", condition=Q(is_shared=True))]
        constraints = [
            models.UniqueConstraint(fields=["owner", "path", "title"], name="saved_view_named_once"),
            models.CheckConstraint(condition=~Q(title=""), name="saved_view_has_name"),
        ]

    def __str__(self) -> str:
        return self.title
