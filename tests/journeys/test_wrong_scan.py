"""The wrong thing is held under the scanner: the screen turns red, and nothing is booked."""

import pytest
from playwright.sync_api import expect

from fulfillment.models import PickLine, ScanEvent, ScanResult, Shipment, ShipmentLine
from inventory.models import StockMovement
from shop.payment.models import PaymentKind
from tests.journeys import shopping, working

pytestmark = pytest.mark.journey


def refused(floor, code: str, title: str) -> None:
    """Scan something wrong: red over the whole screen, until the right thing is scanned."""
    assert working.scan(floor, code) == "wrong"
    expect(floor.page.locator(".scan-flash.wrong")).to_contain_text(title)
    floor.look()


def test_a_wrong_scan_turns_the_screen_red_and_changes_nothing(company, person):
    house = company.warehouse_of_its_own()
    item, other = company.product("Wanted", warehouse=house), company.product("Not wanted", warehouse=house)
    number = shopping.order_placed(person(), item, shopping.method_code(PaymentKind.COD, company.consumer))
    shipment = working.shipment_of(number, house)
    floor = person()
    working.sign_in(floor, "picker", next_page="/office/warehouse/pick/")
    working.take_next_job(floor, house)
    line = PickLine.objects.get(product=item.product)
    movements = StockMovement.objects.count()

    refused(floor, other.location_barcode, "Wrong location")
    refused(floor, item.barcode, "Wrong location")  # a step cannot be skipped
    line.refresh_from_db()
    assert (line.step, line.picked, line.status) == (0, 0, "waiting")
    assert working.scan(floor, item.location_barcode) == "right"
    refused(floor, other.barcode, "Wrong product")
    refused(floor, "0000000000000", "Unknown code")
    line.refresh_from_db()
    assert (line.step, line.picked, line.status) == (1, 0, "waiting")
    assert StockMovement.objects.count() == movements
    assert ScanEvent.objects.filter(pick_line=line, result=ScanResult.WRONG_LOCATION).count() == 2
    assert working.scan(floor, item.barcode) == "right"
    floor.sees("The list is done")

    floor.go(f"/office/warehouse/pack/{shipment.number}/")
    assert working.scan(floor, other.barcode) == "wrong"
    assert working.scan(floor, "CMD-FINISH") == "wrong"
    assert ShipmentLine.objects.get(shipment=shipment).packed == 0
    assert Shipment.objects.get(pk=shipment.pk).status == "picked"
    assert not shipment.parcels.exclude(tracking_number="").exists()
