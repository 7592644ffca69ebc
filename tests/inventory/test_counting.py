"""Blind counts: classes, the day's walk, second counts, second persons, and what may never happen."""

import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from core import clock
from core.access import Actor
from core.errors import DomainError
from core.events.models import OutboxEvent
from core.transitions import IllegalTransition
from core.verification import verify
from inventory.adjusting import UnitsAreHeld
from inventory.counting import planning, telling
from inventory.counting.deciding import AlreadyDecided, CounterDecides, NoReason, approve_variance, refuse_variance
from inventory.models import (
    Count,
    CountCause,
    CountEntry,
    CountStatus,
    StockMovement,
    StockTask,
)
from inventory.moving import Source
from inventory.replenishing import move_stock
from tests.factories import warehouse as make
from tests.factories.counts import planned, somebody, told, waiting

pytestmark = pytest.mark.django_db
SOURCE = Source("test", 1)


# -- blind counts


def test_a_count_that_agrees_is_done_at_once_and_ends_the_task_that_asked_for_it():
    product = make.product_in_stock(10)
    StockTask.objects.create(kind="count", product=product, from_location=make.location(make.warehouse()))
    count = planned(product)

    done = told(count, 10)

    assert done.status == CountStatus.AGREED
    assert StockTask.objects.get().status == "done"
    assert make.level(product, make.location(make.warehouse())) == (10, 0)
    assert verify() == []


def test_a_count_that_differs_is_made_again_and_booked_when_it_stays_within_the_limits():
    product = make.product_in_stock(10)
    count = planned(product)

    again = told(count, 8)
    assert again.status == CountStatus.AGAIN
    assert make.level(product, make.location(make.warehouse())) == (10, 0)
    booked = told(count, 8)

    assert booked.status == CountStatus.BOOKED
    assert make.level(product, make.location(make.warehouse())) == (8, 0)
    assert booked.movement.reason == "count_loss"
    assert (booked.movement.source_type, booked.movement.source_id) == ("inventory.Count", str(count.pk))
    assert booked.variance_value == Decimal(-80_000)
    assert OutboxEvent.objects.filter(name="inventory.StockAdjusted").count() == 1
    assert verify() == []


def test_a_second_count_that_agrees_with_the_books_ends_it():
    product = make.product_in_stock(10)
    count = planned(product)

    told(count, 8)
    assert told(count, 10).status == CountStatus.AGREED
    assert verify() == []


def test_two_counts_that_differ_from_each_other_wait_for_a_second_person():
    product = make.product_in_stock(10)
    count = planned(product)

    told(count, 8)

    assert told(count, 9).status == CountStatus.TO_APPROVE
    assert make.level(product, make.location(make.warehouse())) == (10, 0)


@pytest.mark.parametrize(
    ("limits", "counted", "waits"),
    [
        ({"limit_pieces": 2}, 8, False),
        ({"limit_pieces": 1}, 8, True),
        ({"limit_pieces": None, "limit_value": Decimal(80_000)}, 8, False),
        ({"limit_pieces": None, "limit_value": Decimal(79_999)}, 8, True),
        ({"limit_pieces": None, "limit_percent": 20}, 8, False),
        ({"limit_pieces": None, "limit_percent": 19}, 8, True),
        ({"limit_pieces": None, "limit_percent": 19}, 12, True),
    ],
)
def test_limits_in_pieces_value_and_per_cent_decide_who_books(limits, counted, waits):
    count = planned(make.product_in_stock(10), **limits)

    told(count, counted)

    assert (told(count, counted).status == CountStatus.TO_APPROVE) is waits


def test_a_press_sent_twice_is_one_count():
    product = make.product_in_stock(10)
    count, actor, key = planned(product), somebody(), uuid.uuid4()

    told(count, 8, actor, key)
    again = telling.tell_count(count=count, counted=8, key=key, actor=actor)

    assert again.status == CountStatus.AGAIN
    assert CountEntry.objects.count() == 1


