"""Setting prices, price lists and tax rates."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.money import decimals, round_amount
from shop.catalogue.models import Product
from shop.channels.models import ChannelMarket
from shop.customer.models import TradeAccount
from shop.pricing.models import Price, PriceList, TaxCategory, TaxRate


class AmountTooFine(DomainError):
    """More decimals than the currency has: 12.5 đồng do not exist."""

    code = "amount_too_fine"


def save_tax_category(*, actor: Actor, code: str, name: str = "", **names: str | None) -> TaxCategory:
    """Create or rename a group of products that are taxed alike: `name` in English, or `names` as name_en, name_vi, ..."""
    with transaction.atomic():
        category, _created = TaxCategory.objects.update_or_create(code=code, defaults=names or {"name_en": name})
        audit.record(actor=actor, action="tax_category.saved", subject=category)
    return category


def set_tax_rate(*, actor: Actor, regime: str, category: TaxCategory, code: str, rate: Decimal, valid_from: date) -> TaxRate:
    """Set a category's rate in a regime from a day on."""
    with transaction.atomic():
        row, _created = TaxRate.objects.update_or_create(
            regime=regime, category=category, valid_from=valid_from, defaults={"code": code, "rate": rate}
        )
        audit.record(actor=actor, action="tax_rate.set", subject=row, rate=str(rate))
    return row


def save_price_list(
    *,
    actor: Actor,
    name: str,
    currency: str,
    includes_tax: bool,
    channel_market: ChannelMarket | None = None,
    account: TradeAccount | None = None,
) -> PriceList:
    """Create or change the list of a channel in a market, of an account, or (neither given) the currency's base list."""
    with transaction.atomic():
        row, _created = PriceList.objects.update_or_create(
            channel_market=channel_market,
            account=account,
            currency=currency,
            defaults={"name": name, "includes_tax": includes_tax},
        )
        audit.record(actor=actor, action="price_list.saved", subject=row)
    return row


def set_price(
    *,
    actor: Actor,
    price_list: PriceList,
    product: Product,
    amount: Decimal,
    min_quantity: int = 1,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Price:
    """Set what one piece costs from a quantity on.

    Raises:
        AmountTooFine: the amount has more decimals than the currency.
    """
    _refuse_too_fine(amount, price_list)
    valid_from = valid_from or clock.today()
    with transaction.atomic():
        row, _created = Price.objects.update_or_create(
            price_list=price_list,
            product=product,
            min_quantity=min_quantity,
            valid_from=valid_from,
            defaults={"amount": amount, "valid_to": valid_to},
        )
        audit.record(actor=actor, action="price.set", subject=row, product=product.pk, amount=str(amount))
    return row


class PriceToSet(NamedTuple):
    """What one piece of a product costs from a quantity on."""

    product: Product
    amount: Decimal
    min_quantity: int = 1


def set_prices(*, actor: Actor, price_list: PriceList, prices: Iterable[PriceToSet], valid_from: date | None = None) -> int:
    """Set many prices of one list at once, as a price file does; answers how many. One statement for a thousand prices.

    Raises:
        AmountTooFine: an amount has more decimals than the currency; no price is set.
    """
    wanted = list(prices)
    for price in wanted:
        _refuse_too_fine(price.amount, price_list)
    day = valid_from or clock.today()
    rows = [
        Price(price_list=price_list, product=one.product, min_quantity=one.min_quantity, valid_from=day, amount=one.amount)
        for one in wanted
    ]
    with transaction.atomic():
        Price.objects.bulk_create(
            rows,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["price_list", "product", "min_quantity", "valid_from"],
            update_fields=["amount", "valid_to"],
        )
        audit.record(actor=actor, action="prices.set", subject=price_list, count=len(rows))
    return len(rows)


def _refuse_too_fine(amount: Decimal, price_list: PriceList) -> None:
    if round_amount(amount, price_list.currency) != amount:
        raise AmountTooFine(amount=str(amount), currency=price_list.currency, decimals=decimals(price_list.currency))
