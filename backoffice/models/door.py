"""The staff's door: what else than a password somebody proves with, who has to, and where somebody is signed in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import tracked


class FactorKind(models.TextChoices):
    TOTP = "totp", _("Code from an app")
    PASSKEY = "passkey", _("Passkey")


class SecondFactor(models.Model):
    """Something a person has. A code's secret is kept enciphered; of a passkey only the public half is known here."""

    user = models.ForeignKey("access.User", models.CASCADE, related_name="factors", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=8, choices=FactorKind.choices)
    name = models.CharField(_("name"), max_length=60)
    created_at = models.DateTimeField(_("added at"), default=clock.now)
    used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    secret = models.BinaryField(_("enciphered secret"), null=True, blank=True)
    last_step = models.BigIntegerField(_("last time step that was used"), default=0)
    credential_id = models.BinaryField(_("credential"), null=True, blank=True, max_length=1024)
    public_key = models.BinaryField(_("public key, with the credential"), null=True, blank=True)
    sign_count = models.BigIntegerField(_("signatures"), default=0)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(kind="totp"), name="factor_one_app_a_person"),
            models.UniqueConstraint(fields=["credential_id"], name="factor_credential_unique"),
            models.CheckConstraint(
                condition=Q(kind="totp", secret__isnull=False, credential_id__isnull=True)
                | Q(kind="passkey", secret__isnull=True, credential_id__isnull=False, public_key__isnull=False),
                name="factor_has_what_its_kind_needs",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """A code for the day the telephone is lost: known by its digest, good once."""

    user = models.ForeignKey("access.User", models.CASCADE, related_name="recovery_codes", verbose_name=_("person"))
    digest = models.CharField(_("digest"), max_length=64)
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_unique")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class FactorLevel(models.TextChoices):
    OFF = "off", _("Not asked")
    OPTIONAL = "optional", _("Asked of those who have one")
    REQUIRED = "required", _("Everybody needs one")


@tracked
class FactorPolicy(models.Model):
    """What is asked of the holders of a role; a role without a row asks those who have a factor."""

    role = models.OneToOneField("access.Role", models.CASCADE, related_name="factor_policy", verbose_name=_("role"))
    level = models.CharField(_("second factor"), max_length=8, choices=FactorLevel.choices, default=FactorLevel.OPTIONAL)

    class Meta:
        verbose_name = _("second factor by role")
        verbose_name_plural = _("second factors by role")
        constraints = [models.CheckConstraint(condition=Q(level__in=FactorLevel.values), name="factor_policy_level_known")]

    def __str__(self) -> str:
        return f"{self.role}: {self.get_level_display()}"


class StaffSession(models.Model):
    """One browser in which somebody is or was signed in."""

    user = models.ForeignKey("access.User", models.CASCADE, related_name="staff_sessions", verbose_name=_("person"))
    session_key = models.CharField(_("session"), max_length=40, unique=True)
    began_at = models.DateTimeField(_("signed in at"), default=clock.now)
    seen_at = models.DateTimeField(_("last seen at"), default=clock.now)
    ip = models.GenericIPAddressField(_("address"), null=True, blank=True)
    agent = models.CharField(_("browser"), max_length=300, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = [
            models.Index(fields=["user", "-seen_at"], name="staff_session_of_person"),
            models.Index(fields=["-seen_at", "-id"], name="staff_session_open", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"#{self.user_id} {self.began_at:%Y-%m-%d %H:%M}"