@pytest.mark.parametrize("counted", [-1, telling.MOST_PIECES + 1])
def test_impossible_numbers_are_refused(counted):
    count, actor = planned(make.product_in_stock(10)), somebody()

    with pytest.raises(telling.NotANumberOfPieces):
        telling.tell_count(count=count, counted=counted, key=uuid.uuid4(), actor=actor)

    assert not CountEntry.objects.exists()
    count.refresh_from_db()
    assert count.status == CountStatus.OPEN


def test_a_program_does_not_count_and_nobody_counts_what_another_holds():
    count, actor = planned(make.product_in_stock(10)), somebody()
    telling.stand_at(count=count, actor=actor)

    with pytest.raises(telling.NobodyCounts):
        telling.tell_count(count=count, counted=1, key=uuid.uuid4(), actor=Actor.system("robot"))
    with pytest.raises(telling.SomebodyElseCounts):
        telling.tell_count(count=count, counted=1, key=uuid.uuid4(), actor=somebody())

    assert not CountEntry.objects.exists()


def test_what_moves_while_it_is_counted_makes_the_count_void():
    house, product = make.warehouse(), make.product_in_stock(10)
    count, actor = planned(product), somebody()
    telling.stand_at(count=count, actor=actor)
    shelf, other = make.location(house), make.location(house, "E-01-02")
    move_stock(product=product, from_location=shelf, to_location=other, quantity=3, actor=make.ACTOR)

    void = telling.tell_count(count=count, counted=10, key=uuid.uuid4(), actor=actor)

    assert void.status == CountStatus.AGAIN
    assert CountEntry.objects.get().was_disturbed
    assert told(count, 7).status == CountStatus.AGREED
    assert verify() == []


def test_what_moved_between_count_and_approval_stays_moved():
    house, product = make.warehouse(), make.product_in_stock(10)
    count = planned(product, limit_pieces=1)
    told(count, 7)
    told(count, 7)
    shelf, other = make.location(house), make.location(house, "E-01-02")
    move_stock(product=product, from_location=shelf, to_location=other, quantity=4, actor=make.ACTOR)

    approve_variance(count=count, actor=somebody())

    assert make.level(product, shelf) == (3, 0)
    assert verify() == []


def test_a_product_that_nobody_asked_for_is_counted_where_it_is_found():
    stray = make.product_in_stock(0)
    count, actor = planned(make.product_in_stock(10), limit_percent=10), somebody()
    telling.stand_at(count=count, actor=actor)

    found = telling.hold_product(count=count, product=stray, actor=actor)
    telling.tell_count(count=found, counted=2, key=uuid.uuid4(), actor=actor)
    done = told(found, 2)

    assert (found.cause, done.status) == (CountCause.FOUND, CountStatus.TO_APPROVE)
    count.refresh_from_db()
    assert (count.status, count.counter) == (CountStatus.OPEN, None)


# -- the second person


def test_a_second_person_books_what_is_above_the_limit():
    product = make.product_in_stock(10)
    count = waiting(product)
    assert count.status == CountStatus.TO_APPROVE
    approver = somebody()

    booked = approve_variance(count=count, actor=approver, note="found behind the rack")

    assert (booked.status, booked.decided_by_id) == (CountStatus.BOOKED, approver.user_id)
    assert make.level(product, make.location(make.warehouse())) == (2, 0)
    with pytest.raises(AlreadyDecided):
        approve_variance(count=count, actor=somebody())
    assert make.level(product, make.location(make.warehouse())) == (2, 0)
    assert verify() == []


def test_whoever_counted_cannot_approve_not_even_of_a_round_that_was_refused():
    product = make.product_in_stock(10)
    count, early = planned(product), somebody()
    told(count, 2, early)
    told(count, 2)
    refuse_variance(count=count, actor=somebody(), reason="look behind the rack")
    told(count, 2)
    last = told(count, 2)
    movements = StockMovement.objects.count()

    for actor in (early, Actor.of(last.last_by), Actor.system("robot")):
        with pytest.raises(CounterDecides):
            approve_variance(count=count, actor=actor)

    assert StockMovement.objects.count() == movements
    count.refresh_from_db()
    assert count.status == CountStatus.TO_APPROVE


