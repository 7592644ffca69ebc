"""Lots on screen: what expires soon, who got one, blocking it in one deed; receipts ask for lot and expiry."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.verification import verify
from fulfillment.models import Parcel
from inventory import lotting
from inventory.models import GoodsReceipt, Lot, LotKeeping, LotStatus, StockMovement
from inventory.receiving import ReceivedLine, receive_stock
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea():
    house, product = make.warehouse(), make.product_in_stock(0)
    lotting.keep_lots(product=product, actor=make.ACTOR)
    for code, days in (("A1", 20), ("B2", 300)):
        keeps = clock.today() + timedelta(days=days)
        line = ReceivedLine(product, 5, 40_000, make.location(house), lot=code, expires_on=keeps)
        receive_stock(warehouse=house, lines=[line], actor=make.ACTOR, supplier="Garden")
    return product


@pytest.fixture
def keeper(signed_in_as):
    return signed_in_as("stock_controller")


def at(name, *args):
    return reverse(f"backoffice:{name}", args=args)


def test_the_list_tells_what_expires_soon_within_its_budget(keeper, tea, assert_budget):
    with assert_budget(12):
        page = keeper.get(at("lots"), {"soon": "yes", "there": "yes"})
    assert [row.code for row in page.context["rows"]] == ["A1"]
    taken = keeper.get(at("lots"), {"export": "csv"})
    text = b"".join(taken.streaming_content if taken.streaming else [taken.content]).decode()
    assert "A1" in text
    assert "B2" in text


def test_a_lot_tells_who_got_it_in_which_parcel_and_where_the_rest_lies(keeper, tea):
    shipment = make.shipment_dispatched(tea, quantity=2)
    lot = Lot.objects.get(code="A1")

    page = keeper.get(at("lot", lot.pk))

    text = page.content.decode()
    assert shipment.order.contact_name in text
    assert Parcel.objects.get(shipment=shipment).tracking_number in text
    assert [(level.location.code, level.on_hand) for level in page.context["levels"]] == [("E-01-01", 3)]
    listed = keeper.get(at("lot_orders", lot.pk))
    assert [row.quantity for row in listed.context["rows"]] == [2]


def test_a_lot_is_blocked_with_a_reason_once_and_freed_again(keeper, tea):
    lot = Lot.objects.get(code="A1")

    refused = keeper.post(at("lot_block", lot.pk), {"reason": " "})
    assert refused.status_code == 422
    assert make.counters(tea) == (10, 0, 0)
    for _click in range(2):
        keeper.post(at("lot_block", lot.pk), {"reason": "metal found"})
    lot.refresh_from_db()
    assert (lot.status, lot.status_reason) == (LotStatus.BLOCKED, "metal found")
    assert make.counters(tea) == (5, 0, 0)
    for _click in range(2):
        keeper.post(at("lot_unblock", lot.pk), {"reason": "found nothing"})
    assert make.counters(tea) == (10, 0, 0)
    assert verify() == []


@pytest.mark.parametrize("pk", [0, 999_999_999])
def test_an_unknown_lot_is_not_found(keeper, tea, pk):
    assert keeper.get(at("lot", pk)).status_code == 404
    assert keeper.post(at("lot_block", pk), {"reason": "x"}).status_code == 404


def booked(client, product, **line):
    values = {"product": product.sku, "location": "E-01-01", "quantity": "3", "unit_cost": "40000", **line}
    data = {"key": str(uuid.uuid4()), "warehouse": "HP", "reference": "", "supplier": "", "step": "book"}
    return client.post(at("receive"), data | {f"line-0-{name}": value for name, value in values.items()})


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"lot": "", "expires_on": "2031-01-01"}, "lot"),
        ({"lot": "NEW", "expires_on": ""}, "expires_on"),
        ({"lot": "NEW", "expires_on": "yesterday"}, "expires_on"),
        ({"lot": "a1", "expires_on": "2031-01-01"}, "expires_on"),
    ],
)
def test_a_receipt_without_its_lot_books_nothing_and_says_so_beside_the_field(keeper, tea, line, field):
    before = GoodsReceipt.objects.count()

    page = booked(keeper, tea, **line)

    assert page.status_code == 422
    assert field in page.context["lines"][0]["form"].errors
    assert GoodsReceipt.objects.count() == before


def test_a_receipt_names_its_lot(keeper, tea):
    booked(keeper, tea, lot="new", expires_on="2031-01-01")

    last = StockMovement.objects.latest("pk")
    assert (last.lot.code, str(last.lot.expires_on), last.quantity) == ("NEW", "2031-01-01", 3)


def test_two_lines_that_disagree_about_a_new_lot_book_nothing(keeper, tea):
    before = StockMovement.objects.count()
    head = {"key": str(uuid.uuid4()), "warehouse": "HP", "step": "book"}
    for n, day in enumerate(["2031-01-01", "2032-01-01"]):
        line = {"product": tea.sku, "location": "E-01-01", "quantity": "1", "unit_cost": "1", "lot": "NEW", "expires_on": day}
        head |= {f"line-{n}-{name}": value for name, value in line.items()}

    page = keeper.post(at("receive"), head)

    assert page.status_code == 422
    assert "NEW" in page.context["problem"]
    assert StockMovement.objects.count() == before


def test_a_product_begins_and_stops_to_keep_lots_on_its_card(keeper):
    product = make.product_in_stock(4)

    keeper.post(at("stock_keep_lots", product.sku), {"needs_expiry": "on", "days_before_expiry": "7"})
    assert LotKeeping.objects.get(product=product).days_before_expiry == 7
    assert keeper.get(at("stock_card", product.sku)).context["lots"][0].on_hand == 4
    keeper.post(at("stock_keep_lots", product.sku), {"days_before_expiry": "-1"})
    assert LotKeeping.objects.get(product=product).days_before_expiry == 7
    keeper.post(at("stock_stop_lots", product.sku))
    assert not LotKeeping.objects.exists()
    assert verify() == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"lot": "a1"}, 1),
        ({"place": "e-01-01"}, 2),
        ({"place": "NOWHERE"}, 0),
        ({"source": "nothing"}, 0),
        ({"reason": "received", "from": "today", "until": "today"}, 2),
        ({"until": "2020-01-01"}, 0),
        ({"by": "nobody at all"}, 0),
    ],
)
def test_the_movement_book_is_narrowed_by_lot_place_document_day_and_person(keeper, tea, asked, found):
    assert len(keeper.get(at("movements"), asked).context["rows"]) == found


def test_pieces_are_taken_out_of_their_lot_on_the_card_once(keeper, tea):
    card = keeper.get(at("stock_card", tea.sku))
    lot, level = Lot.objects.get(code="B2"), tea.levels.get()
    data = {
        "out-level": level.pk,
        "out-lot": lot.pk,
        "out-to": "scrapped",
        "out-quantity": "2",
        "out-reason": "wet",
        "out-as_of": card.context["out_form"]["as_of"].value(),
    }

    keeper.post(at("stock_take_out", tea.sku), data)
    again = keeper.post(at("stock_take_out", tea.sku), data)

    assert again.status_code == 422
    row = StockMovement.objects.get(reason="scrapped")
    assert (row.quantity, row.lot, row.note) == (2, lot, "wet")
    missing = keeper.post(at("stock_take_out", tea.sku), {**data, "out-reason": ""})
    assert missing.status_code == 422
    assert StockMovement.objects.filter(reason="scrapped").count() == 1
