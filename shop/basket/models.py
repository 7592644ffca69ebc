"""Baskets: one open basket per owner, channel and market, so that VND is never added to USD."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine

from core import clock
from core.money import AmountField


class Basket(AbstractBasket):
    """A basket of a shopper (`owner`, or a signed cookie for guests), or a draft that an agent fills for a customer.

    `checkout_key` is what placing is idempotent by: the same basket in the same state is placed once. A basket has one
    voucher at most; Oscar's list of them is not used.
    """

    channel_market = models.ForeignKey("channels.ChannelMarket", models.PROTECT, related_name="baskets")
    checkout_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    customer = models.ForeignKey("customer.Customer", models.PROTECT, null=True, blank=True, related_name="drafts")
    drafted_by = models.ForeignKey("access.User", models.PROTECT, null=True, blank=True, related_name="drafts")
    voucher = models.ForeignKey("voucher.Voucher", models.SET_NULL, null=True, blank=True, related_name="in_baskets")
    draft = models.JSONField(default=dict, blank=True, help_text=_("What an agent typed before placing: address, options"))
    changed_at = models.DateTimeField(default=clock.now)

    class Meta(AbstractBasket.Meta):
        constraints = [
            models.UniqueConstraint(
                name="one_open_basket_per_owner_and_channel_market",
                fields=["owner", "channel_market"],
                condition=Q(status="Open", owner__isnull=False, drafted_by__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["drafted_by", "status"], name="drafts_of_an_agent", condition=Q(drafted_by__isnull=False))
        ]


class Line(AbstractLine):
    """A service has no stock record."""

    stockrecord = models.ForeignKey("partner.StockRecord", models.CASCADE, null=True, blank=True, related_name="basket_lines")
    price_excl_tax = AmountField(null=True)
    price_incl_tax = AmountField(null=True)

    class Meta(AbstractLine.Meta):
        constraints = [models.CheckConstraint(name="basket_line_has_a_piece", condition=Q(quantity__gte=1))]


from oscar.apps.basket.models import *  # noqa: E402, F403
