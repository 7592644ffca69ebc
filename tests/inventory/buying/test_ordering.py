"""A purchase order asks for whole packs at the price that its quantity reaches, once for each press of the button."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from inventory.buying import asking, ordering
from inventory.buying.ordering import Wanted, draft_purchase_order, rounded_up
from inventory.buying.suppliers import BadTerms, list_product, prefer, save_supplier, set_price
from inventory.models import PurchaseOrder, PurchaseOrderLine, SupplierPrice, SupplierProduct
from shop.catalogue.models import Lifecycle, Product
from tests.budget import assert_budget
from tests.factories import buying
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db
ACTOR = buying.ACTOR


def draft(product, quantity, **values):
    of = product.suppliers.first().supplier
    return draft_purchase_order(
        supplier=of, warehouse=make.warehouse(), lines=[Wanted(product.pk, quantity)], actor=ACTOR, **values
    )


@pytest.mark.parametrize(
    ("wanted", "pack", "minimum", "asked"), [(1, 1, 1, 1), (13, 6, 1, 18), (3, 6, 24, 24), (25, 10, 24, 30), (5, 12, 30, 36)]
)
def test_a_quantity_is_rounded_up_to_the_minimum_and_to_whole_packs(wanted, pack, minimum, asked):
    assert rounded_up(wanted, SupplierProduct(pack_size=pack, minimum_quantity=minimum)) == asked


def test_the_price_is_that_of_the_break_which_the_rounded_quantity_reaches():
    product = buying.product_bought(prices={1: 50_000, 24: 45_000, 100: 41_000}, pack_size=12)

    line = draft(product, 13).lines.get()

    assert (line.quantity, line.unit_price) == (24, Decimal(45_000))


def test_a_price_counts_on_its_days_and_the_latest_begun_before_an_older_one(frozen_clock):
    product = buying.product_bought(prices={})
    row = product.suppliers.get()
    today = frozen_clock.date()
    set_price(
        actor=ACTOR, supplier_product=row, unit_price=Decimal(30_000), valid_from=date(2020, 1, 1), valid_until=date(2020, 12, 31)
    )
    set_price(actor=ACTOR, supplier_product=row, unit_price=Decimal(44_000), valid_from=date(2021, 1, 1))
    set_price(actor=ACTOR, supplier_product=row, unit_price=Decimal(46_000), valid_from=today + timedelta(days=400))
    row.prices.filter(unit_price=40_000).delete()

    assert draft(product, 1).lines.get().unit_price == Decimal(44_000)


def test_the_same_form_makes_one_draft_and_numbers_have_no_gap():
    product = buying.product_bought()
    key = uuid.uuid4()

    first, again = draft(product, 5, key=key), draft(product, 5, key=key)
    following = draft(product, 5)

    assert first == again
    assert int(following.number[3:]) == int(first.number[3:]) + 1
    assert PurchaseOrder.objects.count() == 2


def test_the_same_product_twice_becomes_one_line():
    product = buying.product_bought()
    order = draft_purchase_order(
        supplier=product.suppliers.get().supplier,
        warehouse=make.warehouse(),
        lines=[Wanted(product.pk, 5), Wanted(product.pk, 7)],
        actor=ACTOR,
    )

    assert order.lines.get().quantity == 12


@pytest.mark.parametrize("quantity", [0, -3, 1_000_001, 10**30])
def test_a_quantity_that_cannot_be_is_refused(quantity):
    product = buying.product_bought()

    with pytest.raises(ordering.QuantityOutOfBounds):
        draft(product, quantity)

    assert not PurchaseOrder.objects.exists()


@pytest.mark.parametrize("price", [Decimal("-1"), Decimal("NaN"), Decimal("1e15"), Decimal("0.5")])
def test_a_price_that_cannot_be_paid_is_refused(price):
    product = buying.product_bought()
    of = product.suppliers.get().supplier

    with pytest.raises(ordering.NoPurchasePrice):
        draft_purchase_order(supplier=of, warehouse=make.warehouse(), lines=[Wanted(product.pk, 1, price)], actor=ACTOR)

    assert not PurchaseOrder.objects.exists()


def test_what_the_supplier_does_not_sell_is_refused():
    mine, theirs = buying.product_bought(), buying.product_bought()

    with pytest.raises(ordering.NotSupplied) as refused:
        draft_purchase_order(
            supplier=mine.suppliers.get().supplier, warehouse=make.warehouse(), lines=[Wanted(theirs.pk, 1)], actor=ACTOR
        )

    assert refused.value.data["products"] == [theirs.sku]
    assert not PurchaseOrder.objects.exists()


def test_a_product_without_a_price_is_refused_unless_the_buyer_names_one():
    product = buying.product_bought()
    SupplierPrice.objects.all().delete()
    of = product.suppliers.get().supplier

    with pytest.raises(ordering.NoPurchasePrice):
        draft(product, 1)
    agreed = draft_purchase_order(
        supplier=of, warehouse=make.warehouse(), lines=[Wanted(product.pk, 1, Decimal(39_000))], actor=ACTOR
    )

    assert agreed.lines.get().unit_price == Decimal(39_000)
    assert PurchaseOrder.objects.count() == 1


@pytest.mark.parametrize("lifecycle", [Lifecycle.SELL_THROUGH, Lifecycle.DISCONTINUED])
def test_what_is_sold_out_for_good_is_never_drafted_nor_sent(lifecycle):
    product = buying.product_bought()
    before = draft(product, 5)
    Product.objects.filter(pk=product.pk).update(lifecycle=lifecycle)

    with pytest.raises(ordering.NeverBoughtAgain):
        draft(product, 5)
    with pytest.raises(ordering.NeverBoughtAgain):
        ordering.send_purchase_order(order=before, actor=ACTOR)

    before.refresh_from_db()
    assert before.status == "draft"
    assert PurchaseOrder.objects.count() == 1


def test_a_sent_order_is_expected_after_the_lead_time_of_each_line(frozen_clock):
    of = buying.supplier(lead_time_days=7)
    quick, slow = buying.product_bought(of=of, lead_time_days=2), buying.product_bought(of=of)

    order = buying.sent(quick, slow, of=of)

    first, second = order.lines.order_by("pk")
    assert (second.expected_on - first.expected_on).days == 5
    assert order.expected_on == second.expected_on
    assert order.status == "sent"


def test_a_draft_can_be_written_anew_and_a_sent_order_cannot():
    product = buying.product_bought()
    order = draft(product, 5)

    ordering.change_purchase_order(order=order, lines=[Wanted(product.pk, 9)], actor=ACTOR)
    ordering.send_purchase_order(order=order, actor=ACTOR)
    with pytest.raises(ordering.PurchaseOrderMovedOn):
        ordering.change_purchase_order(order=order, lines=[Wanted(product.pk, 2)], actor=ACTOR)

    assert order.lines.get().quantity == 9


def test_a_second_sending_is_refused():
    order = buying.sent(buying.product_bought())

    with pytest.raises(ordering.PurchaseOrderMovedOn):
        ordering.send_purchase_order(order=order, actor=ACTOR)


def test_a_supplier_without_an_address_is_not_sent_anything():
    of = buying.supplier(email="")
    order = buying.drafted(buying.product_bought(of=of))

    with pytest.raises(ordering.CannotBeMailed):
        ordering.send_purchase_order(order=order, actor=ACTOR)

    order.refresh_from_db()
    assert (order.status, order.sent_at) == ("draft", None)


def test_what_was_sent_is_on_order_until_it_is_cancelled():
    product = buying.product_bought()
    buying.drafted(product, quantity=3)
    order = buying.sent(product, quantity=20)

    with assert_budget(1):
        assert asking.on_order([product.pk]) == {product.pk: 20}
    assert asking.on_draft([product.pk]) == {product.pk: 3}
    assert asking.on_order([product.pk], make.warehouse()) == {product.pk: 20}
    assert asking.on_order([product.pk], make.warehouse("HCM")) == {}

    ordering.cancel_purchase_order(order=order, reason="grower has none", actor=ACTOR)

    assert asking.on_order([product.pk]) == {}


def test_the_first_supplier_is_preferred_until_another_is_chosen():
    product = buying.product_bought()
    other = buying.listed(product)

    first = asking.preferred_sources([product.pk])[product.pk]
    prefer(actor=ACTOR, supplier_product=other)
    with assert_budget(2):
        now = asking.preferred_sources([product.pk])[product.pk]
        assert now.supplier.lead_time_days == now.days == 7
        assert [price.unit_price for price in now.prices.all()] == [Decimal(40_000)]

    assert (first.is_preferred, now) == (True, other)


def test_a_supplier_we_left_is_no_source():
    product = buying.product_bought()
    save_supplier(actor=ACTOR, code=product.suppliers.get().supplier.code, is_active=False)

    assert asking.preferred_sources([product.pk]) == {}
    with pytest.raises(ordering.NotSupplied):
        draft(product, 1)


@pytest.mark.parametrize("terms", [{"pack_size": 0}, {"minimum_quantity": -1}, {"lead_time_days": 9_999}])
def test_terms_that_cannot_be_are_refused(terms):
    product = make.product_in_stock(0)

    with pytest.raises(BadTerms):
        list_product(actor=ACTOR, supplier=buying.supplier(), product=product, **terms)

    assert not SupplierProduct.objects.exists()


def _breaks(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_the_database_holds_what_the_jobs_promise():
    product = buying.product_bought()
    other = buying.listed(product)
    order = buying.sent(product, of=other.supplier)
    line = order.lines.get()
    lines, orders = PurchaseOrderLine.objects.filter(pk=line.pk), PurchaseOrder.objects.filter(pk=order.pk)

    _breaks(lambda: SupplierProduct.objects.filter(pk=other.pk).update(is_preferred=True))
    _breaks(lambda: SupplierProduct.objects.filter(pk=other.pk).update(pack_size=0))
    _breaks(lambda: other.prices.update(unit_price=-1))
    _breaks(lambda: lines.update(quantity=0))
    _breaks(lambda: lines.update(damaged=1))
    _breaks(lambda: orders.update(status="lost"))
    _breaks(lambda: orders.update(expected_on=None))
    _breaks(lambda: orders.update(status="received"))
    _breaks(lambda: PurchaseOrderLine.objects.create(purchase_order=order, product=product, quantity=1, unit_price=1))
