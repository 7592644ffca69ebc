"""Offers: money columns wide enough for VND."""

from oscar.apps.offer.abstract_models import AbstractBenefit, AbstractCondition, AbstractConditionalOffer

from core.money import AmountField


class ConditionalOffer(AbstractConditionalOffer):
    max_discount = AmountField(null=True, blank=True)
    total_discount = AmountField(default=0)


class Benefit(AbstractBenefit):
    value = AmountField(null=True, blank=True)


class Condition(AbstractCondition):
    value = AmountField(null=True, blank=True)


from oscar.apps.offer.models import *  # noqa: E402, F403
