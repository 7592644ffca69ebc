"""Which price a customer pays: account before channel before base, by quantity, by date, with its tax."""

from datetime import date
from decimal import Decimal

import pytest

from shop.pricing.editing import AmountTooFine, PriceToSet, save_price_list, set_price, set_prices
from shop.pricing.models import Price
from shop.pricing.resolving import resolve_prices, tax_rates
from tests.factories.shop import ACTOR, channel_market, product_on_sale, tax_category, trade_account, trade_channel_market

pytestmark = pytest.mark.django_db


def price_of(product, at, **more):
    return resolve_prices(products=[product.pk], channel_market=at, **more).get(product.pk)


def test_the_stated_side_is_exact_and_the_other_derived():
    at = channel_market()
    product = product_on_sale(at, price=100_000)
    price = price_of(product, at)
    assert price.incl_tax == 100_000
    assert price.excl_tax == 92_593  # 100,000 / 1.08 = 92,592.59
    assert price.explanation()["source"] == "channel"


def test_an_accounts_own_list_wins_over_its_channels():
    at = trade_channel_market()
    account = trade_account(at)
    product = product_on_sale(at, price=80_000)
    own = save_price_list(actor=ACTOR, name="Own", currency="VND", includes_tax=False, account=account)
    set_price(actor=ACTOR, price_list=own, product=product, amount=Decimal(70_000), valid_from=date(2020, 1, 1))
    assert price_of(product, at).excl_tax == 80_000
    assert price_of(product, at, account_id=account.pk).excl_tax == 70_000
    assert price_of(product, at, account_id=account.pk).source == "account"


def test_the_base_list_answers_where_the_channel_has_no_price():
    at = channel_market()
    product = product_on_sale(at)
    Price.objects.filter(product=product).delete()
    assert price_of(product, at) is None
    base = save_price_list(actor=ACTOR, name="Base", currency="VND", includes_tax=True)
    set_price(actor=ACTOR, price_list=base, product=product, amount=Decimal(50_000), valid_from=date(2020, 1, 1))
    assert price_of(product, at).source == "base"


def test_a_quantity_step_holds_from_its_quantity_on():
    at = channel_market()
    product = product_on_sale(at, price=100_000)
    prices = Price.objects.get(product=product).price_list
    set_price(
        actor=ACTOR, price_list=prices, product=product, amount=Decimal(90_000), min_quantity=10, valid_from=date(2020, 1, 1)
    )
    assert price_of(product, at, quantities={product.pk: 9}).incl_tax == 100_000
    assert price_of(product, at, quantities={product.pk: 10}).incl_tax == 90_000
    assert [step.min_quantity for step in price_of(product, at).steps] == [1, 10]


def test_of_two_rows_the_one_that_began_last_holds_and_an_ended_one_never():
    at = channel_market()
    product = product_on_sale(at, price=100_000)
    prices = Price.objects.get(product=product).price_list
    set_price(
        actor=ACTOR,
        price_list=prices,
        product=product,
        amount=Decimal(95_000),
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 1, 31),
    )
    assert price_of(product, at, on=date(2026, 1, 15)).incl_tax == 95_000
    assert price_of(product, at, on=date(2026, 2, 1)).incl_tax == 100_000
    assert price_of(product, at, on=date(2025, 12, 31)).incl_tax == 100_000


def test_a_tax_rate_changes_on_its_day():
    at = channel_market()
    product = product_on_sale(at, price=110_000)
    from shop.pricing.editing import set_tax_rate

    set_tax_rate(
        actor=ACTOR, regime="vat", category=tax_category(), code="VAT10", rate=Decimal("0.10"), valid_from=date(2030, 1, 1)
    )
    assert price_of(product, at, on=date(2029, 12, 31)).tax.code == "VAT8"
    assert price_of(product, at, on=date(2030, 1, 1)).excl_tax == 100_000
    assert tax_rates("vat", date(2030, 1, 1))[tax_category().pk].code == "VAT10"


def test_an_amount_finer_than_the_currency_is_refused_and_nothing_changes():
    at = channel_market()
    product = product_on_sale(at, price=100_000)
    prices = Price.objects.get(product=product).price_list
    with pytest.raises(AmountTooFine):
        set_price(actor=ACTOR, price_list=prices, product=product, amount=Decimal("99999.5"), valid_from=date(2020, 1, 1))
    assert price_of(product, at).incl_tax == 100_000


def test_many_prices_cost_one_statement_beside_the_question_whether_they_still_stand(assert_budget):
    at = channel_market()
    products = [product_on_sale(at).pk for _n in range(5)]
    with assert_budget(2):
        first = resolve_prices(products=products, channel_market=at)
    with assert_budget(1):
        again = resolve_prices(products=products, channel_market=at)
    assert len(first) == 5
    assert again == first


def test_a_list_is_filled_in_two_statements_and_filling_it_again_changes_the_amounts(django_assert_max_num_queries):
    at = channel_market()
    products = [product_on_sale(at, price=100_000) for _ in range(3)]
    prices = Price.objects.get(product=products[0]).price_list

    def steps(amount):
        return [PriceToSet(product, Decimal(amount), quantity) for product in products for quantity in (5, 50)]

    with django_assert_max_num_queries(4):  # two of them open and close the savepoint
        assert set_prices(actor=ACTOR, price_list=prices, prices=steps(80_000), valid_from=date(2020, 1, 1)) == 6
    set_prices(actor=ACTOR, price_list=prices, prices=steps(70_000), valid_from=date(2020, 1, 1))
    assert price_of(products[2], at, quantities={products[2].pk: 5}).incl_tax == 70_000
    assert Price.objects.filter(price_list=prices).count() == 9


def test_a_list_with_one_amount_too_fine_is_not_filled_at_all():
    at = channel_market()
    product = product_on_sale(at)
    prices = Price.objects.get(product=product).price_list
    steps = [PriceToSet(product, Decimal(80_000), 5), PriceToSet(product, Decimal("79999.5"), 10)]
    with pytest.raises(AmountTooFine):
        set_prices(actor=ACTOR, price_list=prices, prices=steps)
    assert Price.objects.filter(price_list=prices).count() == 1
