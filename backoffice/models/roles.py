"""What the house's default roles were when they were last brought up to date."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock


class RoleDefault(models.Model):
    """The permissions that a version gave a default role, by the role's code. What is new in the next one is added to the role;
    what an administrator took away or gave since stays as they left it, also when they removed the role.
    """

    code = models.SlugField(_("role"), max_length=60, unique=True)
    permissions = models.JSONField(_("permissions"), default=list)
    applied_at = models.DateTimeField(_("applied at"), default=clock.now)

    class Meta:
        ordering = ["code"]
        verbose_name = _("default role as applied")
        verbose_name_plural = _("default roles as applied")

    def __str__(self) -> str:
        return self.code
