"""From a picked shipment to a delivered parcel: nothing leaves unverified, nothing arrives twice."""

import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override

from core.documents import code128_svg, find_document
from core.events import deliver_everything
from core.events.models import OutboxEvent
from core.verification import verify
from fulfillment.carriers import sandbox
from fulfillment.carriers.port import MessageRefused
from fulfillment.dispatching import NotPacked, dispatch
from fulfillment.finishing import finish_packing
from fulfillment.models import ParcelStatus, ScanEvent, ScanResult, Shipment, ShipmentLine, ShipmentStatus, TrackingEvent
from fulfillment.packing import NotAllVerified, next_parcel, scan
from fulfillment.tracking import receive_message
from shop.order.cancelling import AlreadyShipped, cancel
from shop.order.models import FulfillmentView, OrderStatus, PaymentView
from shop.payment.models import PaymentKind
from tests.factories import shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def scanned(shipment, code, scan_id=None):
    return scan(shipment=shipment, code=code, scan_id=scan_id or uuid.uuid4(), actor=make.ACTOR)


def barcode(line):
    return line.product.barcodes.first().code


def test_the_label_is_blocked_until_every_piece_was_scanned():
    shipment = make.shipment_picked(make.product_in_stock(5), quantity=2)
    scanned(shipment, barcode(shipment.lines.get()))

    with pytest.raises(NotAllVerified):
        finish_packing(shipment=shipment, actor=make.ACTOR)

    assert scanned(shipment, "CMD-FINISH").result == ScanResult.BLOCKED
    shipment.refresh_from_db()
    assert shipment.status == ShipmentStatus.PICKED
    assert shipment.parcels.get().status == ParcelStatus.OPEN


def test_a_scan_at_packing_costs_at_most_eight_statements(assert_budget):
    shipment = make.shipment_picked(make.product_in_stock(5), quantity=2)
    code = barcode(shipment.lines.get())
    scanned(shipment, code)
    with assert_budget(8):
        scanned(shipment, code)


@pytest.mark.parametrize(("code", "result"), [("OTHER", ScanResult.UNKNOWN), ("STRANGE", ScanResult.WRONG_PRODUCT)])
def test_a_strange_item_cannot_be_packed(code, result):
    from shop.catalogue.models import ProductBarcode

    shipment = make.shipment_picked(make.product_in_stock(5))
    ProductBarcode.objects.create(product=make.product_in_stock(1), code="STRANGE")

    assert scanned(shipment, code).result == result

    assert shipment.lines.get().packed == 0
    assert ScanEvent.objects.filter(shipment=shipment, station="pack").count() == 1


def test_a_piece_too_many_cannot_be_packed():
    shipment = make.shipment_picked(make.product_in_stock(5))
    line = shipment.lines.get()
    assert scanned(shipment, barcode(line)).is_ok

    assert scanned(shipment, barcode(line)).result == ScanResult.TOO_MANY

    line.refresh_from_db()
    assert line.packed == 1


