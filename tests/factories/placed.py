"""Orders as rows, for screens that only read them. What placing does is tested where placing is."""

import uuid
from datetime import timedelta
from decimal import Decimal
from itertools import count

from core import clock
from shop.channels.models import Channel, ChannelMarket, Market
from shop.customer.models import Customer
from shop.order.models import Order
from shop.partner.models import Partner

_numbers = count(1)


def channel_in_market(prefix: str = "6", code: str = "consumer", market: str = "vn") -> ChannelMarket:
    """A channel that sells in a market, made when missing."""
    place, _ = Market.objects.get_or_create(code=market, defaults={"name": "Vietnam", "currency": "VND"})
    channel, _ = Channel.objects.get_or_create(prefix=prefix, defaults={"code": code, "name": code.capitalize()})
    pool, _ = Partner.objects.get_or_create(code="main", defaults={"name": "Main pool"})
    entered, _ = ChannelMarket.objects.get_or_create(channel=channel, market=place, defaults={"pool": pool})
    return entered


def order_row(*, through: ChannelMarket | None = None, **values) -> Order:
    """An order of one customer with totals and no lines; `values` replace any column."""
    number = next(_numbers)
    through = through or channel_in_market()
    customer = values.pop("customer", None) or Customer.objects.create(name=f"Customer {number}")
    at = values.pop("date_placed", clock.now() - timedelta(minutes=number))
    columns = {
        "number": f"{through.channel.prefix}{number:012d}",
        "channel": through.channel,
        "market": through.market,
        "pool": through.pool,
        "door_reason": "host",
        "customer": customer,
        "checkout_key": uuid.uuid4(),
        "currency": through.market.currency,
        "contact_name": customer.name,
        "total_incl_tax": Decimal(108_000),
        "total_excl_tax": Decimal(100_000),
        "date_placed": at,
    }
    return Order.objects.create(**{**columns, **values})
