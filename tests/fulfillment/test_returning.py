"""A parcel that nobody took comes home: taken in, booked back by scanning, restocked or scrapped, and the books are clear."""

import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from accounting.models import Role
from accounting.reports import control_balance
from accounting.transit import goods_on_the_way
from core.events import deliver_everything
from core.events.models import OutboxEvent
from core.verification import verify
from fulfillment.carriers import sandbox
from fulfillment.models import ParcelStatus, ScanEvent, ScanResult, ShipmentReturn, ShipmentStatus
from fulfillment.returning import (
    Disposition,
    NotComingBack,
    NotOpen,
    NotThatMany,
    StillUndecided,
    UnknownParcel,
    close_return,
    decide,
    scan_back,
    take_in,
)
from fulfillment.tracking import receive_message
from inventory.models import MovementReason, StockMovement
from inventory.taking_back import NotAShelf
from shop.order.models import FulfillmentView, OrderStatus, PaymentView
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def in_transit() -> Decimal:
    return control_balance(Role.IN_TRANSIT).get("VND", Decimal(0))


def refused_shipment(*products, **values):
    shipment = make.shipment_dispatched(*products, **values)
    deliver_everything()
    make.carrier_tells(shipment, "refused")
    deliver_everything()
    shipment.refresh_from_db()
    return shipment


def tracking(shipment):
    return shipment.parcels.get().tracking_number


def back_at_the_desk(*products, **values):
    shipment = refused_shipment(*products, **values)
    return take_in(code=tracking(shipment), actor=make.ACTOR)


def scanned(shipment, code, scan_id=None):
    return scan_back(shipment=shipment, code=code, scan_id=scan_id or uuid.uuid4(), actor=make.ACTOR)


def barcode(line):
    return line.product.barcodes.first().code


def test_a_refused_parcel_comes_home_is_restocked_and_goods_in_transit_are_clear():
    product = make.product_in_stock(5)
    shipment = refused_shipment(product, quantity=2)
    assert in_transit() == Decimal(80_000) == goods_on_the_way()["VND"]

    shipment = take_in(code=tracking(shipment), actor=make.ACTOR)
    line = shipment.lines.get()
    assert shipment.status == ShipmentStatus.RETURNED
    for _piece in range(2):
        assert scanned(shipment, barcode(line)).is_ok
    deliver_everything()
    assert in_transit() == 0
    assert make.level(product, make.location(shipment.warehouse, "R-01")) == (2, 0)
    assert make.counters(product) == (3, 0, 0)

    decide(line=line, quantity=2, disposition=Disposition.RESTOCK, actor=make.ACTOR)
    close_return(shipment=shipment, actor=make.ACTOR)
    deliver_everything()

    order = shipment.order
    order.refresh_from_db()
    assert make.counters(product) == (5, 0, 0)
    assert make.level(product, make.location(shipment.warehouse)) == (5, 0)
    assert (order.status, order.fulfillment_view) == (OrderStatus.CANCELLED, FulfillmentView.RETURNED)
    assert order.payment_view == PaymentView.UNPAID
    assert control_balance(Role.INVENTORY)["VND"] == Decimal(200_000)
    assert verify() == []


def test_the_carrier_may_tell_by_itself_that_a_refused_parcel_is_back(settings):
    shipment = refused_shipment(make.product_in_stock(5))

    make.carrier_tells(shipment, "returned")

    shipment.refresh_from_db()
    assert shipment.status == ShipmentStatus.RETURNED
    assert shipment.parcels.get().status == ParcelStatus.RETURNED
    assert ShipmentReturn.objects.get().closed_at is None
    kinds = list(shipment.order.timeline.values_list("kind", flat=True))
    assert kinds.index("refused") < kinds.index("returned_to_sender")


def test_the_sandbox_carrier_brings_a_refused_parcel_back_in_time(settings):
    import datetime as dt

    from core import clock

    settings.SANDBOX_CARRIER_SECONDS, settings.SANDBOX_CARRIER_REFUSALS = 60, 1.0
    shipment = make.shipment_dispatched(make.product_in_stock(5))
    deliver_everything()
    start = clock.now()

    for seconds in (5, 30, 55, 65, 130):
        with clock.at(start + dt.timedelta(seconds=seconds)):
            for headers, body in sandbox.due_messages():
                receive_message(adapter="sandbox", headers=headers, body=body)

    shipment.refresh_from_db()
    assert shipment.status == ShipmentStatus.RETURNED


def test_a_parcel_that_comes_back_without_a_word_is_told_to_the_books_as_refused():
    shipment = make.shipment_dispatched(make.product_in_stock(5))
    deliver_everything()

    shipment = take_in(code=tracking(shipment), actor=make.ACTOR)

    assert shipment.status == ShipmentStatus.RETURNED
    assert OutboxEvent.objects.filter(name="fulfillment.ShipmentRefused").count() == 1
    deliver_everything()
    assert in_transit() == Decimal(40_000)


def test_taking_the_same_parcel_in_twice_changes_nothing():
    shipment = back_at_the_desk(make.product_in_stock(5))

    again = take_in(code=tracking(shipment).lower(), actor=make.ACTOR)

    assert again == shipment
    assert ShipmentReturn.objects.count() == 1
    assert OutboxEvent.objects.filter(name="fulfillment.ShipmentReturned").count() == 1


def test_an_unknown_or_delivered_parcel_is_nothing_for_the_desk():
    shipment = make.shipment_dispatched(make.product_in_stock(5))
    deliver_everything()
    make.carrier_tells(shipment)

    with pytest.raises(UnknownParcel):
        take_in(code="SP0000000000VN", actor=make.ACTOR)
    with pytest.raises(NotComingBack):
        take_in(code=tracking(shipment), actor=make.ACTOR)

    assert not ShipmentReturn.objects.exists()


