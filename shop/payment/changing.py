"""Choosing another way to pay for the same order, as long as nothing was paid."""

from decimal import Decimal

from django.db import transaction

from core import audit
from core.access import Actor
from core.errors import DomainError
from core.money import split_tax
from core.transitions import move_to
from shop.channels.models import ChannelMarket, TaxDisplay
from shop.customer.registering import give_credit_back, take_credit
from shop.order.marking import mark_payable
from shop.order.models import Line, Order
from shop.order.timeline import add_entry
from shop.order.views import write_payment_view
from shop.payment.models import Payment, PaymentKind, PaymentMethod, PaymentState
from shop.payment.offering import offered_methods
from shop.payment.opening import PAYABLE_AT_ONCE, open_payment
from shop.payment.voiding import OPEN_STATES, abandon_sessions


class NotChangeable(DomainError):
    """Something was paid already, or the order is over: its way to pay stays."""

    code = "not_changeable"


class MethodNotOffered(DomainError):
    """This way to pay is not offered for this order."""

    code = "method_not_offered"


class TotalChanged(DomainError):
    """The other way to pay has another fee: `now` is the new total, which the customer must have seen."""

    code = "total_changed"


def methods_for(*, order: Order) -> list[PaymentMethod]:
    """Ways to pay that this order may still be changed to. Three queries."""
    channel_market = ChannelMarket.objects.select_related("channel", "market").get(
        channel=order.channel_id, market=order.market_id
    )
    return offered_methods(
        channel_market=channel_market,
        account=order.trade_account,
        amount=order.total_incl_tax - order.fee_incl_tax,
        requires_shipping=Line.objects.filter(order=order, requires_shipping=True).exists(),
        delivery=order.delivery_option,
    )


def total_with(*, order: Order, method: PaymentMethod) -> Decimal:
    """What the order costs when paid this way, with tax. No query beyond the order's channel."""
    return order.total_incl_tax - order.fee_incl_tax + _fee(order, method)[1]


def change_method(*, order: Order, method_code: str, seen_total: Decimal, actor: Actor) -> Payment:
    """Close the order's unpaid payment and open one of another method; `seen_total` is what the customer agreed to.

    Raises:
        MethodNotOffered, TotalChanged, NotChangeable, CreditExceeded: nothing is changed.
    """
    with transaction.atomic():
        current = Order.objects.select_for_update(of=("self",), no_key=True).get(pk=order.pk)
        old = Payment.objects.filter(order=current, state__in=OPEN_STATES).select_for_update(of=("self",), no_key=True).first()
        if old is None or old.captured or not current.is_open:
            raise NotChangeable(order=current.number)
        method = next((one for one in methods_for(order=current) if one.code == method_code), None)
        if method is None:
            raise MethodNotOffered(method=method_code)
        _close(old, current, actor)
        _charge_fee(current, method, seen_total)
        payment = open_payment(order=current, method=method)
        if payment.kind == PaymentKind.TERMS and current.trade_account_id:
            take_credit(account_id=current.trade_account_id, amount=payment.amount)
        write_payment_view(order_id=current.pk)
        add_entry(order_id=current.pk, kind="method_changed", actor=actor, before=old.method.code, now=method.code)
        audit.record(actor=actor, action="payment.method_changed", subject=current, subject_label=current.number, to=method.code)
        if payment.kind in PAYABLE_AT_ONCE:
            mark_payable(order_id=current.pk, actor=actor)
        else:
            Order.objects.filter(pk=current.pk, ready_at__isnull=True).update(payable_at=None)
    return payment


def _close(payment: Payment, order: Order, actor: Actor) -> None:
    move_to(payment, "state", PaymentState.CANCELLED, actor=actor, reason="method changed")
    abandon_sessions(payment)
    if payment.kind == PaymentKind.TERMS and order.trade_account_id:
        give_credit_back(account_id=order.trade_account_id, amount=payment.amount)


def _charge_fee(order: Order, method: PaymentMethod, seen_total: Decimal) -> None:
    excl, incl, rate, code = _fee(order, method)
    total_incl = order.total_incl_tax - order.fee_incl_tax + incl
    if total_incl != seen_total:
        raise TotalChanged(before=str(seen_total), now=str(total_incl))
    order.total_excl_tax += excl - order.fee_excl_tax
    order.total_incl_tax = total_incl
    order.fee_excl_tax, order.fee_incl_tax = excl, incl
    order.fee_tax_rate, order.fee_tax_code = (rate, code) if incl else (Decimal(0), "")
    order.save(
        update_fields=[
            "total_excl_tax", "total_incl_tax", "fee_excl_tax", "fee_incl_tax", "fee_tax_rate", "fee_tax_code",
        ]
    )  # fmt: skip


def _fee(order: Order, method: PaymentMethod) -> tuple[Decimal, Decimal, Decimal, str]:
    """The fee without and with tax, taxed as in `shop.order.quoting`: like the delivery, else like the dearest line."""
    rate, code = order.shipping_tax_rate, order.shipping_tax_code or ""
    if order.delivery_option_id is None:
        dearest = Line.objects.filter(order=order).order_by("-line_price_incl_tax", "pk").first()
        rate, code = (dearest.tax_rate, dearest.tax_code or "") if dearest else (Decimal(0), "")
    includes_tax = order.channel.tax_display == TaxDisplay.WITH_TAX
    excl, _tax, incl = split_tax(method.fee, rate, includes_tax, order.currency)
    return excl, incl, rate, code
