"""A released order's promised pieces become held pieces, exactly once, wherever sourcing found them."""

from decimal import Decimal

import pytest

from core.events import deliver_everything
from core.verification import verify
from inventory import sourcing
from inventory.levels import NotAtLocation
from inventory.models import Reservation, ReservationStatus, SourcingDecision, StockMovement, StockTask, TaskKind
from inventory.replenishing import finish_round, finish_task, plan_replenishment
from inventory.reserving import reserve_order
from shop.order.cancelling import cancel
from shop.order.models import FulfillmentView
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def test_a_released_order_is_held_at_a_location():
    product = make.product_in_stock(10)

    order = make.order_reserved(product, quantity=3)

    held = Reservation.objects.get(order_line__order=order)
    assert (held.quantity, held.status, held.location.code) == (3, ReservationStatus.ACTIVE, "E-01-01")
    assert make.counters(product) == (10, 3, 0)
    assert order.reserved_at is not None
    assert order.fulfillment_view in (FulfillmentView.RESERVED, FulfillmentView.IN_PICKING)
    assert order.lines.get().promised_quantity == 0
    assert verify() == []


def test_holding_an_order_of_one_line_costs_at_most_fifteen_statements(assert_budget):
    order = make.order_released(make.product_in_stock(10))

    with assert_budget(15):
        assert reserve_order(order_id=order.pk, actor=make.ACTOR) == 0


def test_reserving_twice_holds_once():
    product = make.product_in_stock(10)
    order = make.order_reserved(product, quantity=3)

    reserve_order(order_id=order.pk, actor=make.ACTOR)

    assert Reservation.objects.count() == 1
    assert make.counters(product) == (10, 3, 0)


def test_one_parcel_is_preferred_to_two_and_the_rejected_are_kept_with_their_cost():
    near = make.warehouse("HP", parcel_cost=10_000)
    far = make.warehouse("DN", parcel_cost=50_000)
    one, other = make.product_in_stock(5, near), make.product_in_stock(0)
    make.put_on_shelf(one, 5, far)
    make.put_on_shelf(other, 5, far)

    order = make.order_reserved(one, other)

    decision = SourcingDecision.objects.get(order=order)
    assert decision.chosen["warehouses"] == ["DN"]
    rejected = {tuple(option["warehouses"]): Decimal(option["cost"]) for option in decision.rejected}
    assert rejected["HP",] == 10_000
    assert rejected["HP", "DN"] == 60_000
    assert {r.location.warehouse.code for r in Reservation.objects.all()} == {"DN"}


def test_two_warehouses_ship_what_neither_has_alone():
    near, far = make.warehouse("HP"), make.warehouse("DN")
    one, other = make.product_in_stock(5, near), make.product_in_stock(5, far)

    order = make.order_reserved(one, other)

    held = {r.product_id: r.location.warehouse.code for r in Reservation.objects.filter(order_line__order=order)}
    assert held == {one.pk: "HP", other.pk: "DN"}
    assert order.reserved_at is not None


def test_the_nearer_of_two_equal_warehouses_ships():
    needs = [sourcing.Need(1, 7, 2)]
    near = sourcing.Candidate(1, "HP", 100, Decimal(5), {7: 2})
    far = sourcing.Candidate(2, "SG", 900, Decimal(5), {7: 2})

    best, _others = sourcing.choose(needs, [far, near])

    assert best.codes == ("HP",)


def test_what_is_not_on_the_shelf_stays_promised_and_is_held_when_it_arrives():
    house = make.warehouse()
    product = make.product_in_stock(2)
    order = make.order_placed_on_paper(product, quantity=2)
    make.take_away(product, 1)

    make.let_through(order)
    deliver_everything()
    order.refresh_from_db()
    assert order.reserved_at is None
    assert make.counters(product) == (1, 1, 1)
    assert SourcingDecision.objects.get(order=order).missing == 1
    assert verify() == []

    make.put_on_shelf(product, 5, house, "E-01-03")
    deliver_everything()

    order.refresh_from_db()
    assert order.reserved_at is not None
    assert make.counters(product) == (6, 2, 0)
    assert verify() == []


