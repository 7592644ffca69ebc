"""Which ways to pay are offered for an order. Everything a company decides here is a field of `PaymentMethod`."""

from decimal import Decimal

from core.freshness import standing
from shop.channels.models import ChannelMarket
from shop.customer.models import TradeAccount
from shop.payment.models import PaymentKind, PaymentMethod
from shop.shipping.models import DeliveryOption

#: Kinds that the house can carry through from placing to the books.
CARRIED_KINDS = (PaymentKind.GATEWAY, PaymentKind.TRANSFER, PaymentKind.COD, PaymentKind.TERMS)


def offered_methods(
    *,
    channel_market: ChannelMarket,
    account: TradeAccount | None,
    amount: Decimal,
    requires_shipping: bool,
    delivery: DeliveryOption | None,
) -> list[PaymentMethod]:
    """Ways to pay `amount` (with tax, without the method's own fee), in the order they are shown. From memory.

    Nothing is to be paid for nothing, so an amount of 0 offers none. Cash needs a parcel and a carrier that collects it;
    terms need an active account, whose limit is checked when the order is placed.
    """
    if not amount:
        return []
    here = (channel_market.market_id, channel_market.channel_id)
    methods = standing(("ways to pay", *here), lambda: _read_methods(*here))
    return [m for m in methods if _is_offered(m, account, amount, requires_shipping, delivery)]


def _read_methods(market_id: int, channel_id: int) -> list[PaymentMethod]:
    found = PaymentMethod.objects.filter(market=market_id, channels=channel_id, is_active=True, kind__in=CARRIED_KINDS)
    return list(found.order_by("position", "pk"))


def _is_offered(
    method: PaymentMethod,
    account: TradeAccount | None,
    amount: Decimal,
    requires_shipping: bool,
    delivery: DeliveryOption | None,
) -> bool:
    if method.max_amount is not None and amount + method.fee > method.max_amount:
        return False
    if method.kind == PaymentKind.COD:
        return requires_shipping and (delivery is None or delivery.carrier.takes_cash)
    if method.kind == PaymentKind.TERMS:
        return account is not None and account.is_active
    return True
