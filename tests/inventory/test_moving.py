"""Units only ever move by movements, and every counter follows."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from core.verification import verify
from inventory.levels import NotAtLocation
from inventory.models import MovementReason, ProductCost, StockMovement, ZoneKind
from inventory.moving import Move, Source, move
from inventory.replenishing import move_stock
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db
TEST = Source("test", 1)


def test_received_pieces_are_on_the_shelf_and_in_the_pool():
    product = make.product_in_stock(10)

    assert make.level(product, make.location(make.warehouse())) == (10, 0)
    assert make.counters(product) == (10, 0, 0)
    assert verify() == []


def test_bulk_pieces_are_not_sold_until_they_reach_the_ecommerce_zone():
    house = make.warehouse()
    product = make.product_in_stock(6, code="B-01-01")
    before = product.stockrecords.first()

    move_stock(
        product=product,
        from_location=make.location(house, "B-01-01"),
        to_location=make.location(house, "E-01-02"),
        quantity=4,
        actor=make.ACTOR,
    )

    assert before is None
    assert make.counters(product) == (4, 0, 0)
    assert verify() == []


def test_more_than_lies_there_cannot_be_moved():
    house = make.warehouse()
    product = make.product_in_stock(3)

    with pytest.raises(NotAtLocation) as refused:
        move_stock(
            product=product,
            from_location=make.location(house),
            to_location=make.location(house, "E-01-02"),
            quantity=4,
            actor=make.ACTOR,
        )

    assert refused.value.data["available"] == 3
    assert make.level(product, make.location(house)) == (3, 0)
    assert StockMovement.objects.count() == 1


def test_held_pieces_cannot_be_moved_away_as_free_ones():
    house = make.warehouse()
    product = make.product_in_stock(3)
    make.order_reserved(product, quantity=2)

    with pytest.raises(NotAtLocation):
        move_stock(
            product=product,
            from_location=make.location(house),
            to_location=make.location(house, "B-01-01"),
            quantity=2,
            actor=make.ACTOR,
        )

    assert make.level(product, make.location(house)) == (3, 2)
    assert make.counters(product) == (3, 2, 0)


def test_the_average_cost_moves_with_each_receipt_and_the_last_piece_takes_the_last_coin():
    house = make.warehouse()
    product = make.product_in_stock(0)
    make.put_on_shelf(product, 2, house, unit_cost=100)
    make.put_on_shelf(product, 1, house, unit_cost=101)
    place = make.location(house)

    first = move(moves=[Move(product.pk, 2, place.pk, None)], reason=MovementReason.SAMPLE, source=TEST, actor=make.ACTOR)
    last = move(moves=[Move(product.pk, 1, place.pk, None)], reason=MovementReason.SAMPLE, source=TEST, actor=make.ACTOR)

    assert first[0].value == Decimal(201)
    assert last[0].value == Decimal(100)
    assert ProductCost.objects.get(product=product).value == 0
    assert verify() == []


@pytest.mark.parametrize("statement", ["UPDATE inventory_stockmovement SET quantity = 99", "DELETE FROM inventory_stockmovement"])
def test_a_movement_is_written_once(statement):
    make.product_in_stock(1)

    with pytest.raises(IntegrityError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert StockMovement.objects.get().quantity == 1


@pytest.mark.parametrize(
    ("statement", "law"),
    [
        ("UPDATE inventory_stocklevel SET on_hand = -1, reserved = 0", "level_on_hand_not_negative"),
        ("UPDATE inventory_stocklevel SET reserved = on_hand + 1", "level_reserved_within_on_hand"),
        ("UPDATE inventory_productcost SET value = -1", "product_cost_not_negative"),
        (
            "INSERT INTO inventory_poolzone (pool_id, zone_id) SELECT pool_id, zone_id FROM inventory_poolzone",
            "zone_sells_for_one_pool",
        ),
    ],
)
def test_the_database_refuses_impossible_stock(statement, law):
    make.product_in_stock(1)

    with pytest.raises(IntegrityError, match=law), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert verify() == []


def test_a_zone_that_begins_to_sell_is_written_down_and_up_again():
    from inventory.warehousing import sell_from_zone, stop_selling_from_zone
    from tests.factories import shop

    house = make.warehouse()
    product = make.product_in_stock(5, code="B-01-01")
    bulk = make.zone(house, ZoneKind.BULK)

    sell_from_zone(actor=make.ACTOR, zone=bulk, pool=shop.channel_market().pool)
    assert make.counters(product) == (5, 0, 0)

    stop_selling_from_zone(actor=make.ACTOR, zone=bulk)
    assert make.counters(product) == (0, 0, 0)
    assert verify() == []
