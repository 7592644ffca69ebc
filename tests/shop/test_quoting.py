"""What a basket costs, and that nobody is charged what they did not see."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock
from shop.basket import filling
from shop.basket.models import Basket
from shop.catalogue.models import AssortmentItem, Lifecycle, Product
from shop.channels.models import Channel, ChannelMarket
from shop.order.models import Order
from shop.order.placing import (
    AccountNeeded,
    BasketEmpty,
    BasketFromAnotherDoor,
    BasketGone,
    BelowMinimum,
    CreditExceeded,
    DeliveryNotOffered,
    MethodNotOffered,
    NothingServesAddress,
    NotSellable,
    OutOfStock,
    QuoteChanged,
    ShopClosed,
)
from shop.order.quoting import is_as_seen, seal
from shop.order.sealing import SealBroken, open_seal
from shop.partner.models import StockRecord
from shop.payment.models import Payment, PaymentMethod
from shop.pricing.models import TaxRate
from shop.shipping.models import DeliveryOption
from tests.factories import shop

pytestmark = pytest.mark.django_db


def assert_nothing_was_placed(basket: Basket) -> None:
    """The basket is open with everything in it, and nothing else was left behind."""
    basket.refresh_from_db()
    assert basket.status == Basket.OPEN
    assert basket.lines.exists()
    assert not Order.objects.exists()
    assert not Payment.objects.exists()
    assert not StockRecord.objects.exclude(promised=0).exists()


def test_lines_breakdown_and_header_agree():
    at = shop.channel_market()
    products = [shop.product_on_sale(at, price=price) for price in (99_000, 101_000, 33_333)]
    quote = shop.quote_for(shop.basket_with(*products, at=at))
    assert quote.goods_incl == Decimal(233_333)
    assert sum(line.line_excl for line in quote.lines) == quote.goods_excl == Decimal(216_049)
    base, tax = quote.taxes["VAT8"]
    assert (base, base + tax) == (quote.total_excl, quote.total_incl)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    prices=st.lists(st.integers(1, 5_000_000), min_size=1, max_size=4),
    quantity=st.integers(1, 7),
    with_tax=st.booleans(),
)
def test_the_sums_agree_for_any_prices(prices, quantity, with_tax):
    at = shop.channel_market() if with_tax else shop.trade_channel_market()
    account = None if with_tax else shop.trade_account(at)
    products = [shop.product_on_sale(at, price=price, stock=50) for price in prices]
    quote = shop.quote_for(shop.basket_with(*products, at=at, quantity=quantity), account=account)
    assert quote.total_excl == sum(line.line_excl for line in quote.lines) + quote.shipping_excl + quote.fee_excl
    assert quote.total_incl == sum(line.line_incl for line in quote.lines) + quote.shipping_incl + quote.fee_incl
    assert sum(base for base, _tax in quote.taxes.values()) == quote.total_excl
    assert sum(tax for _base, tax in quote.taxes.values()) == quote.total_tax
    stated = [line.line_incl if with_tax else line.line_excl for line in quote.lines]
    assert stated == [Decimal(price) * quantity for price in prices]


def test_a_seal_remembers_what_was_seen_and_cannot_be_changed():
    quote = shop.quote_for(shop.basket_with())
    sealed = seal(quote)
    assert is_as_seen(quote, sealed)
    assert open_seal(sealed).total_incl == quote.total_incl
    for broken in ("", "x", sealed[:-1], "A" + sealed):
        assert not is_as_seen(quote, broken)
        with pytest.raises(SealBroken):
            open_seal(broken)


def test_a_price_that_changed_since_is_shown_and_nothing_is_placed():
    at = shop.channel_market()
    product = shop.product_on_sale(at, price=100_000)
    basket = shop.basket_with(product, at=at)
    seen = seal(shop.quote_for(basket))
    shop.set_price(product, at, 110_000)

    with pytest.raises(QuoteChanged) as refusal:
        shop.place(basket, seen=seen)

    assert {change.what for change in refusal.value.changes} == {"price", "total"}
    assert (refusal.value.before.total_incl, refusal.value.now.total_incl) == (Decimal(130_000), Decimal(140_000))
    assert_nothing_was_placed(basket)
    assert not shop.place(basket, seen=seal(refusal.value.now)).is_repeat, "what they have seen now can be placed"


def test_every_part_of_what_was_seen_is_held():
    at = shop.channel_market()
    basket = shop.basket_with(shop.product_on_sale(at), at=at)

    def refused(seen, *what):
        with pytest.raises(QuoteChanged) as refusal:
            shop.place(basket, seen=seen)
        assert {change.what for change in refusal.value.changes} >= set(what)
        assert_nothing_was_placed(basket)

    seen = seal(shop.quote_for(basket))
    TaxRate.objects.update(rate=Decimal("0.1"), code="VAT10")
    refused(seen, "price", "delivery", "total")

    seen = seal(shop.quote_for(basket))
    DeliveryOption.objects.update(price=40_000)
    refused(seen, "delivery", "total")

    seen = seal(shop.quote_for(basket))
    PaymentMethod.objects.update(fee=5_000)
    refused(seen, "fee", "total")

    seen = seal(shop.quote_for(basket))
    filling.set_quantity(basket=basket, product_id=basket.lines.get().product_id, quantity=2)
    refused(seen, "quantity", "total")

    seen = seal(shop.quote_for(basket, kind="transfer"))
    refused(seen, "method")

    refused("", *())


def test_a_later_delivery_day_is_asked_about_and_an_earlier_one_is_not(frozen_clock):
    basket = shop.basket_with()
    seen = seal(shop.quote_for(basket))
    with clock.at(frozen_clock + timedelta(days=2)), pytest.raises(QuoteChanged) as refusal:
        shop.place(basket, seen=seen)
    assert [change.what for change in refusal.value.changes] == ["deliver_by"]
    with clock.at(frozen_clock - timedelta(days=1)):
        assert shop.place(basket, seen=seen).order.number


@pytest.mark.parametrize("lifecycle", [Lifecycle.DISCONTINUED, Lifecycle.DRAFT])
def test_a_product_that_left_the_market_is_refused_by_every_path(lifecycle):
    at = shop.channel_market()
    product = shop.product_on_sale(at)
    basket = shop.basket_with(product, at=at)
    seen = seal(shop.quote_for(basket))
    Product.objects.update(lifecycle=lifecycle)
    product.refresh_from_db()

    with pytest.raises(NotSellable):
        shop.place(basket, seen=seen)
    with pytest.raises(NotSellable):
        filling.add(basket=basket, product=product)

    assert_nothing_was_placed(basket)
    assert basket.lines.get().quantity == 1
    assert filling.refill(basket=basket, quantities={product.pk: 1}).changes[0].kind == "dropped"


@pytest.mark.parametrize("how", ["unassorted", "on_request", "no_price", "hidden"])
def test_what_is_not_sold_here_is_not_placed(how):
    product = shop.product_on_sale()
    basket = shop.basket_with(product)
    seen = seal(shop.quote_for(basket))
    if how == "unassorted":
        AssortmentItem.objects.all().delete()
    elif how == "no_price":
        product.prices.all().delete()
    else:
        Product.objects.update(**({"price_on_request": True} if how == "on_request" else {"is_public": False}))
    with pytest.raises(NotSellable):
        shop.place(basket, seen=seen)
    assert_nothing_was_placed(basket)


def test_short_stock_says_what_is_left_and_keeps_the_basket():
    product = shop.product_on_sale(stock=3)
    basket = shop.basket_with(product, quantity=3)
    seen = seal(shop.quote_for(basket))
    StockRecord.objects.update(on_hand=2)
    with pytest.raises(OutOfStock) as refusal:
        shop.place(basket, seen=seen)
    shortage = refusal.value.shortages[0]
    assert (shortage.product_id, shortage.wanted, shortage.available) == (product.pk, 3, 2)
    assert_nothing_was_placed(basket)


def test_a_stocked_product_without_a_stock_record_is_out_of_stock():
    basket = shop.basket_with(shop.product_on_sale(stock=None))
    with pytest.raises(OutOfStock):
        shop.place(basket)
    assert_nothing_was_placed(basket)


def test_a_basket_that_cannot_be_delivered_paid_or_taken_is_refused_with_the_reason():
    at = shop.channel_market()
    basket = shop.basket_with(shop.product_on_sale(at), at=at)

    def refused(error, **how):
        with pytest.raises(error):
            shop.place(basket, **how)
        assert_nothing_was_placed(basket)

    refused(NothingServesAddress, address=shop.PostalAddress(name="A", line1="1 Main St", city="Reno", country="US"))
    refused(NothingServesAddress, address=None)
    refused(NothingServesAddress, delivery_code="")
    refused(DeliveryNotOffered, delivery_code="by-balloon")
    refused(MethodNotOffered, method_code="shells")
    refused(MethodNotOffered, method_code="")
    ChannelMarket.objects.update(min_order_amount=1_000_000)
    basket.channel_market.refresh_from_db()
    refused(BelowMinimum)
    ChannelMarket.objects.update(min_order_amount=0, is_open=False)
    refused(ShopClosed)
    ChannelMarket.objects.update(is_open=True)
    Channel.objects.update(is_trade=True)
    DeliveryOption.objects.update(for_trade=True)
    basket = Basket.objects.get(pk=basket.pk)
    refused(AccountNeeded)


def test_an_empty_or_merged_basket_and_one_of_another_door_are_refused():
    at = shop.channel_market()
    empty = filling.open_basket(channel_market=at)
    with pytest.raises(BasketEmpty):
        shop.place(empty)
    Basket.objects.filter(pk=empty.pk).update(status=Basket.MERGED)
    with pytest.raises(BasketGone):
        shop.place(empty, seen="x")
    with pytest.raises(BasketGone):
        shop.place(Basket(pk=10**9, channel_market=at), seen="x")
    basket = shop.basket_with(at=at)
    seen = seal(shop.quote_for(basket))
    other = shop.channel_market("branch", "9")
    basket.channel_market = other
    with pytest.raises(BasketFromAnotherDoor):
        shop.place(basket, seen=seen)
    assert not Order.objects.exists()


def test_terms_are_taken_up_to_the_limit_and_not_beyond():
    at = shop.trade_channel_market()
    product = shop.product_on_sale(at, price=100_000)
    account = shop.trade_account(at, limit=200_000)
    placed = shop.place(shop.basket_with(product, at=at), "terms", account=account)
    account.refresh_from_db()
    assert placed.order.number.startswith("7")
    assert (placed.order.payment_view, placed.order.customer) == ("on_terms", account.customer)
    assert placed.order.prices_include_tax is False
    assert account.credit_used == placed.order.total_incl_tax == Decimal(140_400)

    second = shop.basket_with(product, at=at)
    with pytest.raises(CreditExceeded):
        shop.place(second, "terms", account=account)

    account.refresh_from_db()
    assert account.credit_used == Decimal(140_400)
    assert Order.objects.count() == 1


def test_a_service_needs_neither_stock_nor_address():
    at = shop.channel_market()
    basket = shop.basket_with(shop.product_on_sale(at, is_service=True), at=at)
    quote = shop.quote_for(basket, kind="transfer", country="", delivery_code="")
    assert "cod-vietnam" not in [method.code for method in quote.methods]

    placed = shop.place(basket, "transfer", address=None, delivery_code="")

    assert placed.order.shipping_address is None
    assert placed.order.reserved_at is not None, "there is nothing to reserve"
    assert placed.order.lines.get().promised_quantity == 0


def test_an_order_that_costs_nothing_needs_no_payment():
    at = shop.channel_market()
    basket = shop.basket_with(shop.product_on_sale(at, price=0, is_service=True), at=at)

    placed = shop.place(basket, address=None, delivery_code="", method_code="")

    assert placed.payment is None
    assert (placed.order.payment_view, placed.order.total_incl_tax) == ("paid", 0)
    assert placed.order.payable_at is not None
    assert not shop.breaks()


def test_the_first_number_fixes_the_prefix():
    channel = shop.channel_market().channel
    shop.order_placed()
    channel.refresh_from_db()
    first = channel.first_number_drawn_at
    assert first is not None
    shop.order_placed()
    channel.refresh_from_db()
    assert channel.first_number_drawn_at == first


def test_a_line_keeps_its_title_in_the_language_of_the_order():
    product = shop.product_on_sale(title_en="Green tea", title_vi="Trà xanh")
    basket = shop.basket_with(product)
    contact = shop.Contact(name="Hạnh", phone="+84901234567", language="vi")
    order = shop.place(basket, contact=contact).order
    assert order.lines.get().title == "Trà xanh"
    assert "tra" not in order.search_text
    assert "hanh" in order.search_text.split()
