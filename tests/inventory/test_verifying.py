"""Each invariant of stock has a check, and each check names what was corrupted."""

import pytest
from django.db import connection

from core.verification import verify
from tests.factories import warehouse as make

pytestmark = pytest.mark.django_db

CORRUPTIONS = {
    "stock movements equal stock levels": "UPDATE inventory_stocklevel SET on_hand = on_hand + 1",
    "reservations equal what levels hold, and never more than is on hand": "UPDATE inventory_reservation SET quantity = 1",
    "stock records equal the levels of their pool's zones": "UPDATE partner_stockrecord SET on_hand = on_hand + 1",
    "the cost of stock equals what came in less what left": "UPDATE inventory_productcost SET value = value + 1",
    "every piece of an open order is promised or held": "UPDATE order_line SET promised_quantity = 1",
    "a branch sells only while its owner's agreement holds": "UPDATE inventory_warehouse SET kind = 'branch', owner_name = 'A'",
}


@pytest.mark.parametrize("promise", CORRUPTIONS)
def test_a_corruption_is_told_in_a_sentence(promise):
    make.order_reserved(make.product_in_stock(5), quantity=2)
    assert verify() == []

    with connection.cursor() as cursor:
        cursor.execute(CORRUPTIONS[promise])

    told = [broken.sentence for broken in verify() if broken.promise == promise]
    assert told
    assert all(sentence.endswith(".") for sentence in told)
