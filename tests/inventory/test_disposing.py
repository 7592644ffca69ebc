"""Pieces are set aside, scrapped or sent back for a reason; what leaves is told to the books, once."""

from datetime import timedelta

import pytest

from core import clock
from core.events import deliver_everything
from core.verification import verify
from inventory import lotting
from inventory.disposing import DisposedWithoutReason, Disposition, LiesThereAlready, dispose
from inventory.levels import NotAtLocation
from inventory.models import Lot, StockMovement
from inventory.moving import MovedMeanwhile
from inventory.receiving import ReceivedLine, receive_stock
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def gone(product, quantity, to, reason="torn bags", **values):
    place = make.location(make.warehouse(), values.pop("code", "E-01-01"))
    return dispose(product=product, from_location=place, quantity=quantity, to=to, reason=reason, actor=make.ACTOR, **values)


@pytest.mark.parametrize(("to", "left"), [(Disposition.SCRAP, 7), (Disposition.SUPPLIER, 7), (Disposition.QUARANTINE, 10)])
def test_each_disposition_is_a_movement_with_its_reason(to, left):
    product = make.product_in_stock(10)

    (row,) = gone(product, 3, to)
    deliver_everything()

    product.cost.refresh_from_db()
    assert (row.reason, row.note, row.quantity) == (to.value, "torn bags", 3)
    assert (make.counters(product), product.cost.quantity) == ((7, 0, 0), left)
    assert verify() == []


@pytest.mark.parametrize(
    ("quantity", "reason", "values", "refusal"),
    [
        (3, "  ", {}, DisposedWithoutReason),
        (11, "torn", {}, NotAtLocation),
        (3, "torn", {"seen": 9}, MovedMeanwhile),
    ],
)
def test_a_refusal_moves_nothing(quantity, reason, values, refusal):
    product = make.product_in_stock(10)
    before = StockMovement.objects.count()

    with pytest.raises(refusal):
        gone(product, quantity, Disposition.SCRAP, reason, **values)

    assert (StockMovement.objects.count(), make.counters(product)) == (before, (10, 0, 0))


def test_held_pieces_are_not_scrapped():
    product = make.product_in_stock(4)
    make.order_reserved(product, quantity=3)

    with pytest.raises(NotAtLocation):
        gone(product, 2, Disposition.SCRAP)

    assert verify() == []


def test_what_lies_in_quarantine_is_not_put_there_again():
    product = make.product_in_stock(4)
    gone(product, 2, Disposition.QUARANTINE)

    with pytest.raises(LiesThereAlready):
        gone(product, 1, Disposition.QUARANTINE, code="Q-01")

    gone(product, 2, Disposition.SCRAP, code="Q-01")
    assert verify() == []


def test_a_lot_that_is_named_is_the_one_that_goes():
    house, product = make.warehouse(), make.product_in_stock(0)
    lotting.keep_lots(product=product, actor=make.ACTOR)
    for code, days in (("A", 20), ("B", 200)):
        keeps = clock.today() + timedelta(days=days)
        line = ReceivedLine(product, 4, 40_000, make.location(house), lot=code, expires_on=keeps)
        receive_stock(warehouse=house, lines=[line], actor=make.ACTOR)
    lotting.block_lot(lot=Lot.objects.get(code="B"), reason="wet", actor=make.ACTOR)

    (row,) = gone(product, 4, Disposition.SUPPLIER, lot=Lot.objects.get(code="B"))

    assert row.lot.code == "B"
    assert make.counters(product) == (4, 0, 0)
    assert verify() == []
