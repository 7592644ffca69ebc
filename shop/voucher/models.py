"""Vouchers: a code that opens an offer. Money columns wide enough for VND."""

from django.db import models
from django.db.models import F, Q
from oscar.apps.voucher.abstract_models import AbstractVoucher

from core.money import AmountField


class Voucher(AbstractVoucher):
    """`num_orders` counts orders that hold the voucher, cancelled ones not; it moves under the row's lock."""

    total_discount = AmountField(default=0)

    class Meta(AbstractVoucher.Meta):
        constraints = [
            models.CheckConstraint(name="voucher_ends_after_it_begins", condition=Q(end_datetime__gt=F("start_datetime"))),
            models.CheckConstraint(name="single_voucher_is_used_once", condition=~Q(usage="Single use") | Q(num_orders__lte=1)),
        ]


from oscar.apps.voucher.models import *  # noqa: E402, F403
