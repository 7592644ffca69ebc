"""What left the house and what was not taken at the door, as accounting was told: quantities and their cost."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.database import append_only
from core.money import AmountField


class DispatchedGoods(models.Model):
    """One shipment's goods. `lines` is a list of [order line id, quantity]. Kept for revenue at delivery and for refusals."""

    shipment_id = models.BigIntegerField(unique=True)
    order = models.ForeignKey("order.Order", models.PROTECT, related_name="dispatched_goods")
    lines = models.JSONField(encoder=DjangoJSONEncoder)
    cost = AmountField()
    cost_currency = models.CharField(max_length=3)
    closes_order = models.BooleanField()
    dispatched_at = models.DateTimeField()

    class Meta:
        verbose_name = _("dispatched goods")
        verbose_name_plural = _("dispatched goods")
        constraints = [models.CheckConstraint(name="dispatch_cost_not_negative", condition=Q(cost__gte=0))]
        triggers = append_only("dispatched_goods")

    def __str__(self) -> str:
        return f"shipment {self.shipment_id}"


class RefusedGoods(models.Model):
    """What of a shipment its buyer did not take. `lines` is a list of [order line id, quantity], `cost` a part of the dispatch's.

    Written with the credit note over them or, where revenue waits for the delivery, with the invoice over the rest. They are
    goods in transit until the returns desk books them in or writes them off.
    """

    shipment_id = models.BigIntegerField(unique=True)
    order = models.ForeignKey("order.Order", models.PROTECT, related_name="refused_goods")
    lines = models.JSONField(encoder=DjangoJSONEncoder)
    cost = AmountField()
    cost_currency = models.CharField(max_length=3)
    told_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("refused goods")
        verbose_name_plural = _("refused goods")
        constraints = [models.CheckConstraint(name="refused_cost_not_negative", condition=Q(cost__gte=0))]
        triggers = append_only("refused_goods")

    def __str__(self) -> str:
        return f"of shipment {self.shipment_id}"