def test_replenishment_reaches_the_order_that_waits():
    house = make.warehouse()
    product = make.product_in_stock(1)
    order = make.order_placed_on_paper(product)
    make.take_away(product, 1)
    make.put_on_shelf(product, 40, house, "B-01-01")
    make.let_through(order)
    deliver_everything()

    (task,) = plan_replenishment(warehouse=house, actor=make.ACTOR)
    assert plan_replenishment(warehouse=house, actor=make.ACTOR) == []
    finish_task(task=task, actor=make.ACTOR)
    deliver_everything()

    order.refresh_from_db()
    assert (task.kind, task.quantity) == (TaskKind.REPLENISH, 36)
    assert order.reserved_at is not None
    assert verify() == []


def test_replenishment_counts_no_piece_of_a_lot_that_may_not_be_sold():
    from datetime import timedelta

    from core import clock
    from inventory import lotting
    from inventory.models import Lot
    from inventory.receiving import ReceivedLine, receive_stock

    house, product = make.warehouse(), make.product_in_stock(0)
    lotting.keep_lots(product=product, actor=make.ACTOR)
    for code, pieces, place, days in (("A", 30, "B-01-01", 90), ("B", 5, "B-01-02", 90), ("OVER", 20, "E-01-01", 90)):
        last = clock.today() + timedelta(days=days)
        line = ReceivedLine(product, pieces, 40_000, make.location(house, place), lot=code, expires_on=last)
        receive_stock(warehouse=house, lines=[line], actor=make.ACTOR)
    assert plan_replenishment(warehouse=house, actor=make.ACTOR) == []
    for code in ("A", "OVER"):
        lotting.block_lot(lot=Lot.objects.get(code=code), reason="metal found", actor=make.ACTOR)

    (task,) = plan_replenishment(warehouse=house, actor=make.ACTOR)

    assert (task.from_location.code, task.quantity) == ("B-01-02", 5)
    finish_task(task=task, actor=make.ACTOR)
    assert make.counters(product) == (5, 0, 0)
    assert plan_replenishment(warehouse=house, actor=make.ACTOR) == []
    assert verify() == []


def test_a_round_carries_every_task_of_a_warehouse_at_once_and_each_movement_names_its_task():
    house, other = make.warehouse("HP"), make.warehouse("DN")
    products = [make.product_in_stock(1, house) for _number in range(3)]
    for product in products:
        make.put_on_shelf(product, 40, house, "B-01-01")
    tasks = plan_replenishment(warehouse=house, actor=make.ACTOR)

    assert finish_round(warehouse=other, actor=make.ACTOR) == 0
    assert finish_round(warehouse=house, actor=make.ACTOR) == 3
    assert finish_round(warehouse=house, actor=make.ACTOR) == 0

    moved = StockMovement.objects.filter(reason="replenished")
    assert sorted(moved.values_list("source_type", "source_id")) == [("inventory.StockTask", str(task.pk)) for task in tasks]
    assert set(StockTask.objects.values_list("status", flat=True)) == {"done"}
    assert {make.counters(product) for product in products} == {(36, 0, 0)}
    assert verify() == []


def test_a_round_of_which_one_product_is_gone_books_nothing():
    house = make.warehouse()
    product = make.product_in_stock(1, house)
    make.put_on_shelf(product, 40, house, "B-01-01")
    (task,) = plan_replenishment(warehouse=house, actor=make.ACTOR)
    StockTask.objects.filter(pk=task.pk).update(quantity=41)

    with pytest.raises(NotAtLocation):
        finish_round(warehouse=house, actor=make.ACTOR)

    task.refresh_from_db()
    assert task.status == "open"
    assert make.counters(product) == (1, 0, 0)


def test_a_cancelled_order_gives_its_pieces_back():
    product = make.product_in_stock(10)
    order = make.order_reserved(product, quantity=3)

    cancel(order=order, reason="changed their mind", actor=make.ACTOR)
    deliver_everything()

    assert make.counters(product) == (10, 0, 0)
    assert Reservation.objects.get().status == ReservationStatus.RELEASED
    assert not StockTask.objects.exists()
    assert verify() == []


def test_an_order_cancelled_before_it_was_reserved_holds_nothing():
    product = make.product_in_stock(10)
    order = make.order_released(product, quantity=3)

    cancel(order=order, reason="changed their mind", actor=make.ACTOR)
    deliver_everything()

    assert not Reservation.objects.exists()
    assert make.counters(product) == (10, 0, 0)
    assert verify() == []
