"""Putting a voucher into a basket and taking it out: one at a time, for what it opens in this channel and market."""

import re

from django.db import transaction

from core import clock
from core.errors import DomainError
from shop.basket.filling import BasketNotOpen
from shop.basket.models import Basket
from shop.offer.applying import voucher_problem
from shop.voucher.models import Voucher

LONGEST = 40


class UnknownVoucher(DomainError):
    """No voucher has this code."""

    code = "voucher_unknown"


class VoucherRefused(DomainError):
    """The voucher exists but holds not here, not yet or no more: `problem` says which."""

    code = "voucher_refused"


def normal_code(typed: str) -> str:
    """A code as it is kept: capitals, without spaces; dashes are part of it."""
    return re.sub(r"\s+", "", typed).upper()[:LONGEST]


def put_in(*, basket: Basket, code: str) -> Voucher:
    """Let the basket have a voucher, instead of one it may have had.

    That its condition is not met yet is no refusal: the basket may still grow.

    Raises:
        UnknownVoucher, VoucherRefused, BasketNotOpen: nothing is changed.
    """
    voucher = Voucher.objects.filter(code=normal_code(code)).first()
    if voucher is None:
        raise UnknownVoucher(voucher=normal_code(code))
    problem = voucher_problem(voucher)
    if not problem and not voucher.offers.filter(channel_market=basket.channel_market_id).exists():
        problem = "voucher_elsewhere"
    if problem:
        raise VoucherRefused(voucher=voucher.code, problem=problem)
    _set(basket, voucher.pk)
    return voucher


def take_out(*, basket: Basket) -> None:
    """Let the basket have no voucher.

    Raises:
        BasketNotOpen
    """
    _set(basket, None)


def _set(basket: Basket, voucher_id: int | None) -> None:
    with transaction.atomic():
        changed = Basket.objects.filter(pk=basket.pk, status=Basket.OPEN).update(voucher=voucher_id, changed_at=clock.now())
        if not changed:
            raise BasketNotOpen(basket=basket.pk)
    basket.voucher_id = voucher_id
