"""What support sees of a customer."""

from decimal import Decimal

import pytest

from support.customers import overview
from tests.factories.placed import order_row

pytestmark = pytest.mark.django_db


def test_every_order_is_counted_and_only_those_that_stand_are_summed():
    stands = order_row(total_incl_tax=Decimal(108_000))
    order_row(customer=stands.customer, status="cancelled")
    seen = overview(stands.customer_id)
    assert (seen.count, len(seen.orders)) == (2, 2)
    assert seen.spent == {"VND": Decimal(108_000)}


def test_somebody_whose_orders_were_all_cancelled_has_spent_nothing():
    gone = order_row(status="cancelled")
    seen = overview(gone.customer_id)
    assert (seen.count, seen.spent) == (1, {})
