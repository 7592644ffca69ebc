"""What left the house, as accounting was told: quantities to invoice and their cost."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

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
