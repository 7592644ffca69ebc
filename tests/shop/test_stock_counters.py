"""The counters of a stock record change by deltas within their bounds, all or nothing."""

import pytest
from django.db import IntegrityError, transaction

from shop.partner import stock
from shop.partner.models import StockRecord
from shop.partner.stock import OutOfStock, StockCounterBroken
from tests.factories.shop import product_on_sale

pytestmark = pytest.mark.django_db


def record(pieces=10, **values):
    product = product_on_sale(stock=pieces)
    StockRecord.objects.filter(product=product).update(**values)
    return StockRecord.objects.get(product=product)


def counters(row):
    return StockRecord.objects.values_list("on_hand", "reserved", "promised").get(pk=row.pk)


def test_a_promise_leaves_safety_stock_alone():
    row = record(10, safety_stock=4)
    with pytest.raises(OutOfStock) as refused:
        stock.promise({row.pk: 7})
    assert refused.value.shortages[0].available == 6
    stock.promise({row.pk: 6})
    assert counters(row) == (10, 0, 6)


def test_one_short_line_leaves_every_counter_as_it_was():
    plenty, short = record(10), record(1)
    with pytest.raises(OutOfStock):
        stock.promise({plenty.pk: 3, short.pk: 2})
    assert counters(plenty) == (10, 0, 0)
    assert counters(short) == (1, 0, 0)


def test_locating_moves_a_promise_to_a_reservation_and_available_stays():
    row = record(10)
    stock.promise({row.pk: 4})
    stock.locate({row.pk: 4})
    assert counters(row) == (10, 4, 0)
    assert StockRecord.objects.get(pk=row.pk).atp == 6
    stock.unlocate({row.pk: 1})
    assert counters(row) == (10, 3, 1)
    stock.release({row.pk: 1})
    stock.consume({row.pk: 2})
    assert counters(row) == (8, 0, 1)


@pytest.mark.parametrize("job", [stock.give_back, stock.locate, stock.unlocate, stock.release, stock.consume])
def test_what_was_never_promised_or_reserved_cannot_be_taken(job):
    row = record(10)
    with pytest.raises(StockCounterBroken):
        job({row.pk: 1})
    assert counters(row) == (10, 0, 0)


def test_a_count_may_take_no_reserved_piece():
    row = record(10)
    stock.promise({row.pk: 4})
    stock.locate({row.pk: 4})
    with pytest.raises(StockCounterBroken):
        stock.write_down({row.pk: -7})
    stock.write_down({row.pk: -6})
    assert counters(row) == (4, 4, 0)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"on_hand": -1}, "stock_on_hand_not_negative"),
        ({"promised": -1}, "stock_promised_not_negative"),
        ({"safety_stock": -1}, "stock_safety_not_negative"),
        ({"reserved": 11}, "stock_reserved_within_on_hand"),
    ],
)
def test_the_database_refuses_impossible_counters(values, constraint):
    row = record(10)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StockRecord.objects.filter(pk=row.pk).update(**values)


def test_promising_costs_two_statements_whatever_the_number_of_lines(assert_budget):
    wanted = {record(5).pk: 1 for _n in range(10)}
    with assert_budget(2):
        stock.promise(wanted)
