"""Transfers on screen: written down by scanning, sent, unloaded by scanning, what is missing written off."""

import re
import uuid

import pytest
from django.urls import reverse

from core.verification import verify
from inventory.models import StockLevel, Transfer, TransferStatus
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(signed_in_as):
    return signed_in_as("stock_controller")


@pytest.fixture
def product():
    make.warehouse("DN")
    return make.product_in_stock(10, make.warehouse("HP"))


def at(name, *args):
    return reverse(f"backoffice:{name}", args=args)


def head(**values):
    return {"key": str(uuid.uuid4()), "origin": "HP", "target": "DN", "expected_on": "", "note": "for the feast", **values}


def line(goods, **values):
    filled = {"product": goods.sku, "location": "E-01-01", "quantity": "6", "lot": "", **values}
    return {f"line-0-{name}": value for name, value in filled.items()}


def written_down(client, product, **values):
    client.post(at("transfer_new"), {**head(**values), **line(product), "step": "book"})
    return Transfer.objects.latest("pk")


def sent(client, product):
    transfer = written_down(client, product)
    client.post(at("transfer_dispatch", transfer.number), {f"line-{transfer.lines.get().pk}-sent": "6"})
    transfer.refresh_from_db()
    return transfer


def unloading(transfer, good, damaged="0", place="E-01-01", **values):
    pk = transfer.lines.get().pk
    typed = {f"line-{pk}-good": good, f"line-{pk}-damaged": damaged, f"line-{pk}-location": place}
    return {"key": str(uuid.uuid4()), "step": "book", "place": place, **typed, **values}


def in_transit():
    return sum(level.on_hand for level in StockLevel.objects.filter(location__zone__kind="transit"))


def test_scanning_adds_lines_and_books_nothing(keeper, product):
    code = product.barcodes.get().code

    page = keeper.post(at("transfer_new"), {**head(), "code": code})
    assert page.context["lines"][0]["form"]["location"].value() == "E-01-01"
    more = keeper.post(at("transfer_new"), {**head(), **line(product), "code": code, "place": "E-01-01"})
    assert more.context["lines"][0]["form"]["quantity"].value() == "7"
    unknown = keeper.post(at("transfer_new"), {**head(), **line(product), "code": "nonsense"})
    assert unknown.status_code == 422
    assert unknown.context["lines"][0]["form"]["quantity"].value() == "6"
    assert not Transfer.objects.exists()


@pytest.mark.parametrize(
    ("values", "of_line"),
    [
        ({"target": "HP"}, {}),
        ({"target": "XX"}, {}),
        ({}, {"quantity": "-1"}),
        ({}, {"quantity": "9999999999999"}),
        ({}, {"product": "no such"}),
        ({}, {"location": "Z-99"}),
        ({}, {"lot": "no such"}),
    ],
)
def test_nonsense_is_refused_beside_its_field_and_nothing_is_written(keeper, product, values, of_line):
    page = keeper.post(at("transfer_new"), {**head(**values), **line(product, **of_line), "step": "book"})

    assert page.status_code == 422
    assert not Transfer.objects.exists()


def test_the_whole_way_of_a_transfer(keeper, product):
    transfer = sent(keeper, product)
    assert (transfer.status, in_transit()) == (TransferStatus.ON_THE_WAY, 6)

    counted = keeper.post(
        at("transfer_receive", transfer.number), unloading(transfer, "1", step="", code=product.barcodes.get().code)
    )
    pk = transfer.lines.get().pk
    assert re.search(rf'name="line-{pk}-good" value="2"', counted.content.decode())
    assert in_transit() == 6
    once = unloading(transfer, "3", damaged="1")
    for _click in range(2):
        keeper.post(at("transfer_receive", transfer.number), once)
    transfer.refresh_from_db()
    assert (transfer.status, in_transit()) == (TransferStatus.RECEIVED_SHORT, 2)
    assert keeper.post(at("transfer_write_off", transfer.number), {"reason": ""}).status_code == 422
    for _click in range(2):
        keeper.post(at("transfer_write_off", transfer.number), {"reason": "fell off"})
    transfer.refresh_from_db()
    assert (transfer.status, in_transit()) == (TransferStatus.RECEIVED, 0)
    assert verify() == []


@pytest.mark.parametrize(("good", "damaged", "place"), [("0", "0", "E-01-01"), ("-1", "0", "E-01-01"), ("1", "0", "Z-9")])
def test_an_unloading_of_nonsense_books_nothing(keeper, product, good, damaged, place):
    transfer = sent(keeper, product)

    page = keeper.post(at("transfer_receive", transfer.number), unloading(transfer, good, damaged, place))

    assert page.status_code == 422
    assert in_transit() == 6


def test_a_code_that_is_on_no_line_counts_nothing(keeper, product):
    transfer, other = sent(keeper, product), make.product_in_stock(3)

    page = keeper.post(at("transfer_receive", transfer.number), unloading(transfer, "1", step="", code=other.sku))

    assert page.status_code == 422
    assert other.sku in page.context["problem"]


def test_more_than_lies_there_does_not_leave(keeper, product):
    transfer = written_down(keeper, product)
    sent_line = f"line-{transfer.lines.get().pk}-sent"

    for typed in ("11", "0", "-2", "x"):
        page = keeper.post(at("transfer_dispatch", transfer.number), {sent_line: typed})
        assert page.status_code == 422, typed

    assert in_transit() == 0
    keeper.post(at("transfer_cancel", transfer.number))
    keeper.post(at("transfer_dispatch", transfer.number), {sent_line: "6"})
    transfer.refresh_from_db()
    assert (transfer.status, in_transit()) == (TransferStatus.CANCELLED, 0)


def test_the_list_and_one_transfer_stay_within_their_budget(keeper, product, assert_budget):
    transfer = sent(keeper, product)

    with assert_budget(12):
        page = keeper.get(at("transfers"))
    assert [(row.number, row.missing) for row in page.context["rows"]] == [(transfer.number, 6)]
    with assert_budget(15):
        keeper.get(at("transfer", transfer.number))
    assert keeper.get(at("transfer", "TR-999999")).status_code == 404
