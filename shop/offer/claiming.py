"""Taking a share of an offer's cap, and of a voucher, while an order is placed; giving it back when the order is called off.

What a reader could get wrong: the quote only reads caps, so the last one may be gone by the time of placing. Each claim is
one conditional update under the row's lock; of two orders the second one's update finds nothing and its placing is undone.
Offers without a cap are not counted, so that orders do not wait for one row. Locks are taken in key order, offers first.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import F, Q

from core.errors import DomainError
from shop.offer.applying import Given
from shop.offer.models import ConditionalOffer
from shop.order.models import Line, Order, OrderDiscount, OrderLineDiscount, OrderStatus
from shop.voucher.models import Voucher, VoucherApplication  # type: ignore[attr-defined]


class OfferGone(DomainError):
    """Somebody else took the last share of an offer between the page and the press."""

    code = "offer_gone"


class VoucherUsed(DomainError):
    """This customer (or, for a single one, anybody) has used the voucher on another order."""

    code = "voucher_used"


def claim(*, order: Order, given: Sequence[Given]) -> None:
    """Take what the order gets from caps and vouchers. No statement for offers without a cap.

    Raises:
        OfferGone, VoucherUsed: the caller's transaction must be rolled back.
    """
    for one in sorted(given, key=lambda g: g.offer_id):
        if one.is_capped:
            _claim_offer(one)
    for one in sorted((g for g in given if g.voucher_id), key=lambda g: g.voucher_id or 0):
        _claim_voucher(order, one)


def _claim_offer(one: Given) -> None:
    has_room = Q(max_global_applications__isnull=True) | Q(num_applications__lt=F("max_global_applications"))
    has_budget = Q(max_discount__isnull=True) | Q(max_discount__gte=F("total_discount") + one.total)
    taken = (
        ConditionalOffer.objects.filter(has_room, has_budget, pk=one.offer_id)
        .exclude(status=ConditionalOffer.SUSPENDED)
        .update(
            num_applications=F("num_applications") + 1,
            num_orders=F("num_orders") + 1,
            total_discount=F("total_discount") + one.total,
        )
    )
    if not taken:
        raise OfferGone(offer=one.offer_id)


def _claim_voucher(order: Order, one: Given) -> None:
    """The update locks the voucher's row: two orders of one customer come one after the other."""
    is_free = ~Q(usage=Voucher.SINGLE_USE) | Q(num_orders=0)
    taken = Voucher.objects.filter(is_free, pk=one.voucher_id).update(
        num_orders=F("num_orders") + 1, total_discount=F("total_discount") + one.total
    )
    if not taken or _has_used(order, one.voucher_id):
        raise VoucherUsed(voucher=one.voucher_code)
    VoucherApplication.objects.bulk_create([VoucherApplication(voucher_id=one.voucher_id, user_id=order.user_id, order=order)])


def _has_used(order: Order, voucher_id: int | None) -> bool:
    """Whether the customer, or the same address or telephone, has an order with a voucher that is for once only."""
    same = Q(order__customer=order.customer_id)
    if order.email:
        same |= Q(order__email__iexact=order.email)
    if order.phone_digits:
        same |= Q(order__phone_digits=order.phone_digits)
    earlier = VoucherApplication.objects.filter(same, voucher=voucher_id, voucher__usage=Voucher.ONCE_PER_CUSTOMER)
    return earlier.exclude(order=order.pk).exclude(order__status=OrderStatus.CANCELLED).exists()


def write_discounts(*, order: Order, lines: Sequence[Line], given: Sequence[Given]) -> None:
    """Write down which offer took what off which line. Two statements, none without a discount."""
    if not given:
        return
    rows = OrderDiscount.objects.bulk_create(
        OrderDiscount(
            order=order,
            category=OrderDiscount.BASKET,
            offer_id=one.offer_id,
            offer_name=one.title[:128],
            voucher_id=one.voucher_id,
            voucher_code=one.voucher_code,
            frequency=1 if one.is_capped else 0,
            amount=one.total,
        )
        for one in given
    )
    by_product = {line.product_id: line for line in lines}
    OrderLineDiscount.objects.bulk_create(
        OrderLineDiscount(line=by_product[product_id], order_discount=row, is_incl_tax=order.prices_include_tax, amount=amount)
        for row, one in zip(rows, given, strict=True)
        for product_id, amount in one.parts.items()
    )


def give_back(*, order: Order) -> None:
    """Return the order's shares: others may have them. Called once, by the job that cancels. One query without discounts."""
    held = list(OrderDiscount.objects.filter(order=order).order_by("offer_id"))
    for row in held:
        if row.frequency:
            _return_offer(row.offer_id, row.amount)
    for row in sorted((row for row in held if row.voucher_id), key=lambda row: row.voucher_id):
        if VoucherApplication.objects.filter(voucher=row.voucher_id, order=order).delete()[0]:
            Voucher.objects.filter(pk=row.voucher_id, num_orders__gt=0).update(
                num_orders=F("num_orders") - 1, total_discount=F("total_discount") - row.amount
            )


def _return_offer(offer_id: int | None, amount: Decimal) -> None:
    ConditionalOffer.objects.filter(pk=offer_id, num_applications__gt=0).update(
        num_applications=F("num_applications") - 1,
        num_orders=F("num_orders") - 1,
        total_discount=F("total_discount") - amount,
    )
