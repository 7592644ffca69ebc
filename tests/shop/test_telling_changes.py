"""What tells a change to pages, and what does not: prices, shown pieces, publications; no counter that nobody sees."""

import pytest

from core.freshness import CATALOGUE, STANDING, fingerprint
from shop.catalogue.models import AssortmentItem, Category, Lifecycle, Product, ProductImage, ProductRecommendation
from shop.channels.models import Channel, Door
from shop.offer.models import ConditionalOffer
from shop.partner import stock
from shop.partner.models import StockRecord
from shop.payment.models import PaymentMethod
from shop.pricing.models import Price, TaxRate
from shop.shipping.models import DeliveryOption, DeliveryProfile
from tests.factories import shop

pytestmark = pytest.mark.django_db


class Seen:
    """Whether a scope has been told about since it was looked at."""

    def __init__(self, scope: int) -> None:
        self.scope, self.before = scope, fingerprint([scope])

    def changed(self) -> bool:
        return fingerprint([self.scope]) != self.before


def test_a_price_tells_its_product_when_it_is_set_changed_and_removed():
    product, other = shop.product_on_sale(), shop.product_on_sale()
    price = Price.objects.get(product=product)
    for deed in (
        lambda: Price.objects.filter(pk=price.pk).update(amount=5),
        lambda: Price.objects.filter(pk=price.pk).delete(),
        lambda: shop.set_price(product, shop.channel_market(), 9_000),
    ):
        seen, untouched = Seen(product.pk), Seen(other.pk)
        deed()
        assert seen.changed()
        assert not untouched.changed()


@pytest.mark.parametrize(("on_hand", "told"), [(1, True), (7, True), (8, False), (500, False)])
def test_a_promise_tells_its_product_where_the_shopper_sees_the_piece_go(on_hand, told):
    product = shop.product_on_sale(stock=on_hand)
    seen = Seen(product.pk)
    stock.promise({StockRecord.objects.get(product=product).pk: 1})
    assert seen.changed() is told


def test_what_is_due_tells_its_product():
    product = shop.product_on_sale(stock=0)
    seen = Seen(product.pk)
    StockRecord.objects.filter(product=product).update(next_due_on="2026-12-24", next_due_quantity=40)
    assert seen.changed()


@pytest.mark.parametrize(
    "change", [{"lifecycle": Lifecycle.DISCONTINUED}, {"is_public": False}, {"price_on_request": True}, {"family": "green"}]
)
def test_what_decides_where_a_product_is_listed_tells_the_catalogue_and_the_product(change):
    product = shop.product_on_sale()
    listed, seen = Seen(CATALOGUE), Seen(product.pk)
    Product.objects.filter(pk=product.pk).update(**change)
    assert listed.changed()
    assert seen.changed()


def test_a_new_title_tells_the_product_alone():
    product = shop.product_on_sale()
    listed, seen = Seen(CATALOGUE), Seen(product.pk)
    Product.objects.filter(pk=product.pk).update(title="Another name")
    assert seen.changed()
    assert not listed.changed()


def test_an_assortment_tells_the_catalogue_and_a_picture_its_product():
    product = shop.product_on_sale()
    listed = Seen(CATALOGUE)
    AssortmentItem.objects.filter(product=product).delete()
    assert listed.changed()
    seen = Seen(product.pk)
    ProductImage.objects.create(product=product, original="products/a.svg")
    assert seen.changed()


def test_a_pairing_tells_its_product():
    product, other = shop.product_on_sale(), shop.product_on_sale()
    seen = Seen(product.pk)
    ProductRecommendation.objects.create(primary=product, recommendation=other, reason="Both are round.")
    assert seen.changed()


@pytest.mark.parametrize(
    "model", [Channel, Door, DeliveryOption, DeliveryProfile, PaymentMethod, TaxRate, Category], ids=lambda model: model.__name__
)
def test_what_a_company_sets_up_is_told_when_it_changes(model):
    at = shop.channel_market()
    shop.door(at)
    Category.add_root(name="Tea", slug="tea")
    shop.product_on_sale(at)
    name = next(field for field in ("name", "code", "time_zone") if hasattr(model, field))
    seen = Seen(STANDING)
    model.objects.update(**{name: getattr(model.objects.first(), name)})
    assert seen.changed()


def test_the_counters_of_an_offer_stand_still_for_pages(an_offer):
    seen = Seen(STANDING)
    ConditionalOffer.objects.filter(pk=an_offer.pk).update(num_applications=3, num_orders=3, total_discount=9)
    assert not seen.changed()
    ConditionalOffer.objects.filter(pk=an_offer.pk).update(max_global_applications=5)
    assert seen.changed()


@pytest.fixture
def an_offer():
    from shop.offer.models import Benefit, Condition, Range

    everything = Range.objects.create(name="All", slug="all", includes_all_products=True)
    return ConditionalOffer.objects.create(
        name="Ten off",
        channel_market=shop.channel_market(),
        condition=Condition.objects.create(range=everything, type=Condition.COUNT, value=1),
        benefit=Benefit.objects.create(range=everything, type=Benefit.PERCENTAGE, value=10),
    )