def test_a_refusal_says_why_and_has_the_bin_counted_anew():
    product = make.product_in_stock(10)
    count = waiting(product)
    with pytest.raises(NoReason):
        refuse_variance(count=count, actor=somebody(), reason="  ")

    again = refuse_variance(count=count, actor=somebody(), reason="look behind the rack")

    assert (again.status, again.variance) == (CountStatus.AGAIN, None)
    assert told(count, 5).status == CountStatus.AGAIN
    assert told(count, 10).status == CountStatus.AGREED
    assert make.level(product, make.location(make.warehouse())) == (10, 0)
    with pytest.raises(AlreadyDecided):
        refuse_variance(count=count, actor=somebody(), reason="again")


def test_pieces_that_orders_hold_are_not_booked_away():
    product = make.product_in_stock(10)
    make.order_reserved(product, quantity=4)
    count = waiting(product, counted=2)

    with pytest.raises(UnitsAreHeld):
        approve_variance(count=count, actor=somebody())

    assert make.level(product, make.location(make.warehouse())) == (10, 4)
    count.refresh_from_db()
    assert count.status == CountStatus.TO_APPROVE


def test_only_what_was_not_counted_can_be_struck_off():
    count = waiting(make.product_in_stock(10))

    with pytest.raises(IllegalTransition):
        planning.strike_count(count=count, actor=make.ACTOR)
    approve_variance(count=count, actor=somebody())
    with pytest.raises(DomainError):
        told(count, 3)


# -- what the database and verify say


@pytest.mark.parametrize(
    ("statement", "law"),
    [
        ("UPDATE inventory_count SET decided_by_id = last_by_id", "count_decider_is_no_counter"),
        ("UPDATE inventory_count SET status = 'booked'", "count_above_limit_was_decided|count_booked_by_a_movement"),
        ("UPDATE inventory_count SET status = 'agreed'", "count_agreed_without_variance"),
        ("UPDATE inventory_count SET needs_second = false", "count_waits_with_a_variance"),
        ("UPDATE inventory_count SET status = 'lost'", "count_status_known"),
        ("UPDATE inventory_countentry SET counted = 1", "written once"),
        ("UPDATE inventory_countplan SET days_a = 999", "count_plan_has_days"),
        ("UPDATE inventory_countplan SET most_per_day = 0", "count_plan_counts_something"),
        ("UPDATE inventory_countplan SET limit_value = -1", "count_plan_value_not_negative"),
    ],
)
def test_the_database_refuses_impossible_counts(statement, law):
    waiting(make.product_in_stock(10))

    with pytest.raises(IntegrityError, match=law), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_bin_has_one_count_at_a_time():
    count = planned(make.product_in_stock(10))

    with pytest.raises(IntegrityError, match="count_once_at_a_time"), transaction.atomic():
        Count.objects.create(warehouse=count.warehouse, location=count.location, product=count.product, due_on=clock.today())


@pytest.mark.parametrize(
    ("statement", "promise"),
    [
        ("UPDATE inventory_count SET variance = variance + 1", "what was counted is what was booked"),
        (
            "UPDATE inventory_count SET first_by_id = NULL, last_by_id = NULL, decided_by_id = "
            "(SELECT by_id FROM inventory_countentry LIMIT 1)",
            "nobody approves what they counted",
        ),
    ],
)
def test_a_count_that_was_tampered_with_is_told_in_a_sentence(statement, promise):
    approve_variance(count=waiting(make.product_in_stock(10)), actor=somebody())
    assert verify() == []

    with connection.cursor() as cursor:
        cursor.execute(statement)

    said = [broken.sentence for broken in verify() if broken.promise == promise]
    assert said
    assert all(sentence.endswith(".") for sentence in said)
