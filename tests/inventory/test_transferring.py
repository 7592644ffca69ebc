"""Between warehouses goods lie in transit: nobody sells them there, and what does not arrive stays until it is written off."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from core import clock
from core.events.models import OutboxEvent
from core.transitions import IllegalTransition
from core.verification import verify
from inventory import lotting, transferring
from inventory.holding import NoQuarantine
from inventory.levels import NotAtLocation
from inventory.models import StockLevel, StockMovement, Transfer, TransferStatus, Zone, ZoneKind
from inventory.receiving import ReceivedLine, WrongWarehouse, receive_stock
from inventory.transferring import Arrived
from inventory.warehousing import NotForSale, sell_from_zone, transit_of
from tests.factories import shop
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def houses():
    return make.warehouse("HP"), make.warehouse("DN")


def drafted(houses, product, quantity=6, place="E-01-01", **values):
    here, there = houses
    line = (product, quantity, make.location(here, place))
    return transferring.draft_transfer(from_warehouse=here, to_warehouse=there, lines=[line], actor=make.ACTOR, **values)


def sent(houses, product, **values):
    return transferring.dispatch_transfer(transfer=drafted(houses, product, **values), actor=make.ACTOR)


def unload(transfer, good, damaged=0, place="E-01-01", key=None, line=0):
    one = transfer.lines.all()[line]
    arrived = [Arrived(one.pk, good, damaged, make.location(transfer.to_warehouse, place))]
    return transferring.receive_transfer(transfer=transfer, arrived=arrived, key=key or uuid.uuid4(), actor=make.ACTOR)


def lying(product):
    rows = StockLevel.objects.filter(product=product, on_hand__gt=0).order_by("location__warehouse__code", "location__code")
    return [(row.location.warehouse.code, row.location.code, row.on_hand) for row in rows]


def test_what_is_on_the_way_lies_in_transit_and_no_pool_counts_it(houses):
    product = make.product_in_stock(10, houses[0])

    transfer = sent(houses, product)

    assert lying(product) == [("DN", "TRANSIT", 6), ("HP", "E-01-01", 4)]
    assert make.counters(product) == (4, 0, 0)
    assert verify() == []
    with pytest.raises(NotForSale):
        sell_from_zone(actor=make.ACTOR, zone=Zone.objects.get(kind=ZoneKind.TRANSIT), pool=shop.channel_market().pool)
    unload(transfer, 6)
    assert lying(product) == [("DN", "E-01-01", 6), ("HP", "E-01-01", 4)]
    assert make.counters(product) == (10, 0, 0)
    transfer.refresh_from_db()
    assert transfer.status == TransferStatus.RECEIVED
    named = StockMovement.objects.filter(source_type="inventory.Transfer").values_list("source_label", "reason").distinct()
    assert list(named.order_by()) == [(transfer.number, "transferred")]
    assert verify() == []


def test_sending_and_unloading_twice_book_once(houses):
    product = make.product_in_stock(10, houses[0])
    transfer, key = sent(houses, product), uuid.uuid4()

    transferring.dispatch_transfer(transfer=transfer, actor=make.ACTOR)
    for _click in range(2):
        unload(transfer, 2, key=key)

    assert lying(product) == [("DN", "E-01-01", 2), ("DN", "TRANSIT", 4), ("HP", "E-01-01", 4)]
    key = uuid.uuid4()
    assert drafted(houses, product, key=key) == drafted(houses, product, key=key)
    assert Transfer.objects.count() == 2


def test_what_is_missing_stays_in_transit_until_it_is_found_or_written_off(houses):
    product = make.product_in_stock(10, houses[0])
    transfer = unload(sent(houses, product), 3)
    assert transfer.status == TransferStatus.RECEIVED_SHORT

    unload(transfer, 1)
    with pytest.raises(transferring.WrittenOffWithoutReason):
        transferring.write_off_missing(transfer=transfer, reason=" ", actor=make.ACTOR)
    assert transferring.write_off_missing(transfer=transfer, reason="fell off the ferry", actor=make.ACTOR) == 2
    assert transferring.write_off_missing(transfer=transfer, reason="again", actor=make.ACTOR) == 0

    transfer.refresh_from_db()
    line = transfer.lines.get()
    assert (line.sent, line.good, line.written_off, line.missing) == (6, 4, 2, 0)
    assert transfer.status == TransferStatus.RECEIVED
    lost = StockMovement.objects.get(reason="lost")
    assert (lost.quantity, lost.value, lost.note, lost.source_label) == (2, 80_000, "fell off the ferry", transfer.number)
    told = OutboxEvent.objects.get(name__endswith="StockAdjusted").payload
    assert (told["quantity"], told["reason"]) == (-2, "lost")
    assert verify() == []


def test_more_than_was_sent_comes_in_and_damaged_pieces_go_into_quarantine(houses):
    product = make.product_in_stock(10, houses[0])

    transfer = unload(sent(houses, product), 7, damaged=1)

    line = transfer.lines.get()
    assert (line.good, line.damaged, line.over, line.missing) == (5, 1, 2, 0)
    assert lying(product) == [("DN", "E-01-01", 7), ("DN", "Q-01", 1), ("HP", "E-01-01", 4)]
    assert StockMovement.objects.get(reason="count_gain").value == 80_000
    assert verify() == []


def test_far_more_than_was_sent_is_a_slip_and_books_nothing(houses):
    product = make.product_in_stock(10, houses[0])
    transfer = sent(houses, product)
    moved = StockMovement.objects.count()

    with pytest.raises(transferring.TooManyArrived) as refusal:
        unload(transfer, 12, damaged=1)

    assert refusal.value.data["most"] == 12
    assert StockMovement.objects.count() == moved
    assert transfer.lines.get().missing == 6


def test_more_than_lies_there_does_not_leave(houses):
    product = make.product_in_stock(5, houses[0])
    transfer = drafted(houses, product)

    with pytest.raises(NotAtLocation):
        transferring.dispatch_transfer(transfer=transfer, actor=make.ACTOR)

    transfer.refresh_from_db()
    assert (transfer.status, lying(product)) == (TransferStatus.DRAFT, [("HP", "E-01-01", 5)])
    line = transfer.lines.get()
    transferring.dispatch_transfer(transfer=transfer, sent={line.pk: 5}, actor=make.ACTOR)
    line.refresh_from_db()
    assert (line.quantity, line.sent) == (6, 5)


def test_held_pieces_do_not_leave(houses):
    product = make.product_in_stock(8, houses[0])
    make.order_reserved(product, quantity=3)

    with pytest.raises(NotAtLocation):
        sent(houses, product)

    assert verify() == []


@pytest.mark.parametrize("quantity", [0, -3])
def test_nothing_is_no_transfer(houses, quantity):
    product = make.product_in_stock(8, houses[0])

    with pytest.raises(transferring.NothingToTransfer):
        drafted(houses, product, quantity)
    with pytest.raises(transferring.SameWarehouse):
        drafted((houses[0], houses[0]), product)
    with pytest.raises(WrongWarehouse):
        line = (product, 1, make.location(houses[0]))
        transferring.draft_transfer(from_warehouse=houses[1], to_warehouse=houses[0], lines=[line], actor=make.ACTOR)

    assert not Transfer.objects.exists()


def test_what_has_not_left_or_has_arrived_is_not_unloaded(houses):
    product = make.product_in_stock(10, houses[0])
    draft = drafted(houses, product)

    with pytest.raises(transferring.NotOnTheWay):
        unload(draft, 1)
    with pytest.raises(transferring.NotOnTheWay):
        transferring.write_off_missing(transfer=draft, reason="lost", actor=make.ACTOR)
    transferring.cancel_transfer(transfer=draft, actor=make.ACTOR)
    with pytest.raises(IllegalTransition):
        transferring.dispatch_transfer(transfer=draft, actor=make.ACTOR)
    done = unload(sent(houses, product), 6)
    with pytest.raises(transferring.NotOnTheWay):
        unload(done, 1)

    assert verify() == []


@pytest.mark.parametrize(("good", "damaged"), [(0, 0), (-1, 2), (2, -1)])
def test_an_unloading_of_nonsense_books_nothing(houses, good, damaged):
    product = make.product_in_stock(10, houses[0])
    transfer = sent(houses, product)

    with pytest.raises(transferring.NothingArrived):
        unload(transfer, good, damaged)

    assert ("DN", "TRANSIT", 6) in lying(product)


def test_damaged_pieces_need_a_quarantine_to_go_to(houses):
    product = make.product_in_stock(10, houses[0])
    transfer = sent(houses, product)
    houses[1].locations.filter(code="Q-01").update(is_active=False)

    with pytest.raises(NoQuarantine):
        unload(transfer, 5, damaged=1)

    assert ("DN", "TRANSIT", 6) in lying(product)


def test_lots_travel_with_their_pieces(houses):
    product = make.product_in_stock(0, houses[0])
    lotting.keep_lots(product=product, actor=make.ACTOR)
    place = make.location(houses[0])
    for code, days in (("A", 20), ("B", 200)):
        keeps = clock.today() + timedelta(days=days)
        line = ReceivedLine(product, 4, 40_000, place, lot=code, expires_on=keeps)
        receive_stock(warehouse=houses[0], lines=[line], actor=make.ACTOR)

    transfer = sent(houses, product)

    assert list(transfer.lines.values_list("lot__code", "quantity", "sent")) == [("A", 4, 4), ("B", 2, 2)]
    assert verify() == []
    unload(transfer, 2, line=1)
    unload(transfer, 4, line=0)
    assert transit_of(houses[1]).lot_levels.filter(on_hand__gt=0).count() == 0
    assert verify() == []


@pytest.mark.parametrize(
    ("statement", "law"),
    [
        ("UPDATE inventory_transferline SET good = sent + 1", "transfer_line_arrives_as_sent"),
        ("UPDATE inventory_transferline SET quantity = 0", "transfer_line_has_a_piece"),
        ("UPDATE inventory_transfer SET to_warehouse_id = from_warehouse_id", "transfer_goes_elsewhere"),
        ("UPDATE inventory_transfer SET status = 'lost'", "transfer_status_known"),
    ],
)
def test_the_database_refuses_impossible_transfers(houses, statement, law):
    sent(houses, make.product_in_stock(10, houses[0]))

    with pytest.raises(IntegrityError, match=law), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_pieces_in_transit_without_a_transfer_are_told(houses):
    product = make.product_in_stock(10, houses[0])
    transfer = sent(houses, product)
    assert verify() == []

    transfer.lines.update(written_off=1)

    promise = "what lies in transit is missing from a transfer"
    assert [broken.sentence for broken in verify() if broken.promise == promise] == [
        f"Product {product.pk} on its way to warehouse {houses[1].pk}: 6 pieces lie in transit, transfers miss 5."
    ]
