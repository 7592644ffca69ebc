"""Offers: what lowers prices in one channel of one market, and how often.

Oscar's tables with columns wide enough for VND. Of its kinds we use two (per cent, an amount off the goods); how they
are worked out and rounded stands in `shop.offer.benefits`, how caps are kept in `shop.offer.claiming`.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.offer.abstract_models import AbstractBenefit, AbstractCondition, AbstractConditionalOffer

from core.money import AmountField


class ConditionalOffer(AbstractConditionalOffer):
    """`title` is what customers read; a trade channel sees only offers of its own.

    `num_applications` and `total_discount` count orders that hold a share of a cap; they move under the row's lock.
    """

    channel_market = models.ForeignKey("channels.ChannelMarket", models.PROTECT, related_name="offers")
    title = models.CharField(_("title"), max_length=80, default="")
    max_discount = AmountField(null=True, blank=True)
    total_discount = AmountField(default=0)

    class Meta(AbstractConditionalOffer.Meta):
        constraints = [
            models.CheckConstraint(
                name="offer_taken_within_its_cap",
                condition=Q(max_global_applications__isnull=True) | Q(num_applications__lte=F("max_global_applications")),
            ),
            models.CheckConstraint(
                name="offer_discount_within_its_budget",
                condition=Q(max_discount__isnull=True) | Q(total_discount__lte=F("max_discount")),
            ),
        ]

    @property
    def is_capped(self) -> bool:
        return self.max_global_applications is not None or self.max_discount is not None


class Benefit(AbstractBenefit):
    value = AmountField(null=True, blank=True)

    class Meta(AbstractBenefit.Meta):
        constraints = [
            models.CheckConstraint(name="benefit_is_per_cent_or_amount", condition=Q(type__in=["Percentage", "Absolute"])),
            models.CheckConstraint(
                name="benefit_gives_something",
                condition=Q(value__gt=0) & (~Q(type="Percentage") | Q(value__lte=100)),
            ),
        ]


class Condition(AbstractCondition):
    value = AmountField(null=True, blank=True)


from oscar.apps.offer.models import *  # noqa: E402, F403
