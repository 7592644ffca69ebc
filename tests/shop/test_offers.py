"""Offers: rounded by line in the currency, in their own channel and market, within their caps, in quote, seal and order."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounting import charging
from core.verification import checks
from shop.catalogue.organising import save_category
from shop.offer.editing import CapBelowTaken, OfferAmountTooFine
from shop.offer.models import ConditionalOffer
from shop.order.cancelling import cancel
from shop.order.models import Order, OrderDiscount
from shop.order.placing import OfferGone, QuoteChanged, VoucherUsed
from shop.order.quoting import seal
from shop.voucher import using
from shop.voucher.models import Voucher
from tests.factories import offers, shop

pytestmark = pytest.mark.django_db
D = Decimal


def broken() -> list[str]:
    return [told for one in checks() if one.look.__module__.startswith("shop.") for told in one.look()]


def quoted(*products, **values):
    return shop.quote_for(shop.basket_with(*products, **values))


def test_seven_per_cent_of_dong_leaves_no_fraction_on_any_line():
    offers.offer(per_cent=7)
    quote = quoted(shop.product_on_sale(price=108_507), shop.product_on_sale(price=37_035))

    assert [line.discount for line in quote.lines] == [D(7595), D(2592)]
    assert [line.line_incl for line in quote.lines] == [D(100_912), D(34_443)]
    for line in quote.lines:
        for amount in (line.line_excl, line.line_incl, line.before_excl, line.before_incl):
            assert amount == amount.to_integral_value()
    assert quote.goods_incl == D(135_355)
    assert sum(base + tax for base, tax in quote.taxes.values()) == quote.total_incl


def test_an_amount_is_shared_out_exactly_and_never_more_than_the_goods():
    offers.offer(amount=100_001)
    quote = quoted(*(shop.product_on_sale(price=70_000) for _ in range(3)))
    assert quote.discount == D(100_001)
    assert {line.discount for line in quote.lines} == {D(33_333), D(33_334)}

    offers.offer(amount=900_000, priority=5)
    quote = quoted(shop.product_on_sale(price=70_000))
    assert quote.goods_incl == 0


def test_trade_gets_trade_s_offers_only():
    at = shop.trade_channel_market()
    account = shop.trade_account(at)
    offers.offer(per_cent=50)
    product = shop.product_on_sale(at, price=100_000)
    assert shop.quote_for(shop.basket_with(product, at=at), "terms", account).discount == 0

    offers.offer(at, per_cent=3)
    quote = shop.quote_for(shop.basket_with(product, at=at, quantity=2), "terms", account)
    assert [line.line_excl for line in quote.lines] == [D(194_000)]


def test_a_line_is_discounted_once_by_priority_and_then_by_what_takes_off_most():
    offers.offer(per_cent=10)
    best = offers.offer(per_cent=20)
    product = shop.product_on_sale(price=100_000)
    quote = quoted(product)
    assert quote.discount == D(20_000) and quote.offered.given[0].title == best.title

    offers.offer(per_cent=5, priority=9)
    assert quoted(product).discount == D(5_000)


def test_an_offer_for_a_category_holds_for_what_is_under_it_from_the_amount_on():
    tea = save_category(actor=shop.ACTOR, slug="tea", name_en="Tea")
    white = save_category(actor=shop.ACTOR, slug="white", parent=tea, name_en="White")
    inside, outside = shop.product_on_sale(price=60_000), shop.product_on_sale(price=60_000)
    inside.categories.add(white)
    offers.offer(per_cent=10, categories=[tea], least_amount=D(100_000))

    assert quoted(inside, outside).discount == 0
    quote = quoted(inside, outside, quantity=2)
    assert {line.product_id: line.discount for line in quote.lines} == {inside.pk: D(12_000), outside.pk: D(0)}


def test_what_was_seen_without_the_offer_is_asked_again_when_it_changes():
    basket = shop.basket_with(shop.product_on_sale(price=100_000))
    one = offers.offer(per_cent=10)
    before = seal(shop.quote_for(basket))
    ConditionalOffer.objects.filter(pk=one.pk).update(status=ConditionalOffer.SUSPENDED)

    with pytest.raises(QuoteChanged) as refused:
        shop.place(basket, seen=before)
    assert "discount" in {change.what for change in refused.value.changes}
    assert not Order.objects.exists()


def test_the_order_its_rows_and_its_invoice_tell_what_was_taken_off():
    offers.offer(per_cent=7)
    order = shop.order_placed(shop.product_on_sale(price=108_507), quantity=2)
    line = order.lines.get()
    assert line.line_price_before_discounts_incl_tax - line.line_price_incl_tax == D(15_191)
    row = OrderDiscount.objects.get(order=order)
    assert row.amount == row.discount_lines.get().amount == D(15_191)
    assert order.total_incl_tax == D(217_014) - D(15_191) + 30_000

    first, second = charging.goods(order, [(line.pk, 1)])[0], charging.goods(order, [(line.pk, 2)])[0]
    assert second.discount == D(15_191) and first.discount == D(7_596)
    assert second.incl_tax == line.line_price_incl_tax
    assert broken() == []


def test_the_last_share_of_a_cap_goes_to_one_order_and_comes_back_with_its_cancelling():
    one = offers.offer(per_cent=10, most_orders=1)
    product = shop.product_on_sale(price=100_000)
    first = shop.order_placed(product)
    assert ConditionalOffer.objects.get(pk=one.pk).num_applications == 1
    assert shop.quote_for(shop.basket_with(product)).discount == 0

    cancel(order=first, reason="customer", actor=shop.ACTOR)
    assert ConditionalOffer.objects.get(pk=one.pk).num_applications == 0
    assert shop.quote_for(shop.basket_with(product)).discount > 0
    assert broken() == []


def test_an_offer_that_ran_out_after_the_quote_undoes_the_placing(monkeypatch):
    one = offers.offer(per_cent=10, most_orders=1)
    basket = shop.basket_with(shop.product_on_sale(price=100_000))
    seen = seal(shop.quote_for(basket))
    from shop.order import placing

    def stolen(**given):
        ConditionalOffer.objects.filter(pk=one.pk).update(num_applications=1)
        return write(**given)

    write = placing.write_order
    monkeypatch.setattr(placing, "write_order", stolen)
    with pytest.raises(OfferGone):
        shop.place(basket, seen=seen)
    basket.refresh_from_db()
    assert basket.status == basket.OPEN and not Order.objects.exists()


def test_a_budget_is_never_passed():
    offers.offer(per_cent=10, most_discount=D(15_000))
    product = shop.product_on_sale(price=100_000)
    assert shop.quote_for(shop.basket_with(product)).discount == D(10_000)
    assert shop.quote_for(shop.basket_with(product, quantity=2)).discount == 0


def test_a_voucher_counts_once_by_each_customer_however_they_write_themselves():
    offers.voucher(usage=Voucher.ONCE_PER_CUSTOMER, per_cent=10)
    product = shop.product_on_sale(price=100_000)
    basket = shop.basket_with(product)
    using.put_in(basket=basket, code=" lan tern ")
    first = shop.place(basket).order
    again = shop.basket_with(product)
    using.put_in(basket=again, code="LANTERN")
    with pytest.raises(VoucherUsed):
        shop.place(again)
    assert Voucher.objects.get().num_orders == 1

    cancel(order=first, reason="customer", actor=shop.ACTOR)
    assert Voucher.objects.get().num_orders == 0
    assert shop.place(again).order.discounts.get().voucher_code == "LANTERN"


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"begins": 1}, "voucher_not_yet"),
        ({"begins": -9, "ends": -1}, "voucher_over"),
    ],
)
def test_a_voucher_out_of_its_time_is_refused_with_the_reason(values, problem):
    offers.voucher(**values)
    basket = shop.basket_with(shop.product_on_sale())
    with pytest.raises(using.VoucherRefused) as refused:
        using.put_in(basket=basket, code="LANTERN")
    assert refused.value.data["problem"] == problem
    basket.refresh_from_db()
    assert basket.voucher_id is None


def test_a_voucher_of_another_channel_or_nobody_s_is_refused():
    offers.voucher(shop.trade_channel_market())
    basket = shop.basket_with(shop.product_on_sale())
    with pytest.raises(using.VoucherRefused):
        using.put_in(basket=basket, code="LANTERN")
    with pytest.raises(using.UnknownVoucher):
        using.put_in(basket=basket, code="LANTERM")


def test_a_voucher_whose_condition_is_not_met_waits_in_the_basket():
    offers.voucher(per_cent=10, least_amount=D(150_000))
    product = shop.product_on_sale(price=100_000)
    basket = shop.basket_with(product)
    using.put_in(basket=basket, code="LANTERN")
    quote = shop.quote_for(basket)
    assert quote.discount == 0 and quote.offered.voucher_problem == "voucher_not_reached"
    assert shop.quote_for(shop.basket_with(product)).discount == 0, "the other basket has no voucher"
    from shop.basket import filling

    filling.add(basket=basket, product=product)
    assert shop.quote_for(basket).discount == D(20_000)


def test_amounts_finer_than_the_currency_and_caps_below_what_is_held_are_refused():
    with pytest.raises(OfferAmountTooFine):
        offers.offer(amount=1, least_amount=D("0.5"))
    one = offers.offer(per_cent=10, most_orders=5)
    shop.order_placed(shop.product_on_sale())
    shop.order_placed(shop.product_on_sale())
    values = {"name": one.name, "channel_market": one.channel_market, "kind": "Percentage", "value": D(10)}
    from shop.offer.editing import save_offer

    with pytest.raises(CapBelowTaken):
        save_offer(actor=shop.ACTOR, offer=one, most_orders=1, **values)
    one.refresh_from_db()
    assert one.max_global_applications == 5


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("offer_taken_within_its_cap", {"max_global_applications": 1, "num_applications": 2}),
        ("offer_discount_within_its_budget", {"max_discount": 1, "total_discount": 2}),
    ],
)
def test_the_database_holds_caps(name, values):
    one = offers.offer()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ConditionalOffer.objects.filter(pk=one.pk).update(**values)


def test_the_check_tells_of_a_cap_that_counts_wrong():
    one = offers.offer(most_orders=9)
    ConditionalOffer.objects.filter(pk=one.pk).update(num_applications=3)
    assert any(one.name in told for told in broken())


def test_a_quote_with_offers_and_a_voucher_stays_within_its_statements(assert_budget):
    offers.voucher(per_cent=10)
    offers.offer(per_cent=5)
    basket = shop.basket_with(*(shop.product_on_sale() for _ in range(10)))
    using.put_in(basket=basket, code="LANTERN")
    fresh = type(basket).objects.select_related("channel_market__channel", "channel_market__market").get(pk=basket.pk)
    with assert_budget(13):
        shop.quote_for(fresh)
