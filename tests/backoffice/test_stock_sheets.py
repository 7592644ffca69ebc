"""Stock from a sheet: judged row by row, booked all or nothing, once; whatever is hostile is refused with a sentence."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from core.verification import verify
from inventory import lotting
from inventory.lot_levels import UNKNOWN
from inventory.models import GoodsReceipt, Lot, LotLevel, StockMovement, StockSheet
from inventory.receiving import ReceivedLine, receive_stock
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db
HEAD = "sku,location,quantity,unit_cost\n"


@pytest.fixture
def controller(signed_in_as):
    return signed_in_as("stock_controller")


def looked_at(client, text):
    raw = text if isinstance(text, bytes) else text.encode()
    data = {"warehouse": make.warehouse().code, "file": SimpleUploadedFile("stock.csv", raw)}
    return client.post(reverse("backoffice:stock_sheets"), data)


def booked(client, page):
    return client.post(reverse("backoffice:stock_sheets_book"), {"token": page.context["token"]})


def test_a_sheet_is_judged_then_booked_once_with_its_source(controller):
    one, other, third = make.product_in_stock(10), make.product_in_stock(4, code="E-01-02"), make.product_in_stock(1)
    rows = f"{one.sku},E-01-01,7,\n{other.sku},E-01-02,9,30000\n{third.sku},E-01-03,2,\n{third.sku.lower()},E-01-01,1,\n"
    moved = StockMovement.objects.count()

    page = looked_at(controller, HEAD + rows)
    assert page.status_code == 200
    assert (StockMovement.objects.count(), StockSheet.objects.count()) == (moved, 0)
    booked(controller, page)

    sheet = StockSheet.objects.get()
    house = make.warehouse()
    levels = [make.level(one, make.location(house)), make.level(other, make.location(house, "E-01-02"))]
    assert levels == [(7, 0), (9, 0)]
    assert make.level(third, make.location(house, "E-01-03")) == (2, 0)
    assert GoodsReceipt.objects.filter(reference=sheet.number).count() == 1
    assert StockMovement.objects.filter(source_type="inventory.StockSheet").count() == 2
    assert verify() == []
    booked(controller, page)
    again = looked_at(controller, HEAD + rows)
    assert sheet.number.encode() in again.content
    assert (StockSheet.objects.count(), StockMovement.objects.count()) == (1, moved + 3)


WRONG = [
    "{sku},E-01-01,-3,",
    "{sku},E-01-01,=1+1,",
    "{sku},E-01-01,99999999,",
    "{sku},E-01-01,1.5,",
    "{sku},Z-99,3,",
    "nobody,E-01-01,3,",
    "{sku},E-01-01,,",
    "{sku},E-01-01,3,-5",
    "{sku},E-01-01,3,NaN",
    "=cmd,E-01-01,3,",
    "{sku},E-01-02,3,\n{sku},E-01-02,3,",
]


@pytest.mark.parametrize("cells", WRONG)
def test_a_row_that_is_wrong_is_told_and_nothing_of_the_sheet_is_booked(controller, cells):
    product = make.product_in_stock(10)
    other = make.product_in_stock(2, code="E-01-04")
    moved = StockMovement.objects.count()

    page = looked_at(controller, HEAD + f"{other.sku},E-01-04,5,\n" + cells.format(sku=product.sku) + "\n")

    assert page.status_code == 422
    assert page.context["token"] == ""
    assert b"Refused:" in page.content
    booked(controller, page)
    assert (StockMovement.objects.count(), StockSheet.objects.count()) == (moved, 0)


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\x00", b"PK\x03\x04nonsense", b"a,b\n1,2\n", HEAD.encode(), b"sku,location,quantity\n\0"]
)
def test_what_is_no_sheet_is_refused_with_a_sentence(controller, raw):
    page = looked_at(controller, raw)

    assert page.status_code == 422
    assert page.context["error"]
    assert not StockSheet.objects.exists()


def test_a_formula_in_a_workbook_is_refused_and_values_are_read(controller):
    product = make.product_in_stock(10)
    answers = []
    for quantity in ("=2+3", 5):
        book, raw = Workbook(), io.BytesIO()
        book.active.append(["sku", "location", "quantity"])
        book.active.append([product.sku, "E-01-01", quantity])
        book.save(raw)
        answers.append(looked_at(controller, raw.getvalue()))

    assert [page.status_code for page in answers] == [422, 200]
    booked(controller, answers[1])
    assert make.level(product, make.location(make.warehouse())) == (5, 0)


def test_what_moved_since_it_was_looked_at_and_what_orders_hold_is_not_booked(controller):
    product = make.product_in_stock(10)
    page = looked_at(controller, HEAD + f"{product.sku},E-01-01,7,\n")
    make.put_on_shelf(product, 1)

    assert booked(controller, page).status_code == 422
    assert make.level(product, make.location(make.warehouse())) == (11, 0)
    make.order_reserved(product, quantity=4)
    assert looked_at(controller, HEAD + f"{product.sku},E-01-01,3,\n").status_code == 422
    assert not StockSheet.objects.exists()


# -- lots

LOT_HEAD = "sku,location,quantity,unit_cost,lot,expires_on\n"


def tea():
    """A product that keeps lots, with 5 pieces of lot A on E-01-01."""
    house, product = make.warehouse(), make.product_in_stock(0)
    lotting.keep_lots(product=product, actor=make.ACTOR)
    line = ReceivedLine(product, 5, 40_000, make.location(house), lot="A", expires_on=date(2031, 1, 1))
    receive_stock(warehouse=house, lines=[line], actor=make.ACTOR)
    return product


def lots_of(product):
    rows = LotLevel.objects.filter(lot__product=product, on_hand__gt=0).order_by("lot__code", "location__code")
    return list(rows.values_list("lot__code", "location__code", "on_hand"))


def test_lots_are_judged_shown_and_booked_each_by_itself(controller):
    product, plain = tea(), make.product_in_stock(1, code="E-01-05")
    rows = (
        f"{product.sku},E-01-01,3,,a,\n{product.sku},E-01-01,4,,B,2031-05-31\n{product.sku},E-01-02,2,30000,B,\n"
        f"{product.sku},E-01-02,1,30000,C,2031-06-30\n{product.sku},E-01-03,1,,UNKNOWN,\n{plain.sku},E-01-05,2,,,\n"
    )
    moved = StockMovement.objects.count()

    page = looked_at(controller, LOT_HEAD + rows)
    assert page.status_code == 200
    assert page.content.count(b"new lot") == 3
    assert (StockMovement.objects.count(), Lot.objects.count()) == (moved, 1)
    booked(controller, page)

    expected = [("A", "E-01-01", 3), ("B", "E-01-01", 4), ("B", "E-01-02", 2), ("C", "E-01-02", 1), (UNKNOWN, "E-01-03", 1)]
    assert lots_of(product) == expected
    assert Lot.objects.get(code="B").expires_on == date(2031, 5, 31)
    assert StockMovement.objects.filter(source_type="inventory.StockSheet").count() == 4
    assert verify() == []


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("{sku},E-01-01,7,,,", "this product keeps lots"),
        ("{sku},E-01-01,7,,NEW,", "a new lot needs the day"),
        ("{sku},E-01-01,7,,NEW,31.5.2031", "this is no day"),
        ("{sku},E-01-01,7,,NEW,2031-02-30", "this is no day"),
        ("{sku},E-01-01,7,,NEW,0001-01-01", "this is no day"),
        ("{sku},E-01-01,7,,A,2031-05-31", "known with another day"),
        ("{sku},E-01-01,7,,NEW,2031-05-31\n{sku},E-01-02,7,,NEW,2031-06-30", "known with another day"),
        ("{sku},E-01-01,7,,A,\n{sku},E-01-01,7,,a,", "stood in an earlier row"),
        ("{sku},E-01-01,7,,=A1,", "this is a formula"),
        ("{sku},E-01-01,7,,A,=TODAY()", "this is a formula"),
        ("{plain},E-01-05,7,,A,", "keeps no lots"),
    ],
)
def test_a_row_that_says_nonsense_about_a_lot_is_refused_and_nothing_is_booked(controller, cells, said):
    product, plain = tea(), make.product_in_stock(1, code="E-01-05")
    moved = StockMovement.objects.count()

    page = looked_at(controller, LOT_HEAD + cells.format(sku=product.sku, plain=plain.sku) + "\n")

    assert page.status_code == 422
    assert said in page.content.decode()
    booked(controller, page)
    assert (StockMovement.objects.count(), Lot.objects.count()) == (moved, 1)


def test_pieces_of_a_lot_that_orders_hold_are_not_booked_away_by_a_sheet(controller):
    product = tea()
    make.order_reserved(product, quantity=4)

    page = looked_at(controller, LOT_HEAD + f"{product.sku},E-01-01,3,,A,\n")

    assert page.status_code == 422
    assert b"orders hold more pieces" in page.content


def test_a_day_in_a_workbook_is_read_as_a_day(controller):
    product, book, raw = tea(), Workbook(), io.BytesIO()
    book.active.append(LOT_HEAD.strip().split(","))
    book.active.append([product.sku, "E-01-01", 2, None, "B", date(2031, 5, 31)])
    book.save(raw)

    booked(controller, looked_at(controller, raw.getvalue()))

    assert lots_of(product) == [("A", "E-01-01", 5), ("B", "E-01-01", 2)]
    assert Lot.objects.get(code="B").expires_on == date(2031, 5, 31)
