"""Products that keep lots: first expired first out, nothing expired or blocked, and counters that follow every deed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from core import clock
from core.events import deliver_everything
from core.verification import verify
from fulfillment.dispatching import dispatch
from fulfillment.models import PickLine, ShipmentStatus
from inventory import lotting
from inventory.adjusting import adjust_count
from inventory.holding import LotIsBlocked
from inventory.levels import NotAtLocation
from inventory.lot_levels import UNKNOWN, NotThisLot
from inventory.models import Lot, LotLevel, LotStatus, MovementReason, Reservation, StockMovement
from inventory.moving import Move, Source, move
from inventory.receiving import ReceivedLine, receive_stock
from inventory.replenishing import move_stock
from shop.order.cancelling import cancel
from tests.factories import shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db

SOON, LATER = timedelta(days=20), timedelta(days=200)


def tea(**lots: tuple[int, timedelta, str]):
    """A product that keeps lots, with pieces of each: how many, how long they keep, where."""
    house = make.warehouse()
    product = make.product_in_stock(0)
    lotting.keep_lots(product=product, actor=make.ACTOR)
    for code, (quantity, keeps, place) in lots.items():
        receive(product, quantity, code, clock.today() + keeps, place, house)
    return product


def receive(product, quantity, code, expires_on, place="E-01-01", house=None):
    house = house or make.warehouse()
    line = ReceivedLine(product, quantity, 40_000, make.location(house, place), lot=code, expires_on=expires_on)
    return receive_stock(warehouse=house, lines=[line], actor=make.ACTOR, supplier="Garden")


def held(order):
    rows = Reservation.objects.filter(order_line__order=order, status__in=["active", "picked"]).order_by("lot__code")
    return [(row.lot.code, row.quantity) for row in rows]


def lying(product):
    rows = LotLevel.objects.filter(lot__product=product, on_hand__gt=0).order_by("lot__code", "location__code")
    return [(row.lot.code, row.location.code, row.on_hand, row.reserved) for row in rows]


def test_what_expires_first_is_reserved_first_whatever_bin_it_lies_in():
    product = tea(NEW=(5, LATER, "E-01-01"), OLD=(3, SOON, "E-01-02"))

    order = make.order_reserved(product, quantity=4)

    assert held(order) == [("NEW", 1), ("OLD", 3)]
    assert lying(product) == [("NEW", "E-01-01", 5, 1), ("OLD", "E-01-02", 3, 3)]
    assert verify() == []


def test_reserving_a_product_with_lots_costs_two_statements_more(assert_budget):
    from inventory.reserving import reserve_order

    order = make.order_released(tea(A=(10, SOON, "E-01-01")))

    with assert_budget(17):
        assert reserve_order(order_id=order.pk, actor=make.ACTOR) == 0


def test_a_blocked_lot_is_promised_to_nobody_at_once_and_again_when_it_is_let_free():
    product = tea(A=(5, SOON, "E-01-01"), B=(2, LATER, "E-01-02"))
    lot = Lot.objects.get(code="A")

    lotting.block_lot(lot=lot, reason="metal found", actor=make.ACTOR)

    assert make.counters(product) == (2, 0, 0)
    assert lying(product)[0] == ("A", "E-01-01", 5, 0)
    assert verify() == []
    lot.refresh_from_db()
    lotting.unblock_lot(lot=lot, reason="laboratory found nothing", actor=make.ACTOR)
    assert make.counters(product) == (7, 0, 0)
    assert verify() == []


def test_a_lot_is_not_blocked_without_a_reason_nor_twice():
    tea(A=(5, SOON, "E-01-01"))
    lot = Lot.objects.get(code="A")

    with pytest.raises(lotting.ReasonWanted):
        lotting.block_lot(lot=lot, reason="  ", actor=make.ACTOR)

    lot.refresh_from_db()
    assert lot.status == LotStatus.OPEN


def test_what_orders_hold_of_a_blocked_lot_is_let_go_and_found_in_another():
    product = tea(A=(5, SOON, "E-01-01"), B=(5, LATER, "E-01-02"))
    order = make.order_reserved(product, quantity=3)
    assert held(order) == [("A", 3)]

    lotting.block_lot(lot=Lot.objects.get(code="A"), reason="recalled", actor=make.ACTOR)
    assert verify() == []
    deliver_everything()

    assert held(order) == [("B", 3)]
    assert make.counters(product) == (5, 3, 0)
    assert verify() == []


def test_what_no_other_lot_covers_is_owed_until_more_comes():
    product = tea(A=(5, SOON, "E-01-01"))
    order = make.order_reserved(product, quantity=3)

    lotting.block_lot(lot=Lot.objects.get(code="A"), reason="recalled", actor=make.ACTOR)
    deliver_everything()

    order.refresh_from_db()
    assert (held(order), order.reserved_at) == ([], None)
    assert make.counters(product) == (0, 0, 3)
    receive(product, 4, "B", clock.today() + LATER)
    deliver_everything()
    assert held(order) == [("B", 3)]
    assert verify() == []


def test_a_walk_that_has_begun_goes_on_without_the_blocked_lot():
    product, other = tea(A=(5, SOON, "E-01-01")), make.product_in_stock(5, code="E-01-03")
    order = make.order_reserved(product, other)
    walk = make.pick_list_started()

    lotting.block_lot(lot=Lot.objects.get(code="A"), reason="recalled", actor=make.ACTOR)
    deliver_everything()
    make.pick_all(walk)

    assert PickLine.objects.get(product=product).status == "cancelled"
    assert order.shipments.get().status == ShipmentStatus.PICKED
    assert verify() == []


def test_held_pieces_of_a_withdrawn_lot_leave_the_pool_when_their_order_is_cancelled():
    product = tea(A=(5, SOON, "E-01-01"))
    order = make.order_reserved(product, quantity=3)
    lotting.block_lot(lot=Lot.objects.get(code="A"), reason="recalled", actor=make.ACTOR)

    cancel(order=order, reason="changed their mind", actor=make.ACTOR)
    deliver_everything()

    assert make.counters(product) == (0, 0, 0)
    assert verify() == []


def test_an_expired_lot_is_passed_over_at_once_and_leaves_the_counters_within_the_hour():
    product = tea(A=(5, SOON, "E-01-01"), B=(5, LATER, "E-01-02"))
    with clock.at(clock.now() + SOON + timedelta(days=1)):
        order = make.order_reserved(product, quantity=2)
        assert held(order) == [("B", 2)]

        assert lotting.expire_lots(actor=make.ACTOR) == 1

        assert lotting.expire_lots(actor=make.ACTOR) == 0
        assert make.counters(product) == (5, 2, 0)
        assert verify() == []


def test_a_lot_that_comes_in_expired_is_counted_nowhere():
    product = tea(OVER=(5, timedelta(days=-1), "E-01-01"))

    assert not product.stockrecords.filter(on_hand__gt=0).exists()
    assert Lot.objects.get().status == LotStatus.EXPIRED
    assert verify() == []


def test_a_product_may_be_sold_only_until_some_days_before_it_expires():
    product = tea(A=(5, SOON, "E-01-01"))
    lotting.keep_lots(product=product, actor=make.ACTOR, days_before_expiry=30)

    assert lotting.expire_lots(actor=make.ACTOR) == 1

    assert make.counters(product) == (0, 0, 0)
    assert verify() == []


def test_every_movement_names_its_lot_from_receipt_to_dispatch():
    product = tea(A=(1, SOON, "E-01-01"), B=(5, LATER, "E-01-01"))
    make.shipment_dispatched(product, quantity=2)

    told = StockMovement.objects.filter(product=product).order_by("pk").values_list("reason", "lot__code", "quantity")
    assert sorted(told)[:2] == [("dispatched", "A", 1), ("dispatched", "B", 1)]
    assert all(lot for _reason, lot, _quantity in told)
    assert verify() == []


def test_moving_without_saying_which_takes_the_first_expired_and_leaves_a_movement_per_lot():
    product = tea(A=(2, SOON, "B-01-01"), B=(5, LATER, "B-01-01"))
    house = make.warehouse()

    move_stock(
        product=product,
        from_location=make.location(house, "B-01-01"),
        to_location=make.location(house, "E-01-01"),
        quantity=3,
        actor=make.ACTOR,
    )

    assert lying(product) == [("A", "E-01-01", 2, 0), ("B", "B-01-01", 4, 0), ("B", "E-01-01", 1, 0)]
    assert make.counters(product) == (3, 0, 0)
    assert verify() == []


def test_a_count_is_booked_lot_by_lot_and_each_movement_is_told_to_the_books():
    product = tea(A=(2, SOON, "E-01-01"), B=(5, LATER, "E-01-01"))
    place = make.location(make.warehouse())

    adjust_count(product=product, location=place, counted=4, seen=7, actor=make.ACTOR)
    deliver_everything()
    adjust_count(product=product, location=place, counted=6, seen=4, actor=make.ACTOR)

    assert lying(product) == [("B", "E-01-01", 4, 0), (UNKNOWN, "E-01-01", 2, 0)]
    assert StockMovement.objects.filter(reason=MovementReason.COUNT_LOSS).count() == 2
    assert verify() == []


def test_stock_that_was_there_before_lots_were_kept_is_of_the_unknown_lot_and_goes_first():
    product = make.product_in_stock(4)
    order = make.order_reserved(product, quantity=1)
    lotting.keep_lots(product=product, actor=make.ACTOR)
    receive(product, 5, "A", clock.today() + SOON)

    second = make.order_reserved(product, quantity=4)

    assert held(order) == [(UNKNOWN, 1)]
    assert held(second) == [("A", 1), (UNKNOWN, 3)]
    assert verify() == []
    lotting.stop_keeping_lots(product=product, actor=make.ACTOR)
    assert not LotLevel.objects.exists()
    assert verify() == []


def test_lots_are_not_given_up_while_withdrawn_pieces_lie_somewhere():
    product = tea(A=(5, SOON, "E-01-01"))
    lotting.block_lot(lot=Lot.objects.get(code="A"), reason="recalled", actor=make.ACTOR)

    with pytest.raises(lotting.LotsWithdrawn):
        lotting.stop_keeping_lots(product=product, actor=make.ACTOR)

    assert LotLevel.objects.exists()


@pytest.mark.parametrize(("code", "expires_on"), [("A", date(2031, 1, 1)), ("NEW", None), ("  ", date(2031, 1, 1))])
def test_a_receipt_that_says_nonsense_about_a_lot_books_nothing(code, expires_on):
    product = tea(A=(5, SOON, "E-01-01"))
    before = StockMovement.objects.count()

    with pytest.raises((lotting.LotWanted, lotting.ExpiryDiffers)):
        receive(product, 1, code, expires_on)

    assert StockMovement.objects.count() == before
    assert Lot.objects.count() == 1


def test_a_move_names_only_lots_of_its_product_that_lie_there():
    product, other = tea(A=(5, SOON, "E-01-01")), tea(B=(1, SOON, "E-01-01"))
    plain = make.product_in_stock(3, code="E-01-04")
    lots = {lot.code: lot.pk for lot in Lot.objects.all()}
    place, source = make.location(make.warehouse()), Source("test", 1)
    wrong = [(product, lots["B"], NotThisLot), (other, lots["B"], NotAtLocation), (plain, lots["A"], NotThisLot)]

    for one, lot, refusal in wrong:
        with pytest.raises((refusal, NotAtLocation)), transaction.atomic():
            move(
                moves=[Move(one.pk, 2, place.pk, None, lot_id=lot)],
                reason=MovementReason.SAMPLE,
                source=source,
                actor=make.ACTOR,
            )

    assert verify() == []
    assert not StockMovement.objects.filter(reason=MovementReason.SAMPLE).exists()


def test_a_zone_with_a_withdrawn_lot_begins_to_sell_without_it():
    from inventory.models import ZoneKind
    from inventory.warehousing import sell_from_zone, stop_selling_from_zone

    product = tea(A=(5, SOON, "B-01-01"), B=(2, LATER, "B-01-01"))
    lotting.block_lot(lot=Lot.objects.get(code="A"), reason="recalled", actor=make.ACTOR)
    zone = make.zone(make.warehouse(), ZoneKind.BULK)

    sell_from_zone(actor=make.ACTOR, zone=zone, pool=shop.channel_market().pool)
    assert make.counters(product) == (2, 0, 0)
    assert verify() == []
    stop_selling_from_zone(actor=make.ACTOR, zone=zone)
    assert verify() == []


@pytest.mark.parametrize(
    ("statement", "law"),
    [
        ("UPDATE inventory_lotlevel SET on_hand = -1, reserved = 0", "lot_level_on_hand_not_negative"),
        ("UPDATE inventory_lotlevel SET reserved = on_hand + 1", "lot_level_reserved_within_on_hand"),
        ("UPDATE inventory_lot SET sell_until = expires_on + 1", "lot_sold_until_it_expires"),
        ("UPDATE inventory_lot SET status = 'gone'", "lot_status_known"),
        ("UPDATE inventory_lot SET code = ''", "lot_has_a_code"),
    ],
)
def test_the_database_refuses_impossible_lots(statement, law):
    tea(A=(5, SOON, "E-01-01"))

    with pytest.raises(IntegrityError, match=law), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "promise"),
    [
        (
            "UPDATE inventory_lotlevel SET on_hand = on_hand + 1",
            "lot levels add up to the stock levels of products that keep lots",
        ),
        ("UPDATE inventory_lotlevel SET reserved = 0", "reservations equal what lots hold"),
        ("UPDATE inventory_lot SET status = 'blocked'", "stock records equal the levels of their pool's zones"),
    ],
)
def test_a_corrupted_lot_is_told_in_a_sentence(statement, promise):
    make.order_reserved(tea(A=(5, SOON, "E-01-01")), quantity=2)
    assert verify() == []

    with connection.cursor() as cursor:
        cursor.execute(statement)

    assert any(broken.promise == promise and broken.sentence.endswith(".") for broken in verify())


def test_what_was_picked_and_packed_of_a_lot_that_is_recalled_does_not_leave_until_it_is_free_again():
    product = tea(A=(5, SOON, "E-01-01"))
    shipment = make.shipment_packed(product, quantity=2)
    lot, before = Lot.objects.get(code="A"), StockMovement.objects.count()
    lotting.block_lot(lot=lot, reason="metal found", actor=make.ACTOR)

    with pytest.raises(LotIsBlocked) as refusal:
        dispatch(shipment=shipment, actor=make.ACTOR)

    assert refusal.value.data["lots"] == ["A"]
    shipment.refresh_from_db()
    assert (shipment.status, StockMovement.objects.count()) == (ShipmentStatus.PACKED, before)
    assert verify() == []

    lotting.unblock_lot(lot=lot, reason="it was the scale", actor=make.ACTOR)
    assert dispatch(shipment=shipment, actor=make.ACTOR).status == ShipmentStatus.DISPATCHED
    assert verify() == []


def test_a_recalled_parcels_order_is_cancelled_and_its_pieces_stay_where_they_are_withheld():
    product = tea(A=(5, SOON, "E-01-01"))
    shipment = make.shipment_packed(product, quantity=2)
    lotting.block_lot(lot=Lot.objects.get(code="A"), reason="metal found", actor=make.ACTOR)

    cancel(order=shipment.order, actor=make.ACTOR, reason="recalled")
    deliver_everything()

    assert held(shipment.order) == []
    assert make.counters(product) == (0, 0, 0)
    assert verify() == []


def test_pieces_without_a_label_that_are_found_of_a_blocked_unknown_lot_are_sold_to_nobody():
    product = make.product_in_stock(3)
    lotting.keep_lots(product=product, actor=make.ACTOR)
    place = make.location(make.warehouse())
    adjust_count(product=product, location=place, counted=0, seen=3, actor=make.ACTOR)
    lotting.block_lot(lot=Lot.objects.get(code=UNKNOWN), reason="no label", actor=make.ACTOR)

    adjust_count(product=product, location=place, counted=6, seen=0, actor=make.ACTOR)

    assert lying(product) == [(UNKNOWN, "E-01-01", 6, 0)]
    assert make.counters(product) == (0, 0, 0)
    assert verify() == []
