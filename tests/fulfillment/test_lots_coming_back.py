"""Pieces that come back go into the lot they left with, never more than left from it, and stay withheld if it is blocked."""

import uuid
from datetime import timedelta

import pytest

from core import clock
from core.events import deliver_everything
from core.verification import verify
from fulfillment import scanning
from fulfillment.contents import source_of
from fulfillment.models import ScanEvent
from fulfillment.returning import Disposition, close_return, decide, scan_back, take_in
from inventory import lotting
from inventory.lot_levels import UNKNOWN
from inventory.lots_back import LotDidNotLeave
from inventory.models import Lot, LotLevel, MovementReason, StockMovement
from inventory.moving import Move, move
from inventory.receiving import ReceivedLine, receive_stock
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def tea(**lots: tuple[int, int]):
    """A product that keeps lots: of each so many pieces, which keep so many days, all on E-01-01."""
    product = make.product_in_stock(0)
    lotting.keep_lots(product=product, actor=make.ACTOR)
    for code, (quantity, days) in lots.items():
        receive(product, quantity, code, days)
    return product


def receive(product, quantity, code, days):
    house = make.warehouse()
    line = ReceivedLine(
        product, quantity, 40_000, make.location(house), lot=code, expires_on=clock.today() + timedelta(days=days)
    )
    receive_stock(warehouse=house, lines=[line], actor=make.ACTOR)


def refused(shipment):
    """Nobody took it: it stands at the desk."""
    deliver_everything()
    make.carrier_tells(shipment, "refused")
    deliver_everything()
    return take_in(code=shipment.parcels.get().tracking_number, actor=make.ACTOR)


def sent_and_refused(product, quantity):
    return refused(make.shipment_dispatched(product, quantity=quantity))


def scanned(shipment, code="", lot=""):
    code = code or shipment.lines.get().product.barcodes.first().code
    return scan_back(shipment=shipment, code=code, scan_id=uuid.uuid4(), actor=make.ACTOR, lot=lot)


def lying(product, place):
    rows = LotLevel.objects.filter(lot__product=product, location__code=place, on_hand__gt=0)
    return dict(rows.values_list("lot__code", "on_hand"))


def test_a_piece_comes_back_into_the_lot_it_left_with_and_goes_back_to_its_shelf_in_it():
    product = tea(A=(3, 20))
    shipment = sent_and_refused(product, 2)
    line = shipment.lines.get()

    for _piece in range(2):
        assert scanned(shipment).is_ok
    assert lying(product, "R-01") == {"A": 2}
    assert verify() == []
    decide(line=line, quantity=2, disposition=Disposition.RESTOCK, actor=make.ACTOR)
    close_return(shipment=shipment, actor=make.ACTOR)
    deliver_everything()

    assert lying(product, "E-01-01") == {"A": 3}
    assert make.counters(product) == (3, 0, 0)
    assert not Lot.objects.filter(code=UNKNOWN).exists()
    assert verify() == []


def test_of_several_lots_the_oldest_comes_back_first_and_none_gets_more_than_left_from_it():
    product = tea(B=(5, 200), A=(2, 20))
    shipment = sent_and_refused(product, 3)
    found = []

    for _piece in range(3):
        assert scanned(shipment).is_ok
        found.append(lying(product, "R-01"))

    assert found == [{"A": 1}, {"A": 2}, {"A": 2, "B": 1}]
    deliver_everything()
    assert verify() == []


def test_a_lot_that_is_named_is_the_one_that_comes_back_until_all_of_it_is_back():
    product = tea(A=(2, 20), B=(5, 200))
    shipment = sent_and_refused(product, 3)

    scanned(shipment, lot="b")
    assert lying(product, "R-01") == {"B": 1}
    before, scans = StockMovement.objects.count(), ScanEvent.objects.count()
    for lot in ("B", "C"):
        with pytest.raises(LotDidNotLeave):
            scanned(shipment, lot=lot)

    assert (StockMovement.objects.count(), ScanEvent.objects.count()) == (before, scans)
    assert shipment.lines.get().returned == 1
    assert verify() == []


def test_a_gs1_code_names_its_lot_by_itself():
    from shop.catalogue.models import ProductBarcode

    product = tea(A=(2, 20), B=(5, 200))
    ProductBarcode.objects.create(product=product, code="8938505970012")
    shipment = sent_and_refused(product, 3)

    assert scanned(shipment, "(01)08938505970012(17)270101(10)B").is_ok

    assert lying(product, "R-01") == {"B": 1}


