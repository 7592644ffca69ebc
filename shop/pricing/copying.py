"""Beginning a price list from another one, so that a new channel can sell at once."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.money import round_amount
from shop.channels.models import ChannelMarket
from shop.pricing.editing import save_price_list
from shop.pricing.models import Price, PriceList


class OtherCurrency(DomainError):
    """Amounts are never converted silently: the list copied from has the market's currency."""

    code = "other_currency"


class ListExists(DomainError):
    """The channel has a price list in this market; it is changed, not replaced."""

    code = "list_exists"


def copy_price_list(
    *, actor: Actor, source: PriceList, channel_market: ChannelMarket, name: str, percent: Decimal = Decimal(0)
) -> PriceList:
    """Give a channel in a market a list with another list's present and coming prices, changed by `percent`.

    Amounts are rounded to the currency; the side the list states (with or without tax) stays the same.

    Raises:
        OtherCurrency, ListExists: nothing is copied.
    """
    currency = channel_market.market.currency
    if source.currency != currency:
        raise OtherCurrency(source=source.currency, currency=currency)
    with transaction.atomic():
        if PriceList.objects.filter(channel_market=channel_market, account=None).exists():
            raise ListExists(name=name)
        copy = save_price_list(
            actor=actor, name=name, currency=currency, includes_tax=source.includes_tax, channel_market=channel_market
        )
        today, factor = clock.today(), 1 + Decimal(percent) / 100
        living = source.prices.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        Price.objects.bulk_create(
            Price(
                price_list=copy,
                product_id=price.product_id,
                min_quantity=price.min_quantity,
                amount=round_amount(price.amount * factor, currency),
                valid_from=price.valid_from,
                valid_to=price.valid_to,
            )
            for price in living
        )
        audit.record(
            actor=actor, action="price_list.copied", subject=copy, source=source.pk, percent=str(percent), prices=living.count()
        )
    return copy
