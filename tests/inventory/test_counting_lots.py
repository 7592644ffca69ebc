"""Counts of products that keep lots: each lot is told, judged and booked by itself, blind, twice and by a second person."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from core import clock
from core.events.models import OutboxEvent
from core.verification import verify
from inventory import lotting
from inventory.adjusting import CountedOnOldFigures, UnitsAreHeld, adjust_count
from inventory.counting import by_lot, telling
from inventory.counting.deciding import CounterDecides, approve_variance, refuse_variance
from inventory.lot_levels import UNKNOWN
from inventory.models import CountEntry, CountEntryLot, CountStatus, Lot, LotLevel, StockMovement
from inventory.receiving import ReceivedLine, receive_stock
from inventory.replenishing import move_stock
from tests.factories import warehouse as make
from tests.factories.counts import planned, somebody

pytestmark = pytest.mark.django_db


def tea(**lots: int):
    """A product that keeps lots: so many pieces of each on E-01-01; the earlier expires first."""
    house, product = make.warehouse(), make.product_in_stock(0)
    lotting.keep_lots(product=product, actor=make.ACTOR)
    for number, (code, quantity) in enumerate(lots.items(), start=1):
        last = clock.today() + timedelta(days=30 * number)
        line = ReceivedLine(product, quantity, 40_000, make.location(house), lot=code, expires_on=last)
        receive_stock(warehouse=house, lines=[line], actor=make.ACTOR)
    return product


def told(count, actor=None, key=None, **lots):
    """Somebody walks to the bin and tells how many pieces of each lot are there."""
    actor = actor or somebody()
    telling.stand_at(count=count, actor=actor)
    pieces = {Lot.objects.get(product=count.product, code=code).pk: n for code, n in lots.items()}
    return telling.tell_count(count=count, counted=sum(lots.values()), key=key or uuid.uuid4(), actor=actor, lots=pieces)


def lying(product):
    return dict(LotLevel.objects.filter(lot__product=product, on_hand__gt=0).values_list("lot__code", "on_hand"))


def booked(count):
    rows = StockMovement.objects.filter(source_type="inventory.Count", source_id=str(count.pk)).order_by("lot__code")
    return [(row.lot.code, str(row.reason), row.quantity) for row in rows]


def test_lots_that_agree_are_done_at_once():
    product = tea(A=4, B=6)
    count = planned(product)

    assert told(count, A=4, B=6).status == CountStatus.AGREED

    assert list(CountEntryLot.objects.values_list("lot__code", "counted", "expected")) == [("A", 4, 4), ("B", 6, 6)]
    assert verify() == []


def test_what_is_missing_is_booked_in_the_lot_it_is_missing_of_and_not_in_the_oldest():
    product = tea(A=4, B=6)
    count = planned(product)

    assert told(count, A=4, B=5).status == CountStatus.AGAIN
    assert lying(product) == {"A": 4, "B": 6}
    done = told(count, A=4, B=5)

    assert done.status == CountStatus.BOOKED
    assert (done.variance, booked(count)) == (-1, [("B", "count_loss", 1)])
    assert lying(product) == {"A": 4, "B": 5}
    assert make.counters(product) == (9, 0, 0)
    assert OutboxEvent.objects.filter(name="inventory.StockAdjusted").count() == 1
    assert verify() == []


def test_more_than_booked_is_of_the_lot_that_was_read_and_not_of_the_unknown_one():
    product = tea(A=4, B=6)
    count = planned(product)

    for _round in range(2):
        done = told(count, A=6, B=6)

    assert (done.status, booked(count)) == (CountStatus.BOOKED, [("A", "count_gain", 2)])
    assert lying(product) == {"A": 6, "B": 6}
    assert not Lot.objects.filter(code=UNKNOWN).exists()
    assert verify() == []


def test_pieces_in_a_wrong_lot_are_found_although_the_sum_agrees():
    product = tea(A=4, B=6)
    count = planned(product)

    assert told(count, A=6, B=4).status == CountStatus.AGAIN
    done = told(count, A=6, B=4)

    assert (done.status, done.variance, done.lots_differ) == (CountStatus.BOOKED, 0, True)
    assert booked(count) == [("A", "count_gain", 2), ("B", "count_loss", 2)]
    assert lying(product) == {"A": 6, "B": 4}
    assert make.counters(product) == (10, 0, 0)
    assert verify() == []


def test_two_counts_that_differ_only_in_a_lot_wait_for_a_second_person_who_books_lot_by_lot():
    product = tea(A=4, B=6)
    count, first, approver = planned(product), somebody(), somebody()
    told(count, first, A=5, B=5)

    waits = told(count, A=6, B=4)

    assert (waits.status, waits.variance) == (CountStatus.TO_APPROVE, 0)
    assert lying(product) == {"A": 4, "B": 6}
    with pytest.raises(CounterDecides):
        approve_variance(count=count, actor=first)
    assert approve_variance(count=count, actor=approver).status == CountStatus.BOOKED
    assert lying(product) == {"A": 6, "B": 4}
    assert verify() == []


def test_the_limit_counts_every_piece_in_a_wrong_lot():
    product = tea(A=4, B=6)
    count = planned(product, limit_pieces=3)

    for _round in range(2):
        done = told(count, A=6, B=4)

    assert done.status == CountStatus.TO_APPROVE
    refuse_variance(count=count, actor=somebody(), reason="read the labels again")
    count.refresh_from_db()
    assert (count.lots_differ, count.by_lot) == (False, {})
    assert told(count, A=4, B=6).status == CountStatus.AGREED
    assert verify() == []


def test_pieces_of_a_lot_that_orders_hold_are_not_booked_away():
    product = tea(A=4, B=6)
    make.order_reserved(product, quantity=3)
    count = planned(product)

    for _round in range(2):
        done = told(count, A=2, B=6)

    assert done.status == CountStatus.TO_APPROVE
    with pytest.raises(UnitsAreHeld):
        approve_variance(count=count, actor=somebody())
    assert lying(product) == {"A": 4, "B": 6}
    assert verify() == []


def test_what_moved_between_count_and_approval_stays_moved():
    product = tea(A=4, B=6)
    house = make.warehouse()
    count = planned(product, limit_pieces=0)
    for _round in range(2):
        told(count, A=4, B=5)
    shelf, other = make.location(house), make.location(house, "E-01-02")
    move_stock(product=product, from_location=shelf, to_location=other, quantity=5, actor=make.ACTOR)

    approve_variance(count=count, actor=somebody())

    rows = LotLevel.objects.filter(location=shelf, on_hand__gt=0).values_list("lot__code", "on_hand")
    assert list(rows) == [("B", 4)]
    assert verify() == []


def test_a_blocked_lot_is_counted_like_any_other_and_no_pool_hears_of_it():
    product = tea(A=4, B=6)
    lotting.block_lot(lot=Lot.objects.get(code="A"), reason="metal found", actor=make.ACTOR)
    count = planned(product)

    for _round in range(2):
        done = told(count, A=3, B=6)

    assert (done.status, booked(count)) == (CountStatus.BOOKED, [("A", "count_loss", 1)])
    assert make.counters(product) == (6, 0, 0)
    assert verify() == []


def test_an_empty_bin_and_a_lot_that_nobody_can_read():
    product = tea(A=2)
    count = planned(product, limit_pieces=None)

    for _round in range(2):
        actor = somebody()
        telling.stand_at(count=count, actor=actor)
        telling.hold_lot(count=count, code="unknown", actor=actor)
        telling.tell_lot(count=count, counted=1, actor=actor)
        done = telling.finish_lots(count=count, key=uuid.uuid4(), actor=actor)

    assert (done.status, lying(product)) == (CountStatus.BOOKED, {UNKNOWN: 1})
    assert verify() == []


def test_pieces_without_their_lots_are_refused_and_so_are_lots_of_others():
    product, other = tea(A=4), tea(C=1)
    count, actor = planned(product), somebody()
    strange = Lot.objects.get(product=other).pk

    wrong = [(4, None, by_lot.LotsWanted), (4, {}, by_lot.LotsWanted), (1, {strange: 1}, by_lot.UnknownLot)]
    for counted, lots, refusal in wrong:
        with pytest.raises(refusal):
            telling.tell_count(count=count, counted=counted, key=uuid.uuid4(), actor=actor, lots=lots)
    with pytest.raises(by_lot.UnknownLot):
        telling.hold_lot(count=count, code="C", actor=actor)
    with pytest.raises(by_lot.LotsWanted):
        telling.tell_lot(count=count, counted=1, actor=actor)

    assert not CountEntry.objects.exists()


def test_a_lot_told_twice_adds_up_and_a_press_sent_twice_is_one_count():
    product = tea(A=4, B=6)
    count, actor, key = planned(product), somebody(), uuid.uuid4()
    telling.stand_at(count=count, actor=actor)
    for code, pieces in (("A", 3), ("B", 6), ("A", 1)):
        telling.hold_lot(count=count, code=code, actor=actor)
        telling.tell_lot(count=count, counted=pieces, actor=actor)

    done = telling.finish_lots(count=count, key=key, actor=actor)

    assert done.status == CountStatus.AGREED
    assert telling.tell_count(count=count, counted=10, key=key, actor=actor).status == CountStatus.AGREED
    assert CountEntry.objects.count() == 1


def test_the_office_counts_one_lot_at_a_place_and_the_others_stay():
    product = tea(A=4, B=6)
    place, lot = make.location(make.warehouse()), Lot.objects.get(code="B")

    adjust_count(product=product, location=place, counted=5, seen=10, lot=lot, actor=make.ACTOR)

    assert lying(product) == {"A": 4, "B": 5}
    with pytest.raises(CountedOnOldFigures):
        adjust_count(product=product, location=place, counted=5, seen=10, lot=lot, actor=make.ACTOR)
    assert adjust_count(product=product, location=place, counted=5, seen=9, lot=lot, actor=make.ACTOR) is None
    assert verify() == []


@pytest.mark.parametrize(
    ("statement", "law"),
    [
        ("UPDATE inventory_countentrylot SET counted = 1", "written once"),
        ("UPDATE inventory_count SET status = 'agreed', lots_differ = true", "count_agreed_without_variance"),
        ("UPDATE inventory_count SET lots_differ = false", "count_waits_with_a_variance"),
    ],
)
def test_the_database_refuses_impossible_counts_of_lots(statement, law):
    count = planned(tea(A=4, B=6), limit_pieces=0)
    for _round in range(2):
        told(count, A=6, B=4)

    with pytest.raises(IntegrityError, match=law), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_lots_of_a_count_that_were_tampered_with_are_told_in_a_sentence():
    product = tea(A=4, B=6)
    count = planned(product)
    for _round in range(2):
        told(count, A=4, B=5)
    assert verify() == []
    unknown = Lot.objects.create(product=product, code="C", received_on=clock.today())

    CountEntryLot.objects.create(entry=CountEntry.objects.latest("pk"), lot=unknown, counted=1, expected=0)

    promise = "the lots of a blind count add up to it, and were booked as they differed"
    said = [broken.sentence for broken in verify() if broken.promise == promise]
    assert len(said) == 2
    assert all(sentence.endswith(".") for sentence in said)
