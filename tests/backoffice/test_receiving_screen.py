"""Goods are received by scanning: line by line, booked at once; an unknown code is said and nothing is lost."""

import uuid

import pytest
from django.urls import reverse

from backoffice.roles import ensure_roles
from inventory.models import GoodsReceipt
from shop.catalogue.models import ProductBarcode
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def dock(signed_in_as):
    ensure_roles()
    return signed_in_as("stock_controller")


def here():
    return reverse("backoffice:receive")


def fields(house, *lines, **more):
    """The page's form: head, and lines of (product, location, quantity, cost)."""
    sent = {"key": uuid.uuid4(), "warehouse": house.code, "reference": "DN-7", "place": "B-01-01", **more}
    for number, line in enumerate(lines):
        for name, value in zip(("product", "location", "quantity", "unit_cost"), line, strict=True):
            sent[f"line-{number}-{name}"] = value
    return sent


def lines_of(answer):
    return [
        tuple(str(line["form"][name].value()) for name in ("product", "location", "quantity", "unit_cost"))
        for line in answer.context["lines"]
    ]


def test_scans_add_lines_a_case_counts_its_pieces_and_a_sign_changes_the_place(dock):
    house, product = make.warehouse(), make.product_in_stock(5)
    ProductBarcode.objects.create(product=product, code="CASE24", pieces=24)
    one = product.barcodes.get(pieces=1).code

    answer = dock.post(here(), fields(house, code=one))
    assert lines_of(answer) == [(product.sku, "B-01-01", "1", "40000")]
    answer = dock.post(here(), fields(house, *lines_of(answer), code="CASE24"))
    assert lines_of(answer) == [(product.sku, "B-01-01", "25", "40000")]
    answer = dock.post(here(), fields(house, *lines_of(answer), code=make.location(house).barcode))
    assert answer.context["place"] == "E-01-01"
    answer = dock.post(here(), fields(house, *lines_of(answer), code=one, place="E-01-01"))

    assert lines_of(answer) == [(product.sku, "B-01-01", "25", "40000"), (product.sku, "E-01-01", "1", "40000")]
    assert not GoodsReceipt.objects.filter(reference="DN-7").exists()


def test_several_lines_are_booked_at_once_however_often_the_form_is_sent(dock):
    house, tea, cup = make.warehouse(), make.product_in_stock(0), make.product_in_stock(0)
    sent = fields(house, (tea.sku, "E-01-01", 12, "35000"), (cup.sku, "E-01-02", 3, "90000"), step="book")

    for _time in range(2):
        assert dock.post(here(), sent).status_code == 302

    assert GoodsReceipt.objects.get().reference == "DN-7"
    assert make.counters(tea) == (12, 0, 0)
    assert make.counters(cup) == (3, 0, 0)


@pytest.mark.parametrize("step", ["", "book"])
def test_an_unknown_code_is_said_and_nothing_is_lost(dock, step):
    house, tea = make.warehouse(), make.product_in_stock(0)
    unknown = ("nonsense", "E-01-02", 3, "90000") if step else ("x", "E-01-02", 3, "90000")
    known = (tea.sku, "E-01-01", "12", "35000")

    answer = dock.post(here(), fields(house, known, unknown, code="" if step else "4711", step=step))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("No product has this item number" if step else "“4711” is neither a product nor a location") in page
    assert lines_of(answer)[0] == known
    assert len(lines_of(answer)) == 2
    assert 'value="DN-7"' in page
    assert not GoodsReceipt.objects.exists()


def test_a_line_is_taken_off_and_an_empty_truck_books_nothing(dock):
    house, tea = make.warehouse(), make.product_in_stock(0)

    answer = dock.post(here(), fields(house, (tea.sku, "E-01-01", "12", "35000"), take_off="0"))
    assert lines_of(answer) == []
    answer = dock.post(here(), fields(house, step="book"))

    assert answer.status_code == 422
    assert "scan what the truck brought first" in answer.content.decode()
    assert not GoodsReceipt.objects.exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("", "E-01-01", "1", "1"), "required"),
        (("SKU", "S-01", "1", "1"), "no such location"),
        (("SKU", "E-01-01", "0", "1"), "greater than or equal to 1"),
        (("SKU", "E-01-01", "1", "-5"), "greater than or equal to 0"),
        (("SKU", "E-01-01", "many", "1"), "whole number"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_line(dock, line, said):
    house, tea = make.warehouse(), make.product_in_stock(0)

    answer = dock.post(here(), fields(house, (line[0] and tea.sku, *line[1:]), step="book"))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not GoodsReceipt.objects.exists()


def test_a_code_that_names_a_lot_fills_it_in_and_another_lot_is_a_line_of_its_own(dock):
    from inventory import lotting

    house, tea, cup = make.warehouse(), make.product_in_stock(0), make.product_in_stock(0)
    lotting.keep_lots(product=tea, actor=make.ACTOR)
    ProductBarcode.objects.create(product=tea, code="8938505970012")
    ProductBarcode.objects.create(product=cup, code="8938505970029")
    sent = fields(house)

    for code in ("010893850597001210A-26", "010893850597001210A-26", "010893850597001210B-26", "010893850597002910X"):
        answer = dock.post(here(), {**sent, "code": code})
        rows = [{name: line["form"][name].value() for name in ("product", "quantity", "lot")} for line in answer.context["lines"]]
        for number, row in enumerate(rows):
            sent |= {f"line-{number}-{name}": str(value) for name, value in row.items()} | {f"line-{number}-location": "B-01-01"}

    told = [(row["product"], row["quantity"], row["lot"]) for row in rows]
    assert told == [(tea.sku, "2", "A-26"), (tea.sku, "1", "B-26"), (cup.sku, "1", "")]
