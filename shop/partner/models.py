"""A partner is a stock pool: the units that a set of channels draws on. A stock record is one product in one pool."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord

from core.money import AmountField


class Partner(AbstractPartner):
    class Meta(AbstractPartner.Meta):
        verbose_name = _("stock pool")
        verbose_name_plural = _("stock pools")


class StockRecord(AbstractStockRecord):
    """How many pieces of a product a pool has, owes and may still sell.

    Only `shop.partner.stock` changes the counters, by deltas under the row's lock. `on_hand` and `reserved` are
    written down from inventory; `promised` is the not yet located quantity of open order lines. Oscar's own
    `num_in_stock` and `num_allocated` stay empty: their meaning differs from the trade's words.
    """

    price = AmountField(null=True, blank=True)
    on_hand = models.IntegerField(_("on hand"), default=0)
    reserved = models.IntegerField(_("reserved"), default=0)
    promised = models.IntegerField(_("promised"), default=0)
    safety_stock = models.IntegerField(_("safety stock"), default=0)
    next_due_on = models.DateField(_("more arrives on"), null=True, blank=True)
    next_due_quantity = models.PositiveIntegerField(_("pieces that arrive"), default=0)

    class Meta(AbstractStockRecord.Meta):
        constraints = [
            models.UniqueConstraint(name="stock_record_once_per_pool_and_product", fields=["partner", "product"]),
            models.CheckConstraint(name="stock_on_hand_not_negative", condition=Q(on_hand__gte=0)),
            models.CheckConstraint(name="stock_promised_not_negative", condition=Q(promised__gte=0)),
            models.CheckConstraint(name="stock_safety_not_negative", condition=Q(safety_stock__gte=0)),
            models.CheckConstraint(
                name="stock_reserved_within_on_hand", condition=Q(reserved__gte=0) & Q(reserved__lte=F("on_hand"))
            ),
        ]

    @property
    def atp(self) -> int:
        """Available to promise, in pieces; negative after a count found less than was promised."""
        return self.on_hand - self.reserved - self.promised - self.safety_stock

    @property
    def net_stock_level(self) -> int:
        return self.atp


from oscar.apps.partner.models import *  # noqa: E402, F403
