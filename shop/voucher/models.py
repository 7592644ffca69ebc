"""Vouchers: money columns wide enough for VND."""

from oscar.apps.voucher.abstract_models import AbstractVoucher

from core.money import AmountField


class Voucher(AbstractVoucher):
    total_discount = AmountField(default=0)


from oscar.apps.voucher.models import *  # noqa: E402, F403
