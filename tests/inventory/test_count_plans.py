"""Which class a product is in, and what is to be counted on a day, in which order."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from core import clock
from inventory.counting import classifying, planning, telling
from inventory.models import (
    AbcLimits,
    Count,
    CountCause,
    CountPlan,
    ProductAbc,
    StockTask,
)
from inventory.moving import Move, Source, move
from tests.factories import warehouse as make
from tests.factories.counts import planned, somebody, told

pytestmark = pytest.mark.django_db
SOURCE = Source("test", 1)


# -- classes


def sold(product, pieces: int, times: int = 1) -> None:
    """Pieces that were picked and left."""
    house = make.warehouse()
    shelf, staging = make.location(house), make.location(house, "S-01")
    for _time in range(times):
        with transaction.atomic():
            move(moves=[Move(product.pk, pieces, shelf.pk, staging.pk)], reason="picked", source=SOURCE, actor=make.ACTOR)
            move(moves=[Move(product.pk, pieces, staging.pk, None)], reason="dispatched", source=SOURCE, actor=make.ACTOR)


def test_classes_follow_what_left_and_how_often_it_was_picked():
    dear, often, seldom, never = (make.product_in_stock(0) for _n in range(4))
    for product, cost in ((dear, 900), (often, 10), (seldom, 10), (never, 10)):
        make.put_on_shelf(product, 20, unit_cost=cost)
    sold(dear, 10)
    sold(often, 1, times=18)
    sold(seldom, 1)

    classifying.classify(actor=make.ACTOR)

    drawn = {row.product_id: (row.by_value, row.by_movement, row.picks) for row in ProductAbc.objects.all()}
    assert drawn[dear.pk] == ("A", "B", 1)
    assert drawn[often.pk] == ("C", "A", 18)
    assert drawn[seldom.pk] == ("C", "C", 1)
    assert drawn[never.pk] == ("C", "C", 0)
    assert ProductAbc.objects.get(product=dear).value == 9000


def test_classes_of_all_products_are_drawn_in_four_statements(assert_budget):
    for _n in range(6):
        make.product_in_stock(3)
    classifying.classify(actor=make.ACTOR)

    with assert_budget(4):
        assert classifying.classify(actor=make.ACTOR) == 6


def test_limits_are_followed_and_never_changed():
    product = make.product_in_stock(3)
    classifying.classify(actor=make.ACTOR)
    since = ProductAbc.objects.get(product=product).since
    first = classifying.limits_in_force()

    second = classifying.set_limits(a_until=70, b_until=90, days=30, actor=make.ACTOR, reason="fewer A")
    classifying.classify(actor=make.ACTOR)

    row = ProductAbc.objects.get(product=product)
    assert row.limits == second
    assert row.since == since
    assert AbcLimits.objects.filter(pk=first.pk, a_until=80).exists()
    assert classifying.set_limits(a_until=70, b_until=90, days=30, actor=make.ACTOR) == second
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE inventory_abclimits SET a_until = 10")


@pytest.mark.parametrize(("a", "b", "days"), [(95, 80, 90), (0, 80, 90), (80, 100, 90), (80, 95, 0), (80, 95, 5000)])
def test_limits_that_make_no_sense_are_refused(a, b, days):
    with pytest.raises(classifying.LimitsDoNotAscend):
        classifying.set_limits(a_until=a, b_until=b, days=days, actor=make.ACTOR)

    assert not AbcLimits.objects.exists()


# -- plans


def test_what_was_counted_lately_is_not_due_and_planning_again_adds_nothing(frozen_clock):
    house = make.warehouse()
    product, other = make.product_in_stock(4), make.product_in_stock(5, code="B-01-01")
    count = planned(product)
    assert set(Count.objects.values_list("product_id", flat=True)) == {product.pk, other.pk}
    told(count, 4)

    assert planning.plan_counts(warehouse=house, actor=make.ACTOR) == 0
    plan = CountPlan.objects.get()
    days = plan.days_of(Count.objects.get(product=product).abc)
    with clock.at(frozen_clock + timedelta(days=days - 1)):
        assert planning.plan_counts(warehouse=house, actor=make.ACTOR) == 0
    with clock.at(frozen_clock + timedelta(days=days + 1)):
        assert planning.plan_counts(warehouse=house, actor=make.ACTOR) == 1
    assert Count.objects.filter(product=product).count() == 2


def test_a_day_has_no_more_counts_than_the_plan_says_but_bins_that_were_short_come_on_top():
    house = make.warehouse()
    for n in range(1, 5):
        make.product_in_stock(3, code=f"E-01-0{n}")
    doubted = make.product_in_stock(2, code="E-01-05")
    StockTask.objects.create(kind="count", product=doubted, from_location=make.location(house, "E-01-05"), cause="not there")
    planning.set_plan(warehouse=house, actor=make.ACTOR, most_per_day=2)

    planning.plan_counts(warehouse=house, actor=make.ACTOR)
    planning.plan_counts(warehouse=house, actor=make.ACTOR)

    assert Count.objects.filter(cause=CountCause.PLAN).count() == 2
    assert Count.objects.get(cause=CountCause.SHORT).product == doubted


def test_the_day_is_walked_by_zone_and_walking_order():
    house = make.warehouse()
    for code in ("E-01-03", "B-01-02", "E-01-01", "B-01-01"):
        make.product_in_stock(3, code=code)
    planning.set_plan(warehouse=house, actor=make.ACTOR)
    planning.plan_counts(warehouse=house, actor=make.ACTOR)

    walked = [count.location for count in planning.counts_to_walk(house).select_related("location")]

    assert walked == sorted(walked, key=lambda place: (place.zone_id, place.walking_order, place.code))
    actor, rival = somebody(), somebody()
    first = telling.next_count(warehouse=house, actor=actor)
    assert first.location == walked[0]
    assert telling.next_count(warehouse=house, actor=actor) == first
    assert telling.next_count(warehouse=house, actor=rival).location == walked[1]
    telling.leave_counts(actor=actor)
    assert telling.next_count(warehouse=house, actor=somebody()) == first


@pytest.mark.parametrize("values", [{"days_a": 0}, {"days_a": 200}, {"days_c": 5}, {"most_per_day": 0}])
def test_a_plan_that_makes_no_sense_is_refused(values):
    with pytest.raises(planning.BadPlan):
        planning.set_plan(warehouse=make.warehouse(), actor=make.ACTOR, **values)

    assert not CountPlan.objects.exists()
