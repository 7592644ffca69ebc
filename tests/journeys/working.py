"""What staff do in the back office."""

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

from fulfillment.models import PickLine, Shipment
from inventory.models import Warehouse
from tests.journeys.company import PASSWORD, Item, staff_email
from tests.journeys.people import Person
from tests.journeys.settling import until


def sign_in(person: Person, role: str, *, next_page: str = "/office/") -> None:
    """At the staff's own door, then on to a page."""
    person.go(next_page)
    person.fill(email=staff_email(role), password=PASSWORD)
    person.press("Sign in")
    assert "/sign-in/" not in person.page.url, person.text()


def scan(person: Person, code: str) -> str:
    """What the scanner types, and its Enter; what the server answered: right, wrong or short."""
    page = person.page
    expect(page.locator("[data-field]:focus")).to_have_count(1)
    with page.expect_response(lambda answer: answer.request.method == "POST") as waiting:
        page.keyboard.type(code)
        page.keyboard.press("Enter")
    assert waiting.value.ok, f"{code} was answered with {waiting.value.status}"
    found = re.search(r'data-result="([a-z]+)"', waiting.value.text())
    return found[1] if found else ""


def shipment_of(number: str, warehouse: Warehouse) -> Shipment:
    """The shipment that workers open for an order."""
    wanted = Shipment.objects.filter(order__number=number, warehouse=warehouse)
    until(wanted.exists, f"a shipment of {number} from {warehouse.code}")
    return wanted.get()


def take_next_job(picker: Person, warehouse: Warehouse) -> None:
    """The first screen of a picker: the next job, nothing before it."""
    picker.go(f"/office/warehouse/pick/?warehouse={warehouse.code}")
    picker.press("Next job")
    expect(picker.page.locator("#scan-panel form[data-scan]")).to_have_count(1)


def pick(picker: Person, warehouse: Warehouse, item: Item, quantity: int) -> None:
    """Location, product, quantity: by scanner alone."""
    take_next_job(picker, warehouse)
    picker.sees(item.location)
    finish_picking(picker, item, quantity)


def finish_picking(picker: Person, item: Item, quantity: int) -> None:
    """From the location on."""
    assert scan(picker, item.location_barcode) == "right"
    assert scan(picker, item.barcode) == "right"
    if quantity > 1:
        assert scan(picker, str(quantity)) == "right"
    picker.sees("The list is done")
    picker.look()
    assert PickLine.objects.get(product=item.product).picked == quantity


def pack(packer: Person, shipment: Shipment, item: Item, quantity: int) -> None:
    """Every piece over the scanner; the label is blocked until then."""
    packer.go("/office/warehouse/pack/")
    packer.follow(shipment.number)
    packer.sees("Label blocked")
    for _piece in range(quantity):
        assert scan(packer, item.barcode) == "right"
    packer.sees("Everything is in")
    assert scan(packer, "CMD-FINISH") == "right"
    packer.waits_for(re.compile(r"(?m)^packing slip$"), f"/office/warehouse/pack/{shipment.number}/")
    shipment.refresh_from_db()


def dispatch(clerk: Person, shipment: Shipment) -> None:
    """Hand it over to the carrier, after having been asked once."""
    clerk.go(f"/office/warehouse/shipments/{shipment.number}/")
    clerk.page.locator("[data-dialog=dispatch], [data-bs-target='#dispatch'], [commandfor=dispatch]").first.click()
    clerk.submit(clerk.page.locator("#dispatch button[type=submit]"))
    clerk.sees("Handed over")


def carry(floor: Person, number: str, warehouse: Warehouse, item: Item, quantity: int) -> Shipment:
    """One order through the warehouse: picked, packed, dispatched. Its shipment."""
    shipment = shipment_of(number, warehouse)
    sign_in(floor, "picker", next_page="/office/warehouse/pick/")
    pick(floor, warehouse, item, quantity)
    pack(floor, shipment, item, quantity)
    dispatch(floor, shipment)
    return shipment


def read_pdf(person: Person, address: str) -> str:
    """The words of a PDF that this person may fetch, blanks evened out."""
    answer = person.page.context.request.get(address)
    assert answer.ok, f"{address}: {answer.status}"
    assert answer.headers["content-type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.body())).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
