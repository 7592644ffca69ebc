"""A trade customer says an order in three ways: rows, pasted lines, an uploaded sheet. What cannot be read puts nothing in."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from shop.basket.models import Line
from shop.channels.models import Door, DoorKind
from shop.customer.registering import let_act_for
from tests.factories import shop


@pytest.fixture
def desk(consumer, visitor):
    """Somebody signed in for a trade account, and a product of theirs in cases of 24."""
    at = shop.trade_channel_market()
    Door.objects.create(code="trade", name="Trade", kind=DoorKind.ACCOUNT, channel_market=at)
    account, person = shop.trade_account(at), shop.user()
    let_act_for(actor=shop.ACTOR, user=person, customer=account.customer)
    visitor.force_login(person)
    shop.product_on_sale(at, price=100_000, stock=500, case_quantity=24, sku="LL-1104")
    return visitor


def workbook(*rows) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_rows_pasted_lines_and_a_sheet_come_together_in_one_basket(desk):
    sheet = SimpleUploadedFile("order.csv", "Item number;Quantity\nLL-1104;5\n".encode("utf-8-sig"))
    answer = desk.post("/trade/", {"sku-1": "ll-1104", "n-1": "2", "unit-1": "k", "pasted": "LL-1104 3", "sheet": sheet})
    assert answer.status_code == 302
    assert Line.objects.get().quantity == 2 * 24 + 3 + 5


def test_a_workbook_is_read_like_a_sheet_of_text(desk):
    sheet = SimpleUploadedFile("order.xlsx", workbook(["Item number", "Quantity"], ["LL-1104", 7], [None, None]))
    assert desk.post("/trade/", {"sheet": sheet}).status_code == 302
    assert Line.objects.get().quantity == 7


@pytest.mark.parametrize("data", [b"PK\x03\x04 no workbook", b"\xff\xfe\x00 no text", b"x" * 1_000_001])
def test_a_file_that_cannot_be_read_puts_nothing_in_and_loses_nothing_typed(desk, data):
    page = desk.post("/trade/", {"pasted": "LL-1104 3", "sheet": SimpleUploadedFile("order.xlsx", data)})
    assert page.status_code == 422
    assert page.context["sheet_error"]
    assert "LL-1104 3" in page.context["pasted"]
    assert not Line.objects.exists()


def test_a_wrong_line_of_a_sheet_is_shown_and_puts_nothing_in(desk):
    page = desk.post("/trade/", {"sku-1": "LL-1104", "n-1": "1", "sheet": SimpleUploadedFile("o.csv", b"LL-9999,4\n")})
    assert page.status_code == 422 and page.context["wrong"] == 1
    assert page.context["pasted"].splitlines() == ["LL-1104 1", "LL-9999 4"]
    assert not Line.objects.exists()


def test_what_was_typed_is_forgotten_once_it_is_in_the_basket(desk):
    page = desk.post("/trade/", {"pasted": "LL-1104 3"}, follow=True)
    assert '<meta name="kept-clear" content="quick-order">' in page.content.decode()
