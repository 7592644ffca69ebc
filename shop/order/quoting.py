"""What a basket costs here and now, to this address, paid this way: the one calculation behind every summary and every order.

The stated side of each price, less what offers take off, is exact; the other side is derived once per tax rate over all
lines and then shared out to them, so that lines, breakdown and header always agree. Nothing is locked and nothing
promised: `problems` says what would keep the basket from being placed as it is.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from core import clock
from core.freshness import same_moment
from core.money import Money, allocate, split_tax
from shop.basket.models import Basket
from shop.basket.selling import reason_against
from shop.catalogue.wares import Ware, wares
from shop.channels.models import ChannelMarket, TaxDisplay
from shop.customer.models import TradeAccount
from shop.offer.applying import Offered, work_out
from shop.offer.benefits import Item
from shop.order.quotes import NOTHING, OrderQuote, Problem, QuotedLine
from shop.order.sealing import is_as_seen, seal
from shop.payment.offering import offered_methods
from shop.pricing.resolving import NO_TAX, Rate, ResolvedPrice, resolve_prices, tax_rates
from shop.quota.deciding import Reach
from shop.quota.taking import reaches
from shop.shipping.promising import DeliveryChoice, delivery_choices

__all__ = ["OrderQuote", "Problem", "QuotedLine", "is_as_seen", "quote_basket", "seal"]

Priced = tuple["BasketRow", ResolvedPrice]
#: An amount without and with tax.
Sides = tuple[Decimal, Decimal]


def quote_basket(
    *,
    basket: Basket,
    channel_market: ChannelMarket,
    account_id: int | None = None,
    country: str = "",
    postcode: str = "",
    delivery_code: str = "",
    method_code: str = "",
) -> OrderQuote:
    """Price a basket through a channel in a market. Two statements whatever the number of lines, and those that fill the memory.

    One more each for a trade account, for a voucher, where an offer has a cap, and where a quota holds.

    Without a country no delivery is chosen yet; without a method no fee. Lines that cannot be sold here are left out of
    the sums and named in `problems`.
    """
    with same_moment():
        return _quote(basket, channel_market, account_id, country, postcode, delivery_code, method_code)


def _quote(
    basket: Basket,
    channel_market: ChannelMarket,
    account_id: int | None,
    country: str,
    postcode: str,
    delivery_code: str,
    method_code: str,
) -> OrderQuote:
    problems: list[Problem] = []
    rows = _basket_rows(basket.pk, channel_market)
    account = TradeAccount.objects.filter(pk=account_id).select_related("customer").first() if account_id else None
    rates = tax_rates(channel_market.market.tax_regime)
    kept = _sold_here(rows, channel_market, account_id, problems)
    offered = work_out(_items(kept), channel_market=channel_market, voucher=basket.voucher)
    lines = _priced_lines(kept, channel_market, offered, problems)
    goods_excl = sum((line.line_excl for line in lines), NOTHING)
    goods_incl = sum((line.line_incl for line in lines), NOTHING)
    choices = _choices(lines, channel_market, country, postcode, goods_incl, rates)
    delivery = _chosen_delivery(choices, delivery_code)
    due = goods_incl + (delivery.incl_tax if delivery else NOTHING)
    methods = offered_methods(
        channel_market=channel_market,
        account=account,
        amount=due,
        requires_shipping=any(line.requires_shipping for line in lines),
        delivery=delivery.option if delivery else None,
    )
    method = next((one for one in methods if one.code == method_code), None)
    fee_tax = _fee_rate(delivery, lines)
    fee = method.fee if method else NOTHING
    includes_tax = channel_market.channel.tax_display == TaxDisplay.WITH_TAX
    fee_excl, _tax, fee_incl = split_tax(fee, fee_tax.rate, includes_tax, channel_market.market.currency)
    quote = OrderQuote(
        basket_id=basket.pk,
        channel_market=channel_market,
        account_id=account_id,
        account=account,
        currency=channel_market.market.currency,
        prices_include_tax=all(price.includes_tax for _row, price in kept) if lines else includes_tax,
        lines=lines,
        choices=choices,
        delivery=delivery,
        methods=methods,
        method=method,
        goods_excl=goods_excl,
        goods_incl=goods_incl,
        fee_excl=fee_excl,
        fee_incl=fee_incl,
        fee_tax=fee_tax,
        total_excl=goods_excl + (delivery.excl_tax if delivery else NOTHING) + fee_excl,
        total_incl=due + fee_incl,
        taxes=_breakdown(lines, delivery, fee_tax, fee_excl, fee_incl),
        problems=problems,
        offered=offered,
        voucher=basket.voucher,
    )
    problems += _problems_of_whole(quote, country, delivery_code, method_code)
    return quote


@dataclass(frozen=True)
class BasketRow:
    """A line of the basket with its product, its stock record in the door's pool and what that can still promise.

    `reach` says how much of it is for this channel; None where no quota holds.
    """

    product_id: int
    quantity: int
    record_id: int | None
    atp: int | None
    ware: Ware
    reach: Reach | None

    @property
    def available(self) -> int:
        return self.reach.total if self.reach else max(self.atp or 0, 0)


_LINES = """
SELECT line.product_id, line.quantity, stock.id, stock.on_hand - stock.reserved - stock.promised - stock.safety_stock
FROM basket_line AS line
LEFT JOIN partner_stockrecord AS stock ON stock.product_id = line.product_id AND stock.partner_id = %s
WHERE line.basket_id = %s ORDER BY line.id
"""


def _basket_rows(basket_id: int, channel_market: ChannelMarket) -> list[BasketRow]:
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [channel_market.pool_id, basket_id])
        rows = cursor.fetchall()
    known = wares(row[0] for row in rows)
    free = {record: (product, atp) for product, _quantity, record, atp in rows if record is not None}
    found = reaches(pool=channel_market.pool_id, channel=channel_market.channel_id, free=free)
    return [
        BasketRow(product, quantity, record, atp, known[product], found.get(record)) for product, quantity, record, atp in rows
    ]


def _sold_here(
    rows: list[BasketRow],
    channel_market: ChannelMarket,
    account_id: int | None,
    problems: list[Problem],
) -> list[Priced]:
    """The lines that can be bought here, with their prices; the others are named in `problems`."""
    prices = resolve_prices(
        products=[row.product_id for row in rows],
        channel_market=channel_market,
        account_id=account_id,
        quantities={row.product_id: row.quantity for row in rows},
    )
    kept = []
    for row in rows:
        price = prices.get(row.product_id)
        reason = reason_against(row.ware.product, is_assorted=channel_market.pk in row.ware.sold_at, price=price)
        if reason or price is None:
            problems.append(Problem("not_sellable", row.product_id, {"reason": reason, "title": row.ware.product.get_title()}))
            continue
        kept.append((row, price))
    return kept


def _items(kept: list[Priced]) -> list[Item]:
    return [Item(row.product_id, row.quantity, price.stated * row.quantity, row.ware.paths) for row, price in kept]


def _priced_lines(
    kept: list[Priced], channel_market: ChannelMarket, offered: Offered, problems: list[Problem]
) -> list[QuotedLine]:
    taken = {product_id: part for given in offered.given for product_id, part in given.parts.items()}
    currency = channel_market.market.currency
    before = _both_sides(kept, {}, currency)
    sides = _both_sides(kept, taken, currency) if taken else before
    lines = [
        _quoted_line(row, price, side, was, taken.get(row.product_id, NOTHING))
        for (row, price), side, was in zip(kept, sides, before, strict=True)
    ]
    problems += [
        Problem("out_of_stock", line.product_id, {"wanted": line.quantity, "available": line.available, "title": line.title})
        for line in lines
        if line.available is not None and line.available < line.quantity
    ]
    return lines


def _both_sides(kept: list[Priced], taken: dict[int, Decimal], currency: str) -> list[Sides]:
    """Line amounts without and with tax: derived once per rate, shared out to the lines by what they state."""
    stated = [price.stated * row.quantity - taken.get(row.product_id, NOTHING) for row, price in kept]
    groups: dict[tuple[Rate, bool], list[int]] = {}
    for index, (_row, price) in enumerate(kept):
        groups.setdefault((price.tax, price.includes_tax), []).append(index)
    sides: list[Sides] = [(NOTHING, NOTHING)] * len(kept)
    for (rate, includes_tax), members in groups.items():
        total = sum((stated[i] for i in members), NOTHING)
        excl, _tax, incl = split_tax(total, rate.rate, includes_tax, currency)
        derived = allocate(Money(excl if includes_tax else incl, currency), [stated[i] for i in members])
        for i, part in zip(members, derived, strict=True):
            sides[i] = (part.amount, stated[i]) if includes_tax else (stated[i], part.amount)
    return sides


def _quoted_line(row: BasketRow, price: ResolvedPrice, side: Sides, before: Sides, discount: Decimal) -> QuotedLine:
    product = row.ware.product
    product_class = product.get_product_class()
    return QuotedLine(
        product_id=row.product_id,
        sku=product.sku,
        title=product.get_title(),
        quantity=row.quantity,
        unit_excl=price.excl_tax,
        unit_incl=price.incl_tax,
        line_excl=side[0],
        line_incl=side[1],
        tax=price.tax,
        stock_record_id=row.record_id if product_class.track_stock else None,
        is_stocked=product_class.track_stock,
        requires_shipping=product_class.requires_shipping,
        weight_g=product.shipping_weight_g * row.quantity if product_class.requires_shipping else 0,
        explanation=price.explanation(),
        available=row.available if product_class.track_stock else None,
        free=max(row.atp or 0, 0),
        kept=row.reach.kept if row.reach else (),
        discount=discount,
        before_excl=before[0],
        before_incl=before[1],
    )


def _choices(
    lines: list[QuotedLine],
    channel_market: ChannelMarket,
    country: str,
    postcode: str,
    goods_incl: Decimal,
    rates: dict[int, Rate],
) -> list[DeliveryChoice]:
    market = channel_market.market
    if not country or not any(line.requires_shipping for line in lines):
        return []
    if market.countries and country not in market.countries:
        return []
    return delivery_choices(
        channel_market=channel_market,
        country=country,
        postcode=postcode,
        goods_incl_tax=goods_incl,
        weight_g=sum(line.weight_g for line in lines),
        rates=rates,
        at=clock.now(),
    )


def _chosen_delivery(choices: list[DeliveryChoice], code: str) -> DeliveryChoice | None:
    return next((choice for choice in choices if choice.code == code), None)


def _fee_rate(delivery: DeliveryChoice | None, lines: list[QuotedLine]) -> Rate:
    """A fee goes with the service it accompanies: taxed like the delivery, else like the dearest line."""
    if delivery is not None:
        return delivery.tax
    return max(lines, key=lambda line: line.line_incl).tax if lines else NO_TAX


def _breakdown(
    lines: list[QuotedLine], delivery: DeliveryChoice | None, fee_tax: Rate, fee_excl: Decimal, fee_incl: Decimal
) -> dict[str, tuple[Decimal, Decimal]]:
    parts = [(line.tax.code, line.line_excl, line.line_incl) for line in lines]
    if delivery is not None:
        parts.append((delivery.tax.code, delivery.excl_tax, delivery.incl_tax))
    if fee_incl:
        parts.append((fee_tax.code, fee_excl, fee_incl))
    taxes: dict[str, tuple[Decimal, Decimal]] = {}
    for code, excl, incl in parts:
        base, tax = taxes.get(code, (NOTHING, NOTHING))
        taxes[code] = (base + excl, tax + incl - excl)
    return taxes


def _problems_of_whole(quote: OrderQuote, country: str, delivery_code: str, method_code: str) -> list[Problem]:
    problems = []
    channel_market = quote.channel_market
    if not quote.lines:
        problems.append(Problem("basket_empty"))
    if not channel_market.is_open:
        problems.append(Problem("closed"))
    if channel_market.channel.is_trade and (quote.account is None or not quote.account.is_active):
        problems.append(Problem("account_needed"))
    if country and quote.requires_shipping and not quote.choices:
        problems.append(Problem("nothing_serves_address", data={"country": country}))
    elif delivery_code and quote.requires_shipping and quote.delivery is None and country:
        problems.append(Problem("delivery_not_offered", data={"delivery": delivery_code}))
    if method_code and quote.method is None and quote.total_incl:
        problems.append(Problem("method_not_offered", data={"method": method_code}))
    minimum = channel_market.min_order_amount
    if quote.lines and (quote.goods_incl if quote.prices_include_tax else quote.goods_excl) < minimum:
        problems.append(Problem("below_minimum", data={"minimum": minimum}))
    if quote.method and quote.method.kind == "terms" and quote.account and quote.total_incl > quote.account.credit_left:
        problems.append(Problem("credit_exceeded", data={"left": quote.account.credit_left}))
    return problems
