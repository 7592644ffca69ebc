"""What a company decides by screen: a new channel sells at once, and a refusal stands beside its field."""

from decimal import Decimal

import pytest
from django.urls import reverse

from core import clock
from core.access import Actor
from core.audit.models import AuditEntry
from shop.catalogue.models import AssortmentItem, Product, ProductClass
from shop.channels import editing
from shop.channels.doors import find_entrance
from shop.channels.models import Channel, ChannelMarket
from shop.payment.models import PaymentMethod
from shop.pricing.models import Price, PriceList, TaxCategory, TaxRate
from shop.pricing.resolving import resolve_prices
from tests.factories.placed import channel_in_market

pytestmark = pytest.mark.django_db
ACTOR = Actor.system("test")


@pytest.fixture
def office(signed_in_as):
    return signed_in_as("administrator")


@pytest.fixture
def consumer() -> ChannelMarket:
    """A consumer channel that sells one product for 100,000 đồng."""
    place = channel_in_market()
    category = TaxCategory.objects.create(code="tea", name="Tea")
    kind = ProductClass.objects.create(name="Tea", slug="tea", track_stock=True, requires_shipping=True)
    product = Product.objects.create(
        sku="LL-1", title="Green", slug="green", product_class=kind, tax_category=category, structure="standalone"
    )
    AssortmentItem.objects.create(channel_market=place, product=product)
    prices = PriceList.objects.create(name="Consumer", currency="VND", channel_market=place)
    Price.objects.create(price_list=prices, product=product, amount=100_000, valid_from=clock.today())
    method = PaymentMethod.objects.create(code="cod-vn", market=place.market, kind="cod", name="On delivery")
    method.channels.add(place.channel)
    return place


def channel_form(**values) -> dict:
    return {"code": "reseller", "name": "Reseller", "prefix": "3", "tax_display": "with_tax", "position": "30", **values}


def test_a_new_channel_sells_at_once_by_screens_only(office, consumer):
    answer = office.post(reverse("backoffice:channel_new"), channel_form())
    channel = Channel.objects.get(prefix="3")
    assert answer["Location"] == reverse("backoffice:channel", args=[channel.pk])
    assert "This channel sells nowhere yet" in office.get(answer["Location"]).content.decode()
    answer = office.post(
        reverse("backoffice:channel_market_new", args=[channel.pk]),
        {
            "market": consumer.market_id,
            "pool": consumer.pool_id,
            "is_open": "on",
            "min_order_amount": "0",
            "assortment_from": consumer.pk,
            "prices_from": consumer.price_lists.get().pk,
            "price_change": "-10",
            "methods": [PaymentMethod.objects.get().pk],
            "path": "Resellers",
        },
    )
    assert answer.status_code == 302, answer.context["form"].errors
    entrance = find_entrance(path="resellers")
    assert entrance.channel_market.channel == channel
    product = Product.objects.get()
    assert entrance.channel_market.assortment.get().product == product
    prices = resolve_prices(products={product.pk: product.tax_category_id}, channel_market=entrance.channel_market)
    assert prices[product.pk].stated == 90_000
    assert PaymentMethod.objects.get().channels.filter(pk=channel.pk).exists()
    assert AuditEntry.objects.filter(action="channel.opened", actor_id=office.user.pk).exists()


@pytest.mark.parametrize("prefix", ["6", "61"])
def test_a_taken_prefix_is_refused_beside_its_field(office, consumer, prefix):
    answer = office.post(reverse("backoffice:channel_new"), channel_form(prefix=prefix))
    assert answer.status_code == 422
    assert "cannot be told from 6" in answer.context["form"].errors["prefix"][0]
    assert 'value="Reseller"' in answer.content.decode()
    assert Channel.objects.count() == 1


@pytest.mark.parametrize("prefix", ["0", "07", "x", "123"])
def test_nonsense_is_no_prefix(office, prefix):
    answer = office.post(reverse("backoffice:channel_new"), channel_form(prefix=prefix))
    assert answer.status_code == 422 and "prefix" in answer.context["form"].errors


