"""Each invariant of the floor has a check, and each check names what was corrupted."""

import uuid

import pgtrigger
import pytest
from django.db import connection

from core.verification import verify
from fulfillment.models import PickLine
from fulfillment.picking import scan
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db


def promises():
    return {broken.promise for broken in verify()}


def corrupt(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_line_picked_without_a_right_scan_is_told():
    make.order_reserved(make.product_in_stock(5))
    pick_list = make.pick_list_started()
    wrong = scan(pick_list=pick_list, code="nonsense", scan_id=uuid.uuid4(), actor=make.ACTOR).event

    with pgtrigger.ignore("fulfillment.PickLine:picked_only_by_scan"):
        PickLine.objects.update(picked=1, last_scan=wrong)

    assert "every picked line was scanned or overridden" in promises()


def test_a_dispatch_without_movement_is_told():
    make.shipment_dispatched(make.product_in_stock(5))

    corrupt("UPDATE fulfillment_shipmentline SET dispatched = 0")

    assert "what was dispatched equals what left the stock" in promises()


def test_a_piece_packed_into_no_parcel_is_told():
    make.shipment_packed(make.product_in_stock(5))

    corrupt("UPDATE fulfillment_parcelline SET quantity = quantity + 1")

    assert "what was packed equals what lies in parcels" in promises()
