"""People who can sign in, and the roles that say what they may do. A customer is another thing: see shop.customer."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.managers import UserManager
from core.access.permissions import is_declared, require_declared
from core.audit import tracked


class CaselessEmailField(models.EmailField):
    """An e-mail address kept and looked up trimmed and in lower case, however it was typed."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.strip().lower() if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value


def _known_permissions(codes: list[str]) -> None:
    unknown = sorted(code for code in codes if not is_declared(code))
    if unknown:
        raise ValidationError(_("No such permission: %(codes)s."), params={"codes": ", ".join(unknown)})


class Role(models.Model):
    """A job in the company, as the list of things its holders may do. Data: edited on a screen."""

    code = models.SlugField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=100)
    permissions = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("permissions"),
        default=list,
        blank=True,
        validators=[_known_permissions],
    )

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="access_role_code_unique"),
            models.UniqueConstraint(Lower("name"), name="access_role_name_unique"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked(fields=["is_active", "is_staff", "is_superuser"])
class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in with an e-mail address: staff, or a person who acts for customers."""

    email = CaselessEmailField(_("e-mail address"), max_length=254)
    full_name = models.CharField(_("full name"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    is_staff = models.BooleanField(_("staff"), default=False, help_text=_("May enter the back office."))
    is_active = models.BooleanField(_("active"), default=True, help_text=_("May sign in."))
    date_joined = models.DateTimeField(_("date joined"), default=clock.now)
    roles = models.ManyToManyField(Role, related_name="users", blank=True, verbose_name=_("roles"))

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(fields=["email"], name="access_user_email_unique"),
            models.UniqueConstraint(Lower("email"), name="access_user_email_unique_ci"),
            models.CheckConstraint(condition=~models.Q(email=""), name="access_user_has_email"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name or self.email

    @property
    def permission_codes(self) -> frozenset[str]:
        """What this person's roles allow. One query, kept for the life of the instance."""
        if not hasattr(self, "_permission_codes"):
            lists = self.roles.values_list("permissions", flat=True) if self.pk else []
            self._permission_codes = frozenset(code for codes in lists for code in codes)
        return self._permission_codes

    def can(self, permission: str) -> bool:
        """Whether this person may do something. A misspelt permission is an error, not a refusal.

        Raises:
            UnknownPermission: no department declared it.
        """
        require_declared([permission])
        return self.is_active and (self.is_superuser or (self.is_staff and permission in self.permission_codes))
