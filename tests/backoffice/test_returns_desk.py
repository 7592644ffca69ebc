"""The returns desk on screen: a parcel is scanned in, its pieces after it; what is wrong is said and books nothing."""

import uuid

import pytest
from django.urls import reverse

from backoffice.roles import ensure_roles
from core.events import deliver_everything
from fulfillment.models import ShipmentReturn, ShipmentStatus
from tests.budget import assert_budget
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in_as):
    ensure_roles()
    return signed_in_as("stock_controller")


def at(name, *args):
    return reverse(f"backoffice:{name}", args=args)


def refused_shipment(product, quantity=1):
    shipment = make.shipment_dispatched(product, quantity=quantity)
    deliver_everything()
    make.carrier_tells(shipment, "refused")
    deliver_everything()
    shipment.refresh_from_db()
    return shipment


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_a_refused_parcel_is_taken_in_booked_restocked_and_closed_by_screens_only(desk):
    product = make.product_in_stock(5)
    shipment = refused_shipment(product, quantity=2)
    assert shipment.number in desk.get(at("returns")).content.decode()

    page = desk.post(at("returns"), {"code": shipment.parcels.get().tracking_number}, follow=True)
    here = at("return_desk", shipment.number)
    assert page.redirect_chain[-1][0] == here
    for _piece in range(2):
        desk.post(here, {"code": product.barcodes.get().code, "scan_id": uuid.uuid4()})
    line = shipment.lines.get()
    assert line.returned == 2
    desk.post(at("return_decide", shipment.number, line.pk), {"quantity": 2, "disposition": "restock", "location": "E-01-03"})
    page = desk.post(at("return_close", shipment.number), follow=True)

    deliver_everything()
    assert "Closed: everything came back." in said(page)
    assert make.level(product, make.location(shipment.warehouse, "E-01-03")) == (2, 0)
    assert make.counters(product) == (5, 0, 0)
    assert ShipmentReturn.objects.get().closed_at is not None
    assert "brought the parcel back" in desk.get(at("order", shipment.order.number)).content.decode()


@pytest.mark.parametrize("code", ["", "SP0000000000VN"])
def test_an_unknown_tracking_number_is_refused_with_a_sentence(desk, code):
    page = desk.post(at("returns"), {"code": code}, follow=True)

    assert "Nothing was booked" in " ".join(said(page))
    assert not ShipmentReturn.objects.exists()


def test_a_strange_piece_and_a_strange_shelf_are_refused_with_a_sentence(desk):
    product = make.product_in_stock(5)
    shipment = refused_shipment(product)
    desk.post(at("returns"), {"code": shipment.parcels.get().tracking_number})
    here, line = at("return_desk", shipment.number), shipment.lines.get()

    assert "nothing was booked" in " ".join(said(desk.post(here, {"code": "nonsense"}, follow=True)))
    desk.post(here, {"code": product.barcodes.get().code})
    answer = desk.post(
        at("return_decide", shipment.number, line.pk),
        {"quantity": 1, "disposition": "restock", "location": "B-01-01"},
        follow=True,
    )

    line.refresh_from_db()
    assert "B-01-01" in " ".join(said(answer))
    assert (line.returned, line.restocked) == (1, 0)
    assert "Not closed" in " ".join(said(desk.post(at("return_close", shipment.number), follow=True)))


def test_pressing_twice_decides_once(desk):
    product = make.product_in_stock(5)
    shipment = refused_shipment(product, quantity=2)
    desk.post(at("returns"), {"code": shipment.parcels.get().tracking_number})
    here, line = at("return_desk", shipment.number), shipment.lines.get()
    for _piece in range(2):
        desk.post(here, {"code": product.barcodes.get().code, "scan_id": uuid.uuid4()})
    typed = {"quantity": 1, "disposition": "scrap", "waiting": 2}

    for _time in range(2):
        answer = desk.post(at("return_decide", shipment.number, line.pk), typed, follow=True)

    assert "It has changed since you looked." in " ".join(said(answer))
    line.refresh_from_db()
    assert (line.returned, line.scrapped) == (2, 1)


def test_a_picker_takes_parcels_in_but_does_not_decide_what_becomes_of_the_goods(signed_in_as):
    ensure_roles()
    client = signed_in_as("picker")
    shipment = refused_shipment(make.product_in_stock(5))

    client.post(at("returns"), {"code": shipment.parcels.get().tracking_number})
    answer = client.post(at("return_decide", shipment.number, shipment.lines.get().pk), {"quantity": 1, "disposition": "scrap"})

    shipment.refresh_from_db()
    assert shipment.status == ShipmentStatus.RETURNED
    assert answer.status_code == 403


def test_the_list_of_returns_costs_the_same_however_long_it_is(desk):
    refused_shipment(make.product_in_stock(5))
    refused_shipment(make.product_in_stock(5, code="E-01-02"))
    desk.get(at("returns"))

    with assert_budget(12):
        page = desk.get(at("returns")).content.decode()

    assert "Refused at the door" in page


def test_the_lots_that_left_are_shown_and_the_printed_one_can_be_named(desk):
    from datetime import timedelta

    from core import clock
    from inventory import lotting
    from inventory.models import LotLevel
    from inventory.receiving import ReceivedLine, receive_stock

    house, product = make.warehouse(), make.product_in_stock(0)
    lotting.keep_lots(product=product, actor=make.ACTOR)
    for code, days in (("A-SOON", 20), ("B-LATER", 200)):
        last = clock.today() + timedelta(days=days)
        line = ReceivedLine(product, 1, 40_000, make.location(house), lot=code, expires_on=last)
        receive_stock(warehouse=house, lines=[line], actor=make.ACTOR)
    shipment = refused_shipment(product, quantity=2)
    desk.post(at("returns"), {"code": shipment.parcels.get().tracking_number})
    here, code = at("return_desk", shipment.number), product.barcodes.get().code
    assert '<option value="B-LATER">' in desk.get(here).content.decode()

    refused = desk.post(here, {"code": code, "scan_id": uuid.uuid4(), "lot": "C"}, follow=True)
    assert "did not leave with this shipment" in " ".join(said(refused))
    desk.post(here, {"code": code, "scan_id": uuid.uuid4(), "lot": "B-LATER"})

    back = LotLevel.objects.filter(location__code="R-01", on_hand__gt=0)
    assert list(back.values_list("lot__code", "on_hand")) == [("B-LATER", 1)]
    assert shipment.lines.get().returned == 1
