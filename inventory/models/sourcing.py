"""Why a warehouse was chosen: what the company weighs, and each choice with what it was chosen against."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import tracked
from core.money import AmountField


@tracked
class SourcingPolicy(models.Model):
    """What counts how much when warehouses are chosen, in the company's currency. One row, with its history.

    That an order is covered comes before all of it and is no weight.
    """

    further_parcel = AmountField(_("each further parcel"), default=1_000_000)
    day_late = AmountField(_("each day after the promise"), default=300_000)
    cost_percent = models.PositiveSmallIntegerField(
        _("cost of the parcels, per cent"), default=100, validators=[MinValueValidator(0), MaxValueValidator(1000)]
    )
    kilometre = AmountField(_("each kilometre"), default=10)
    most_parcels = models.PositiveSmallIntegerField(
        _("parcels at most"), default=4, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )

    class Meta:
        verbose_name = _("weights of sourcing")
        verbose_name_plural = _("weights of sourcing")
        constraints = [
            models.CheckConstraint(name="sourcing_policy_is_one", condition=Q(pk=1)),
            models.CheckConstraint(
                name="sourcing_weights_not_negative",
                condition=Q(further_parcel__gte=0, day_late__gte=0, cost_percent__gte=0, kilometre__gte=0),
            ),
            models.CheckConstraint(name="sourcing_parcels_one_to_nine", condition=Q(most_parcels__range=(1, 9))),
        ]

    def __str__(self) -> str:
        return str(_("Sourcing"))


class SourcingCause(models.TextChoices):
    RELEASED = "released", _("The order was released")
    STOCK_CAME = "stock_came", _("Pieces arrived that were missing")
    SHORT_PICK = "short_pick", _("Fewer pieces were found than booked")
    BY_HAND = "by_hand", _("Somebody chose by hand")


class SourcingDecision(models.Model):
    """Which warehouses were to ship an order, by which weights, and the options that were rejected with their cost.

    `left_out` names what was never weighed: branches whose owner has not agreed.
    """

    order = models.ForeignKey("order.Order", models.CASCADE, related_name="sourcing_decisions")
    rule = models.CharField(max_length=60)
    cause = models.CharField(_("cause"), max_length=10, choices=SourcingCause.choices, default=SourcingCause.RELEASED)
    weights = models.JSONField(default=dict)
    chosen = models.JSONField(default=dict)
    rejected = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    missing = models.PositiveIntegerField(default=0)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("sourcing decision")
        verbose_name_plural = _("sourcing decisions")
        constraints = [
            models.CheckConstraint(name="sourcing_cause_known", condition=Q(cause__in=SourcingCause.values)),
            models.CheckConstraint(name="sourcing_by_hand_has_a_reason", condition=~Q(cause="by_hand") | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"order {self.order_id}: {self.rule}"
