"""How much a bin holds, how full it is by pieces and by litres, and what would not fit."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from core.audit.models import AuditEntry
from inventory import room
from inventory.models import Location
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def place(code="E-01-01") -> Location:
    return make.location(make.warehouse(), code)


def sized(product, *sides: int):
    product.length_mm, product.width_mm, product.height_mm = sides
    product.save(update_fields=["length_mm", "width_mm", "height_mm"])
    return product


def says(code="E-01-01", **values):
    wanted = {"pieces": None, "litres": None, **values}
    return room.say_what_it_holds(location=place(code), actor=make.ACTOR, **wanted)


def found(code="E-01-01") -> room.Room:
    return room.rooms_of([place(code).pk])[place(code).pk]


def test_nobody_said_what_a_bin_holds():
    make.product_in_stock(7)

    assert found().percent is None
    assert not found().is_overfull


def test_a_bin_is_full_by_pieces_or_by_litres_whichever_comes_first():
    sized(make.product_in_stock(10), 100, 100, 200)  # two litres each

    says(pieces=40)
    assert found().percent == 25
    says(pieces=40, litres=30)
    assert (found().litres, found().percent) == (Decimal(20), 67)
    says(pieces=9, litres=30)
    assert (found().percent, found().is_overfull) == (112, True)


def test_litres_are_not_guessed_where_no_size_is_known():
    make.product_in_stock(10)

    says(litres=1)

    assert (found().percent, found().unmeasured) == (None, 10)
    sized(make.product_in_stock(3), 100, 100, 200)
    assert (found().percent, found().unmeasured) == (600, 10)


def test_what_would_not_fit_is_told_before_it_is_carried(assert_budget):
    product, unknown = sized(make.product_in_stock(10), 100, 100, 200), make.product_in_stock(1, code="E-01-02")
    says(litres=30)
    says("E-01-02", pieces=5)
    wanted = [
        (product.pk, place().pk, 5),
        (product.pk, place().pk, 6),
        (unknown.pk, place("E-01-02").pk, 4),
        (unknown.pk, place("E-01-02").pk, 5),
        (unknown.pk, place("E-01-03").pk, 9_999),
    ]

    with assert_budget(2):
        assert room.do_not_fit(wanted) == [False, True, False, True, False]

    assert room.do_not_fit([]) == []


def test_a_whole_zone_is_told_at_once_and_it_is_written_down():
    assert says(pieces=50, whole_zone=True) == 5

    held = Location.objects.filter(capacity_pieces=50)
    assert {one.zone.kind for one in held} == {"ecommerce"}
    assert AuditEntry.objects.get(action="warehouse.capacity_said").data["locations"] == 5


@pytest.mark.parametrize("values", [{"pieces": 0}, {"litres": -1}])
def test_a_bin_that_holds_nothing_is_refused(values):
    with pytest.raises(room.HoldsNothing):
        says(**values)
    with pytest.raises(IntegrityError, match="location_holds_something"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE inventory_location SET capacity_pieces = 0 WHERE id = %s", [place().pk])

    assert not Location.objects.filter(capacity_pieces__isnull=False).exists()


def test_only_bins_in_which_more_lies_than_they_hold_are_told():
    make.product_in_stock(10)
    make.product_in_stock(10, code="E-01-02")
    says(pieces=9)
    says("E-01-02", pieces=10)

    told = room.overfull([place().pk, place("E-01-02").pk])

    assert [(one.code, one.percent) for one in told] == [("E-01-01", 112)]
