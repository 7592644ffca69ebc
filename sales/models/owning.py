"""Who looks after which customer, in which territory, since when. A change closes one row and begins another."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from core import clock

_ONLY_CLOSED = """
    IF TG_OP = 'UPDATE' AND OLD.until IS NULL AND NEW.until IS NOT NULL AND (
        NEW.id, NEW.customer_id, NEW.owner_id, NEW.territory_id, NEW.since, NEW.reason, NEW.given_by_id
    ) IS NOT DISTINCT FROM (
        OLD.id, OLD.customer_id, OLD.owner_id, OLD.territory_id, OLD.since, OLD.reason, OLD.given_by_id
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an ownership is ended once, never rewritten or removed'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ownership_is_only_ended';
"""


class Territory(models.Model):
    """A part of a market that somebody looks after."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    market = models.ForeignKey("channels.Market", models.PROTECT, related_name="territories", verbose_name=_("market"))
    is_open = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["market_id", "code"]
        verbose_name = _("territory")
        verbose_name_plural = _("territories")

    def __str__(self) -> str:
        return self.name


class OwnerKind(models.TextChoices):
    AGENT = "agent", _("Agent")
    REP = "rep", _("Sales representative")
    HOUSE = "house", _("The house itself")


class Owner(models.Model):
    """Whom a customer belongs to: an agent, an employed representative, or the house. `user`: their login, if they have one."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=6, choices=OwnerKind.choices)
    name = models.CharField(_("name"), max_length=120)
    user = models.OneToOneField(
        "access.User", models.PROTECT, null=True, blank=True, related_name="sells_as", verbose_name=_("login")
    )
    is_active = models.BooleanField(_("takes customers"), default=True)

    class Meta:
        ordering = ["kind", "code"]
        verbose_name = _("owner of customers")
        verbose_name_plural = _("owners of customers")
        constraints = [
            models.CheckConstraint(name="owner_kind_known", condition=Q(kind__in=OwnerKind.values)),
            models.CheckConstraint(name="house_owns_without_a_login", condition=~Q(kind="house") | Q(user__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.name


class Ownership(models.Model):
    """A customer was looked after by an owner in a territory from `since` until `until` (not included); open: now."""

    customer = models.ForeignKey("customer.Customer", models.PROTECT, related_name="ownerships", verbose_name=_("customer"))
    owner = models.ForeignKey(Owner, models.PROTECT, related_name="ownerships", verbose_name=_("owner"))
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="ownerships", verbose_name=_("territory"))
    since = models.DateTimeField(_("since"), default=clock.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    given_by = models.ForeignKey("access.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = _("ownership")
        verbose_name_plural = _("ownerships")
        indexes = [
            models.Index(fields=["owner", "customer"], name="ownership_by_owner"),
            models.Index(fields=["territory", "customer"], name="ownership_by_territory"),
        ]
        constraints = [
            models.UniqueConstraint(name="customer_has_one_owner_now", fields=["customer"], condition=Q(until__isnull=True)),
            models.CheckConstraint(
                name="ownership_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(name="ownership_has_a_reason", condition=~Q(reason="")),
            # A customer as a range of one number: the embedded server has no btree_gist.
            ExclusionConstraint(
                name="ownerships_do_not_overlap",
                expressions=[
                    (Func(F("customer"), F("customer"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (Func(F("since"), F("until"), function="tstzrange"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="ownership_is_only_ended",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_ONLY_CLOSED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} → {self.owner_id} {self.since:%Y-%m-%d}"
