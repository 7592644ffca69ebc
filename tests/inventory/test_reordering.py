"""Suggestions follow demand and stock; one press makes them a purchase order."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.access import Actor
from core.transitions import IllegalTransition
from inventory.buying.ordering import NeverBoughtAgain
from inventory.buying.suppliers import list_product, save_supplier, set_price
from inventory.models import PurchaseOrder, ReorderSuggestion, ServiceLevel, SuggestionStatus
from inventory.reordering.ordering import NobodySellsIt, order_suggestion
from inventory.reordering.service_levels import LevelOutOfBounds, NoSuchClass, service_levels, set_service_level
from inventory.reordering.suggesting import Run, suggest_all
from shop.catalogue.models import Lifecycle
from tests.factories import buying, shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db
BUYER = Actor.system("buyer")


def sold_by(supplier, product, **terms):
    row = list_product(actor=BUYER, supplier=supplier, product=product, **{"pack_size": 12, "minimum_quantity": 48, **terms})
    set_price(actor=BUYER, supplier_product=row, unit_price=Decimal(40_000))
    return row


def supplier(code="hill"):
    return save_supplier(actor=BUYER, code=code, name=code.title(), lead_time_days=7, lead_time_spread_days=2)


def running_low(pieces=60, from_supplier=None, **values):
    product = make.product_in_stock(pieces)
    buying.foreseen(product, **values)
    sold_by(from_supplier or supplier(), product)
    set_service_level(actor=BUYER, percent=Decimal(98), order_days=14, product=product)
    return product


def test_the_worked_example_is_written_down_with_every_figure():
    product = running_low(70)
    shop.order_placed(product, quantity=10)

    assert suggest_all(actor=BUYER) == Run(new=1, kept=0, withdrawn=0)

    row = ReorderSuggestion.objects.get()
    assert (row.safety_stock, row.reorder_point, row.up_to) == (31, 79, 163)
    assert (row.on_hand, row.owed, row.coming, row.quantity) == (70, 10, 0, 108)
    assert row.runs_out_on == clock.today() + timedelta(days=10)
    assert row.warehouse == make.warehouse()
    assert row.abc_class == "A"


def test_bulk_counts_as_there_but_quarantine_does_not():
    product = running_low(60)
    make.put_on_shelf(product, 30, code="B-01-01")

    suggest_all(actor=BUYER)

    assert not ReorderSuggestion.objects.exists()


def test_what_is_on_order_or_on_a_draft_is_not_suggested_again():
    product = running_low(60)
    suggest_all(actor=BUYER)

    order_suggestion(suggestion=ReorderSuggestion.objects.get(), actor=BUYER)

    assert suggest_all(actor=BUYER) == Run(new=0, kept=0, withdrawn=0)
    assert ReorderSuggestion.objects.get().status == SuggestionStatus.ORDERED
    assert PurchaseOrder.objects.get().lines.get().product == product


def test_a_suggestion_follows_the_figures_and_ends_when_it_is_not_needed():
    product = running_low(60)
    suggest_all(actor=BUYER)
    first = ReorderSuggestion.objects.get()

    make.take_away(product, 20)
    assert suggest_all(actor=BUYER) == Run(new=0, kept=1, withdrawn=0)
    row = ReorderSuggestion.objects.get()
    assert (row.pk, row.quantity) == (first.pk, first.quantity + 24)

    make.put_on_shelf(product, 200)
    assert suggest_all(actor=BUYER) == Run(new=0, kept=0, withdrawn=1)
    assert ReorderSuggestion.objects.get().status == SuggestionStatus.WITHDRAWN


@pytest.mark.parametrize("lifecycle", [Lifecycle.SELL_THROUGH, Lifecycle.DISCONTINUED, Lifecycle.DRAFT])
def test_what_is_sold_out_or_ended_is_never_suggested_nor_ordered(lifecycle):
    product = running_low(60)
    suggest_all(actor=BUYER)
    row = ReorderSuggestion.objects.get()
    type(product).objects.filter(pk=product.pk).update(lifecycle=lifecycle)

    if lifecycle != Lifecycle.DRAFT:
        with pytest.raises(NeverBoughtAgain):
            order_suggestion(suggestion=row, actor=BUYER)
        row.refresh_from_db()
        assert row.status == SuggestionStatus.OPEN
        assert not PurchaseOrder.objects.exists()
    assert suggest_all(actor=BUYER) == Run(new=0, kept=0, withdrawn=1)


def test_what_one_supplier_sells_goes_on_one_purchase_order():
    hill = supplier()
    one, two = running_low(60, hill), running_low(50, hill)
    other = running_low(40, supplier("valley"))
    suggest_all(actor=BUYER)

    orders = {order_suggestion(suggestion=row, actor=BUYER).pk for row in ReorderSuggestion.objects.order_by("pk")}

    assert len(orders) == 2
    hills = PurchaseOrder.objects.get(supplier=hill)
    assert {line.product for line in hills.lines.all()} == {one, two}
    assert hills.lines.get(product=one).quantity == 108
    assert PurchaseOrder.objects.exclude(supplier=hill).get().lines.get().product == other


def test_a_draft_with_what_is_not_bought_any_more_keeps_nothing_else_from_being_ordered():
    hill = supplier()
    ended, other = running_low(60, hill), running_low(50, hill)
    suggest_all(actor=BUYER)
    order_suggestion(suggestion=ReorderSuggestion.objects.get(product=ended), actor=BUYER)
    type(ended).objects.filter(pk=ended.pk).update(lifecycle=Lifecycle.SELL_THROUGH)

    order = order_suggestion(suggestion=ReorderSuggestion.objects.get(product=other), actor=BUYER)

    assert order.lines.get().product == other
    assert PurchaseOrder.objects.count() == 2


def test_a_second_press_orders_nothing_more():
    running_low(60)
    suggest_all(actor=BUYER)
    row, stale = ReorderSuggestion.objects.get(), ReorderSuggestion.objects.get()
    order_suggestion(suggestion=row, actor=BUYER)

    with pytest.raises(IllegalTransition):
        order_suggestion(suggestion=stale, actor=BUYER)

    assert PurchaseOrder.objects.get().lines.get().quantity == 108


def test_what_nobody_sells_us_is_suggested_and_cannot_be_ordered():
    product = make.product_in_stock(5)
    buying.foreseen(product)
    suggest_all(actor=BUYER)
    row = ReorderSuggestion.objects.get()

    with pytest.raises(NobodySellsIt):
        order_suggestion(suggestion=row, actor=BUYER)

    row.refresh_from_db()
    assert (row.source, row.status) == (None, SuggestionStatus.OPEN)


def test_the_latest_service_level_counts_and_the_earlier_stay():
    product = make.product_in_stock(1)
    set_service_level(actor=BUYER, percent=Decimal(97), order_days=10, abc_class="A")
    set_service_level(actor=BUYER, percent=Decimal(99), order_days=7, abc_class="A", reason="high season")
    set_service_level(actor=BUYER, percent=Decimal(80), product=product)

    levels = service_levels()
    assert (levels.of(0, "A").percent, levels.of(0, "A").order_days) == (99, 7)
    assert levels.of(product.pk, "A").percent == 80
    assert levels.of(0, "C").percent == 90

    set_service_level(actor=BUYER, percent=None, product=product)
    assert service_levels().of(product.pk, "A").percent == 99
    assert ServiceLevel.objects.count() == 4


@pytest.mark.parametrize(
    "values", [{"percent": Decimal("49.9")}, {"percent": Decimal(100)}, {"order_days": 0}, {"order_days": 181}]
)
def test_a_level_out_of_bounds_is_refused(values):
    with pytest.raises(LevelOutOfBounds):
        set_service_level(actor=BUYER, abc_class="B", **{"percent": Decimal(95), "order_days": 14, **values})

    assert not ServiceLevel.objects.exists()


def test_a_level_is_of_a_class_or_a_product():
    for wrong in ({}, {"abc_class": "D"}, {"abc_class": "A", "product": make.product_in_stock(1)}):
        with pytest.raises(NoSuchClass):
            set_service_level(actor=BUYER, percent=Decimal(95), **wrong)

    assert not ServiceLevel.objects.exists()


def test_service_levels_are_written_once():
    set_service_level(actor=BUYER, percent=Decimal(95), abc_class="B")

    with pytest.raises(IntegrityError, match="service_level_append_only"), transaction.atomic():
        ServiceLevel.objects.update(order_days=1)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"quantity": 0}, "suggestion_has_a_piece"),
        ({"quantity": 10}, "suggestion_in_packs"),
        ({"status": "lost", "done_at": clock.now()}, "suggestion_status_known"),
        ({"status": "ordered"}, "suggestion_done_at_an_end"),
    ],
)
def test_the_database_refuses_a_suggestion_that_makes_no_sense(values, name):
    running_low(60)
    suggest_all(actor=BUYER)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ReorderSuggestion.objects.update(**values)


def test_a_product_has_one_open_suggestion_per_pool():
    running_low(60)
    suggest_all(actor=BUYER)
    row = ReorderSuggestion.objects.get()

    row.pk = None
    with pytest.raises(IntegrityError, match="one_open_suggestion"), transaction.atomic():
        row.save(force_insert=True)