@pytest.mark.parametrize(
    ("code", "lot"),
    [
        ("010893850597001210LOT-7", "LOT-7"),
        ("01089385059700121727010110LOT-7\x1d2199", "LOT-7"),
        ("(01)08938505970012(10)LOT-7(17)270101", "LOT-7"),
        ("0108938505970012", ""),
        ("8938505970012", ""),
        ("LOT-7", ""),
    ],
)
def test_a_lot_is_read_out_of_a_gs1_code(code, lot):
    assert scanning.lot_of(code) == lot


def test_pieces_of_a_lot_that_was_blocked_meanwhile_come_back_withheld():
    product = tea(A=(2, 20), B=(5, 200))
    shipment = sent_and_refused(product, 3)
    lotting.block_lot(lot=Lot.objects.get(code="A"), reason="metal found", actor=make.ACTOR)
    for _piece in range(3):
        scanned(shipment)

    decide(line=shipment.lines.get(), quantity=3, disposition=Disposition.RESTOCK, actor=make.ACTOR)

    assert lying(product, "E-01-01") == {"A": 2, "B": 5}
    assert make.counters(product) == (5, 0, 0)
    deliver_everything()
    assert verify() == []


def test_what_is_decided_is_of_the_shipments_own_lots_whatever_else_lies_at_the_desk():
    product = tea(A=(2, 20), B=(5, 200))
    older = make.shipment_dispatched(product, quantity=2)
    newer = make.shipment_dispatched(product, quantity=1)
    older, newer = refused(older), refused(newer)
    for shipment, pieces in ((older, 2), (newer, 1)):
        for _piece in range(pieces):
            scanned(shipment)
    assert lying(product, "R-01") == {"A": 2, "B": 1}

    decide(line=newer.lines.get(), quantity=1, disposition=Disposition.SCRAP, note="wet", actor=make.ACTOR)
    with pytest.raises(LotDidNotLeave):
        decide(line=older.lines.get(), quantity=1, disposition=Disposition.SCRAP, lot="B", actor=make.ACTOR)

    assert lying(product, "R-01") == {"A": 2}
    assert StockMovement.objects.get(reason=MovementReason.SCRAPPED).lot.code == "B"
    deliver_everything()
    assert verify() == []


def test_pieces_that_left_before_lots_were_kept_come_back_into_the_unknown_one():
    product = make.product_in_stock(5)
    shipment = sent_and_refused(product, 1)
    lotting.keep_lots(product=product, actor=make.ACTOR)

    scanned(shipment)

    assert lying(product, "R-01") == {UNKNOWN: 1}
    deliver_everything()
    assert verify() == []


def test_pieces_of_several_lots_bring_back_what_they_took_along_to_the_last_coin():
    product = tea(A=(1, 20))
    receive_stock(
        warehouse=make.warehouse(),
        lines=[
            ReceivedLine(
                product, 2, 10_001, make.location(make.warehouse()), lot="B", expires_on=clock.today() + timedelta(days=90)
            )
        ],
        actor=make.ACTOR,
    )
    shipment = sent_and_refused(product, 3)

    for _piece in range(3):
        scanned(shipment)
    deliver_everything()

    values = dict.fromkeys(("dispatched", "returned"), 0)
    for reason, value in StockMovement.objects.filter(reason__in=values).values_list("reason", "value"):
        values[reason] += value
    assert values["dispatched"] == values["returned"] > 0
    assert verify() == []


def test_more_of_a_lot_back_than_left_is_told_in_a_sentence():
    product = tea(A=(5, 20))
    shipment = sent_and_refused(product, 1)
    lot = Lot.objects.get(code="A")

    move(
        moves=[Move(product.pk, 2, None, make.location(shipment.warehouse, "R-01").pk, lot_id=lot.pk)],
        reason=MovementReason.RETURNED,
        source=source_of(shipment),
        actor=make.ACTOR,
    )

    told = [broken.sentence for broken in verify() if broken.promise == "no lot gets more back with a shipment than left from it"]
    assert told == [f"Of lot A, 1 pieces left with shipment {shipment.number}, but 2 came back."]