@pytest.mark.parametrize(("code", "result"), [("OTHER", ScanResult.UNKNOWN), ("STRANGE", ScanResult.WRONG_PRODUCT)])
def test_a_strange_piece_is_refused_written_down_and_books_nothing(code, result):
    from shop.catalogue.models import ProductBarcode

    shipment = back_at_the_desk(make.product_in_stock(5))
    ProductBarcode.objects.create(product=make.product_in_stock(1), code="STRANGE")

    assert scanned(shipment, code).result == result

    assert shipment.lines.get().returned == 0
    assert ScanEvent.objects.filter(shipment=shipment, station="back").count() == 1
    assert not StockMovement.objects.filter(reason=MovementReason.RETURNED).exists()


def test_no_more_come_back_than_were_in_the_parcel_and_a_replayed_scan_counts_once():
    shipment = back_at_the_desk(make.product_in_stock(5))
    line, same = shipment.lines.get(), uuid.uuid4()

    assert scanned(shipment, barcode(line), same).is_ok
    assert scanned(shipment, barcode(line), same).is_repeat
    assert scanned(shipment, barcode(line)).result == ScanResult.TOO_MANY

    line.refresh_from_db()
    assert line.returned == 1


def test_the_database_takes_nothing_back_without_a_scan():
    back_at_the_desk(make.product_in_stock(5))

    with pytest.raises(IntegrityError, match="without a scan"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE fulfillment_shipmentline SET returned = 1")


def test_goods_cannot_be_booked_before_the_parcel_is_back():
    shipment = refused_shipment(make.product_in_stock(5))

    with pytest.raises(NotOpen):
        scanned(shipment, barcode(shipment.lines.get()))

    assert not ScanEvent.objects.filter(station="back").exists()


def test_scrapped_pieces_are_a_loss_and_never_for_sale():
    product = make.product_in_stock(5)
    shipment = back_at_the_desk(product)
    line = shipment.lines.get()
    scanned(shipment, barcode(line))

    decide(line=line, quantity=1, disposition=Disposition.SCRAP, note="wet", actor=make.ACTOR)
    close_return(shipment=shipment, actor=make.ACTOR)
    deliver_everything()

    assert make.counters(product) == (4, 0, 0)
    assert control_balance(Role.INVENTORY_ADJUSTMENT)["VND"] == Decimal(40_000)
    assert in_transit() == 0
    assert verify() == []


def test_what_is_missing_is_written_off_when_the_return_is_closed():
    product = make.product_in_stock(5)
    shipment = back_at_the_desk(product, quantity=3)
    line = shipment.lines.get()
    scanned(shipment, barcode(line))
    decide(line=line, quantity=1, disposition=Disposition.RESTOCK, actor=make.ACTOR)
    deliver_everything()
    assert in_transit() == Decimal(80_000)

    closed = close_return(shipment=shipment, actor=make.ACTOR)
    assert close_return(shipment=shipment, actor=make.ACTOR) == closed
    deliver_everything()

    assert (closed.lost_pieces, closed.lost_value) == (2, Decimal(80_000))
    assert in_transit() == 0
    assert control_balance(Role.INVENTORY_ADJUSTMENT)["VND"] == Decimal(80_000)
    assert verify() == []


def test_the_last_piece_back_takes_the_last_coin():
    product = make.product_in_stock(0)
    for cost in (10_000, 10_000, 10_001):
        make.put_on_shelf(product, 1, unit_cost=cost)
    shipment = back_at_the_desk(product, quantity=3)
    sent = StockMovement.objects.get(reason=MovementReason.DISPATCHED).value

    for _piece in range(3):
        scanned(shipment, barcode(shipment.lines.get()))
    deliver_everything()

    back = list(StockMovement.objects.filter(reason=MovementReason.RETURNED).values_list("value", flat=True))
    assert (sent, sum(back), in_transit()) == (Decimal(30_001), Decimal(30_001), 0)


def test_a_return_is_not_closed_while_pieces_are_undecided():
    shipment = back_at_the_desk(make.product_in_stock(5))
    line = shipment.lines.get()
    scanned(shipment, barcode(line))

    with pytest.raises(StillUndecided):
        close_return(shipment=shipment, actor=make.ACTOR)
    with pytest.raises(NotThatMany):
        decide(line=line, quantity=2, disposition=Disposition.SCRAP, actor=make.ACTOR)
    with pytest.raises(NotAShelf):
        bulk = make.location(shipment.warehouse, "B-01-01")
        decide(line=line, quantity=1, disposition=Disposition.RESTOCK, to_location=bulk, actor=make.ACTOR)

    line.refresh_from_db()
    assert (line.restocked, line.scrapped) == (0, 0)
    assert ShipmentReturn.objects.get().closed_at is None


def test_goods_in_transit_that_differ_from_what_is_on_the_way_are_told():
    shipment = back_at_the_desk(make.product_in_stock(5))
    deliver_everything()

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE fulfillment_shipmentreturn SET closed_at = now(), lost_value = 1 WHERE shipment_id = %s", [shipment.pk]
        )

    assert "goods in transit are what left and neither arrived nor came back" in {broken.promise for broken in verify()}


def test_pieces_that_came_back_without_a_movement_are_told():
    shipment = back_at_the_desk(make.product_in_stock(5))
    scanned(shipment, barcode(shipment.lines.get()))

    with connection.cursor() as cursor:
        cursor.execute("UPDATE fulfillment_shipmentline SET returned = 0")

    assert "what came back equals what was booked into the stock again" in {broken.promise for broken in verify()}