def test_a_prefix_with_numbers_behind_it_is_shown_and_stays(office, consumer):
    channel = consumer.channel
    Channel.objects.filter(pk=channel.pk).update(first_number_drawn_at=clock.now())
    address = reverse("backoffice:channel", args=[channel.pk])
    assert "Fixed: the first number was drawn on" in office.get(address).content.decode()
    office.post(address, channel_form(prefix="3", name="Shoppers"))
    channel.refresh_from_db()
    assert (channel.name, channel.prefix) == ("Shoppers", "6")


def test_a_taken_code_is_refused_and_the_record_behind_it_untouched(office, consumer):
    answer = office.post(
        reverse("backoffice:market_new"),
        {
            "code": "vn", "name": "Other", "currency": "USD", "languages": ["en"], "time_zone": "UTC", "tax_regime": "vat",
            "revenue_policy": "dispatch",
        },
    )  # fmt: skip
    assert answer.status_code == 422
    consumer.market.refresh_from_db()
    assert consumer.market.currency == "VND"


def test_prices_are_not_copied_across_currencies(office, consumer):
    abroad = editing.save_market(actor=ACTOR, code="us", name="US", currency="USD", countries=["US"], languages=["en"])
    answer = office.post(
        reverse("backoffice:channel_market_new", args=[consumer.channel_id]),
        {
            "market": abroad.pk, "pool": consumer.pool_id, "min_order_amount": "0",
            "prices_from": consumer.price_lists.get().pk,
        },
    )  # fmt: skip
    assert answer.status_code == 422
    assert "not converted" in answer.context["form"].errors["prices_from"][0]
    assert not ChannelMarket.objects.filter(market=abroad).exists()


def test_a_new_price_keeps_the_old_one_and_too_fine_an_amount_is_refused(signed_in_as, consumer):
    accountant = signed_in_as("accountant")
    prices = consumer.price_lists.get()
    address = reverse("backoffice:price_new", args=[prices.pk])
    tomorrow = clock.today().replace(year=clock.today().year + 1)
    fine = accountant.post(address, {"sku": "LL-1", "min_quantity": "1", "amount": "99.5", "valid_from": tomorrow})
    assert "no such small amounts" in fine.context["form"].errors["amount"][0]
    accountant.post(address, {"sku": "ll-1", "min_quantity": "1", "amount": "99000", "valid_from": tomorrow})
    assert list(prices.prices.order_by("valid_from").values_list("amount", flat=True)) == [100_000, 99_000]
    unknown = accountant.post(address, {"sku": "LL-9", "min_quantity": "1", "amount": "1"})
    assert "No product has" in unknown.context["form"].errors["sku"][0]


def test_tax_is_given_in_per_cent(signed_in_as, consumer):
    category = TaxCategory.objects.get()
    answer = signed_in_as("accountant").post(
        reverse("backoffice:tax_rate_new"),
        {"regime": "vat", "category": category.pk, "code": "VAT8", "percent": "8", "valid_from": "2026-01-01"},
    )
    assert answer.status_code == 302
    assert TaxRate.objects.get().rate == Decimal("0.08")


def test_products_join_an_assortment_by_item_number_all_or_none(office, consumer):
    other = editing.open_channel(actor=ACTOR, code="branch", name="Branch", prefix="9")
    place = editing.enter_market(actor=ACTOR, channel=other, market=consumer.market, pool=consumer.pool)
    address = reverse("backoffice:assortment", args=[place.pk])
    assert "LL-9" in office.post(address, {"skus": "LL-1, LL-9"}).content.decode()
    assert not place.assortment.exists()
    office.post(address, {"skus": "LL-1"})
    assert place.assortment.count() == 1


def test_who_may_only_look_finds_the_form_locked(signed_in_as, consumer):
    page = signed_in_as("accountant").get(reverse("backoffice:channel", args=[consumer.channel_id]))
    assert "You may look at this, not change it." in page.content.decode()


LISTS = ["channels", "markets", "doors", "pools", "payment_methods", "delivery_options", "price_lists", "tax_rates"]


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_settings_open_within_their_budget(office, consumer, assert_budget, name):
    office.get(reverse(f"backoffice:{name}"))
    with assert_budget(12):
        assert office.get(reverse(f"backoffice:{name}")).status_code == 200
