"""Scanning is the only way a pick line advances, and a wrong scan changes nothing."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from core.audit.models import AuditEntry
from core.events import deliver_everything
from core.verification import verify
from fulfillment.listing import NothingToPick, TakenByAnother, make_pick_list, next_pick_list, start_picking
from fulfillment.models import (
    PickLine,
    PickLineStatus,
    PickListStatus,
    PickStep,
    ScanEvent,
    ScanResult,
    Shipment,
    ShipmentStatus,
)
from fulfillment.picking import NotASupervisor, current_line, override_line, pick_short, scan
from inventory.models import StockTask, TaskKind
from shop.catalogue.models import ProductBarcode
from shop.order.cancelling import cancel
from shop.order.models import FulfillmentView
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def scanned(pick_list, code, scan_id=None):
    return scan(pick_list=pick_list, code=code, scan_id=scan_id or uuid.uuid4(), actor=make.ACTOR)


@pytest.fixture
def pick_list():
    make.order_reserved(make.product_in_stock(10), quantity=3)
    return make.pick_list_started()


def test_an_order_that_is_ready_gets_a_shipment_per_warehouse():
    one, other = make.product_in_stock(5, make.warehouse("HP")), make.product_in_stock(5, make.warehouse("DN"))

    order = make.order_reserved(one, other)

    assert sorted(order.shipments.values_list("warehouse__code", "status")) == [("DN", "waiting"), ("HP", "waiting")]
    assert {number[:3] for number in order.shipments.values_list("number", flat=True)} == {"SH-"}


def test_a_line_is_picked_by_location_product_and_quantity(pick_list):
    line = current_line(pick_list)

    assert scanned(pick_list, line.location.barcode).is_ok
    assert scanned(pick_list, line.product.barcodes.get().code).is_ok
    assert scanned(pick_list, "3").is_ok

    line.refresh_from_db()
    pick_list.refresh_from_db()
    shipment = Shipment.objects.get()
    assert (line.status, line.picked, line.step) == (PickLineStatus.PICKED, 3, PickStep.DONE)
    assert (pick_list.status, shipment.status) == (PickListStatus.DONE, ShipmentStatus.PICKED)
    assert shipment.order.fulfillment_view == FulfillmentView.IN_PICKING
    assert make.counters(line.product) == (7, 0, 0)
    assert make.level(line.product, pick_list.staging) == (3, 3)
    assert verify() == []


def test_a_scan_that_does_not_finish_a_line_costs_at_most_six_statements(pick_list, assert_budget):
    line = current_line(pick_list)
    code = line.product.barcodes.get().code
    with assert_budget(5):
        scanned(pick_list, line.location.barcode)
    with assert_budget(6):
        scanned(pick_list, code)


def test_each_piece_may_be_scanned_instead_of_typing_the_quantity(pick_list):
    line = current_line(pick_list)
    scanned(pick_list, line.location.code)

    for _piece in range(3):
        assert scanned(pick_list, line.product.barcodes.get().code).is_ok

    line.refresh_from_db()
    assert line.picked == 3


@pytest.mark.parametrize(
    ("right", "wrong", "result"),
    [
        ([], "E-01-02", ScanResult.WRONG_LOCATION),
        ([], "8930000000000", ScanResult.WRONG_LOCATION),
        (["E-01-01"], "no such code", ScanResult.UNKNOWN),
        (["E-01-01"], "OTHER", ScanResult.WRONG_PRODUCT),
        (["E-01-01", "RIGHT"], "2", ScanResult.WRONG_QUANTITY),
        (["E-01-01"], "CASE", ScanResult.TOO_MANY),
    ],
)
def test_a_wrong_scan_changes_nothing_and_is_written_down(pick_list, right, wrong, result):
    line = current_line(pick_list)
    ProductBarcode.objects.create(product=line.product, code="RIGHT")
    ProductBarcode.objects.create(product=line.product, code="CASE", pieces=12)
    ProductBarcode.objects.create(product=make.product_in_stock(0), code="OTHER")
    for code in right:
        assert scanned(pick_list, code).is_ok
    before = PickLine.objects.values().get()

    answer = scanned(pick_list, wrong)

    assert answer.result == result
    assert PickLine.objects.values().get() == before
    assert ScanEvent.objects.filter(result=result, pick_line=line).count() == 1
    assert make.counters(line.product) == (10, 3, 0)


def test_a_replayed_scan_never_counts_twice(pick_list):
    line = current_line(pick_list)
    scanned(pick_list, line.location.barcode)
    same = uuid.uuid4()

    first = scanned(pick_list, line.product.barcodes.get().code, same)
    again = scanned(pick_list, line.product.barcodes.get().code, same)

    line.refresh_from_db()
    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert again.event == first.event
    assert line.counted == 1


def test_a_gs1_code_finds_the_product_by_its_trade_item_number(pick_list):
    line = current_line(pick_list)
    ProductBarcode.objects.create(product=line.product, code="8938505970004")
    scanned(pick_list, line.location.barcode)

    assert scanned(pick_list, "]C10108938505970004" + "10LOT7").is_ok

    line.refresh_from_db()
    assert line.counted == 1


@pytest.mark.parametrize(
    "change", ["step = 2", "counted = 3", "picked = 3, step = 3, status = 'picked'", "status = 'short', short_reason = 'fewer'"]
)
def test_the_database_lets_no_line_advance_without_a_scan(pick_list, change):
    before = PickLine.objects.values().get()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE fulfillment_pickline SET {change}")

    assert PickLine.objects.values().get() == before


def test_another_lines_scan_does_not_advance_this_one(pick_list):
    scanned(pick_list, "nonsense")
    wrong = ScanEvent.objects.get()

    with pytest.raises(IntegrityError, match="without a scan"), transaction.atomic():
        PickLine.objects.update(step=1, last_scan=wrong)

    assert PickLine.objects.get().step == PickStep.LOCATION


def test_a_supervisor_may_override_and_it_is_audited(pick_list):
    supervisor = make.picker("fulfillment.override")

    override_line(line=current_line(pick_list), supervisor=supervisor, reason="torn barcode", actor=make.ACTOR)

    assert PickLine.objects.get().status == PickLineStatus.PICKED
    assert AuditEntry.objects.filter(action="picking.override").count() == 1
    assert verify() == []


def test_a_picker_may_not_override(pick_list):
    with pytest.raises(NotASupervisor):
        override_line(line=current_line(pick_list), supervisor=make.picker(), reason="in a hurry", actor=make.ACTOR)

    assert PickLine.objects.get().status == PickLineStatus.WAITING


def test_a_short_pick_takes_what_is_there_owes_the_rest_and_asks_for_a_count(pick_list):
    line = current_line(pick_list)
    order = line.shipment_line.shipment.order

    pick_short(pick_list=pick_list, found=2, reason="fewer", scan_id=uuid.uuid4(), actor=make.ACTOR)

    line.refresh_from_db()
    order.refresh_from_db()
    assert (line.status, line.picked) == (PickLineStatus.SHORT, 2)
    assert make.counters(line.product) == (7, 0, 1)
    assert order.reserved_at is None
    assert StockTask.objects.get().kind == TaskKind.COUNT
    assert Shipment.objects.get().status == ShipmentStatus.PICKED
    assert verify() == []

    deliver_everything()

    assert make.counters(line.product) == (7, 1, 0)
    assert Shipment.objects.filter(status=ShipmentStatus.WAITING).count() == 1
    assert verify() == []


def test_nothing_found_ends_the_shipment_and_the_order_waits_for_stock():
    make.order_reserved(make.product_in_stock(1))
    pick_list = make.pick_list_started()

    pick_short(pick_list=pick_list, found=0, reason="not_there", scan_id=uuid.uuid4(), actor=make.ACTOR)
    deliver_everything()

    shipment = Shipment.objects.get()
    assert shipment.status == ShipmentStatus.CANCELLED
    assert make.counters(PickLine.objects.get().product) == (0, 0, 1)
    assert verify() == []


def test_cancelling_in_picking_stops_the_walk_and_asks_to_put_back():
    one, other = make.product_in_stock(5), make.product_in_stock(5, code="E-01-02")
    order = make.order_reserved(one, other)
    pick_list = make.pick_list_started()
    first = current_line(pick_list)
    scanned(pick_list, first.location.barcode)
    scanned(pick_list, first.product.barcodes.get().code)

    cancel(order=order, reason="changed their mind", actor=make.ACTOR)
    deliver_everything()

    pick_list.refresh_from_db()
    task = StockTask.objects.get()
    assert Shipment.objects.get().status == ShipmentStatus.CANCELLED
    assert pick_list.status == PickListStatus.DONE
    assert (task.kind, task.quantity, task.to_location) == (TaskKind.PUT_BACK, 1, first.location)
    assert verify() == []


def test_a_scan_that_comes_after_the_cancellation_takes_nothing():
    order = make.order_reserved(make.product_in_stock(5))
    pick_list = make.pick_list_started()
    line = current_line(pick_list)
    scanned(pick_list, line.location.barcode)
    cancel(order=order, reason="changed their mind", actor=make.ACTOR)
    from inventory.holding import release_reservations

    release_reservations(order_id=order.pk, actor=make.ACTOR)

    answer = scanned(pick_list, line.product.barcodes.get().code)

    assert answer.result == ScanResult.BLOCKED
    assert make.level(line.product, pick_list.staging) == (0, 0)
    deliver_everything()
    assert verify() == []


def test_one_walk_serves_several_shipments_in_walking_order():
    house = make.warehouse()
    late, early = make.product_in_stock(5, code="E-01-05"), make.product_in_stock(5, code="E-01-01")
    make.order_reserved(late)
    make.order_reserved(early)

    pick_list = make_pick_list(warehouse=house, actor=make.ACTOR, size=5)
    start_picking(pick_list=pick_list, picker=make.picker(), actor=make.ACTOR)

    assert current_line(pick_list).product == early
    assert sorted(pick_list.shipments.values_list("slot", flat=True)) == ["A1", "A2"]
    make.pick_all(pick_list)
    assert set(Shipment.objects.values_list("status", flat=True)) == {ShipmentStatus.PICKED}


def test_two_pickers_never_walk_the_same_list(pick_list):
    with pytest.raises(TakenByAnother):
        start_picking(pick_list=pick_list, picker=make.picker(), actor=make.ACTOR)
    with pytest.raises(NothingToPick):
        next_pick_list(warehouse=make.warehouse(), picker=make.picker(), actor=make.ACTOR)

    pick_list.refresh_from_db()
    assert pick_list.status == PickListStatus.PICKING
