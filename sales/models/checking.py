"""Order checks: the rules a company writes, and what each said about an order."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import tracked
from core.database import append_only
from core.money import AmountField


class RuleKind(models.TextChoices):
    AMOUNT = "amount", _("The order is worth this much or more")
    FIRST_ORDER = "first_order", _("A customer's first order is worth this much or more")
    CASH_ON_DELIVERY = "cash_on_delivery", _("Cash on delivery is worth this much or more")


@tracked
class CheckRule(models.Model):
    """A rule that holds orders for a person to look at. Without any active rule every order passes.

    `amount` is in the currency of the order's market, with tax; a rule without channel or market is for all of them.
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    kind = models.CharField(_("holds when"), max_length=20, choices=RuleKind.choices)
    market = models.ForeignKey("channels.Market", models.PROTECT, related_name="check_rules", verbose_name=_("market"))
    channel = models.ForeignKey(
        "channels.Channel", models.PROTECT, null=True, blank=True, related_name="check_rules", verbose_name=_("channel")
    )
    amount = AmountField(_("amount"))
    is_active = models.BooleanField(_("in force"), default=True)

    class Meta:
        ordering = ["market_id", "kind", "amount"]
        verbose_name = _("order check")
        verbose_name_plural = _("order checks")
        constraints = [models.CheckConstraint(name="check_rule_amount_positive", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    PASSED = "passed", _("Passed")
    HELD = "held", _("Held")


class OrderCheck(models.Model):
    """What the rules said about an order, with the evidence as it was. Append-only; approving is another row of the audit."""

    order = models.ForeignKey("order.Order", models.CASCADE, related_name="checks")
    rule = models.ForeignKey(CheckRule, models.PROTECT, null=True, related_name="+")
    rule_name = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    evidence = models.JSONField(default=dict)
    checked_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        triggers = append_only("order_check")
        constraints = [
            models.UniqueConstraint(name="rule_looks_once_at_an_order", fields=["order", "rule"], nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.outcome}"
