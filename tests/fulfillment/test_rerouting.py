"""Shipping from elsewhere: by hand with a reason, and by itself when a pick falls short."""

import uuid

import pytest

from core.audit.models import AuditEntry
from core.events import deliver_everything
from core.verification import verify
from fulfillment.models import ShipmentStatus
from fulfillment.picking import pick_short, scan
from fulfillment.rerouting import PickedAlready, ship_from
from inventory.models import Reservation, SourcingDecision
from inventory.rerouting import HeldThereAlready, NotEnoughThere
from shop.order.locating import OrderIsOver
from shop.order.models import PromiseState
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def houses():
    return make.warehouse("HP", parcel_cost=10_000), make.warehouse("DN", parcel_cost=50_000)


@pytest.fixture
def tea(houses):
    product = make.product_in_stock(5, houses[0])
    make.put_on_shelf(product, 2, houses[1])
    return product


def lies_in(order):
    held = Reservation.objects.filter(order_line__order=order, status__in=["active", "picked"])
    return sorted(held.values_list("location__warehouse__code", "quantity"))


def ship(order, *houses, reason="Hải Phòng is flooded"):
    return ship_from(order_id=order.pk, warehouse_ids=[one.pk for one in houses], reason=reason, actor=make.ACTOR)


def test_somebody_ships_an_order_from_elsewhere_and_its_shipment_follows(houses, tea):
    order = make.order_reserved(tea, quantity=2)
    old = order.shipments.get()

    decision = ship(order, houses[1])

    old.refresh_from_db()
    assert (decision.cause, decision.reason, decision.chosen["warehouses"]) == ("by_hand", "Hải Phòng is flooded", ["DN"])
    assert lies_in(order) == [("DN", 2)]
    assert old.status == ShipmentStatus.CANCELLED
    new = order.shipments.exclude(pk=old.pk).get()
    assert (new.warehouse.code, new.status, new.lines.get().quantity) == ("DN", ShipmentStatus.WAITING, 2)
    assert make.counters(tea) == (7, 2, 0)
    assert AuditEntry.objects.filter(action="order.rerouted", subject_id=str(order.pk)).count() == 1
    assert verify() == []


def test_an_order_on_a_pick_list_is_not_shipped_from_elsewhere(houses, tea):
    order = make.order_reserved(tea, quantity=2)
    make.pick_list_started(houses[0])

    with pytest.raises(PickedAlready):
        ship(order, houses[1])

    assert lies_in(order) == [("HP", 2)]
    assert SourcingDecision.objects.filter(order=order).count() == 1


def test_a_warehouse_with_too_few_is_refused_and_nothing_moves(houses, tea):
    order = make.order_reserved(tea, quantity=3)

    with pytest.raises(NotEnoughThere):
        ship(order, houses[1])

    assert lies_in(order) == [("HP", 3)]
    assert order.shipments.get().status == ShipmentStatus.WAITING
    assert make.counters(tea) == (7, 3, 0)
    assert verify() == []


def test_two_warehouses_may_be_chosen_by_hand(houses, tea):
    order = make.order_reserved(tea, quantity=5)
    make.take_away(tea, 2, houses[1])
    make.put_on_shelf(tea, 4, houses[1])

    with pytest.raises(HeldThereAlready):
        ship(order, houses[0])
    with pytest.raises(NotEnoughThere):
        ship(order, houses[1])

    ship(order, *houses)
    assert sum(pieces for _code, pieces in lies_in(order)) == 5
    assert verify() == []


def test_a_cancelled_order_is_shipped_from_nowhere(houses, tea):
    from shop.order.cancelling import cancel

    order = make.order_reserved(tea)
    cancel(order=order, reason="changed their mind", actor=make.ACTOR)
    deliver_everything()

    with pytest.raises(OrderIsOver):
        ship(order, houses[1])
    assert lies_in(order) == []


def short(house, found=0):
    pick_list = make.pick_list_started(house)
    line = pick_list.lines.get()
    scan(pick_list=pick_list, code=make.scan_code(line), scan_id=uuid.uuid4(), actor=make.ACTOR)
    pick_short(pick_list=pick_list, found=found, reason="not_there", scan_id=uuid.uuid4(), actor=make.ACTOR)


def test_what_a_picker_does_not_find_is_looked_for_elsewhere(houses, tea):
    order = make.order_reserved(tea, quantity=5)

    short(houses[0], found=3)
    deliver_everything()

    assert lies_in(order) == [("DN", 2), ("HP", 3)]
    decision = SourcingDecision.objects.filter(order=order).first()
    assert (decision.cause, decision.missing, decision.chosen["warehouses"]) == ("short_pick", 0, ["DN"])
    assert sorted(order.shipments.values_list("warehouse__code", flat=True)) == ["DN", "HP"]
    order.refresh_from_db()
    assert order.promise_state == PromiseState.ON_TIME
    assert verify() == []


def test_what_is_nowhere_puts_the_promise_at_risk_until_it_arrives(houses, tea):
    order = make.order_reserved(tea, quantity=5)
    make.take_away(tea, 2, houses[1])

    short(houses[0], found=3)
    deliver_everything()

    order.refresh_from_db()
    decision = SourcingDecision.objects.filter(order=order).first()
    assert (decision.cause, decision.missing) == ("short_pick", 2)
    assert (order.promise_state, order.promise_cause) == (PromiseState.AT_RISK, "no_stock")

    make.put_on_shelf(tea, 2, houses[1])
    deliver_everything()
    order.refresh_from_db()
    assert lies_in(order) == [("DN", 2), ("HP", 3)]
    assert order.promise_state == PromiseState.ON_TIME
    assert verify() == []
