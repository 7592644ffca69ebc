"""At the packing station: pieces are missing, or packing is broken off."""

import uuid

import pytest

from core.audit.models import AuditEntry
from core.events import deliver_everything
from core.verification import verify
from fulfillment.dispatching import dispatch
from fulfillment.finishing import finish_packing
from fulfillment.models import Parcel, ScanEvent, ScanResult, Shipment, ShipmentStatus
from fulfillment.packing import NotToBePacked, scan
from fulfillment.setting_aside import AbortReason, NoReason, NotMissing, abort_packing, pack_short
from inventory.models import StockTask, TaskKind
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def scanned(shipment, code):
    return scan(shipment=shipment, code=code, scan_id=uuid.uuid4(), actor=make.ACTOR)


def barcode(line):
    return line.product.barcodes.first().code


def short(shipment, missing, reason="not_there", scan_id=None):
    line = shipment.lines.get()
    return pack_short(
        shipment=shipment, line_id=line.pk, missing=missing, reason=reason, scan_id=scan_id or uuid.uuid4(), actor=make.ACTOR
    )


def test_what_is_missing_in_the_tote_is_owed_again_and_the_rest_goes():
    product = make.product_in_stock(3)
    shipment = make.shipment_picked(product, quantity=3)
    for _piece in range(2):
        scanned(shipment, barcode(shipment.lines.get()))

    short(shipment, 1)
    finish_packing(shipment=shipment, actor=make.ACTOR)
    dispatch(shipment=shipment, actor=make.ACTOR)
    deliver_everything()

    line = shipment.lines.get()
    order_line = line.order_line
    order_line.refresh_from_db()
    assert (line.picked, line.packed, line.dispatched) == (2, 2, 2)
    assert order_line.promised_quantity == 1
    assert make.counters(product) == (0, 0, 1)
    assert make.level(product, make.location(shipment.warehouse, "Q-01")) == (1, 0)
    assert StockTask.objects.get(kind=TaskKind.COUNT).from_location.code == "E-01-01"
    assert verify() == []


def test_the_missing_piece_is_found_elsewhere_and_a_further_shipment_opens():
    product = make.product_in_stock(5)
    shipment = make.shipment_picked(product, quantity=2)
    scanned(shipment, barcode(shipment.lines.get()))

    short(shipment, 1)
    deliver_everything()

    other = shipment.order.shipments.exclude(pk=shipment.pk).get()
    assert (other.status, other.lines.get().quantity) == (ShipmentStatus.WAITING, 1)
    assert verify() == []


def test_with_nothing_left_in_the_tote_the_shipment_is_called_off():
    shipment = make.shipment_picked(make.product_in_stock(5), quantity=2)

    short(shipment, 2)
    deliver_everything()

    shipment.refresh_from_db()
    assert (shipment.status, shipment.ended_reason) == (ShipmentStatus.CANCELLED, "nothing_found")
    assert "shipment_cancelled" in shipment.order.timeline.values_list("kind", flat=True)
    assert verify() == []


@pytest.mark.parametrize(("missing", "reason"), [(0, "not_there"), (3, "not_there"), (1, "bored")])
def test_what_is_not_missing_cannot_be_reported(missing, reason):
    shipment = make.shipment_picked(make.product_in_stock(5), quantity=2)

    with pytest.raises(NotMissing):
        short(shipment, missing, reason)

    assert shipment.lines.get().picked == 2
    assert not ScanEvent.objects.filter(result=ScanResult.SHORT).exists()


def test_the_same_report_twice_counts_once():
    shipment = make.shipment_picked(make.product_in_stock(5), quantity=2)
    same = uuid.uuid4()

    assert not short(shipment, 1, scan_id=same).is_repeat
    assert short(shipment, 1, scan_id=same).is_repeat

    assert shipment.lines.get().picked == 1


def test_packing_that_is_broken_off_begins_anew():
    shipment = make.shipment_picked(make.product_in_stock(5), quantity=2)
    scanned(shipment, barcode(shipment.lines.get()))

    abort_packing(shipment=shipment, reason=AbortReason.NO_BOX, actor=make.ACTOR)

    shipment.refresh_from_db()
    assert (shipment.status, shipment.packer_id, shipment.lines.get().packed) == (ShipmentStatus.PICKED, None, 0)
    assert not Parcel.objects.exists()
    assert AuditEntry.objects.filter(action="packing.aborted").count() == 1
    for _piece in range(2):
        assert scanned(shipment, barcode(shipment.lines.get())).is_ok
    assert finish_packing(shipment=shipment, actor=make.ACTOR).status == ShipmentStatus.PACKED
    assert verify() == []


def test_packing_is_broken_off_with_a_reason_and_before_the_label():
    shipment = make.shipment_picked(make.product_in_stock(5))
    scanned(shipment, barcode(shipment.lines.get()))
    with pytest.raises(NoReason):
        abort_packing(shipment=shipment, reason="", actor=make.ACTOR)
    finish_packing(shipment=shipment, actor=make.ACTOR)

    with pytest.raises(NotToBePacked):
        abort_packing(shipment=shipment, reason=AbortReason.WRONG_TOTE, actor=make.ACTOR)

    assert shipment.lines.get().packed == 1
    assert Shipment.objects.get().status == ShipmentStatus.PACKED


def test_commands_of_the_station_are_understood_where_they_make_sense():
    shipment = make.shipment_picked(make.product_in_stock(5))
    assert scanned(shipment, "CMD-SHORT").command == "SHORT"
    assert scanned(shipment, "CMD-ABORT").command == "ABORT"
    scanned(shipment, barcode(shipment.lines.get()))

    assert scanned(shipment, "CMD-SHORT").result == ScanResult.BLOCKED
    assert shipment.lines.get().packed == 1