def test_the_database_packs_nothing_without_a_scan():
    make.shipment_picked(make.product_in_stock(5))

    with pytest.raises(IntegrityError, match="without a scan"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE fulfillment_shipmentline SET packed = 1")

    assert ShipmentLine.objects.get().packed == 0


def test_a_finished_parcel_has_weight_label_and_tracking_number():
    shipment = make.shipment_packed(make.product_in_stock(5), quantity=2)

    parcel = shipment.parcels.get()
    assert shipment.status == ShipmentStatus.PACKED
    assert parcel.weight_g == 2 * 250 + 120
    assert parcel.tracking_number.startswith("SP")
    assert parcel.label.tobytes() if hasattr(parcel.label, "tobytes") else parcel.label
    assert shipment.cash_due == shipment.order.total_incl_tax
    assert finish_packing(shipment=shipment, actor=make.ACTOR).parcels.count() == 1
    assert verify() == []


def test_a_shipment_may_fill_two_parcels():
    shipment = make.shipment_picked(make.product_in_stock(5), quantity=2)
    line = shipment.lines.get()
    scanned(shipment, barcode(line))
    next_parcel(shipment=shipment, weight_g=300, actor=make.ACTOR)
    scanned(shipment, barcode(line))

    finish_packing(shipment=shipment, actor=make.ACTOR)

    parcels = list(shipment.parcels.all())
    assert [parcel.lines.get().quantity for parcel in parcels] == [1, 1]
    assert len({parcel.tracking_number for parcel in parcels}) == 2
    to_collect = [row.cash_to_collect for row in sandbox.SandboxParcel.objects.order_by("pk")]
    assert to_collect[1] == line.order_line.line_price_incl_tax / 2
    shipment.refresh_from_db()
    assert sum(to_collect) == shipment.cash_due == shipment.order.total_incl_tax


def test_dispatch_takes_the_goods_out_at_their_cost_and_tells_it_once():
    product = make.product_in_stock(5)
    shipment = make.shipment_packed(product, quantity=2)

    dispatch(shipment=shipment, actor=make.ACTOR)
    dispatch(shipment=shipment, actor=make.ACTOR)

    told = OutboxEvent.objects.filter(name="fulfillment.ShipmentDispatched").get().payload
    shipment.refresh_from_db()
    shipment.order.refresh_from_db()
    assert Decimal(str(told["cost"])) == Decimal(80_000)
    assert told["closes_order"] is True
    assert shipment.order.fulfillment_view == FulfillmentView.SHIPPED
    assert make.counters(product) == (3, 0, 0)
    assert verify() == [] or all("handled" in x.promise for x in verify())


def test_what_is_not_packed_does_not_leave():
    shipment = make.shipment_picked(make.product_in_stock(5))

    with pytest.raises(NotPacked):
        dispatch(shipment=shipment, actor=make.ACTOR)

    assert Shipment.objects.get().status == ShipmentStatus.PICKED


def test_a_cancelled_order_does_not_leave_even_when_packed():
    shipment = make.shipment_packed(make.product_in_stock(5))
    cancel(order=shipment.order, reason="changed their mind", actor=make.ACTOR)

    with pytest.raises(NotPacked):
        dispatch(shipment=shipment, actor=make.ACTOR)
    deliver_everything()

    shipment.refresh_from_db()
    assert shipment.status == ShipmentStatus.CANCELLED
    assert verify() == []


def test_what_left_can_no_longer_be_cancelled():
    shipment = make.shipment_dispatched(make.product_in_stock(5))

    with pytest.raises(AlreadyShipped):
        cancel(order=shipment.order, reason="too late", actor=make.ACTOR)


def test_a_cash_parcel_is_delivered_with_proof_and_the_order_closes():
    shipment = make.shipment_dispatched(make.product_in_stock(5))
    deliver_everything()

    make.carrier_tells(shipment)
    deliver_everything()

    shipment.refresh_from_db()
    order = shipment.order
    order.refresh_from_db()
    assert shipment.status == ShipmentStatus.DELIVERED
    assert shipment.received_by
    assert shipment.cash_collected == order.total_incl_tax
    assert (order.fulfillment_view, order.payment_view) == (FulfillmentView.DELIVERED, PaymentView.PAID)
    assert order.status == OrderStatus.COMPLETED
    assert verify() == []


def test_the_same_message_twice_counts_once():
    shipment = make.shipment_dispatched(make.product_in_stock(5))
    tracking = shipment.parcels.get().tracking_number
    (told,) = sandbox.tell_now(tracking, "delivered")

    first = receive_message(adapter="sandbox", headers=told[0], body=told[1])
    again = receive_message(adapter="sandbox", headers=told[0], body=told[1])

    assert (first, again) == (1, 0)
    assert TrackingEvent.objects.count() == 1
    assert OutboxEvent.objects.filter(name="fulfillment.ShipmentDelivered").count() == 1


def test_a_delivery_told_before_the_dispatch_is_settled_after_it():
    shipment = make.shipment_packed(make.product_in_stock(5))
    make.carrier_tells(shipment)
    assert Shipment.objects.get().status == ShipmentStatus.PACKED

    dispatch(shipment=shipment, actor=make.ACTOR)
    deliver_everything()

    assert Shipment.objects.get().status == ShipmentStatus.DELIVERED


def test_a_forged_message_is_refused():
    shipment = make.shipment_dispatched(make.product_in_stock(5))
    headers, body = sandbox.tell_now(shipment.parcels.get().tracking_number, "delivered")[0]

    with pytest.raises(MessageRefused):
        receive_message(adapter="sandbox", headers=headers, body=body.replace(b"delivered", b"refused"))

    assert not TrackingEvent.objects.exists()


def test_a_refused_parcel_takes_no_cash():
    shipment = make.shipment_dispatched(make.product_in_stock(5))
    deliver_everything()

    make.carrier_tells(shipment, "refused")

    shipment.refresh_from_db()
    assert shipment.status == ShipmentStatus.REFUSED
    assert shipment.cash_collected == 0
    assert OutboxEvent.objects.filter(name="fulfillment.ShipmentRefused").count() == 1


def test_the_sandbox_carrier_delivers_by_itself_in_time(settings):
    import datetime as dt

    from core import clock

    settings.SANDBOX_CARRIER_SECONDS = 60
    shipment = make.shipment_dispatched(make.product_in_stock(5))
    deliver_everything()
    start = clock.now()

    for seconds in (5, 30, 55, 65):
        with clock.at(start + dt.timedelta(seconds=seconds)):
            for headers, body in sandbox.due_messages():
                receive_message(adapter="sandbox", headers=headers, body=body)

    shipment.refresh_from_db()
    kinds = list(TrackingEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert shipment.status == ShipmentStatus.DELIVERED
    assert kinds[0] == "handed_over"
    assert kinds[-1] == "delivered"


def test_a_prepaid_order_has_nothing_to_collect():
    product = make.product_in_stock(5)
    order = shop.order_paid(product, kind=PaymentKind.TRANSFER)
    make.let_through(order)
    deliver_everything()
    shipment = order.shipments.get()
    make.pick_all(make.pick_list_started())
    scanned(shipment, barcode(shipment.lines.get()))

    packed = finish_packing(shipment=shipment, actor=make.ACTOR)

    assert packed.cash_due == 0


def test_the_packing_slip_carries_the_number_as_a_barcode_and_no_price():
    shipment = make.shipment_packed(make.product_in_stock(5))

    deliver_everything()

    slip = find_document(kind="packing_slip", number=shipment.number)
    assert bytes(slip.pdf).startswith(b"%PDF")
    assert str(code128_svg(f"TN{shipment.order.number}")) in slip.html
    assert "40,000" not in slip.html


@pytest.mark.parametrize(
    ("language", "words"), [("en", ["Delivery receipt", "Signature"]), ("vi", ["Biên nhận giao hàng", "Chữ ký"])]
)
def test_the_delivery_receipt_names_the_goods_and_leaves_room_to_sign_in_the_orders_language(language, words):
    import io

    from pypdf import PdfReader

    product = make.product_in_stock(5)
    shipment = make.shipment_packed(product, quantity=2)
    type(shipment.order).objects.filter(pk=shipment.order_id).update(language=language)

    deliver_everything()

    receipt = find_document(kind="delivery_receipt", number=shipment.number)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(bytes(receipt.pdf))).pages).split())
    with override(language):
        assert str(code128_svg(f"TN{shipment.order.number}")) in receipt.html
    assert all(word in text for word in words), text
    assert product.sku in text
    assert shipment.number in text
    assert shipment.order.number in text
